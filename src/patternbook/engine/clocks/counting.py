"""What is left of a period when a clock is paused, and when it ends if it goes on at a later time.

A pause never brings an end forward: what is left is counted in the unit of the period, from the day
or the moment at which the clock goes on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from patternbook.language.calendar_protocol import Calendar
from patternbook.language.periods import LONDON, counts
from patternbook.language.unknown import UNDEFINED, Unknown

ELAPSED_UNITS: Final = ("minute", "hour")
_DAY: Final = dt.timedelta(days=1)
_MOST_DAYS: Final = 40_000  # longer than any limit: about 110 years


@dataclass(frozen=True, slots=True)
class Left:
    """What is left: elapsed time, working time, or days of a unit and the time at which the last one ends.

    `until` is measured from the last day's first midnight, as clocks on the wall show it.
    """

    unit: str
    time: dt.timedelta = dt.timedelta()
    days: int = 0
    until: dt.timedelta = dt.timedelta()


def local(at: dt.datetime) -> dt.datetime:
    """The time as clocks in the United Kingdom show it."""
    return at.astimezone(LONDON)


def day_of(at: dt.datetime) -> dt.date:
    """The local day of a moment."""
    return local(at).date()


def local_day(value: object) -> dt.date | Unknown:
    """The local day of a moment, or a day itself; an unknown as it is. Anything else is undefined."""
    if isinstance(value, dt.datetime):
        return day_of(value)
    return value if isinstance(value, (dt.date, Unknown)) else UNDEFINED


def last_day(end: dt.datetime) -> dt.date:
    """The last day of what ends at `end`: midnight is the end of the day before it."""
    return (local(end).replace(tzinfo=None) - dt.timedelta(microseconds=1)).date()


def on_day(day: dt.date, wall: dt.timedelta) -> dt.datetime:
    """The moment on a day at which wall clocks show that much since midnight."""
    written = (dt.datetime.combine(day, dt.time()) + wall).replace(tzinfo=LONDON)
    return written.astimezone(dt.UTC).astimezone(LONDON)


def elapsed(start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """The time that really passes between two moments, across a clock change too."""
    return end.astimezone(dt.UTC) - start.astimezone(dt.UTC)


def is_after(one: dt.datetime, other: dt.datetime) -> bool:
    """Whether one moment is later than the other. Local times are not compared as they are shown:
    in the hour that clocks repeat in October the later moment can show the earlier time."""
    return one.astimezone(dt.UTC) > other.astimezone(dt.UTC)


def later(one: dt.datetime, other: dt.datetime) -> dt.datetime:
    """The later of two moments."""
    return one if is_after(one, other) else other


def earlier(one: dt.datetime, other: dt.datetime) -> dt.datetime:
    """The earlier of two moments."""
    return other if is_after(one, other) else one


def left(at: dt.datetime, end: dt.datetime, unit: str, calendar: Calendar) -> Left | Unknown:
    """What is left at `at` of a period that would end at `end`."""
    if unit in ELAPSED_UNITS:
        return Left(unit, time=elapsed(at, end))
    if unit == "working_hour":
        time = _working_time(at, end, calendar)
        return time if isinstance(time, Unknown) else Left(unit, time=time)
    first, last = day_of(at), last_day(end)
    days = 0
    for day in _days(first + _DAY, last):
        counting = counts(day, unit, calendar)
        if counting is None:
            return UNDEFINED
        days += counting
    wall = local(end).replace(tzinfo=None) - dt.datetime.combine(last, dt.time())
    return Left(unit, days=days, until=wall)


def resume(at: dt.datetime, rest: Left, calendar: Calendar) -> dt.datetime | Unknown:
    """When a clock ends that goes on at `at` with that much left."""
    if rest.unit in ELAPSED_UNITS:
        return local(at.astimezone(dt.UTC) + rest.time)
    if rest.unit == "working_hour":
        return _add_working_time(at, rest.time, calendar)
    return _add_days(at, rest, calendar)


def _add_days(at: dt.datetime, rest: Left, calendar: Calendar) -> dt.datetime | Unknown:
    """The day on which the days left are over; on the last day itself, today if there is time left."""
    day, days = day_of(at), rest.days
    if days == 0 and (not counts(day, rest.unit, calendar) or is_after(at, on_day(day, rest.until))):
        days = 1
    for _ in range(_MOST_DAYS):
        if days == 0:
            return on_day(day, rest.until)
        day += _DAY
        counting = counts(day, rest.unit, calendar)
        if counting is None:
            return UNDEFINED
        days -= counting
    return UNDEFINED


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + _DAY * place for place in range((last - first).days + 1)]


def _opening(day: dt.date, calendar: Calendar) -> tuple[dt.datetime, dt.datetime] | Unknown | None:
    """The working hours of a day as moments; None on a day that is no working day."""
    working = calendar.is_working_day(day)
    if working is False:
        return None
    times = calendar.working_times(day) if working else None
    if times is None:
        return UNDEFINED
    opens, closes = times
    return dt.datetime.combine(day, opens, LONDON), dt.datetime.combine(day, closes, LONDON)


def _working_time(start: dt.datetime, end: dt.datetime, calendar: Calendar) -> dt.timedelta | Unknown:
    total = dt.timedelta()
    for day in _days(day_of(start), day_of(end)):
        opening = _opening(day, calendar)
        if isinstance(opening, Unknown):
            return opening
        if opening is not None:
            begins, ends = later(opening[0], start), earlier(opening[1], end)
            total += max(elapsed(begins, ends), dt.timedelta())
    return total


def _add_working_time(start: dt.datetime, time: dt.timedelta, calendar: Calendar) -> dt.datetime | Unknown:
    day = day_of(start)
    for _ in range(_MOST_DAYS):
        opening = _opening(day, calendar)
        if isinstance(opening, Unknown):
            return opening
        if opening is not None:
            begins = later(opening[0], start)
            open_for = elapsed(begins, opening[1])
            if open_for >= time and open_for >= dt.timedelta():
                return local(begins.astimezone(dt.UTC) + time)
            time -= max(open_for, dt.timedelta())
        day += _DAY
    return UNDEFINED
