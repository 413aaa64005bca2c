"""Plain data of a declared type, said as a reader sees it."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine import formats
from patternbook.engine.values import to_value
from patternbook.language.types import Type
from patternbook.language.unknown import Unknown
from patternbook.web.studio.typed.kind import in_words

NOTHING = "None"


def say(data: object, type_: Type, unit: str = "") -> str:
    """A value in words, with its unit.

    >>> from patternbook.language.types import INT, PERIOD
    >>> say({"length": 2, "unit": "working_day", "until": "16:00"}, PERIOD), say(30, INT, "day")
    ('2 working days, until 4pm', '30 day')
    """
    if data is None:
        return "No value"
    if isinstance(data, Mapping) and type_.kind != "period":
        return _pairs(data, type_)
    if isinstance(data, list | tuple):
        return ", ".join(say(item, type_.item) for item in data) or NOTHING
    value = to_value(data, type_)
    if isinstance(value, Unknown):
        return str(data)
    if type_.kind == "period":
        return _period(value)
    said = in_words(str(data)) if type_.kind == "choice" else formats.shown(value, type_)
    return f"{said} {unit.replace('_', ' ')}".strip() if type_.kind in ("int", "decimal") else said


def _pairs(data: Mapping[str, object], type_: Type) -> str:
    fields = dict(type_.fields)
    said = (f"{in_words(key)}: {say(item, fields.get(key, type_.item))}" for key, item in data.items())
    return "; ".join(said) or NOTHING


def _period(value: object) -> str:
    words = [formats.period(value)]
    if until := getattr(value, "until", None):
        words.append(f"until {formats.clock_time(until)}")
    if counts_from := getattr(value, "counts_from", None):
        words.append(f"from {formats.clock_time(counts_from)} on counted from the next day")
    return ", ".join(words)
