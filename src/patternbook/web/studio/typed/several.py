"""Values that hold others: records, lists, and tables by key."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine.answers.kind import block, line
from patternbook.language.types import TEXT, Type
from patternbook.web.kit.fields.base import Field
from patternbook.web.studio.typed.boxes import BOX
from patternbook.web.studio.typed.choosing import ONE_OF, SEVERAL_OF, YES_OR_NO
from patternbook.web.studio.typed.kind import (
    Asked,
    Drawing,
    Form,
    ValueKind,
    Wrong,
    common,
    grouped,
    in_words,
    is_blank,
)
from patternbook.web.studio.typed.times import DAY, MOMENT, PERIOD

# Lists of these are written one to a line.
LINES = frozenset({"text", "int", "decimal", "money", "time"})
SPARE_ROWS = 1
MOST_ROWS = 200


def kind_of(type_: Type) -> ValueKind:
    """How a value of a type is asked for. Raises KeyError for a type that no setting can have."""
    if type_.kind == "list":
        if type_.item.kind == "choice":
            return SEVERAL_OF
        return BY_LINE if type_.item.kind in LINES else ROWS
    return KINDS[type_.kind]


def read(asked: Asked, form: Form, wrong: Wrong) -> object:
    """What was entered, as plain data; None where nothing was, and nothing need be."""
    kind = kind_of(asked.type)
    if asked.optional and kind.is_empty(asked, form):
        return None
    return kind.read(asked, form, wrong)


def fill(asked: Asked, data: object) -> dict[str, list[str]]:
    """Plain data as the boxes show it."""
    return {} if data is None else kind_of(asked.type).fill(asked, data)


def draw(asked: Asked, drawing: Drawing) -> Field:
    """The component that asks for the value."""
    return kind_of(asked.type).draw(asked, drawing)


def _fields(asked: Asked) -> list[Asked]:
    return [asked.part(key, in_words(key), type_) for key, type_ in asked.type.fields]


def _read_record(asked: Asked, form: Form, wrong: Wrong) -> object:
    return {
        key: read(field, form, wrong)
        for (key, _), field in zip(asked.type.fields, _fields(asked), strict=True)
    }


def _fill_record(asked: Asked, data: object) -> dict[str, list[str]]:
    filled: dict[str, list[str]] = {}
    if isinstance(data, Mapping):
        for (key, _), field in zip(asked.type.fields, _fields(asked), strict=True):
            filled |= fill(field, data.get(key))
    return filled


def _draw_record(asked: Asked, drawing: Drawing) -> Field:
    return grouped(asked, drawing, tuple(draw(field, drawing) for field in _fields(asked)))


def _blank_record(asked: Asked, form: Form) -> bool:
    return all(kind_of(field.type).is_empty(field, form) for field in _fields(asked))


def _read_lines(asked: Asked, form: Form, wrong: Wrong) -> object:
    found: list[object] = []
    for place, said in enumerate(
        filter(None, (one.strip() for one in block(form, asked.name).split("\n"))), start=1
    ):
        within: Wrong = {}
        found.append(read(Asked("line", asked.type.item.known(), ""), {"line": [said]}, within))
        if within:
            wrong.setdefault(asked.name, f"Line {place}: {within['line'][:1].lower()}{within['line'][1:]}")
    return found


def _fill_lines(asked: Asked, data: object) -> dict[str, list[str]]:
    items = data if isinstance(data, list | tuple) else ()
    lines = [fill(Asked("line", asked.type.item.known(), ""), item)["line"][0] for item in items]
    return {asked.name: ["\n".join(lines)]}


def _draw_lines(asked: Asked, drawing: Drawing) -> Field:
    params = common(asked, drawing)
    hint = f"{asked.hint} Write one to a line.".strip()
    rows = max(3, drawing.value(asked.name).count("\n") + 2)
    return Field(
        "textarea",
        {**params, "hint": {"text": hint}, "value": drawing.value(asked.name), "rows": str(min(rows, 20))},
    )


def rows_of(asked: Asked, form: Form) -> int:
    """How many rows the form holds."""
    said = line(form, f"{asked.name}-rows")
    return min(int(said), MOST_ROWS) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


def _row(asked: Asked, place: int) -> tuple[Asked, Asked]:
    """The key and the value of a row. A list's rows have no key."""
    row = f"{asked.name}-{place}"
    value = Asked(f"{row}-value", asked.type.item, "Value", unit=asked.unit, small=True)
    return Asked(f"{row}-key", TEXT, "Name", small=True), value


def _read_table(asked: Asked, form: Form, wrong: Wrong) -> object:
    found: dict[str, object] = {}
    for place in range(rows_of(asked, form)):
        key, value = _row(asked, place)
        name = line(form, key.name)
        if not name:
            if not kind_of(value.type).is_empty(value, form):
                wrong[key.name] = "Enter what this row is for, or clear the row"
            continue
        if name in found:
            wrong[key.name] = f"There are two rows for {name}"
        found[name] = read(value, form, wrong)
    return found


def _read_rows(asked: Asked, form: Form, wrong: Wrong) -> object:
    values = [_row(asked, place)[1] for place in range(rows_of(asked, form))]
    return [read(value, form, wrong) for value in values if not kind_of(value.type).is_empty(value, form)]


def _fill_table(asked: Asked, data: object) -> dict[str, list[str]]:
    items = list(data.items()) if isinstance(data, Mapping) else []
    filled = {f"{asked.name}-rows": [str(len(items) + SPARE_ROWS)]}
    for place, (name, item) in enumerate(items):
        key, value = _row(asked, place)
        filled |= {key.name: [str(name)], **fill(value, item)}
    return filled


def _fill_rows(asked: Asked, data: object) -> dict[str, list[str]]:
    items = data if isinstance(data, list | tuple) else ()
    filled = {f"{asked.name}-rows": [str(len(items) + SPARE_ROWS)]}
    for place, item in enumerate(items):
        filled |= fill(_row(asked, place)[1], item)
    return filled


def _draw_rows(asked: Asked, drawing: Drawing) -> Field:
    """Rows with one that is empty; a button asks for one more."""
    keyed = asked.type.kind == "table"
    inside = []
    for place in range(max(rows_of(asked, drawing.form), SPARE_ROWS)):
        key, value = _row(asked, place)
        boxes = (draw(key, drawing), draw(value, drawing)) if keyed else (draw(value, drawing),)
        said = line(drawing.form, key.name) if keyed else ""
        inside.append(
            Field("row", {"fieldset": {"legend": {"text": said or f"Row {place + 1}"}}}, inside=boxes)
        )
    drawn = grouped(asked, drawing, tuple(inside), "rows")
    return Field("rows", {**drawn.params, "name": asked.name, "rows": len(inside)}, inside=drawn.inside)


RECORD = ValueKind(_read_record, _fill_record, _draw_record, _blank_record)
BY_LINE = ValueKind(_read_lines, _fill_lines, _draw_lines, is_blank)
ROWS = ValueKind(_read_rows, _fill_rows, _draw_rows, lambda asked, form: not _read_rows(asked, form, {}))
TABLE = ValueKind(_read_table, _fill_table, _draw_rows, lambda asked, form: not _read_table(asked, form, {}))

# How a value of each type is asked for; lists besides, by what they hold.
KINDS: Mapping[str, ValueKind] = {
    "bool": YES_OR_NO,
    "int": BOX,
    "decimal": BOX,
    "money": BOX,
    "text": BOX,
    "time": BOX,
    "date": DAY,
    "datetime": MOMENT,
    "period": PERIOD,
    "choice": ONE_OF,
    "record": RECORD,
    "address": RECORD,
    "point": RECORD,
    "table": TABLE,
}
