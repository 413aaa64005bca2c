"""Periods at the ends of what can be counted, and what is counted between two days."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine import calendars
from patternbook.language import periods
from patternbook.language.periods import LONDON, MOST_COUNTED, Period, Unit, add, units_between
from patternbook.language.unknown import UNDEFINED

ENGLAND = calendars.of("england")
MONDAY = dt.date(2026, 11, 23)


def at(text: str) -> dt.datetime:
    """A local time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("days", "unit", "counted"),
    [(13, "week", 1), (14, "week", 2), (-14, "week", -2), (3, "day", 3), (-3, "day", -3), (0, "day", 0)],
)
def test_days_and_whole_weeks_between_two_days_are_counted_in_both_directions(
    days: int, unit: str, counted: int
) -> None:
    assert units_between(MONDAY, MONDAY + dt.timedelta(days=days), unit, None) == counted


def test_days_and_weeks_are_counted_however_far_and_other_units_up_to_a_limit() -> None:
    far, further = (MONDAY + dt.timedelta(days=days) for days in (MOST_COUNTED, MOST_COUNTED + 1))
    assert units_between(MONDAY, further, "day", None) == MOST_COUNTED + 1
    assert units_between(MONDAY, further, "week", None) == (MOST_COUNTED + 1) // 7
    assert units_between(MONDAY, far, "weekday", None) == MOST_COUNTED // 7 * 5 + 2
    assert units_between(MONDAY, further, "weekday", None) is UNDEFINED


def test_the_first_and_the_last_year_there_are_can_be_reached_and_no_others() -> None:
    assert add(dt.date(1, 2, 1), Period(-1, "month"), None) == dt.date(1, 1, 1)
    assert add(dt.date(1, 1, 1), Period(-1, "month"), None) is UNDEFINED
    assert add(dt.date(9999, 11, 30), Period(1, "month"), None) == dt.date(9999, 12, 30)
    assert add(dt.date(9999, 12, 1), Period(1, "month"), None) is UNDEFINED


@pytest.mark.parametrize(
    ("start", "unit", "ends"),
    [
        ("2026-11-24 15:59", "hour", "2026-11-24 17:59"),
        ("2026-11-24 16:00", "hour", "2026-11-25 02:00"),
        ("2026-11-24 15:00", "working_hour", "2026-11-24 17:00"),
        ("2026-11-24 16:00", "working_hour", "2026-11-25 11:00"),
        ("2026-11-24 16:00", "minute", "2026-11-25 00:02"),
        # In summer the day begins at 11pm by Universal Time.
        ("2026-07-14 23:30", "hour", "2026-07-15 02:00"),
        ("2026-07-14 00:30", "hour", "2026-07-14 02:30"),
    ],
)
def test_what_starts_after_the_cut_off_is_counted_from_the_next_midnight(
    start: str, unit: Unit, ends: str
) -> None:
    period = Period(2, unit, counts_from=dt.time(16))
    assert add(at(start), period, ENGLAND) == at(ends)


def test_nothing_is_counted_of_a_unit_that_is_none() -> None:
    assert periods.last_day(MONDAY, Period(2, "working_hour"), ENGLAND) is UNDEFINED
    assert periods.counts(MONDAY, "working_day", None) is None
    assert periods.counts(MONDAY, "school_day", None) is None
