"""Calendars: which days count, and where they stop knowing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from patternbook.engine import calendars
from patternbook.engine.calendars import DIVISIONS, Term

DAY = dt.timedelta(days=1)
AUTUMN = Term(dt.date(2026, 9, 2), dt.date(2026, 10, 23), closed_days=frozenset({dt.date(2026, 9, 3)}))
WINTER = Term(dt.date(2026, 11, 2), dt.date(2027, 1, 8))


def test_the_days_are_known_to_the_end_of_2028() -> None:
    table = calendars.bank_holidays()
    assert (table.known_from, table.known_until) == (dt.date(2012, 1, 1), dt.date(2028, 12, 31))
    calendar = calendars.of("england")
    assert calendar.is_working_day(dt.date(2028, 12, 29)) is True
    assert calendar.is_working_day(dt.date(2029, 1, 2)) is None
    assert calendar.is_working_day(dt.date(2011, 12, 30)) is None


def test_a_weekend_is_never_a_working_day_whatever_is_known() -> None:
    assert calendars.of("wales").is_working_day(dt.date(2031, 11, 22)) is False


def test_every_nation_has_its_own_days() -> None:
    found = {nation: calendars.of(nation).is_working_day(dt.date(2026, 11, 30)) for nation in DIVISIONS}
    assert found == {"england": True, "wales": True, "scotland": False, "northern_ireland": True}


def test_there_is_no_fifth_nation() -> None:
    with pytest.raises(KeyError):
        calendars.of("cornwall")


def test_a_closure_holds_for_promises_but_never_for_limits_of_law() -> None:
    closed = dt.date(2026, 12, 24)
    calendar = calendars.of("england", closed_days=[closed])
    assert calendar.is_working_day(closed) is False
    assert calendar.statutory().is_working_day(closed) is True
    assert calendars.of("england").statutory() == calendars.of("england")


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (dt.date(2026, 9, 1), None),  # before the first known term
        (dt.date(2026, 9, 2), True),
        (dt.date(2026, 9, 3), False),  # a day without school within the term
        (dt.date(2026, 9, 5), False),  # a Saturday
        (dt.date(2026, 10, 26), False),  # between terms
        (dt.date(2026, 12, 25), False),  # a bank holiday
        (dt.date(2027, 1, 8), True),
        (dt.date(2027, 1, 11), None),  # after the last known term
    ],
)
def test_school_days(day: dt.date, open_: bool | None) -> None:
    assert calendars.of("england", terms=[WINTER, AUTUMN]).is_school_day(day) is open_


def test_without_terms_no_school_day_is_known() -> None:
    assert calendars.of("england").is_school_day(dt.date(2026, 9, 2)) is None


def test_terms_past_the_known_bank_holidays_are_not_known() -> None:
    later = Term(dt.date(2029, 1, 3), dt.date(2029, 2, 9))
    assert calendars.of("england", terms=[later]).is_school_day(dt.date(2029, 1, 4)) is None


def test_the_term_of_a_day() -> None:
    calendar = calendars.of("england", terms=[WINTER, AUTUMN])
    assert calendar.term_of(dt.date(2026, 11, 23)) == (WINTER.start, WINTER.end)
    assert calendar.term_of(dt.date(2026, 10, 26)) is None


def test_working_times_are_those_of_working_days() -> None:
    calendar = calendars.of("scotland")
    assert calendar.working_times(dt.date(2026, 11, 27)) == (dt.time(9), dt.time(17))
    assert calendar.working_times(dt.date(2026, 11, 30)) is None


def days_of(division: dict[str, object]) -> set[str]:
    return {event["date"] for event in division["events"]}  # type: ignore[index,union-attr]  # the file is plain JSON


def test_the_table_is_that_of_an_independent_package() -> None:
    package = pytest.importorskip(
        "govuk_bank_holidays.bank_holidays", reason="govuk-bank-holidays is not here"
    )
    theirs = package.BankHolidays.load_backup_data()
    ours = calendars.bank_holidays().divisions
    for division, days in ours.items():
        assert {day.isoformat() for day in days} == days_of(theirs[division.replace("_", "-")])


@pytest.mark.shared
def test_the_table_is_the_official_one(shared: Path) -> None:
    official = json.loads((shared / "facts/functions/bank-holidays/bank-holidays.json").read_text("utf-8"))
    ours = calendars.bank_holidays().divisions
    assert {division.replace("_", "-") for division in ours} == set(official)
    for division, days in ours.items():
        listed = {event["date"]: event["title"] for event in official[division.replace("_", "-")]["events"]}
        assert {day.isoformat(): title for day, title in days.items()} == listed
