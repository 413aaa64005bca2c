"""Clocks at the edges of what a calendar knows, and periods that nobody should write but that must not go wrong."""

from __future__ import annotations

import datetime as dt

from patternbook.engine import calendars
from patternbook.engine.clocks import counting, running, sentences
from patternbook.engine.clocks.counting import LONDON, Left
from patternbook.engine.clocks.running import Mark, Rule, Run, Step
from patternbook.language import periods
from patternbook.language.periods import Period
from patternbook.language.unknown import UNDEFINED, Unknown

ENGLAND = calendars.of("england")
LAST = ENGLAND.known_until
NOON = dt.time(12)


def at(day: dt.date, time: dt.time = NOON) -> dt.datetime:
    return dt.datetime.combine(day, time, LONDON)


def beyond(days: int) -> dt.datetime:
    """A moment on a weekday, so many weeks' worth of days past the last known one."""
    day = LAST + dt.timedelta(days=days)
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return at(day)


def ran(rule: Rule, *marks: Mark) -> Run:
    """The run of a clock with that rule."""
    found = running.run(marks, lambda _: rule, ENGLAND)
    assert found is not None
    return found


def test_what_is_left_is_unknown_where_the_days_between_are_not_known() -> None:
    assert counting.left(at(LAST), beyond(30), "working_day", ENGLAND) is UNDEFINED
    assert counting.left(at(LAST), beyond(30), "working_hour", ENGLAND) is UNDEFINED


def test_what_is_left_in_working_hours_leaves_out_days_without_them() -> None:
    friday, monday = at(dt.date(2026, 11, 20)), at(dt.date(2026, 11, 23))
    assert counting.left(friday, monday, "working_hour", ENGLAND) == Left(
        "working_hour", dt.timedelta(hours=8)
    )


def test_a_clock_that_goes_on_in_working_hours_ends_within_them() -> None:
    rest = Left("working_hour", dt.timedelta(hours=6))
    ends = counting.resume(at(dt.date(2026, 11, 20)), rest, ENGLAND)
    assert ends == at(dt.date(2026, 11, 23), dt.time(10))
    before_opening = at(dt.date(2026, 11, 23), dt.time(7))
    assert counting.resume(before_opening, rest, ENGLAND) == at(dt.date(2026, 11, 23), dt.time(15))
    after_closing = at(dt.date(2026, 11, 23), dt.time(20))
    assert counting.resume(after_closing, rest, ENGLAND) == at(dt.date(2026, 11, 24), dt.time(15))


def test_a_clock_that_goes_on_ends_exactly_at_closing_time() -> None:
    rest = Left("working_hour", dt.timedelta(hours=5))
    assert counting.resume(at(dt.date(2026, 11, 20)), rest, ENGLAND) == at(dt.date(2026, 11, 20), dt.time(17))


def test_a_clock_that_goes_on_past_the_known_days_has_no_known_end() -> None:
    assert counting.resume(beyond(10), Left("working_hour", dt.timedelta(hours=1)), ENGLAND) is UNDEFINED
    assert counting.resume(beyond(10), Left("working_day", days=2), ENGLAND) is UNDEFINED


def test_a_clock_whose_time_never_comes_has_no_end() -> None:
    start = dt.datetime(2026, 11, 23, 9, tzinfo=LONDON)
    closed = calendars.Calendar("england", {}, dt.date.min, dt.date.max, hours=(None,) * 7)
    assert counting.resume(start, Left("working_hour", dt.timedelta(hours=1)), closed) is UNDEFINED
    assert counting.resume(start, Left("weekday", days=50_000), closed) is UNDEFINED


def test_a_clock_with_more_hours_left_than_any_limit_has_no_end() -> None:
    start = dt.datetime(2026, 11, 23, 9, tzinfo=LONDON)
    always = calendars.Calendar("england", {}, dt.date.min, dt.date.max)
    assert counting.resume(start, Left("working_hour", dt.timedelta(hours=400_000)), always) is UNDEFINED


def test_a_clock_without_days_left_uses_the_rest_of_a_day_that_counts() -> None:
    rest = Left("working_day", days=0, until=dt.timedelta(hours=16))
    friday = dt.date(2026, 11, 20)
    assert counting.resume(at(friday), rest, ENGLAND) == at(friday, dt.time(16))
    assert counting.resume(at(friday, dt.time(16)), rest, ENGLAND) == at(friday, dt.time(16))
    monday = at(dt.date(2026, 11, 23), dt.time(16))
    assert counting.resume(at(friday, dt.time(16, 1)), rest, ENGLAND) == monday
    assert counting.resume(at(dt.date(2026, 11, 21)), rest, ENGLAND) == monday


def test_the_last_day_of_what_ends_at_midnight_is_the_day_before() -> None:
    assert counting.last_day(at(dt.date(2026, 11, 24), dt.time())) == dt.date(2026, 11, 23)
    assert counting.last_day(at(dt.date(2026, 11, 24), dt.time(0, 1))) == dt.date(2026, 11, 24)


def test_the_warning_of_a_clock_whose_length_is_unknown_is_unknown() -> None:
    why = Unknown("not_asked", "settings.warn")
    run = ran(Rule(runs=Period(2, "day"), warn=why), Mark("start", at(dt.date(2026, 11, 23))))
    assert run.warn is why


def test_an_extension_without_a_new_end_or_to_an_earlier_one_changes_nothing() -> None:
    start = Mark("start", at(dt.date(2026, 11, 23)))
    plain = ran(Rule(runs=Period(2, "day")), start)
    for until in (None, at(dt.date(2026, 11, 24))):
        extend = Mark("extend", at(dt.date(2026, 11, 23), dt.time(13)), until)
        run = ran(Rule(runs=Period(2, "day")), start, extend)
        assert (run.end, run.is_extended) == (plain.end, False)


def test_a_step_that_counts_no_period_has_nothing_to_say() -> None:
    start = at(dt.date(2026, 11, 23))
    run = Run(start, Rule(), ENGLAND, steps=[Step("ends", start), Step("started", start)])
    assert sentences.explain(run) == sentences.explain(
        Run(start, Rule(), ENGLAND, steps=[Step("started", start)])
    )


def test_units_that_are_not_days_have_no_last_day() -> None:
    assert periods.last_day(dt.date(2026, 11, 23), Period(2, "hour"), ENGLAND) is UNDEFINED


def test_each_unit_of_days_has_a_last_day() -> None:
    day = dt.date(2026, 1, 31)
    ends = {
        unit: periods.last_day(day, Period(1, unit), ENGLAND)
        for unit in ("day", "week", "month", "year", "weekday", "working_day")
    }
    assert ends == {
        "day": dt.date(2026, 2, 1),
        "week": dt.date(2026, 2, 7),
        "month": dt.date(2026, 2, 28),
        "year": dt.date(2027, 1, 31),
        "weekday": dt.date(2026, 2, 2),
        "working_day": dt.date(2026, 2, 2),
    }


def test_the_local_day_of_what_is_no_day_is_undefined() -> None:
    assert counting.local_day(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == dt.date(2026, 7, 1)
    assert counting.local_day(dt.date(2026, 6, 30)) == dt.date(2026, 6, 30)
    assert counting.local_day("2026-06-30") is UNDEFINED


def test_working_hours_are_those_of_the_clock_on_the_wall_in_summer_too() -> None:
    friday, monday = dt.date(2026, 7, 17), dt.date(2026, 7, 20)
    rest = Left("working_hour", dt.timedelta(hours=6))
    assert counting.resume(at(friday), rest, ENGLAND) == at(monday, dt.time(10))
    passed = counting.left(at(friday), at(monday, dt.time(10)), "working_hour", ENGLAND)
    assert passed == Left("working_hour", dt.timedelta(hours=6))
    assert counting.on_day(friday, dt.timedelta(hours=16)) == at(friday, dt.time(16))


def test_whether_a_clock_was_kept_is_open_until_it_is_stopped() -> None:
    start = Mark("start", at(dt.date(2026, 11, 23)))
    rule = Rule(opens=Period(1, "day"), runs=Period(2, "day"))
    soon = at(dt.date(2026, 11, 24))
    run = ran(rule, start)
    assert running.kept(run, soon) is None
    assert run.moment("opens") == run.opens
    assert running.kept(ran(rule, start, Mark("stop", soon)), at(dt.date(2027, 1, 1))) is True
    assert running.kept(run, at(dt.date(2027, 1, 1))) is False
