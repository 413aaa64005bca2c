"""Which of two plain values is greater, where that can be said."""

from __future__ import annotations

import re
from decimal import Decimal

from patternbook.language.nodes.base import Data, Keyed

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
# Units that are so many of another; working days have no fixed number of days.
_IN = {
    "minute": ("minute", 1),
    "hour": ("minute", 60),
    "working_hour": ("working_hour", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "weekday": ("weekday", 1),
    "working_day": ("working_day", 1),
    "school_day": ("school_day", 1),
    "month": ("month", 1),
    "year": ("month", 12),
}


def compare(one: Data, other: Data) -> int | None:
    """-1, 0 or 1 as `one` is below, equal to or above `other`; None where that cannot be said.

    Numbers compare by size, decimals too; dates and times of day by the clock; periods where
    their units convert (`72 hour` and `2 working_day` do not).

    >>> compare(Data(3), Data(5)), compare(Data("06:30"), Data("06:00")), compare(Data(1), Data("x"))
    (-1, 1, None)
    """
    left, right = _sortable(one.value), _sortable(other.value)
    if left is None or right is None or left[0] != right[0]:
        return None
    if isinstance(left[1], str) or isinstance(right[1], str):
        return _sign(str(left[1]), str(right[1]))
    return (left[1] > right[1]) - (left[1] < right[1])


def _sign(one: str, other: str) -> int:
    return (one > other) - (one < other)


def _sortable(value: object) -> tuple[str, Decimal | str] | None:
    """What kind of value it is, and its size."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return "number", Decimal(value)
    if isinstance(value, str):
        return ("number", Decimal(value)) if _DECIMAL.match(value) else _clock(value)
    return _period(value) if isinstance(value, Keyed) else None


def _clock(value: str) -> tuple[str, str] | None:
    if re.match(r"[0-9]{2}:[0-9]{2}\Z", value):
        return "time", value
    return ("date", value) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]+)?\Z", value) else None


def _period(value: Keyed[object]) -> tuple[str, Decimal] | None:
    length, unit = value.get("length"), value.get("unit")
    if isinstance(length, bool) or not isinstance(length, int) or unit not in _IN:
        return None
    base, times = _IN[str(unit)]
    return base, Decimal(length * times)
