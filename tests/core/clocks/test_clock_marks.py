"""What becomes of a clock when it is held, let go on or extended, where something is not known."""

from __future__ import annotations

import datetime as dt

from patternbook.engine import calendars
from patternbook.engine.clocks import counting, running
from patternbook.engine.clocks.counting import LONDON, Left
from patternbook.engine.clocks.running import Mark, Rule, Run
from patternbook.language import periods
from patternbook.language.periods import Period
from patternbook.language.unknown import UNDEFINED, Unknown

ENGLAND = calendars.of("england")
THURSDAY = dt.datetime(2026, 11, 19, 9, tzinfo=LONDON)
DAY = dt.timedelta(days=1)


def ran(rule: Rule, *marks: Mark) -> Run:
    """The run of a clock with that rule, in England."""
    found = running.run(marks, lambda _: rule, ENGLAND)
    assert found is not None
    return found


def end_of(day: dt.datetime) -> dt.datetime:
    """The last second of a day."""
    return day.replace(hour=23, minute=59, second=59)


BEYOND = dt.datetime.combine(ENGLAND.known_until, dt.time(9), LONDON) + 30 * DAY


def test_what_is_left_until_a_clock_opens_is_counted_in_the_unit_of_its_opening() -> None:
    rule = Rule(opens=Period(2, "working_day"), runs=Period(1, "day"))
    friday, tuesday = THURSDAY + DAY, THURSDAY + 5 * DAY
    run = ran(rule, Mark("start", THURSDAY), Mark("pause", friday), Mark("resume", tuesday))
    assert run.opens == end_of(tuesday + DAY)
    assert run.end == end_of(tuesday + 2 * DAY)


def test_a_clock_that_opens_beyond_the_calendar_has_no_known_end() -> None:
    rule = Rule(opens=Period(2, "working_day"), runs=Period(1, "day"))
    run = ran(rule, Mark("start", THURSDAY), Mark("pause", THURSDAY + DAY), Mark("resume", BEYOND))
    assert run.opens is UNDEFINED
    assert run.end is UNDEFINED


def test_an_agreed_end_beyond_the_calendar_stays_when_the_clock_is_held() -> None:
    marks = (
        Mark("start", THURSDAY),
        Mark("extend", THURSDAY + DAY, BEYOND),
        Mark("pause", THURSDAY + 2 * DAY),
        Mark("resume", THURSDAY + 3 * DAY),
    )
    run = ran(Rule(runs=Period(5, "working_day")), *marks)
    assert run.end == BEYOND


def test_what_could_not_be_worked_out_is_noted_at_the_start() -> None:
    why = Unknown("not_asked", "settings.target")
    for rule in (Rule(runs=why), Rule(runs=Period(1, "day"), from_=why)):
        run = ran(rule, Mark("start", THURSDAY))
        assert run.end is why
        assert [(step.kind, step.at) for step in run.steps] == [("started", THURSDAY), ("unknown", THURSDAY)]


def test_nothing_left_at_closing_time_is_over_at_closing_time() -> None:
    closing = THURSDAY.replace(hour=17)
    assert counting.resume(closing, Left("working_hour"), ENGLAND) == closing


def test_a_bank_holiday_has_no_working_hours() -> None:
    christmas_eve = dt.datetime(2026, 12, 24, 12, tzinfo=LONDON)
    rest = Left("working_hour", dt.timedelta(hours=6))
    next_working_day = dt.datetime(2026, 12, 29, 10, tzinfo=LONDON)
    assert counting.resume(christmas_eve, rest, ENGLAND) == next_working_day
    assert counting.left(christmas_eve, next_working_day, "working_hour", ENGLAND) == rest


def test_a_working_day_whose_hours_are_not_known_makes_an_end_in_working_hours_unknown() -> None:
    office = (dt.time(9), dt.time(17))
    calendar = calendars.of("england", hours=(office, office, office, office, None, None, None))
    period, rest = Period(10, "working_hour"), Left("working_hour", dt.timedelta(hours=10))
    monday = THURSDAY - 3 * DAY
    assert periods.add(monday, period, calendar) == counting.resume(monday, rest, calendar)
    assert periods.add(THURSDAY, period, calendar) is UNDEFINED
    assert counting.resume(THURSDAY, rest, calendar) is UNDEFINED
    assert counting.left(THURSDAY, monday + 7 * DAY, "working_hour", calendar) is UNDEFINED


def test_a_clock_in_working_hours_passes_over_a_bank_holiday_in_both_directions() -> None:
    christmas_eve = dt.datetime(2026, 12, 24, 12, tzinfo=LONDON)
    next_working_day = dt.datetime(2026, 12, 29, 10, tzinfo=LONDON)
    period = Period(6, "working_hour")
    assert periods.add(christmas_eve, period, ENGLAND) == next_working_day
    assert periods.before(next_working_day, period, ENGLAND) == christmas_eve
    assert periods.add(BEYOND, period, ENGLAND) is UNDEFINED


def test_a_moment_of_a_day_is_given_as_london_shows_it() -> None:
    for day, offset in ((dt.date(2026, 7, 14), 1), (dt.date(2026, 11, 24), 0)):
        found = counting.on_day(day, dt.timedelta(hours=16))
        assert (found.hour, found.utcoffset()) == (16, dt.timedelta(hours=offset))
