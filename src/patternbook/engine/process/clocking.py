"""The clocks of a case: which events each heeds, and how it stands after them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from patternbook.engine.clocks import running
from patternbook.engine.clocks.running import Mark, Rule, Run
from patternbook.engine.clocks.sentences import explain
from patternbook.engine.clocks.states import ClockState
from patternbook.engine.process import events as kinds
from patternbook.engine.process.fold import Occurrence
from patternbook.engine.process.plan import Plan
from patternbook.language.nodes.process import CaseEvent, Clock
from patternbook.language.periods import Period
from patternbook.language.unknown import Unknown

if TYPE_CHECKING:
    from patternbook.engine.process.case import Case, Item

ClockName = tuple[str, str | None]


def clock_runs(case: Case) -> dict[ClockName, Run]:
    """Every clock of the case that has started, by key and item."""
    names = [
        (key, item)
        for key, clock in case.plan.process.clocks.items()
        for item in _item_keys(case, key, clock)
    ]
    runs = {name: case.clock_run(*name) for name in names}
    return {name: run for name, run in runs.items() if run is not None}


def clock_run(case: Case, key: str, item: str | None) -> Run | None:
    """The run of one clock. Asked through the case, which sees to it that no clock rests on itself."""
    clock, where = case.plan.clock(key), ("process", "clocks", key)
    found = clock_item(case, key, item)
    if (item is not None and found is None) or not case.holds((*where, "show"), found):
        return None
    calendar = case.context.calendar
    if clock.binding == "law":
        calendar = calendar.statutory()
    marks = _marks(case.plan, key, clock, item, case.ledger.occurred)
    return running.run(marks, lambda at: _rule(case, key, clock, found, at), calendar)


def clock_item(case: Case, key: str, item: str | None) -> Item | None:
    """The item of that key for which a clock is kept, if it is."""
    clock = case.plan.clock(key)
    return next((each for each in _items(case, key, clock) if each and each.key == item), None)


def clock_states(case: Case) -> tuple[ClockState, ...]:
    """How every clock stands at the time of the context, explained in its language."""
    return tuple(_state(case, name, run) for name, run in clock_runs(case).items())


def _items(case: Case, key: str, clock: Clock) -> tuple[Item | None, ...]:
    if clock.for_each is None:
        return (None,)
    where = ("process", "clocks", key, "for_each")
    task = case.plan.task_for(clock.for_each)
    items = case.items_of(task) if task else case.items(where, (*where, "key"))
    return (None,) if items is None else items


def _item_keys(case: Case, key: str, clock: Clock) -> tuple[str | None, ...]:
    return tuple(item.key if item else None for item in _items(case, key, clock))


def _rule(case: Case, key: str, clock: Clock, item: Item | None, at: dt.datetime) -> Rule:
    """The lengths of the clock. Their expressions see the start as `now`, so that no end drifts."""
    then = case.seen_at(at)
    where = ("process", "clocks", key)

    def period(name: str, given: object) -> Period | Unknown | None:
        if given is None:
            return None
        found = then.value((*where, name), item)
        return found if isinstance(found, Period | Unknown) else Unknown("undefined")

    from_ = then.value((*where, "from"), item) if clock.from_ else None
    return Rule(
        runs=period("runs", clock.runs),
        opens=period("opens", clock.opens),
        before=period("before", clock.before),
        warn=period("warn", clock.warn),
        from_=from_ if isinstance(from_, dt.date | Unknown | None) else Unknown("undefined"),
    )


def _marks(
    plan: Plan, key: str, clock: Clock, item: str | None, occurred: list[Occurrence]
) -> Iterator[Mark]:
    for seen in occurred:
        event = seen.event
        if event.item is not None and item is not None and event.item != item:
            continue
        if event.kind == kinds.EXTEND:
            if (event.key, event.item) == (key, item):
                yield Mark("extend", event.at, event.until)
            continue
        # What ends and begins a clock at once begins it anew; what starts and holds it begins it held.
        if _heeds(clock.stops, seen, item) or _closes(plan, key, clock, seen):
            yield Mark("stop", event.at)
        if _heeds(clock.starts, seen, item):
            yield Mark("start", event.at)
        if _heeds(clock.resumes, seen, item):
            yield Mark("resume", event.at)
        if _heeds(clock.pauses, seen, item):
            yield Mark("pause", event.at)


def _heeds(whens: tuple[str, ...], seen: Occurrence, item: str | None) -> bool:
    """Whether the occurrence is one of these. A task for each item is done when its last item is,
    for a clock that is not kept for each item."""
    for name in seen.names:
        if name in whens:
            bare_task = seen.event.kind == kinds.TASK and name.count(".") == 1
            if item is None and bare_task and not seen.whole:
                continue
            return True
    return False


def _closes(plan: Plan, key: str, clock: Clock, seen: Occurrence) -> bool:
    """Whether the case closes there and the clock is not needed any more."""
    if seen.event.kind != kinds.STAGE or not plan.is_closed(seen.event.key):
        return False
    return not any(
        _needs(key, clock, name, event)
        for name, event in plan.process.events.items()
        if seen.event.key in event.while_
    )


def _needs(key: str, clock: Clock, name: str, event: CaseEvent) -> bool:
    """Whether an event that can still happen ends or resumes the clock, or asks when it ends."""
    if f"event.{name}" in (*clock.stops, *clock.resumes):
        return True
    sources = [given.source for given in (event.if_ and event.if_.if_, event.at) if given]
    return any(f"clocks.{key}." in source for source in sources)


def _state(case: Case, name: ClockName, run: Run) -> ClockState:
    now = case.context.now
    held = run.paused_at is not None and not run.is_stopped
    return ClockState(
        key=name[0],
        item=name[1],
        state=running.standing(run, now),
        started_at=run.started_at,
        due=None if held else run.end,
        opens=None if held and run.opens is None else run.opens,
        warn=None if held else run.warn,
        paused_at=run.paused_at if held else None,
        stopped_at=run.stopped_at,
        extended=run.is_extended,
        kept=running.kept(run, now),
        working=explain(run, case.context.language),
    )
