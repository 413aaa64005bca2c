"""Periods: days that count, months, and hours across the changes of the clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.engine import calendars
from patternbook.language import periods
from patternbook.language.periods import LONDON, Period, add, before, from_data, units_between
from patternbook.language.unknown import is_unknown

DAY = dt.date.fromisoformat


def london(text: str) -> dt.datetime:
    """A moment written as local time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("nation", "start", "length", "end"),
    [
        ("england", "2026-04-02", 1, "2026-04-07"),  # Good Friday and Easter Monday
        ("scotland", "2026-04-02", 1, "2026-04-06"),  # Easter Monday is no bank holiday in Scotland
        ("wales", "2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday: Monday instead
        ("scotland", "2026-11-27", 1, "2026-12-01"),  # St Andrew's Day
        ("england", "2026-11-27", 1, "2026-11-30"),
        ("northern_ireland", "2026-03-16", 1, "2026-03-18"),  # St Patrick's Day
        ("england", "2026-03-16", 1, "2026-03-17"),
        ("northern_ireland", "2027-07-09", 1, "2027-07-13"),  # the twelfth of July on a Monday
        ("england", "2027-12-24", 1, "2027-12-29"),  # Christmas on a Saturday
        ("england", "2027-12-31", 1, "2028-01-04"),  # New Year's Day on a Saturday
        ("scotland", "2027-12-31", 1, "2028-01-05"),  # and 2 January with it
        ("england", "2028-02-28", 2, "2028-03-01"),  # a leap year
        ("england", "2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("england", "2026-11-23", 0, "2026-11-23"),
        ("england", "2026-11-23", -1, "2026-11-20"),
        ("england", "2026-05-05", -2, "2026-04-30"),
    ],
)
def test_working_days(nation: str, start: str, length: int, end: str) -> None:
    calendar = calendars.of(nation)
    assert add(DAY(start), Period(length, "working_day"), calendar) == DAY(end)
    assert before(DAY(start), Period(-length, "working_day"), calendar) == DAY(end)


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2026-03-31", -1, "month", "2026-02-28"),
        ("2026-12-31", 2, "month", "2027-02-28"),
        ("2028-02-29", 1, "year", "2029-02-28"),
        ("2028-02-29", 4, "year", "2032-02-29"),
        ("2026-11-23", 2, "week", "2026-12-07"),
        ("2028-02-28", 2, "day", "2028-03-01"),
        ("2026-11-20", 1, "weekday", "2026-11-23"),
        ("2026-11-21", 5, "weekday", "2026-11-27"),
        ("2026-11-22", 1, "weekday", "2026-11-23"),
        ("2026-11-23", 5, "weekday", "2026-11-30"),
        ("2026-11-23", -5, "weekday", "2026-11-16"),
        ("2026-11-22", -5, "weekday", "2026-11-16"),
    ],
)
def test_days_weeks_months_years(start: str, length: int, unit: periods.Unit, end: str) -> None:
    assert add(DAY(start), Period(length, unit), None) == DAY(end)


@pytest.mark.parametrize(
    ("start", "hours", "end", "offset"),
    [
        ("2026-03-28T12:00", 24, "2026-03-29T13:00", 1),  # an hour is left out that night
        ("2026-10-24T12:00", 24, "2026-10-25T11:00", 0),  # an hour comes twice
        ("2026-10-25T00:30", 1, "2026-10-25T01:30", 1),
        ("2026-10-25T00:30", 2, "2026-10-25T01:30", 0),
        ("2027-03-28T00:30", 1, "2027-03-28T02:30", 1),
        ("2026-11-23T09:00", -48, "2026-11-21T09:00", 0),
    ],
)
def test_hours_are_elapsed_time(start: str, hours: int, end: str, offset: int) -> None:
    found = add(london(start), Period(hours, "hour"), None)
    assert isinstance(found, dt.datetime)
    assert found.replace(tzinfo=None) == dt.datetime.fromisoformat(end)
    assert found.utcoffset() == dt.timedelta(hours=offset)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-11-20T09:00", Period(1, "working_day"), "2026-11-23T23:59:59"),
        ("2026-11-20T09:00", Period(1, "working_day", dt.time(16)), "2026-11-23T16:00"),
        ("2026-11-18T17:59", Period(1, "day", None, dt.time(18)), "2026-11-19T23:59:59"),
        ("2026-11-18T18:00", Period(1, "day", None, dt.time(18)), "2026-11-20T23:59:59"),
        ("2026-03-28T12:00", Period(1, "day", dt.time(12)), "2026-03-29T12:00"),
        ("2026-03-28T12:00", Period(1, "day", dt.time(1, 30)), "2026-03-29T02:30"),  # a time that is left out
        ("2026-11-18T18:30", Period(2, "hour", None, dt.time(18)), "2026-11-19T02:00"),
    ],
)
def test_moments_lead_to_a_time_of_the_last_day(start: str, period: Period, end: str) -> None:
    assert add(london(start), period, calendars.of("england")) == london(end)


def test_a_moment_counts_by_its_day_in_london() -> None:
    late_in_london_summer = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)  # half past midnight on 2 July
    assert add(late_in_london_summer, Period(1, "day"), None) == london("2026-07-03T23:59:59")
    in_new_york = dt.datetime(2026, 7, 1, 19, 30, tzinfo=ZoneInfo("America/New_York"))
    assert add(in_new_york, Period(1, "day"), None) == london("2026-07-03T23:59:59")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-20T16:00", 2, "2026-11-23T10:00"),
        ("2026-11-21T12:00", 1, "2026-11-23T10:00"),
        ("2026-11-23T08:00", 8, "2026-11-23T17:00"),
        ("2026-11-23T18:00", 1, "2026-11-24T10:00"),
        ("2026-11-23T10:00", -2, "2026-11-20T16:00"),
        ("2026-11-23T10:00", 0, "2026-11-23T10:00"),
    ],
)
def test_working_hours(start: str, hours: int, end: str) -> None:
    assert add(london(start), Period(hours, "working_hour"), calendars.of("england")) == london(end)


@pytest.mark.parametrize(
    ("start", "period"),
    [
        (DAY("2028-12-29"), Period(5, "working_day")),
        (london("2028-12-29T12:00"), Period(50, "working_hour")),
        (DAY("2026-11-23"), Period(1, "school_day")),
        (DAY("2026-11-23"), Period(3, "hour")),
        (DAY("9999-12-31"), Period(1, "day")),
        (DAY("9999-12-01"), Period(1, "month")),
        (DAY("0001-01-01"), Period(-1, "weekday")),
        (DAY("2026-11-23"), Period(10**9, "weekday")),
        (DAY("2026-11-23"), Period(10**12, "day")),
        (london("9999-12-31T12:00"), Period(24, "hour")),
    ],
)
def test_what_has_no_answer_is_unknown(start: dt.date, period: Period) -> None:
    assert is_unknown(add(start, period, calendars.of("england")))


def test_without_a_calendar_working_days_are_unknown() -> None:
    for unit in ("working_day", "school_day", "working_hour"):
        assert is_unknown(add(london("2026-11-23T12:00"), Period(1, unit), None))
    assert is_unknown(units_between(DAY("2026-11-20"), DAY("2026-11-23"), "working_day", None))


class NeverOpen:
    """A calendar in which no day ever counts."""

    def is_working_day(self, day: dt.date) -> bool:
        return False

    is_school_day = is_working_day

    def working_times(self, day: dt.date) -> None:
        return None

    term_of = working_times


def test_a_day_that_never_comes_is_unknown_and_the_search_ends() -> None:
    assert is_unknown(add(DAY("2026-11-23"), Period(1, "working_day"), NeverOpen()))
    assert is_unknown(add(london("2026-11-23T12:00"), Period(1, "working_hour"), NeverOpen()))
    assert is_unknown(units_between(dt.date(1000, 1, 1), dt.date(3000, 1, 1), "working_day", NeverOpen()))


@given(
    start=st.dates(dt.date(2026, 1, 5), dt.date(2028, 6, 1)),
    length=st.integers(-20, 100),
    unit=st.sampled_from(["day", "weekday", "working_day"]),
)
def test_counting_back_gives_the_length(start: dt.date, length: int, unit: periods.Unit) -> None:
    calendar = calendars.of("wales")
    end = add(start, Period(length, unit), calendar)
    assert isinstance(end, dt.date)
    assert units_between(start, end, unit, calendar) == length
    assert length == 0 or periods.counts(end, unit, calendar)


@given(start=st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), length=st.integers(-2000, 2000))
def test_weekdays_by_reckoning_and_by_counting_are_one(start: dt.date, length: int) -> None:
    here, left = start, abs(length)
    while left:
        here += dt.timedelta(days=1 if length > 0 else -1)
        left -= here.weekday() < 5
    assert add(start, Period(length, "weekday"), None) == here


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"unit": "day"}, "length"),
        ({"length": True, "unit": "day"}, "length"),
        ({"length": 2_000_000, "unit": "day"}, "at most"),
        ({"length": 1, "unit": "dya"}, "Did you mean 'day'?"),
        ({"length": 1, "unit": "day", "untill": "16:00"}, "Did you mean 'until'?"),
        ({"length": 1, "unit": "day", "until": "4pm"}, "16:00"),
        ({"length": 1, "unit": "day", "counts_from": 960}, "counts_from"),
    ],
)
def test_data_that_is_no_period(data: dict[str, object], word: str) -> None:
    with pytest.raises(periods.PeriodError) as problem:
        from_data(data)
    assert word in str(problem.value)


def test_a_period_reads_as_words() -> None:
    data = {"length": 2, "unit": "working_day", "until": "16:00", "counts_from": "18:00"}
    assert str(from_data(data)) == "2 working days, until 16:00, counted from the next day after 18:00"
    assert str(Period(1, "week")) == "1 week"
