"""What holds of every clock: later starts and longer periods end later, and a pause never helps."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from patternbook.engine import calendars
from patternbook.engine.calendars import Term
from patternbook.engine.clocks import counting, running
from patternbook.engine.clocks.counting import LONDON
from patternbook.engine.clocks.running import Mark, MarkKind, Rule
from patternbook.engine.clocks.sentences import explain
from patternbook.language.periods import UNITS, Period
from patternbook.language.unknown import Unknown

TERMS = [
    Term(dt.date(year, month, 3), dt.date(year, month + 2, 20))
    for year in range(2024, 2029)
    for month in (1, 4, 9)
]
CALENDARS = [calendars.of(nation, terms=TERMS) for nation in calendars.DIVISIONS]

moments = st.datetimes(
    dt.datetime(2024, 1, 5), dt.datetime(2028, 6, 1), timezones=st.just(dt.UTC), allow_imaginary=False
)
times = st.none() | st.times(min_value=dt.time(0, 0), max_value=dt.time(23, 59)).map(
    lambda time: time.replace(second=0, microsecond=0)
)
lengths = st.integers(1, 40)
gaps = st.timedeltas(dt.timedelta(), dt.timedelta(days=20))
EARLIEST = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC) - dt.timedelta(days=1)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    return Period(draw(lengths), draw(st.sampled_from(UNITS)), draw(times), draw(times))


def end(marks: list[Mark], period: Period, calendar: calendars.Calendar) -> dt.datetime:
    """When the clock ends; never, where that is beyond the known calendar."""
    found = running.run(marks, lambda at: Rule(runs=period), calendar)
    assert found is not None
    assert isinstance(found.end, dt.datetime | Unknown)
    return NEVER if isinstance(found.end, Unknown) else found.end.astimezone(dt.UTC)


def start(at: dt.datetime) -> list[Mark]:
    return [Mark("start", at)]


@given(moments, gaps, periods(), st.sampled_from(CALENDARS))
def test_a_later_start_never_ends_earlier(
    at: dt.datetime, gap: dt.timedelta, period: Period, calendar: calendars.Calendar
) -> None:
    assert end(start(at), period, calendar) <= end(start(at + gap), period, calendar)


@given(moments, periods(), st.integers(0, 20), st.sampled_from(CALENDARS))
def test_a_longer_period_never_ends_earlier(
    at: dt.datetime, period: Period, more: int, calendar: calendars.Calendar
) -> None:
    longer = Period(period.length + more, period.unit, period.until, period.counts_from)
    assert end(start(at), period, calendar) <= end(start(at), longer, calendar)


@given(moments, periods(), gaps, gaps, st.sampled_from(CALENDARS))
def test_a_pause_never_brings_the_end_forward(
    at: dt.datetime,
    period: Period,
    until_pause: dt.timedelta,
    pause: dt.timedelta,
    calendar: calendars.Calendar,
) -> None:
    held = [Mark("pause", at + until_pause), Mark("resume", at + until_pause + pause)]
    assert end(start(at), period, calendar) <= end(start(at) + held, period, calendar)


@given(moments, periods(), gaps, gaps, gaps, st.sampled_from(CALENDARS))
def test_a_longer_pause_never_brings_the_end_forward(
    at: dt.datetime,
    period: Period,
    until_pause: dt.timedelta,
    pause: dt.timedelta,
    more: dt.timedelta,
    calendar: calendars.Calendar,
) -> None:
    paused = [*start(at), Mark("pause", at + until_pause)]
    shorter = [*paused, Mark("resume", at + until_pause + pause)]
    longer = [*paused, Mark("resume", at + until_pause + pause + more)]
    assert end(shorter, period, calendar) <= end(longer, period, calendar)


@given(moments, st.integers(1, 2000))
def test_hours_are_elapsed_hours(at: dt.datetime, hours: int) -> None:
    ends = end(start(at), Period(hours, "hour"), CALENDARS[0])
    assert ends - at == dt.timedelta(hours=hours)


kinds: st.SearchStrategy[MarkKind] = st.sampled_from(("start", "pause", "resume", "stop", "extend"))


@given(
    st.lists(st.tuples(kinds, moments, st.none() | moments), max_size=12),
    st.none() | periods(),
    st.none() | periods(),
    st.none() | periods(),
    st.none() | moments | st.dates(dt.date(2024, 1, 5), dt.date(2028, 6, 1)),
    st.sampled_from(CALENDARS),
)
def test_any_marks_in_any_order_give_a_clock_that_can_be_explained(
    given_: list[tuple[MarkKind, dt.datetime, dt.datetime | None]],
    runs: Period | None,
    opens: Period | None,
    before: Period | None,
    from_: dt.date | None,
    calendar: calendars.Calendar,
) -> None:
    rule = Rule(runs=runs, opens=opens, before=before, warn=Period(1, "day"), from_=from_)
    found = running.run([Mark(*mark) for mark in given_], lambda at: rule, calendar)
    assert (found is None) == all(kind != "start" for kind, _, _ in given_)
    if found is not None:
        assert all(explain(found, "en"))
        assert len(explain(found, "en")) == len(explain(found, "cy"))
        assert isinstance(found.warn, dt.datetime | Unknown | None)
        assert running.standing(found, dt.datetime(2026, 1, 1, tzinfo=LONDON)) in (
            "running", "paused", "stopped", "breached",
        )  # fmt: skip


@given(moments, gaps, periods(), st.sampled_from(CALENDARS))
def test_what_is_left_at_once_ends_when_it_would_have(
    at: dt.datetime, gap: dt.timedelta, period: Period, calendar: calendars.Calendar
) -> None:
    ends = end(start(at), period, calendar)
    pause = at + gap
    if ends == NEVER or pause > ends:
        return
    left = counting.left(pause, ends, period.unit, calendar)
    assert not isinstance(left, Unknown)
    assert counting.resume(pause, left, calendar) >= ends  # type: ignore[operator]  # known, as what is left is
