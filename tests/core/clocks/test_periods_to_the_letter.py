"""Periods at the ends of what can be counted, and what is counted between two days."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine import calendars
from patternbook.language import periods
from patternbook.language.periods import LONDON, MOST_COUNTED, Period, PeriodError, Unit, add, units_between
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


@pytest.mark.parametrize("unit", ["minute", "hour", "working_hour", "day", "working_day"])
def test_a_moment_comes_back_as_london_shows_it_whatever_zone_it_was_given_in(unit: Unit) -> None:
    given = dt.datetime(2026, 7, 14, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))
    for length in (0, 3, -3):
        found = add(given, Period(length, unit), ENGLAND)
        assert isinstance(found, dt.datetime)
        assert found.utcoffset() == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"length": 1, "unit": "day", "untl": "16:00"}, "A period has no 'untl'. Did you mean 'until'?"),
        ({"length": 1, "unit": "day", "count_from": 1}, "A period has no 'count_from'. Did you mean 'counts_from'?"),
        ({"lenth": 1, "unit": "day"}, "A period has no 'lenth'. Did you mean 'length'?"),
        ({"length": 1, "units": "day"}, "A period has no 'units'. Did you mean 'unit'?"),
        ({"unit": "day"}, "A period needs a 'length', a whole number."),
        ({"length": True, "unit": "day"}, "A period needs a 'length', a whole number."),
        ({"length": 1_000_001, "unit": "day"}, "A period's 'length' is at most 1,000,000."),
        ({"length": -1_000_001, "unit": "day"}, "A period's 'length' is at most 1,000,000."),
        (
            {"length": 1, "unit": "dya"},
            "A period's 'unit' is one of: minute, hour, working_hour, day, weekday, working_day, school_day, "
            "week, month, year. Did you mean 'day'?",
        ),
        (
            {"length": 1, "unit": "day", "until": "4pm"},
            "A period's 'until' is a time of day. Write it as \"16:00\".",
        ),
        (
            {"length": 1, "unit": "day", "counts_from": 16},
            "A period's 'counts_from' is a time of day. Write it as \"16:00\".",
        ),
    ],
)  # fmt: skip
def test_data_that_says_no_period_is_refused_with_what_to_do(data: dict[str, object], says: str) -> None:
    with pytest.raises(PeriodError) as error:
        periods.from_data(data)
    assert str(error.value) == says


def test_the_longest_period_and_each_time_of_day_can_be_said() -> None:
    for length in (1_000_000, -1_000_000):
        assert periods.from_data({"length": length, "unit": "day"}).length == length
    for time in ("00:00", "09:59", "19:30", "23:59"):
        found = periods.from_data({"length": 1, "unit": "day", "until": time, "counts_from": time})
        assert (f"{found.until:%H:%M}", f"{found.counts_from:%H:%M}") == (time, time)


def test_a_period_is_said_with_all_that_it_has() -> None:
    assert str(Period(1, "working_day")) == "1 working day"
    assert str(Period(2, "day", dt.time(16), dt.time(9, 30))) == (
        "2 days, until 16:00, counted from the next day after 09:30"
    )


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        (dt.date(2026, 11, 23), dt.date(2026, 11, 20), -1),  # a Monday back to a Friday
        (dt.date(2026, 11, 27), dt.date(2026, 11, 23), -4),
        (dt.date(2026, 11, 22), dt.date(2026, 11, 20), -1),  # the Friday itself, from a Sunday
        (dt.date(2026, 12, 29), dt.date(2026, 12, 24), -1),
    ],
)
def test_backwards_the_last_day_counts_and_the_first_does_not(
    first: dt.date, last: dt.date, counted: int
) -> None:
    assert units_between(first, last, "working_day", ENGLAND) == counted


def test_what_lies_between_days_of_which_one_is_not_known_is_not_known_in_either_direction() -> None:
    beyond = ENGLAND.known_until + dt.timedelta(days=30)
    assert units_between(ENGLAND.known_until, beyond, "working_day", ENGLAND) is UNDEFINED
    assert units_between(beyond, ENGLAND.known_until, "working_day", ENGLAND) is UNDEFINED


def test_a_working_day_without_known_hours_leaves_an_end_in_working_hours_unknown() -> None:
    office = (dt.time(9), dt.time(17))
    calendar = calendars.of("england", hours=(office, office, office, office, None, None, None))
    assert add(at("2026-11-23 09:00"), Period(32, "working_hour"), calendar) == at("2026-11-26 17:00")
    assert add(at("2026-11-23 09:00"), Period(33, "working_hour"), calendar) is UNDEFINED
