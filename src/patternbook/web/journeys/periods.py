"""Lengths of time in words, for the privacy notice."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine import formats


def period_in_words(period: Mapping[str, object], language: str) -> str:
    """A period of the definition in words; as it is written, where it has no unit that there is.

    >>> period_in_words({"length": 2, "unit": "year"}, "en"), period_in_words({"length": 1, "unit": "month"}, "en")
    ('2 years', '1 month')
    >>> period_in_words({"length": 2, "unit": "year"}, "cy"), period_in_words({"length": 2, "unit": "reign"}, "en")
    ('2 flynedd', '2 reign')
    """
    length, unit = period.get("length"), str(period.get("unit"))
    known = isinstance(length, int) and unit in formats.UNITS["en"]
    return formats.counted(int(str(length)), unit, language) if known else f"{length} {unit}"
