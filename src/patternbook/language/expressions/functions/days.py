"""What the functions on days, moments and periods do, and the bounds of what they give."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from patternbook.language import periods
from patternbook.language.calendar_protocol import Calendar
from patternbook.language.expressions.functions.forms import Form
from patternbook.language.expressions.functions.lists import EPOCH
from patternbook.language.periods import CALENDAR_UNITS, ELAPSED_UNITS, LONDON, UNITS, Period, Unit
from patternbook.language.types import Type, choice
from patternbook.language.unknown import UNDEFINED, Unknown

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY: Final = choice(WEEKDAYS)
_DAYS: Final = {"day": 1, "weekday": 2, "week": 7, "month": 31, "year": 366, "hour": 1, "minute": 1}
_SURE_DAYS: Final = 44_000
"""About 120 years: adding less to any day of this or a neighbouring century gives a day."""


def date_of(moment: dt.datetime) -> dt.date:
    """The day of a moment, in Europe/London."""
    return _local(moment).date()


def time_of(moment: dt.datetime) -> dt.time:
    """The time of day of a moment, in Europe/London."""
    return _local(moment).time()


def _local(moment: dt.datetime) -> dt.datetime:
    try:
        return moment.astimezone(LONDON)
    except OverflowError:  # within hours of the first or last moment that there is
        return moment.replace(tzinfo=LONDON)


def day_of(value: dt.date) -> dt.date:
    return date_of(value) if isinstance(value, dt.datetime) else value


def later(calendar: Calendar | None, start: dt.date, period: Period) -> object:
    return periods.add(start, period, calendar)


def earlier(calendar: Calendar | None, start: dt.date, period: Period) -> object:
    return periods.before(start, period, calendar)


def reached(found: Type, given: tuple[Type, ...]) -> Type | None:
    start, period = given
    units = period.choices or UNITS
    if start.kind == "date" and all(unit in ELAPSED_UNITS for unit in units):
        return None
    furthest = max(abs(bound) for bound in period.bounds) * max(_DAYS.get(unit, 2) for unit in units)
    unsure = any(unit in CALENDAR_UNITS or (start.kind == "date" and unit in ELAPSED_UNITS) for unit in units)
    return found.known().maybe(unsure or furthest > _SURE_DAYS)


def period_form(unit: Unit) -> Form:
    def refine(found: Type, given: tuple[Type, ...]) -> Type:
        low, high = given[0].bounds
        return replace(found, choices=(unit,), low=low, high=high)

    return Form(takes=("int",), gives="period", run=partial(Period, unit=unit), refine=refine)


def days_between(first: dt.date, later: dt.date) -> int:
    return (day_of(later) - day_of(first)).days


def minutes_between(first: dt.datetime, later: dt.datetime) -> int:
    """Whole minutes that pass, also over a change of the clocks."""
    return (later.astimezone(dt.UTC) - first.astimezone(dt.UTC)) // dt.timedelta(minutes=1)


def working_days_between(calendar: Calendar | None, first: dt.date, later: dt.date) -> int | Unknown:
    return periods.units_between(day_of(first), day_of(later), "working_day", calendar)


def age(born: dt.date, on: dt.date) -> int:
    """Whole years of age on a day. Who is born on 29 February is older on 1 March, as in English law.

    >>> age(dt.date(2008, 2, 29), dt.date(2026, 2, 28))
    17
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def nc_year(born: dt.date, on: dt.date) -> int:
    """The National Curriculum year that a child is in on a day: 0 is reception, below it nursery.

    Education Act 1996, section 8, with school years from 1 September.

    >>> nc_year(dt.date(2021, 8, 31), dt.date(2026, 9, 1)), nc_year(dt.date(2021, 9, 1), dt.date(2026, 9, 1))
    (1, 0)
    """
    starts = on.year if on.month >= 9 else on.year - 1
    born_year = born.year if born.month >= 9 else born.year - 1
    return starts - born_year - 5


def day_in_year(text: str) -> tuple[int, int]:
    """Month and day from ``10-31``. Raises ValueError."""
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    try:
        if match is not None:
            day = dt.date(2024, int(match.group(1)), int(match.group(2)))
            return day.month, day.day
    except ValueError:
        pass
    raise ValueError('A day of the year is written as month and day: "10-31".')


def season(day: dt.date, first: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a day lies in a season, both ends included; it may pass the new year."""
    here = (day.month, day.day)
    return first <= here <= end if first <= end else here >= first or here <= end


def _span(unit: str, day: dt.date) -> tuple[dt.date, dt.date] | Unknown:
    starts: dict[str, tuple[dt.date, int]] = {
        "year": (dt.date(day.year, 1, 1), 12),
        "month": (day.replace(day=1), 1),
        "financial_year": (dt.date(max(day.year - (day.month < 4), 1), 4, 1), 12),
    }
    if unit == "week":
        monday = day.toordinal() - day.weekday()
        return dt.date.fromordinal(max(monday, 1)), dt.date.fromordinal(
            min(monday + 6, dt.date.max.toordinal())
        )
    first, months = starts[unit]
    after = periods.add(first, Period(months, "month"), None)
    return first, dt.date.max if isinstance(after, Unknown) else day_of(after) - dt.timedelta(days=1)


def bound_of(calendar: Calendar | None, day: dt.date, unit: str, *, end: bool) -> dt.date | Unknown:
    if unit == "term":
        term = None if calendar is None else calendar.term_of(day)
        return UNDEFINED if term is None else term[end]
    span = _span(unit, day)
    return span if isinstance(span, Unknown) else span[end]


SPANS: Final = ("year", "term", "financial_year", "month", "week")


def span_name(text: str) -> str:
    """One of the spans of time. Raises ValueError for another."""
    if text not in SPANS:
        raise ValueError(f"A span of time is one of: {', '.join(SPANS)}.")
    return text


def in_span(found: Type, given: tuple[Type, ...]) -> Type:
    return found.maybe("term" in given[1].choices)


def read_date(text: str) -> dt.date:
    """A day as ``2026-04-01``. Raises ValueError."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError('A date is written as "2026-04-01", and must be a day that there is.')


def read_time(text: str) -> dt.time:
    """A time of day as ``06:30``. Raises ValueError."""
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError('A time is written as "06:30", from "00:00" to "23:59".')
    return dt.time.fromisoformat(text)


def overlaps(one: Mapping[str, dt.date], other: Mapping[str, dt.date]) -> bool:
    """Whether two ranges share a day, or a moment; the end of a range of moments is not part of it."""
    ends = [_instant(one["start"]), _instant(one["end"]), _instant(other["start"]), _instant(other["end"])]
    first, first_end, second, second_end = ends
    if isinstance(one["start"], dt.datetime):
        return first < second_end and second < first_end
    return first <= second_end and second <= first_end


def _instant(value: dt.date) -> dt.timedelta:
    if isinstance(value, dt.datetime):
        return value - EPOCH
    return dt.timedelta(days=value.toordinal())


def same_ranges(found: Type, given: tuple[Type, ...]) -> Type | None:
    starts = [range_.field("start") for range_ in given]
    ends = [range_.field("end") for range_ in given]
    known = [part for part in (*starts, *ends) if part is not None]
    if len({part.kind for part in known}) > 1:
        return None
    return found.maybe(any(part.optional for part in known))


def numbered(low: int, high: int) -> Callable[[Type, tuple[Type, ...]], Type]:
    return lambda found, given: replace(found, low=low, high=high)


def with_until(period: Period, until: dt.time) -> Period:
    return replace(period, until=until)


def with_counts_from(period: Period, counts_from: dt.time) -> Period:
    return replace(period, counts_from=counts_from)
