"""Boxes for plain values: a length of time, an amount, yes or no, a choice; anything else as it is written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from patternbook.language import reader, writer
from patternbook.language.kinds.records import record_types
from patternbook.language.nodes.adoption import Dated
from patternbook.language.nodes.base import Data, Keyed
from patternbook.language.nodes.process import Process
from patternbook.language.nodes.service import Bound, Purpose, Service, Setting
from patternbook.language.periods import UNITS
from patternbook.language.types import NOTHING, PERIOD, Type, TypeTextError, parse_type
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import labels
from patternbook.web.studio.editing.forms.boxes import Box, Boxes, BoxWrong, Choice, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.leaves import NO, YES, base, items, typed

PERIOD_PARTS = ("length", "unit", "until", "counts_from")
KIND = "kind"
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_POUNDS = re.compile(r"£?([0-9]{1,9})(?:\.([0-9]{2}))?")


def fill_data(box: Box, value: Any) -> Filled:
    """A value in the boxes of its own kind, and as it is written."""
    plain = value.value
    filled = {box.name: [as_written(value)]}
    if isinstance(plain, Keyed) and set(plain) <= set(PERIOD_PARTS):
        filled |= {box.part(part): [str(said)] for part, said in plain.items()}
    if isinstance(plain, bool):
        filled[box.part("flag")] = [YES if plain else NO]
    elif isinstance(plain, int):
        filled[box.part("pounds")] = [f"{plain // 100}.{plain % 100:02}" if plain >= 0 else ""]
    elif isinstance(plain, str):
        filled[box.part("pounds")] = [plain]
    return filled


def read_data(box: Box, boxes: Boxes, before: Any) -> Any:
    """A value, from the boxes that the form says it drew."""
    kind = typed(boxes, box.part(KIND))
    read = {"period": _period, "money": _money, "bool": _flag}.get(kind, _written)
    made = read(box, boxes)
    return before if before is not None and made is not None and _alike(before, made) else made


def _alike(before: Data, made: Data) -> bool:
    return before == made or fill_pounds(before) == fill_pounds(made) != ""


def fill_pounds(value: Data) -> str:
    """An amount as pounds and pence, however it is written; empty for what is none."""
    if isinstance(value.value, str) and (found := _POUNDS.fullmatch(value.value)):
        return f"{found[1]}.{found[2] or '00'}"
    return ""


def _period(box: Box, boxes: Boxes) -> Data | None:
    said = {part: typed(boxes, box.part(part)).strip() for part in PERIOD_PARTS}
    if not said["length"]:
        return None
    wrong = {}
    digits = said["length"].removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        wrong[box.part("length")] = "Enter how long as a whole number, such as 5"
    if said["unit"] not in UNITS:
        wrong[box.part("unit")] = "Select a unit of time"
    for part in PERIOD_PARTS[2:]:
        if said[part] and _TIME.fullmatch(said[part]) is None:
            wrong[box.part(part)] = "Enter a time of day, such as 16:30"
    if wrong:
        raise BoxWrong(wrong)
    pairs: list[tuple[str, object]] = [("length", int(said["length"])), ("unit", said["unit"])]
    pairs += [(part, said[part].rjust(5, "0")) for part in PERIOD_PARTS[2:] if said[part]]
    return Data(Keyed(pairs))


def _money(box: Box, boxes: Boxes) -> Data | None:
    said = typed(boxes, box.part("pounds")).strip().replace(",", "")
    if not said:
        return None
    found = _POUNDS.fullmatch(said)
    if found is None:
        raise BoxWrong({box.part("pounds"): "Enter an amount in pounds, such as 37.50"})
    return Data(int(found[1]) * 100 + int(found[2] or 0))


def _flag(box: Box, boxes: Boxes) -> Data | None:
    said = {YES: True, NO: False}.get(typed(boxes, box.part("flag")))
    return None if said is None else Data(said)


def _written(box: Box, boxes: Boxes) -> Data | None:
    said = typed(boxes, box.name)
    if not said.strip():
        return None
    below = (
        "\n" in said.strip() or re.match(r"[a-z][a-z0-9_.]*:(\s|$)", said.strip()) or said.strip()[0] == "-"
    )
    text = (
        f"value:\n{textwrap.indent(said, '  ')}"
        if below and said.strip() != "-"
        else f"value: {said.strip()}"
    )
    found = reader.read(text, kind=Dated)
    if found.node is None:
        problem = found.problems[0]
        raise BoxWrong({box.name: f"{problem.message} {problem.hint}".strip()})
    return found.node.value


def as_written(value: Data) -> str:
    """A plain value as the text writes it.

    >>> as_written(Data(Keyed([("length", 2), ("unit", "day")])))
    'length: 2\\nunit: day'
    """
    text = writer.write_node(Dated(value=value))
    first, _, rest = text.partition("\n")
    inline = first.removeprefix("value:").strip()
    if rest.strip() and inline in ("", "|", "|-", "|+", ">-"):
        # A block of words keeps its sign, so that it is read as the same words.
        below = textwrap.dedent(rest).rstrip("\n")
        return below if not inline else f"{inline}\n{textwrap.indent(below, '  ')}"
    return inline


def data_type(box: Box, drawing: Drawing) -> Type:
    """The type that a plain value should have, as far as the definition says."""
    if box.of in (Purpose, Process):
        return PERIOD
    if box.of is Setting:
        return _typed(drawing.value("type"), drawing.service)
    if box.of is Bound and box.path[:1] == ("settings",):
        setting = drawing.service.settings.get(box.path[1])
        return _typed(setting.type, drawing.service) if setting is not None else NOTHING
    return NOTHING


def _typed(said: str, service: Service) -> Type:
    try:
        return parse_type(said, record_types(service))
    except TypeTextError:
        return NOTHING


def draw_data(box: Box, drawing: Drawing) -> Row:
    """The boxes of the value's type; where the value that stands there is of no such kind, as it is written."""
    type_ = data_type(box, drawing)
    written = drawing.value(box.name)
    if type_.kind == "period" and (not written or drawing.value(box.part("length"))):
        return _draw_period(box, drawing)
    if type_.kind == "money" and (not written or drawing.value(box.part("pounds"))):
        return _draw_one(box, drawing, "money", Field("input", {
            **_single(box, drawing, "pounds"), "prefix": {"text": "£"}, "inputmode": "decimal",
            "classes": "govuk-input--width-10",
        }))  # fmt: skip
    if type_.kind == "bool":
        offered = [Choice(YES, "Yes"), Choice(NO, "No")]
        chosen = drawing.value(box.part("flag"))
        field = Field("select", {**_single(box, drawing, "flag"), "items": items(offered, chosen)})
        return _draw_one(box, drawing, "bool", field)
    if type_.kind == "choice":
        offered = [Choice(option, labels.word(option)) for option in type_.choices]
        field = Field("select", {**base(box, drawing), "items": items(offered, written)})
        return Row(box.name, box.path, field, warnings=drawing.warnings_at(box.path))
    params = {**base(box, drawing), "value": written, "rows": str(min(12, written.count("\n") + 1)),
              "spellcheck": False, "classes": "pb-code"}  # fmt: skip
    return Row(box.name, box.path, Field("textarea", params), warnings=drawing.warnings_at(box.path))


def _single(box: Box, drawing: Drawing, part: str) -> dict[str, Any]:
    name = box.part(part)
    error = drawing.error(name) or drawing.error(box.name, box.path)
    return {**base(box, drawing), "id": name, "name": name, "value": drawing.value(name), **error}


def _draw_one(box: Box, drawing: Drawing, kind: str, field: Field) -> Row:
    """A box with the mark that says of which kind it is."""
    rows = (_mark(box, kind), Row(box.name, box.path, field))
    return Row(box.name, box.path, rows=rows, warnings=drawing.warnings_at(box.path))


def _mark(box: Box, kind: str) -> Row:
    name = box.part(KIND)
    return Row(name, box.path, Field("hidden", {"name": name, "value": kind}))


def _draw_period(box: Box, drawing: Drawing) -> Row:
    rows = [_mark(box, "period")]
    for part, label in _PERIOD_LABELS.items():
        name = box.part(part)
        params = {"id": name, "name": name, "value": drawing.value(name), "label": {"text": label},
                  "classes": "govuk-input--width-5", **drawing.error(name)}  # fmt: skip
        if part == "unit":
            units = [Choice(unit, labels.word(unit)) for unit in UNITS]
            params = {**params, "items": items(units, drawing.value(name)), "classes": ""}
        rows.append(Row(name, box.path, Field("select" if part == "unit" else "input", params)))
    return Row(
        box.name, box.path, rows=tuple(rows), legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field),
        error=drawing.wrong.get(box.name) or drawing.problem_at(box.path), warnings=drawing.warnings_at(box.path),
    )  # fmt: skip


_PERIOD_LABELS: Mapping[str, str] = {
    "length": "How long",
    "unit": "Unit",
    "until": "Until which time of the last day (optional)",
    "counts_from": "What starts after this time counts from the next day (optional)",
}
