"""Lengths of time as law and councils say them, and what day or moment they lead to.

Rules, in force for every unit:

* Days are days of Europe/London, whatever zone a moment is given in.
* Units of days (`day`, `weekday`, `working_day`, `school_day`, `week`, `month`, `year`) leave out the
  first day: one working day from a Friday is the next Monday that is no bank holiday.
* `counts_from` (a time of day): what starts then or later counts as if it had started on the next day.
* `until` is the time of day at which the last day ends; the end of the day, if left out.
* `hour` and `minute` are elapsed time: they are right across a change of the clocks.
  `working_hour` is time between opening and closing on working days.
* A month later is the same day of the month, or the month's last day where there is no such day.
* A length below zero leads backwards. A length of zero is the first day itself.
* Beyond what the calendar knows the answer is `Unknown`, never a guess.
"""

from __future__ import annotations

import calendar as months_of_year
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from patternbook.errors import PatternbookError, did_you_mean
from patternbook.language.calendar_protocol import Calendar
from patternbook.language.unknown import UNDEFINED, Unknown

Unit = Literal[
    "minute", "hour", "working_hour", "day", "weekday", "working_day", "school_day", "week", "month", "year"
]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
ELAPSED_UNITS: Final = frozenset({"minute", "hour", "working_hour"})
CALENDAR_UNITS: Final = frozenset({"working_hour", "working_day", "school_day"})
"""Units whose answer needs the calendar, and can lie beyond it."""

LONDON: Final = ZoneInfo("Europe/London")
END_OF_DAY: Final = dt.time(23, 59, 59)
MOST_COUNTED: Final = 40_000
"""The most days that are looked at one by one: more than a hundred years."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, such as one working day that ends at 4pm.

    >>> str(Period(2, "working_day", until=dt.time(16, 0)))
    '2 working days, until 16:00'
    """

    length: int
    unit: Unit
    until: dt.time | None = None
    counts_from: dt.time | None = None

    def __str__(self) -> str:
        plural = "" if self.length == 1 else "s"
        words = [f"{self.length} {self.unit.replace('_', ' ')}{plural}"]
        if self.until is not None:
            words.append(f"until {self.until:%H:%M}")
        if self.counts_from is not None:
            words.append(f"counted from the next day after {self.counts_from:%H:%M}")
        return ", ".join(words)


class PeriodError(PatternbookError):
    """Plain data does not say a period. Carries what is wrong and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def from_data(data: Mapping[str, object]) -> Period:
    """The period that plain data says. Raises `PeriodError`.

    >>> from_data({"length": 1, "unit": "working_day", "until": "16:00"})
    Period(length=1, unit='working_day', until=datetime.time(16, 0), counts_from=None)
    """
    strange = next((key for key in data if key not in ("length", "unit", "until", "counts_from")), None)
    if strange is not None:
        raise PeriodError(
            f"A period has no '{strange}'.", did_you_mean(strange, ("length", "unit", "until", "counts_from"))
        )
    length, unit = data.get("length"), data.get("unit")
    if not isinstance(length, int) or isinstance(length, bool):
        raise PeriodError("A period needs a 'length', a whole number.")
    if abs(length) > 1_000_000:
        raise PeriodError("A period's 'length' is at most 1,000,000.")
    found = next((known for known in UNITS if known == unit), None)
    if found is None:
        raise PeriodError(f"A period's 'unit' is one of: {', '.join(UNITS)}.", did_you_mean(str(unit), UNITS))
    return Period(
        length, found, _time(data.get("until"), "until"), _time(data.get("counts_from"), "counts_from")
    )


def _time(value: object, field: str) -> dt.time | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise PeriodError(f"A period's '{field}' is a time of day.", 'Write it as "16:00".')
    return dt.time.fromisoformat(value)


def add(
    start: dt.date | dt.datetime, period: Period, calendar: Calendar | None
) -> dt.date | dt.datetime | Unknown:
    """The day, or for a moment the moment, that lies a period after the start.

    A day gives a day and a moment a moment. Hours from a day have no answer: `Unknown`.

    >>> add(dt.date(2026, 1, 31), Period(1, "month"), None)
    datetime.date(2026, 2, 28)
    """
    try:
        return _reach(start, period, calendar)
    except (OverflowError, ValueError):  # past the first or last day that there is
        return UNDEFINED


def before(
    start: dt.date | dt.datetime, period: Period, calendar: Calendar | None
) -> dt.date | dt.datetime | Unknown:
    """The day or moment that lies a period before the start.

    >>> before(dt.date(2026, 12, 28), Period(3, "weekday"), None)
    datetime.date(2026, 12, 23)
    """
    return add(start, replace(period, length=-period.length), calendar)


def _reach(
    start: dt.date | dt.datetime, period: Period, calendar: Calendar | None
) -> dt.date | dt.datetime | Unknown:
    if period.unit in ELAPSED_UNITS:
        return _elapsed(start, period, calendar) if isinstance(start, dt.datetime) else UNDEFINED
    if not isinstance(start, dt.datetime):
        return last_day(start, period, calendar)
    local = start.astimezone(LONDON)
    last = last_day(first_day(local, period), period, calendar)
    return last if isinstance(last, Unknown) else at(last, period.until or END_OF_DAY)


def first_day(moment: dt.datetime, period: Period) -> dt.date:
    """The day that a period counts from, and leaves out, when it starts at a moment."""
    local = moment.astimezone(LONDON)
    late = period.counts_from is not None and local.time() >= period.counts_from
    return local.date() + dt.timedelta(days=1) if late else local.date()


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment of a time of day in Europe/London.

    A time that a change of the clocks leaves out is the moment an hour later by the clock; of a
    time that comes twice it is the first.
    """
    written = dt.datetime.combine(day, time.replace(tzinfo=None), tzinfo=LONDON)
    return written.astimezone(dt.UTC).astimezone(LONDON)


def last_day(day: dt.date, period: Period, calendar: Calendar | None) -> dt.date | Unknown:
    """The last day of a period in units of days that counts from, and leaves out, `day`.

    Raises `OverflowError` or `ValueError` beyond the days that there are.
    """
    length = period.length
    match period.unit:
        case "day":
            return day + dt.timedelta(days=length)
        case "week":
            return day + dt.timedelta(weeks=length)
        case "month":
            return _months_later(day, length)
        case "year":
            return _months_later(day, 12 * length)
        case "weekday":
            return _weekdays_later(day, length)
        case "working_day" | "school_day":
            return _counted_later(day, period, calendar)
        case _:
            return UNDEFINED


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(year)
    last = months_of_year.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def _weekdays_later(day: dt.date, length: int) -> dt.date:
    weeks, rest = divmod(abs(length), 5)
    step = dt.timedelta(days=1 if length >= 0 else -1)
    here = day + step * 7 * weeks
    if rest == 0 and weeks and here.weekday() >= 5:  # the last weekday counted was before the weekend
        while here.weekday() >= 5:
            here -= step
    while rest:
        here += step
        rest -= here.weekday() < 5
    return here


def counts(day: dt.date, unit: str, calendar: Calendar | None) -> bool | None:
    """Whether a day counts in a unit of days; None where the calendar does not know."""
    if unit == "weekday":
        return day.weekday() < 5
    if unit in ("working_day", "school_day"):
        if calendar is None:
            return None
        return calendar.is_working_day(day) if unit == "working_day" else calendar.is_school_day(day)
    return True


def _counted_later(day: dt.date, period: Period, calendar: Calendar | None) -> dt.date | Unknown:
    step = dt.timedelta(days=1 if period.length >= 0 else -1)
    left, here = abs(period.length), day
    for _ in range(MOST_COUNTED):
        if not left:
            return here
        here += step
        does = counts(here, period.unit, calendar)
        if does is None:
            return UNDEFINED
        left -= does
    return UNDEFINED


def units_between(first: dt.date, last: dt.date, unit: str, calendar: Calendar | None) -> int | Unknown:
    """How many days that count in a unit lie after `first`, up to and with `last`; below zero backwards.

    >>> units_between(dt.date(2026, 11, 20), dt.date(2026, 11, 23), "weekday", None)
    1
    """
    if last < first:
        backwards = _count_days(last, first, -1, unit, calendar)
        return backwards if isinstance(backwards, Unknown) else -backwards
    return _count_days(first, last, 0, unit, calendar)


def _count_days(
    early: dt.date, late: dt.date, shift: int, unit: str, calendar: Calendar | None
) -> int | Unknown:
    """Days that count after `early` up to `late`; with shift -1 from `early` up to before `late`."""
    days = (late - early).days
    if unit in ("day", "week"):
        return days // (7 if unit == "week" else 1)
    if days > MOST_COUNTED:
        return UNDEFINED
    total = 0
    for number in range(1 + shift, days + 1 + shift):
        does = counts(early + dt.timedelta(days=number), unit, calendar)
        if does is None:
            return UNDEFINED
        total += does
    return total


def _elapsed(start: dt.datetime, period: Period, calendar: Calendar | None) -> dt.datetime | Unknown:
    moment = start
    if period.counts_from is not None and first_day(start, period) != start.astimezone(LONDON).date():
        moment = at(first_day(start, period), dt.time(0))
    if period.unit == "working_hour":
        return _working_hours_later(moment, period.length, calendar)
    seconds = period.length * (3600 if period.unit == "hour" else 60)
    return (moment.astimezone(dt.UTC) + dt.timedelta(seconds=seconds)).astimezone(LONDON)


def _working_hours_later(start: dt.datetime, hours: int, calendar: Calendar | None) -> dt.datetime | Unknown:
    if calendar is None:
        return UNDEFINED
    forwards = hours >= 0
    left, moment = dt.timedelta(hours=abs(hours)), start.astimezone(LONDON)
    day = moment.date()
    for _ in range(MOST_COUNTED):
        if not left:
            return moment
        works = calendar.is_working_day(day)
        times = calendar.working_times(day) if works else None
        if works is None or (works and times is None):
            return UNDEFINED
        if times is not None:
            moment, left = _through_day(moment, left, (at(day, times[0]), at(day, times[1])), forwards)
        day += dt.timedelta(days=1 if forwards else -1)
    return UNDEFINED


def _through_day(
    moment: dt.datetime, left: dt.timedelta, open_: tuple[dt.datetime, dt.datetime], forwards: bool
) -> tuple[dt.datetime, dt.timedelta]:
    """Where the count stands after a day's working hours, and what is left of it."""
    here, opens, closes = (value.astimezone(dt.UTC) for value in (moment, *open_))
    begin = max(here, opens) if forwards else min(here, closes)
    usable = closes - begin if forwards else begin - opens
    if usable <= dt.timedelta(0):
        return moment, left
    used = min(usable, left)
    end = begin + used if forwards else begin - used
    return end.astimezone(LONDON), left - used
