"""Lengths of time in words, for the privacy notice."""

from __future__ import annotations

from collections.abc import Mapping

_UNITS: Mapping[str, tuple[tuple[str, str], str]] = {
    "minute": (("minute", "minutes"), "munud"),
    "hour": (("hour", "hours"), "awr"),
    "day": (("day", "days"), "diwrnod"),
    "weekday": (("weekday", "weekdays"), "diwrnod o’r wythnos waith"),
    "working_day": (("working day", "working days"), "diwrnod gwaith"),
    "week": (("week", "weeks"), "wythnos"),
    "month": (("month", "months"), "mis"),
    "year": (("year", "years"), "blwyddyn"),
}


# After two the first letter softens.
_AFTER_TWO: Mapping[str, str] = {
    "munud": "funud", "diwrnod": "ddiwrnod", "diwrnod o’r wythnos waith": "ddiwrnod o’r wythnos waith",
    "diwrnod gwaith": "ddiwrnod gwaith", "mis": "fis",
}  # fmt: skip
# These numbers change the first letter of `blynedd`, the word for years after a number.
_NASAL = frozenset({5, 7, 8, 9, 10, 12, 15, 18, 20, 50, 100})


def _years_in_welsh(length: object) -> str:
    if length in (1, 2):
        return "flwyddyn" if length == 1 else "flynedd"
    return "mlynedd" if length in _NASAL else "blynedd"


def period_in_words(period: Mapping[str, object], language: str) -> str:
    """A period of the definition in words. After a number Welsh uses the singular, and a word of its own for years.

    >>> period_in_words({"length": 2, "unit": "year"}, "en"), period_in_words({"length": 1, "unit": "month"}, "en")
    ('2 years', '1 month')
    >>> [period_in_words({"length": length, "unit": "year"}, "cy") for length in (1, 2, 3, 7)]
    ['1 flwyddyn', '2 flynedd', '3 blynedd', '7 mlynedd']
    """
    length, unit = period.get("length"), str(period.get("unit"))
    (one, many), welsh = _UNITS.get(unit, ((unit, unit), unit))
    if language == "cy" and unit == "year":
        return f"{length} {_years_in_welsh(length)}"
    if language == "cy":
        return f"{length} {_AFTER_TWO.get(welsh, welsh) if length == 2 else welsh}"
    return f"{length} {one if length == 1 else many}"
