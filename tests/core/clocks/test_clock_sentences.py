"""How dates are explained, in English and Welsh."""

from __future__ import annotations

import datetime as dt

from patternbook.engine import calendars
from patternbook.engine.calendars import Term
from patternbook.engine.clocks import running
from patternbook.engine.clocks.counting import LONDON
from patternbook.engine.clocks.running import Mark, MarkKind, Rule
from patternbook.engine.clocks.sentences import WORDS, explain
from patternbook.language.periods import Period, Unit
from patternbook.language.unknown import UNDEFINED

FOUR = dt.time(16)
TERMS = (
    Term(dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
    Term(dt.date(2027, 1, 4), dt.date(2027, 2, 12)),
    Term(dt.date(2027, 2, 22), dt.date(2027, 3, 25)),
)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


def mark(kind: MarkKind, when: dt.datetime, until: dt.datetime | None = None) -> Mark:
    return Mark(kind, when, until)


def said(rule: Rule, *marks: Mark, language: str = "en") -> tuple[str, ...]:
    found = running.run(marks, lambda when: rule, calendars.of("england", terms=TERMS))
    assert found is not None
    return explain(found, language)


def days(length: int, unit: Unit = "working_day", until: dt.time | None = None) -> Rule:
    return Rule(runs=Period(length, unit, until=until))


CHRISTMAS = Rule(runs=Period(1, "working_day", until=FOUR, counts_from=FOUR))


def test_a_cut_off_and_the_days_that_do_not_count() -> None:
    assert said(CHRISTMAS, mark("start", at(24, 16, 45, month=12))) == (
        "Started Thursday 24 December 2026 at 4:45pm.",
        "That is 4pm or later, so it is counted from Friday 25 December 2026.",
        "26, 27 and 28 December are not working days.",
        "1 working day from then: it ends Tuesday 29 December 2026 at 4pm.",
    )


def test_the_same_in_welsh() -> None:
    assert said(CHRISTMAS, mark("start", at(24, 16, 45, month=12)), language="cy") == (
        "Dechrau: dydd Iau 24 Rhagfyr 2026 am 4.45pm.",
        "Mae hynny am 4pm neu'n hwyrach, felly cyfrifir o'r diwrnod hwn: dydd Gwener 25 Rhagfyr 2026.",
        "Nid yw'r rhain yn ddiwrnodau gwaith: 26, 27 a 28 Rhagfyr.",
        "1 diwrnod gwaith o hynny; mae'n dod i ben: dydd Mawrth 29 Rhagfyr 2026 am 4pm.",
    )


def test_a_language_without_words_is_explained_in_english() -> None:
    assert said(days(1), mark("start", at(23)), language="gd") == said(days(1), mark("start", at(23)))


def test_every_sentence_is_there_in_both_languages() -> None:
    assert set(WORDS["en"]) == set(WORDS["cy"])


def test_one_day_that_does_not_count() -> None:
    found = said(days(1), mark("start", at(31, month=12)))
    assert found[1] == "1, 2 and 3 January are not working days."
    found = said(days(1), mark("start", at(6, month=5, year=2027)))
    assert found[1] == "1 working day from then: it ends at the end of Friday 7 May 2027."
    found = said(Rule(runs=Period(1, "working_day")), mark("start", at(3, month=1, year=2027)))
    assert found[1] == "1 working day from then: it ends at the end of Monday 4 January 2027."
    found = said(days(1), mark("start", at(30, month=5, year=2027)))
    assert found[1] == "31 May is not a working day."


def test_days_of_two_months() -> None:
    found = said(days(1, "school_day"), mark("start", at(26, month=3, year=2027)))
    assert found[-1] == "The end lies beyond the days that are known, so it is not worked out."
    found = said(days(5), mark("start", at(30, month=12)))
    assert found[1] == "1, 2 and 3 January are not working days."


def test_a_long_way_says_weekends_and_the_other_days() -> None:
    found = said(days(20), mark("start", at(30)))
    assert found[1] == "Weekends are not counted, nor are 25 and 28 December."
    found = said(days(20), mark("start", at(2)))
    assert found[1] == "Weekends are not counted."
    found = said(days(2, "weekday"), mark("start", at(20)))
    assert found[1] == "Weekends are not counted."


def test_school_days() -> None:
    found = said(days(1, "school_day"), mark("start", at(12, month=2, year=2027)))
    assert found[1] == "Weekends are not counted, nor are 15, 16, 17, 18 and 19 February."
    found = said(days(1, "school_day"), mark("start", at(8, month=1, year=2027)))
    assert found[1] == "9 and 10 January are not school days."


def test_hours_need_no_days_explained() -> None:
    assert said(days(24, "hour"), mark("start", at(24, 18, month=10))) == (
        "Started Saturday 24 October 2026 at 6pm.",
        "24 hours from then: it ends Sunday 25 October 2026 at 5pm.",
    )


def test_a_window() -> None:
    rule = Rule(opens=Period(2, "working_day", until=dt.time(18)), runs=Period(1, "working_day"))
    assert said(rule, mark("start", at(23))) == (
        "Started Monday 23 November 2026 at 9am.",
        "2 working days from then: it opens Wednesday 25 November 2026 at 6pm.",
        "1 working day from then: it ends at the end of Thursday 26 November 2026.",
    )


def test_backwards() -> None:
    rule = Rule(before=Period(11, "working_day"), from_=dt.date(2027, 1, 9))
    assert said(rule, mark("start", at(30))) == (
        "Started Monday 30 November 2026 at 9am.",
        "Counted back from Saturday 9 January 2027.",
        "Weekends are not counted, nor are 25 and 28 December, 1 January.",
        "11 working days before then: it ends at the end of Tuesday 22 December 2026.",
    )


def test_from_another_time() -> None:
    rule = Rule(runs=Period(2, "day"), from_=at(1, 10, month=12))
    assert said(rule, mark("start", at(23)))[1] == "Counted from Tuesday 1 December 2026 at 10am."


def test_what_is_not_known() -> None:
    assert said(Rule(runs=UNDEFINED), mark("start", at(23)))[1] == (
        "What it is counted from, or for how long, is not known yet."
    )
    assert said(Rule(runs=Period(1, "day"), from_=UNDEFINED), mark("start", at(23)))[1] == (
        "What it is counted from, or for how long, is not known yet."
    )


def test_pausing_and_going_on() -> None:
    found = said(days(5), mark("start", at(23)), mark("pause", at(25)), mark("resume", at(2, month=12)))
    assert found[-2:] == (
        "Paused Wednesday 25 November 2026 at 9am, with 3 working days left.",
        "Went on Wednesday 2 December 2026 at 9am: it ends at the end of Monday 7 December 2026.",
    )


def test_what_is_left_when_paused() -> None:
    def left(rule: Rule, when: dt.datetime) -> str:
        return said(rule, mark("start", at(23)), mark("pause", when))[-1].partition(", with ")[2]

    assert left(days(1), at(24)) == "the rest of the last day left."
    assert left(days(2, "week"), at(24)) == "13 days left."
    assert left(days(3, "hour"), at(23, 10, 30)) == "1 hour and 30 minutes left."
    assert left(days(3, "hour"), at(23, 10)) == "2 hours left."
    assert left(days(1, "hour"), at(23, 9, 59)) == "1 minute left."
    assert left(days(9, "working_hour"), at(23, 10)) == "8 working hours left."
    assert left(Rule(), at(24)) == ""


def test_extending_and_stopping() -> None:
    until = at(18, 17, month=12)
    found = said(days(1), mark("start", at(23)), mark("extend", at(24), until), mark("stop", at(25)))
    assert found[2:] == (
        "Extended Tuesday 24 November 2026 at 9am: it ends Friday 18 December 2026 at 5pm.",
        "Stopped Wednesday 25 November 2026 at 9am.",
    )


def test_going_on_past_the_known_days() -> None:
    start = at(20, month=12, year=2028)
    marks = (mark("start", start), mark("pause", start), mark("resume", at(28, month=12, year=2028)))
    assert said(days(3), *marks)[-2:] == (
        "Went on Thursday 28 December 2028 at 9am.",
        "The end lies beyond the days that are known, so it is not worked out.",
    )


def test_going_on_without_an_end() -> None:
    found = said(Rule(), mark("start", at(23)), mark("pause", at(24)), mark("resume", at(25)))
    assert found[-1] == "Went on Wednesday 25 November 2026 at 9am."
