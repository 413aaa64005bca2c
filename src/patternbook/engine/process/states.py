"""How a case stands, and what came of one event: plain data for the skins and the workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from patternbook.engine.clocks.states import ClockState
from patternbook.engine.process.events import Event
from patternbook.errors import Problem
from patternbook.language.unknown import Unknown

TaskStanding = Literal["waiting", "open", "done", "skipped", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState:
    """One task of the case, or one of its items. `assigned` is the key of the team or body of the
    role that gets it, where the definition says which."""

    key: str
    item: str | None = None
    stage: str
    role: str
    state: TaskStanding
    opened_at: dt.datetime | None = None
    due: dt.datetime | Unknown | None = None
    assigned: str | None = None
    done_at: dt.datetime | None = None
    by: str | None = None
    outcome: str | None = None
    reason: str | None = None
    explain: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The task's key, with its item's after a full stop."""
        return f"{self.key}.{self.item}" if self.item else self.key


@dataclass(frozen=True, slots=True, order=True)
class Timer:
    """A moment at which the process must be told that it has come.

    `event` is what to give to `advance` then, with its time set to the time of giving it.
    """

    at: dt.datetime
    kind: str
    key: str
    item: str = ""
    outcome: str = ""

    def event(self, at: dt.datetime) -> Event:
        """The event to give when the moment has come."""
        return Event(
            kind=self.kind,
            key=self.key,
            item=self.item or None,
            outcome=self.outcome or None,
            role="timer",
            at=at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """How a case stands. `stage` is None before it was submitted."""

    stage: str | None
    closed: bool
    entered_at: dt.datetime | None = None
    tasks: tuple[TaskState, ...] = ()
    clocks: tuple[ClockState, ...] = ()
    timers: tuple[Timer, ...] = ()

    def task(self, name: str) -> TaskState | None:
        """The task called `key` or `key.item`."""
        return next((task for task in self.tasks if task.name == name), None)

    def clock(self, key: str, item: str | None = None) -> ClockState | None:
        """The clock with that key and item."""
        return next((clock for clock in self.clocks if (clock.key, clock.item) == (key, item)), None)


@dataclass(frozen=True, slots=True)
class NoticeDue:
    """A notice that must be sent because of an event: the key in the definition, and what set it off."""

    key: str
    when: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class EffectDue:
    """A message to another system: the key in the definition, its contract and inputs."""

    key: str
    when: str
    contract: str
    inputs: Mapping[str, object]
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an event.

    `events` are to be appended to the case, in this order; none where it was refused or had been
    told already. The rest is how the case stands after them.
    """

    events: tuple[Event, ...] = ()
    state: CaseState
    notices: tuple[NoticeDue, ...] = ()
    effects: tuple[EffectDue, ...] = ()
    refused: Problem | None = None

    @property
    def stage(self) -> str | None:
        """The stage that the case is in."""
        return self.state.stage

    @property
    def tasks(self) -> tuple[TaskState, ...]:
        """The tasks of the case."""
        return self.state.tasks

    @property
    def clocks(self) -> tuple[ClockState, ...]:
        """The clocks of the case."""
        return self.state.clocks
