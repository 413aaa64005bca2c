"""Which days count: bank holidays by nation, a council's closures, school terms, working hours.

A calendar knows its own limits. Beyond them every answer is None, never a guess: bank holidays are
proclaimed, and a date worked out without them could be a day too early.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

SATURDAY = 5
WeekHours = tuple[tuple[dt.time, dt.time] | None, ...]

# The divisions of the official table, by nation. England and Wales share one.
DIVISIONS: Mapping[str, str] = {
    "england": "england_and_wales",
    "wales": "england_and_wales",
    "scotland": "scotland",
    "northern_ireland": "northern_ireland",
}

OFFICE_HOURS: WeekHours = ((dt.time(9), dt.time(17)),) * 5 + (None, None)


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, both days included. `closed_days` are days in it without school."""

    start: dt.date
    end: dt.date
    closed_days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one council.

    `holidays` maps each bank holiday to its name. `closed_days` are the council's own closures;
    they do not count in promises, but they never lengthen a limit set by law (`statutory`).
    `hours` holds opening and closing time for each weekday, Monday first.
    """

    nation: str
    holidays: Mapping[dt.date, str]
    known_from: dt.date
    known_until: dt.date
    closed_days: frozenset[dt.date] = frozenset()
    terms: tuple[Term, ...] = ()
    hours: WeekHours = field(default=OFFICE_HOURS)

    def knows(self, day: dt.date) -> bool:
        """Whether bank holidays of that day are known."""
        return self.known_from <= day <= self.known_until

    def is_working_day(self, day: dt.date) -> bool | None:
        """Whether the day is a working day; None beyond the known calendar.

        A Saturday or Sunday is never one, whatever is known.

        >>> of("england").is_working_day(dt.date(2026, 12, 28))
        False
        >>> of("scotland").is_working_day(dt.date(2026, 11, 30))
        False
        >>> of("england").is_working_day(dt.date(2029, 1, 2)) is None
        True
        """
        if day.weekday() >= SATURDAY or day in self.closed_days:
            return False
        if not self.knows(day):
            return None
        return day not in self.holidays

    def is_school_day(self, day: dt.date) -> bool | None:
        """Whether schools are open; None before the first and after the last known term."""
        if day.weekday() >= SATURDAY:
            return False
        if not self.terms or not self.terms[0].start <= day <= self.terms[-1].end:
            return None
        if not self.knows(day):
            return None
        if day in self.holidays:
            return False
        return any(term.start <= day <= term.end and day not in term.closed_days for term in self.terms)

    def working_times(self, day: dt.date) -> tuple[dt.time, dt.time] | None:
        """Opening and closing time of a working day; None on a day that is not, or not known."""
        return self.hours[day.weekday()] if self.is_working_day(day) else None

    def term_of(self, day: dt.date) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the school term that the day lies in, if any."""
        return next(((term.start, term.end) for term in self.terms if term.start <= day <= term.end), None)

    def statutory(self) -> Calendar:
        """The same calendar without the council's own closures: for limits set by law."""
        return replace(self, closed_days=frozenset()) if self.closed_days else self


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The official table in this package, with the first and last day that it covers."""

    divisions: Mapping[str, Mapping[dt.date, str]]
    known_from: dt.date
    known_until: dt.date


@cache
def bank_holidays() -> BankHolidays:
    """The official bank holidays that ship with the package (gov.uk, Open Government Licence v3)."""
    text = (resources.files("patternbook.engine") / "data" / "bank_holidays.json").read_text("utf-8")
    table = json.loads(text)
    divisions = {
        division: {dt.date.fromisoformat(day): title for day, title in days.items()}
        for division, days in table["divisions"].items()
    }
    return BankHolidays(
        divisions,
        known_from=dt.date.fromisoformat(table["known_from"]),
        known_until=dt.date.fromisoformat(table["known_until"]),
    )


def of(
    nation: str,
    *,
    closed_days: Iterable[dt.date] = (),
    terms: Iterable[Term] = (),
    hours: WeekHours = OFFICE_HOURS,
) -> Calendar:
    """The calendar of a council in `nation`, with its own closures, school terms and hours.

    Raises KeyError for a nation that is not one of the four.

    >>> of("wales").holidays[dt.date(2026, 12, 25)]
    'Christmas Day'
    """
    table = bank_holidays()
    return Calendar(
        nation=nation,
        holidays=table.divisions[DIVISIONS[nation]],
        known_from=table.known_from,
        known_until=table.known_until,
        closed_days=frozenset(closed_days),
        terms=tuple(sorted(terms, key=lambda term: term.start)),
        hours=hours,
    )
