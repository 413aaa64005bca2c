"""How dates are explained: every part of a sentence in its language, and every length in its words.

Numbers of things are left to the tests of formats.
"""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine import calendars
from patternbook.engine.calendars import Term
from patternbook.engine.clocks import running
from patternbook.engine.clocks.counting import LONDON
from patternbook.engine.clocks.running import Mark, Rule
from patternbook.engine.clocks.sentences import explain
from patternbook.language.periods import Period, Unit

TERM = Term(dt.date(2026, 11, 2), dt.date(2026, 12, 18))


def at(text: str) -> dt.datetime:
    """A local time."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


START = Mark("start", at("2026-11-23 09:00"))


def said(rule: Rule, *marks: Mark, language: str = "en") -> tuple[str, ...]:
    found = running.run(marks, lambda _: rule, calendars.of("england", terms=(TERM,)))
    assert found is not None
    return explain(found, language)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule(runs=Period(2, "day"), from_=dt.date(2026, 12, 1)), "Cyfrifir o: dydd Mawrth 1 Rhagfyr 2026."),
        (
            Rule(runs=Period(2, "day"), from_=at("2026-12-01 10:30")),
            "Cyfrifir o: dydd Mawrth 1 Rhagfyr 2026 am 10.30am.",
        ),
        (
            Rule(before=Period(2, "day"), from_=dt.date(2027, 1, 9)),
            "Cyfrifir yn ôl o: dydd Sadwrn 9 Ionawr 2027.",
        ),
        (
            Rule(runs=Period(2, "day", counts_from=dt.time(8, 30))),
            "Mae hynny am 8.30am neu'n hwyrach, felly cyfrifir o'r diwrnod hwn: dydd Mawrth 24 Tachwedd 2026.",
        ),
    ],
)
def test_what_a_date_is_counted_from_is_said_in_welsh(rule: Rule, sentence: str) -> None:
    assert said(rule, START, language="cy")[1] == sentence


def test_the_end_of_a_day_is_said_in_welsh() -> None:
    found = said(Rule(runs=Period(1, "day")), START, language="cy")
    assert found[-1].endswith("mae'n dod i ben: diwedd dydd Mawrth 24 Tachwedd 2026.")


def test_holding_going_on_extending_and_stopping_are_said_in_welsh() -> None:
    marks = (
        Mark("pause", at("2026-11-23 09:30")),
        Mark("resume", at("2026-11-24 10:00")),
        Mark("extend", at("2026-11-24 10:30"), at("2026-11-25 16:30")),
        Mark("stop", at("2026-11-24 11:00")),
    )
    paused, *others = said(Rule(runs=Period(2, "hour")), START, *marks, language="cy")[2:]
    assert paused.startswith("Oedi: dydd Llun 23 Tachwedd 2026 am 9.30am. Ar ôl: ")
    assert paused.endswith(" a 30 munud.")
    assert others == [
        "Mynd ymlaen: dydd Mawrth 24 Tachwedd 2026 am 10am. Mae'n dod i ben: dydd Mawrth 24 Tachwedd 2026 am 11.30am.",
        "Estyn: dydd Mawrth 24 Tachwedd 2026 am 10.30am. Mae'n dod i ben: dydd Mercher 25 Tachwedd 2026 am 4.30pm.",
        "Stopio: dydd Mawrth 24 Tachwedd 2026 am 11am.",
    ]


def test_holding_a_clock_without_an_end_says_when_it_was_held() -> None:
    found = said(Rule(), START, Mark("pause", at("2026-11-24 09:30")))
    assert found[-1] == "Paused Tuesday 24 November 2026 at 9:30am."


@pytest.mark.parametrize(
    ("length", "unit", "left"),
    [
        (2, "weekday", "2 weekdays"),
        (2, "school_day", "2 school days"),
        (2, "week", "14 days"),
        (61, "minute", "1 hour"),
        (62, "minute", "1 hour and 1 minute"),
        (60, "minute", "59 minutes"),
        (1, "minute", "0 minutes"),
    ],
)
def test_what_is_left_is_said_in_its_own_unit(length: int, unit: Unit, left: str) -> None:
    found = said(Rule(runs=Period(length, unit)), START, Mark("pause", at("2026-11-23 09:01")))
    assert found[-1] == f"Paused Monday 23 November 2026 at 9:01am, with {left} left."


def test_working_hours_say_which_days_were_left_out() -> None:
    found = said(Rule(runs=Period(9, "working_hour")), Mark("start", at("2026-11-27 09:00")))
    assert found[1] == "28 and 29 November are not working days."


def test_five_days_are_listed_and_of_more_only_those_that_are_no_weekend() -> None:
    friday = Mark("start", at("2027-04-30 09:00"))
    assert said(Rule(runs=Period(5, "working_day")), friday)[1] == (
        "1, 2, 3, 8 and 9 May are not working days."
    )
    assert said(Rule(runs=Period(10, "working_day")), friday)[1] == "Weekends are not counted, nor is 3 May."


def test_a_last_minute_is_the_end_of_the_day() -> None:
    found = said(Rule(runs=Period(1, "day", until=dt.time(23, 59))), START)
    assert found[-1].endswith("it ends at the end of Tuesday 24 November 2026.")
    found = said(Rule(runs=Period(1, "day", until=dt.time(23, 58))), START)
    assert found[-1].endswith("it ends Tuesday 24 November 2026 at 11:58pm.")


def test_a_clock_that_opens_after_another_day_says_so_once_where_it_opens() -> None:
    rule = Rule(opens=Period(2, "day"), runs=Period(1, "day"), from_=dt.date(2026, 12, 1))
    assert said(rule, START) == (
        "Started Monday 23 November 2026 at 9am.",
        "Counted from Tuesday 1 December 2026.",
        "2 days from then: it opens at the end of Thursday 3 December 2026.",
        "1 day from then: it ends at the end of Friday 4 December 2026.",
    )
