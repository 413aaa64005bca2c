"""Dates and times as GOV.UK style writes them, in the time of the United Kingdom and in both languages."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "cy": [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ],
}
DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "cy": ["dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"],
}


def local(moment: datetime.datetime) -> datetime.datetime:
    """The moment by the clocks of the United Kingdom. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(LONDON)


def date(day: datetime.date, language: str = "en", *, weekday: bool = False) -> str:
    """A day, with its weekday where asked for.

    >>> date(datetime.date(2026, 11, 3), weekday=True)
    'Tuesday 3 November 2026'
    >>> date(datetime.date(2026, 11, 3), "cy")
    '3 Tachwedd 2026'
    """
    if isinstance(day, datetime.datetime):
        day = local(day).date()
    said = f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
    return f"{DAYS[language][day.weekday()]} {said}" if weekday else said


def clock_time(time: datetime.time | datetime.datetime, language: str = "en") -> str:
    """A time of day.

    >>> [clock_time(datetime.time(*t)) for t in ((0, 0), (9, 0), (12, 0), (16, 5))]
    ['midnight', '9am', 'midday', '4:05pm']
    >>> clock_time(datetime.time(12), "cy")
    'canol dydd'
    """
    if isinstance(time, datetime.datetime):
        time = local(time).time()
    if (time.hour, time.minute) in {(0, 0), (12, 0)}:
        named = {"en": ("midnight", "midday"), "cy": ("canol nos", "canol dydd")}
        return named[language][time.hour == 12]
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"


def moment(when: datetime.datetime, language: str = "en") -> str:
    """A moment as people write it.

    >>> moment(datetime.datetime(2026, 7, 1, 15, 0, tzinfo=datetime.timezone.utc))
    '1 July 2026, 4pm'
    """
    return f"{date(when, language)}, {clock_time(when, language)}"


def deadline(when: datetime.datetime, language: str = "en") -> str:
    """A deadline: the day alone, where it is the end of that day.

    >>> deadline(datetime.datetime(2026, 11, 26, 23, 59, 59, tzinfo=LONDON))
    '26 November 2026'
    >>> deadline(datetime.datetime(2026, 11, 26, 16, 0, tzinfo=LONDON))
    '26 November 2026, 4pm'
    """
    there = local(when)
    return date(there, language) if (there.hour, there.minute) == (23, 59) else moment(when, language)
