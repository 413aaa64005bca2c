"""Values that are written into one box."""

from __future__ import annotations

from typing import Any

from patternbook.engine.answers.kind import line
from patternbook.language.data_types import conforms
from patternbook.web.kit.fields.base import Field
from patternbook.web.studio.typed.kind import Asked, Drawing, Form, ValueKind, Wrong, common, is_blank

# How each kind of box is asked for, where what stands in it cannot be read.
ASK_FOR = {
    "int": "Enter a whole number, like 3",
    "decimal": "Enter a number, like 4 or 4.5",
    "money": "Enter an amount in pounds, like 37.50",
    "time": "Enter a time of day, like 16:30",
    "text": "Enter this",
}
LOOKS: dict[str, dict[str, Any]] = {
    "int": {"inputmode": "numeric", "spellcheck": False, "classes": "govuk-input--width-5"},
    "decimal": {"inputmode": "decimal", "spellcheck": False, "classes": "govuk-input--width-5"},
    "money": {
        "inputmode": "decimal",
        "spellcheck": False,
        "classes": "govuk-input--width-5",
        "prefix": {"text": "£"},
    },
    "time": {"classes": "govuk-input--width-5"},
    "text": {},
}


def read_box(asked: Asked, form: Form, wrong: Wrong) -> object:
    """What stands in the box, as plain data; None where it cannot be read."""
    said = line(form, asked.name)
    data = _data(asked.type.kind, said)
    misfits = conforms(data, asked.type.known()) if said else ()
    if not said or misfits:
        wrong[asked.name] = (
            misfits[0].message if misfits and asked.type.kind == "text" else ASK_FOR[asked.type.kind]
        )
        return None
    return data


def _data(kind: str, said: str) -> object:
    if kind == "int":
        digits = said.replace(",", "")
        return (
            int(digits)
            if digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) < 16
            else said
        )
    if kind == "money":
        return f"£{said.removeprefix('£').strip()}"
    return said.rjust(5, "0") if kind == "time" and len(said) == 4 and said[1] == ":" else said


def fill_box(asked: Asked, data: object) -> dict[str, list[str]]:
    """The data as the box shows it."""
    if asked.type.kind == "money":
        said = str(data).removeprefix("£") if isinstance(data, str) else f"{int(str(data)) / 100:.2f}"
        return {asked.name: [said]}
    return {asked.name: [str(data)]}


def draw_box(asked: Asked, drawing: Drawing) -> Field:
    """One box, with its unit."""
    more = dict(LOOKS[asked.type.kind])
    if asked.unit and asked.type.kind != "money":
        more["suffix"] = {"text": asked.unit.replace("_", " ")}
    if asked.type.kind == "text" and asked.small:
        more["classes"] = "govuk-input--width-20"
    return Field("input", {"value": drawing.value(asked.name), **common(asked, drawing), **more})


BOX = ValueKind(read_box, fill_box, draw_box, is_blank)
