"""When the process must be told that a moment has come: the ends of clocks, and events by timer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from patternbook.engine.clocks import counting
from patternbook.engine.clocks.counting import is_after
from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case
from patternbook.engine.process.clocking import clock_runs
from patternbook.engine.process.states import Timer

TIMER = "timer"
OUTCOMES = ("opens", "warn", "due")


def timers(case: Case) -> tuple[Timer, ...]:
    """The moments that the process waits for, the earliest first. What was told is not waited for."""
    return tuple(sorted([*_clock_timers(case), *_event_timers(case)], key=_order))


def _order(timer: Timer) -> tuple[dt.datetime, str, str, str, str]:
    return (timer.at.astimezone(dt.UTC), timer.kind, timer.key, timer.item, timer.outcome)


def _clock_timers(case: Case) -> Iterator[Timer]:
    for (key, item), run in clock_runs(case).items():
        for outcome in OUTCOMES:
            moment = run.moment(outcome)
            if isinstance(moment, dt.datetime) and not case.ledger.has_told(
                key, item, outcome, run.started_at
            ):
                yield Timer(moment, kinds.CLOCK, key, item or "", outcome)


def _event_timers(case: Case) -> Iterator[Timer]:
    stage = case.ledger.stage
    for key, event in case.plan.process.events.items():
        allowed = stage in event.while_ if event.while_ else not case.plan.is_closed(stage)
        if TIMER not in event.by or stage is None or not allowed:
            continue
        if (moment := event_moment(case, key)) is not None:
            yield Timer(moment, kinds.EVENT, key)


def event_moment(case: Case, key: str) -> dt.datetime | None:
    """When an event happens by timer; None where that is not known, or where it has happened for that moment."""
    found = case.value(("process", "events", key, "at"))
    if not isinstance(found, dt.date):
        return None
    moment = (
        counting.local(found) if isinstance(found, dt.datetime) else counting.on_day(found, dt.timedelta())
    )
    last = case.ledger.events.get(key)
    happened = last is not None and last.role == TIMER and not is_after(moment, last.at)
    return None if happened else moment
