"""Boxes for words, numbers, days, yes or no, and words from a closed list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from patternbook.language.plans import OneOf
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import labels
from patternbook.web.studio.editing.forms.boxes import Box, Boxes, BoxWrong, Choice, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.choices import choices

MOST_RADIOS = 6
YES, NO = "true", "false"
DAY_PARTS = ("day", "month", "year")


def typed(boxes: Boxes, name: str) -> str:
    """What was typed into a box, with the line breaks of every system as one."""
    values = boxes.get(name) or ("",)
    return values[0].replace("\r\n", "\n").replace("\r", "\n")


def base(box: Box, drawing: Drawing) -> dict[str, Any]:
    """What every component of a single box takes."""
    said = labels.hint(box.of, box.field)
    return {
        "id": box.name,
        "name": box.name,
        "label": {"text": labels.label(box.of, box.field), "classes": "govuk-label--s"},
        **({"hint": {"text": said}} if said else {}),
        **drawing.error(box.name, box.path),
    }


def row(box: Box, drawing: Drawing, field: Field, **more: Any) -> Row:
    """The row of one component."""
    return Row(box.name, box.path, field, warnings=drawing.warnings_at(box.path), **more)


def missing(box: Box) -> BoxWrong:
    """Something that has to be said was left empty."""
    return BoxWrong({box.name: f"Enter: {labels.label(box.of, box.field).lower()}"})


# Words


def fill_word(box: Box, value: Any) -> Filled:
    """A word as it stands."""
    return {box.name: [value]}


def read_word(box: Box, boxes: Boxes, before: Any) -> Any:
    """A word; nothing for an empty box."""
    said = typed(boxes, box.name)
    return before if before is not None and said.strip() == str(before).strip() else said.strip() or None


def draw_word(box: Box, drawing: Drawing) -> Row:
    """A list to choose from where the definition knows what there is; else a box."""
    offered = choices(box, drawing.service)
    if offered is not None:
        return draw_select(box, drawing, offered)
    params = {**base(box, drawing), "value": drawing.value(box.name), "spellcheck": False}
    return row(box, drawing, Field("input", params))


def draw_select(box: Box, drawing: Drawing, offered: Sequence[Choice]) -> Row:
    """A list to choose from. What stands there already is offered whatever the definition knows."""
    field = Field("select", {**base(box, drawing), "items": items(offered, drawing.value(box.name))})
    return row(box, drawing, field)


def items(offered: Sequence[Choice], chosen: str, nothing: str = "–") -> list[dict[str, Any]]:
    """The items of a list to choose from, with one for nothing at its top."""
    known = {choice.value for choice in offered}
    strange = [Choice(chosen, f"{chosen} (not there)")] if chosen and chosen not in known else []
    shown = [Choice("", nothing), *strange, *offered]
    return [{"value": one.value, "text": one.words, "selected": one.value == chosen} for one in shown]


# Words from a closed list


def fill_one_of(box: Box, value: Any) -> Filled:
    """The word chosen."""
    return {box.name: [value]}


def read_one_of(box: Box, boxes: Boxes, before: Any) -> Any:
    """The word chosen; nothing where none is."""
    said = typed(boxes, box.name)
    allowed = box.shape.words if isinstance(box.shape, OneOf) else ()
    if said and said not in allowed:
        raise BoxWrong({box.name: "Select one of the list"})
    return said or None


def draw_one_of(box: Box, drawing: Drawing) -> Row:
    """Radios for a few words, a list for many."""
    assert isinstance(box.shape, OneOf)
    offered = [Choice(value, labels.word(value)) for value in box.shape.words]
    if len(offered) > MOST_RADIOS or (not box.field.required and box.field.default is None):
        return draw_select(box, drawing, offered)
    params = fieldset(box, drawing)
    chosen = drawing.value(box.name) or str(box.field.default or "")
    params["items"] = [
        {"value": one.value, "text": one.words, "checked": one.value == chosen} for one in offered
    ]
    return row(box, drawing, Field("radios", {**params, "classes": "govuk-radios--small"}))


def fieldset(box: Box, drawing: Drawing) -> dict[str, Any]:
    """What radios and checkboxes take."""
    params = base(box, drawing)
    legend = {"text": params.pop("label")["text"], "classes": "govuk-fieldset__legend--s"}
    return {**params, "idPrefix": box.name, "fieldset": {"legend": legend}}


# Yes or no


def fill_flag(box: Box, value: Any) -> Filled:
    """A tick for yes; where nothing need be said, yes or no."""
    return {} if value is None else {box.name: [YES if value else NO]}


def read_flag(box: Box, boxes: Boxes, before: Any) -> Any:
    """Yes or no; nothing where nothing need be said."""
    del before
    said = typed(boxes, box.name)
    if box.field.default is None and not box.field.required:
        return {YES: True, NO: False}.get(said)
    return said == YES


def draw_flag(box: Box, drawing: Drawing) -> Row:
    """A tick; where nothing need be said, a list of three."""
    if box.field.default is None and not box.field.required:
        offered = [Choice(YES, "Counts as yes"), Choice(NO, "Counts as no")]
        chosen = drawing.value(box.name)
        params = {**base(box, drawing), "items": items(offered, chosen, "Does not arise")}
        return row(box, drawing, Field("select", params))
    said = base(box, drawing)
    item = {"value": YES, "text": said["label"]["text"], "checked": drawing.value(box.name) == YES,
            **({"hint": said["hint"]} if "hint" in said else {})}  # fmt: skip
    error = {key: said[key] for key in ("errorMessage",) if key in said}
    params = {"name": box.name, "idPrefix": box.name, "id": box.name, "items": [item],
              "classes": "govuk-checkboxes--small", **error}  # fmt: skip
    return row(box, drawing, Field("checkboxes", params))


# Whole numbers


def fill_whole(box: Box, value: Any) -> Filled:
    """The number."""
    return {box.name: [str(value)]}


def read_whole(box: Box, boxes: Boxes, before: Any) -> Any:
    """A whole number; nothing for an empty box."""
    del before
    said = typed(boxes, box.name).strip()
    if not said:
        return None
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise BoxWrong({box.name: "Enter a whole number, such as 20"})
    return int(said)


def draw_whole(box: Box, drawing: Drawing) -> Row:
    """A short box."""
    params = {**base(box, drawing), "value": drawing.value(box.name), "inputmode": "numeric",
              "classes": "govuk-input--width-5"}  # fmt: skip
    return row(box, drawing, Field("input", params))


# Days


def fill_day(box: Box, value: Any) -> Filled:
    """Day, month and year."""
    numbers = (value.day, value.month, value.year)
    return {box.part(part): [str(number)] for part, number in zip(DAY_PARTS, numbers, strict=True)}


def read_day(box: Box, boxes: Boxes, before: Any) -> Any:
    """A day; nothing where all three boxes are empty."""
    del before
    said = [typed(boxes, box.part(part)).strip() for part in DAY_PARTS]
    if not any(said):
        return None
    try:
        day, month, year = map(int, said)
        return dt.date(year, month, day)
    except ValueError:
        raise BoxWrong({box.name: "Enter a real date, such as 1 4 2027"}) from None


def draw_day(box: Box, drawing: Drawing) -> Row:
    """Three short boxes."""
    widths = {"day": "2", "month": "2", "year": "4"}
    params = fieldset(box, drawing)
    params.pop("idPrefix")
    params |= {
        "namePrefix": box.name,
        "items": [
            {"name": part, "id": box.part(part), "label": part.capitalize(), "value": drawing.value(box.part(part)),
             "classes": f"govuk-input--width-{widths[part]}"}
            for part in DAY_PARTS
        ],
    }  # fmt: skip
    return row(box, drawing, Field("date_input", params))
