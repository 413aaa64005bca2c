"""Folding events into how a case stands. No condition is evaluated here: what they gave was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from patternbook.engine.process import events as kinds
from patternbook.engine.process.events import Event
from patternbook.engine.process.plan import Plan
from patternbook.engine.process.states import TaskStanding, TaskState

DEFAULT_OUTCOME: Final = "done"
TaskName = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A recorded event with the names by which `starts`, `on` and alike know it.

    `whole` is false where a task was done for one of several items and others are still to do.
    """

    event: Event
    names: tuple[str, ...]
    whole: bool = True


@dataclass(slots=True)
class Ledger:
    """What a case's events amount to. Changed only by `apply`; copied before anything is tried."""

    stage: str | None = None
    entered_at: dt.datetime | None = None
    submitted: Event | None = None
    tasks: dict[TaskName, TaskState] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    sets: dict[str, object] = field(default_factory=dict)
    occurred: list[Occurrence] = field(default_factory=list)

    def copied(self) -> Ledger:
        """A copy that can be changed without changing this one."""
        other = copy(self)
        other.tasks, other.events = dict(self.tasks), dict(self.events)
        other.sets, other.occurred = dict(self.sets), list(self.occurred)
        return other

    def of(self, key: str) -> list[TaskState]:
        """The tasks of that key: one, or one for each item."""
        return [task for task in self.tasks.values() if task.key == key]

    def is_over(self, key: str) -> bool:
        """Whether nothing is left to do of the tasks of that key, and there were any."""
        found = self.of(key)
        return bool(found) and all(task.state not in ("open", "waiting") for task in found)

    def has_told(self, clock: str, item: str | None, outcome: str, since: dt.datetime) -> bool:
        """Whether the clock has said that already in its present run."""
        return any(
            seen.event.kind == kinds.CLOCK
            and (seen.event.key, seen.event.item, seen.event.outcome) == (clock, item, outcome)
            and seen.event.at >= since
            for seen in self.occurred
        )


def fold(plan: Plan, events: Iterable[Event]) -> Ledger:
    """What these events amount to, in their order."""
    ledger = Ledger()
    for event in events:
        apply(plan, ledger, event)
    return ledger


def apply(plan: Plan, ledger: Ledger, event: Event) -> None:
    """Add one event to the ledger. An event of a kind or key that the plan does not know changes nothing."""
    change = _CHANGES.get(event.kind)
    if change is not None:
        change(plan, ledger, event)
    whole = event.kind != kinds.TASK or ledger.is_over(event.key)
    ledger.occurred.append(Occurrence(event, names_of(event), whole))


def names_of(event: Event) -> tuple[str, ...]:
    """The names by which a definition knows the event.

    >>> names_of(Event(kind="task", key="collect", outcome="collected", at=dt.datetime.min))
    ('task.collect', 'task.collect.collected')
    """
    name = f"{event.kind}.{event.key}"
    if event.kind in (kinds.SUBMITTED, kinds.PAID):
        return (event.kind,)
    if event.kind == kinds.TASK:
        return (name, f"{name}.{event.outcome}")
    if event.kind == kinds.CLOCK:
        return (f"{name}.{event.outcome}",)
    return (name,) if event.kind in (kinds.STAGE, kinds.EVENT) else ()


def _submitted(plan: Plan, ledger: Ledger, event: Event) -> None:
    ledger.submitted = event


def _happened(plan: Plan, ledger: Ledger, event: Event) -> None:
    ledger.events[event.key] = event
    ledger.sets.update(event.sets)


def _stage(plan: Plan, ledger: Ledger, event: Event) -> None:
    """Enter a stage: its tasks begin anew, so that an outcome of an earlier visit decides nothing."""
    ledger.stage, ledger.entered_at = event.key, event.at
    ledger.tasks = {name: task for name, task in ledger.tasks.items() if task.stage != event.key}


def _set(state: TaskStanding, plan: Plan, ledger: Ledger, event: Event) -> None:
    if event.key not in plan.tasks:
        return
    name = (event.key, event.item)
    before = ledger.tasks.get(name)
    if before is None:
        opened = event.at if state == "open" else None
        ledger.tasks[name] = _new(plan, event, state, opened)
    else:
        opened = event.at if state == "open" else before.opened_at
        ledger.tasks[name] = replace(before, state=state, opened_at=opened)


def _done(plan: Plan, ledger: Ledger, event: Event) -> None:
    if event.key not in plan.tasks:
        return
    name = (event.key, event.item)
    ledger.tasks[name] = replace(
        ledger.tasks.get(name) or _new(plan, event),
        state="done",
        done_at=event.at,
        by=event.by,
        outcome=event.outcome or DEFAULT_OUTCOME,
        reason=event.reason,
        explain=event.explain,
        answers=event.answers,
    )


def _new(
    plan: Plan, event: Event, state: TaskStanding = "waiting", opened_at: dt.datetime | None = None
) -> TaskState:
    return TaskState(
        key=event.key,
        item=event.item,
        stage=plan.stage_of[event.key],
        role=plan.tasks[event.key].role,
        state=state,
        opened_at=opened_at,
    )


_CHANGES: Mapping[str, Callable[[Plan, Ledger, Event], None]] = {
    kinds.SUBMITTED: _submitted,
    kinds.EVENT: _happened,
    kinds.STAGE: _stage,
    kinds.OPEN: partial(_set, "open"),
    kinds.WAIT: partial(_set, "waiting"),
    kinds.SKIP: partial(_set, "skipped"),
    kinds.CANCEL: partial(_set, "cancelled"),
    kinds.TASK: _done,
}
