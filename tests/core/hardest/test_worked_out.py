"""What the hardest cases work out, with numbers worked out by hand: not only that they check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from patternbook import library
from patternbook.engine import calendars
from patternbook.language import periods, reader, scopes
from patternbook.language.expressions import generate
from patternbook.language.nodes.service import Service
from patternbook.language.periods import from_data
from patternbook.language.steps import expand

FOLDER = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")


def service(name: str) -> Service:
    read = reader.read((FOLDER / name).read_text(encoding="utf-8"), kind=Service, steps=library.steps())
    assert read.node is not None
    return expand(read.node, library.steps())


def work_out(of: Service, names: Mapping[str, object], *keys: str) -> dict[str, object]:
    """The named values, in that order, from these names; each can use those before it."""
    found = scopes.of(of)
    known = dict(names)
    for key in keys:
        site = found.site(("values", key, "is"))
        assert site is not None, key
        known[key] = generate(found.typed(site))(known)
    return known


def when(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


# Proof 1: five windows, for a collection that was due on Friday 20 November 2026 or by the crew's log.


@pytest.mark.parametrize(
    ("value", "due", "ends"),
    [
        ("one_working_day_to_four", "2026-11-20", "2026-11-23 16:00"),
        ("one_working_day_to_four", "2026-12-24", "2026-12-29 16:00"),
        ("seventy_two_hours", "2026-11-20", "2026-11-23 06:30"),
        ("seventy_two_hours", "2026-10-23", "2026-10-26 05:30"),
    ],
)
def test_windows_that_end_at_a_time(value: str, due: str, ends: str) -> None:
    assert window(value, due) == when(ends)


def window(value: str, due: str) -> object:
    names = {
        "settings": {"set_out_by": dt.time(6, 30)},
        "$calendar": calendars.of("england"),
        "due": dt.date.fromisoformat(due),
    }
    return work_out(service("01_missed_bin_windows.yaml"), names, value)[value]


def test_two_days_without_weekends_count_a_bank_holiday() -> None:
    """Thursday 24 December: Friday is Christmas and counts, Monday counts; a working day would be Tuesday."""
    ends = window("two_days_without_weekends", "2026-12-24")
    assert isinstance(ends, dt.datetime)
    assert ends.date() == dt.date(2026, 12, 28)


# Proof 2: points, weekday and concession give the price.

BANDS = (
    {
        "points": 61,
        "weekday": 7500,
        "saturday": 9500,
        "weekday_concession": 6000,
        "saturday_concession": 8000,
    },
    {
        "points": 31,
        "weekday": 5250,
        "saturday": 7250,
        "weekday_concession": 4200,
        "saturday_concession": 6200,
    },
    {"points": 1, "weekday": 3620, "saturday": 5620, "weekday_concession": 2895, "saturday_concession": 4895},
)


@pytest.mark.parametrize(
    ("points", "entitled", "day", "price", "refused"),
    [
        ((30,), "none", "2026-11-25 07:00", 3620, False),
        ((30,), "none", "2026-11-28 07:00", 5620, False),
        ((30, 1), "pension", "2026-11-25 07:00", 4200, False),
        ((50, 50), "disability", "2026-11-28 07:00", 8000, False),
        ((50, 51), "none", "2026-11-25 07:00", 7500, True),
    ],
)
def test_points_price(points: tuple[int, ...], entitled: str, day: str, price: int, refused: bool) -> None:
    names = {
        "items": tuple({"what": {"code": "sofa", "points": one, "most": 9}} for one in points),
        "entitled": entitled,
        "slot": {"start": when(day)},
        "settings": {"bands": BANDS, "most_points": 100},
    }
    keys = ("points", "band", "too_much", "concession", "saturday", "least_price", "full_price")
    found = work_out(service("02_bulky_points.yaml"), names, *keys)
    assert (found["full_price"], found["too_much"]) == (price, refused)
    assert isinstance(found["least_price"], int)
    assert found["least_price"] <= price


# Proof 3: the day whose prices apply, absolute before percentage, whole weeks of the rest.


@pytest.mark.parametrize(("ends", "day"), [("2027-03-31", "2027-03-31"), ("2026-10-01", "2026-11-23")])
def test_garden_prices_are_those_of_the_end_of_the_term_where_it_lies_ahead(ends: str, day: str) -> None:
    names = {"old": {"ends_on": dt.date.fromisoformat(ends)}, "today": dt.date(2026, 11, 23)}
    found = work_out(service("03_garden_renewal.yaml"), names, "prices_of")
    assert found["prices_of"] == dt.date.fromisoformat(day)


def test_garden_discounts_and_the_rest_of_the_term() -> None:
    """£57.50 and £30 for two bins, £5 off, then 10 per cent of £82.50; one new bin for 18 whole weeks."""
    names = {
        "old": {"ends_on": dt.date(2027, 3, 31), "bins": 1, "active": True},
        "today": dt.date(2026, 11, 23),
        "bins": 2,
        "pay_by": "direct_debit",
        "staff_gives": True,
        "settings": {
            "first_bin": 5750, "next_bin": 3000, "debit_discount": 500, "staff_discount": Decimal(10),
            "part_minimum": 1500, "part_week": 85,
        },
    }  # fmt: skip
    keys = ("first_and_rest", "absolute", "percentage", "part_of_term")
    found = work_out(service("03_garden_renewal.yaml"), names, *keys)
    assert [found[key] for key in keys] == [8750, 500, 825, 1500 + 18 * 85]


# Proof 8: one session less can make the whole series taxed.


def weekly(count: int) -> tuple[dt.datetime, ...]:
    first = when("2027-01-09 10:00")
    return tuple(first + dt.timedelta(weeks=number) for number in range(count))


def is_series(sessions: tuple[dt.datetime, ...], hirer: str = "club", whole: bool = True) -> object:
    names = {"sessions": sessions, "hirer": hirer, "pays_whole": whole}
    keys = ("no_two_on_a_day", "gaps_of_one_to_fourteen_days", "is_series")
    return work_out(service("08_pitch_series.yaml"), names, *keys)["is_series"]


def test_ten_weekly_sessions_are_a_series() -> None:
    assert is_series(weekly(10)) is True
    assert is_series(weekly(9)) is False
    assert is_series(weekly(10), hirer="person") is False
    assert is_series(weekly(10), whole=False) is False


def test_a_cancelled_session_changes_all_that_are_left() -> None:
    """Of 11, one may go; of 10, none. Two in a row leave a gap of 21 days."""
    eleven = weekly(11)
    assert is_series(eleven[:4] + eleven[5:]) is True
    ten = weekly(10)
    assert is_series(ten[:4] + ten[5:]) is False
    twelve = weekly(12)
    assert is_series(twelve[:4] + twelve[6:]) is False


def test_two_on_one_day_are_no_series() -> None:
    sessions = weekly(10)
    assert is_series((*sessions, sessions[3] + dt.timedelta(hours=3))) is False


# Proof 4: 24 hours are elapsed hours, over a weekend and when the clocks go back.


@pytest.mark.parametrize(
    ("aware", "due"),
    [("2026-11-20 17:00", "2026-11-21 17:00"), ("2026-10-24 12:00", "2026-10-25 11:00")],
)
def test_an_emergency_has_24_elapsed_hours(aware: str, due: str) -> None:
    hazard = service("04_awaab_chain.yaml")
    found = scopes.of(hazard)
    site = found.site(("process", "clocks", "emergency", "runs"))
    assert site is not None
    period = generate(found.typed(site))({})
    assert period == from_data({"length": 24, "unit": "hour"})
    assert isinstance(period, periods.Period)
    assert periods.add(when(aware), period, calendars.of("england")) == when(due)


def test_contact_is_within_hours_for_somebody_without_a_bed() -> None:
    referral = service("09_duty_to_refer.yaml")
    found = scopes.of(referral)
    site = found.site(("process", "clocks", "contact", "runs"))
    assert site is not None
    run = generate(found.typed(site))
    assert run({"tonight": "no"}) == from_data({"length": 2, "unit": "hour"})
    assert run({"tonight": "yes"}) == from_data({"length": 1, "unit": "working_day"})
