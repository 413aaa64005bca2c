"""Each event of a case in the names of another definition, or why it has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from patternbook.changes.moving.answers import CannotMove, moved_answer
from patternbook.changes.successors import STAGES, Successors, keys_now
from patternbook.changes.values import same
from patternbook.engine import formats
from patternbook.engine.process import events as kinds
from patternbook.engine.process.events import Event
from patternbook.engine.process.fold import DEFAULT_OUTCOME, fold
from patternbook.engine.process.plan import plan
from patternbook.errors import PatternbookError, Problem
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.process import Reason, Task
from patternbook.language.words import english

UNDONE = frozenset({kinds.OPEN, kinds.WAIT, kinds.SKIP, kinds.CANCEL})
"""What follows from other events and was nobody's work."""


class Refused(PatternbookError):
    """An event has no name in the other definition."""

    def __init__(self, code: str, why: str) -> None:
        self.code, self.why = code, why
        super().__init__(code, why)

    def __str__(self) -> str:
        return self.why


class Moving:
    """One case on its way to another definition. Gathers what cannot come along."""

    def __init__(self, successors: Successors, happened: tuple[Event, ...]) -> None:
        self.to = successors
        self.problems: list[Problem] = []
        self.ledger = fold(plan(successors.before.process), happened)
        self.left = ""

    def moved(self, event: Event) -> Event | None:
        """The event in the other definition's names; None where it is left out or has none."""
        move = _MOVES.get(event.kind)
        try:
            return event if move is None else move(self, self._role(event))
        except Refused as refused:
            when = formats.moment(event.at)
            message = f"{self._said(event)} ({when}): {refused.why}"
            self.problems.append(Problem(refused.code, message, path=(event.kind, event.key)))
            return None

    def standing(self, moved: Iterable[Event]) -> Iterator[Problem]:
        """Where the moved events would amount to something else than what happened."""
        stage = self.ledger.stage
        now = self.to.stage(stage) if stage is not None else None
        if stage is None or now is None:
            return
        title = english(self.to.before.process.stages[stage].title)
        was = plan(self.to.before.process).is_closed(stage)
        if was != plan(self.to.after.process).is_closed(now):
            turned = ("closed", "open") if was else ("open", "closed")
            message = f"The case is at “{title}”, which was {turned[0]} and is {turned[1]} now."
            yield Problem("stage-turned", message, path=("stage", stage))
        ledger = fold(plan(self.to.after.process), moved)
        for (key, item), task in self.ledger.tasks.items():
            name = self.to.task(key)
            other = ledger.tasks.get((name, item)) if name is not None else None
            if name is not None and (other is None or (other.state, other.done_at) != (task.state, task.done_at)):  # fmt: skip
                title = english(self.to.tasks[key][1].title)
                message = f"The task “{title}” is in another stage now, in which it would begin anew."
                yield Problem("task-elsewhere", message, path=("task", key))

    def _role(self, event: Event) -> Event:
        """Whoever did it did so in a role that may be called otherwise now."""
        if event.role is None:
            return event
        roles = self.to.after.process.roles
        return replace(event, role=self.to.within(("process", "roles"), event.role, roles) or event.role)

    def _said(self, event: Event) -> str:
        """What happened, in words."""
        process = self.to.before.process
        if event.kind == kinds.STAGE and event.key in process.stages:
            return f"The case came to “{english(process.stages[event.key].title)}”"
        if event.kind == kinds.EVENT and event.key in process.events:
            return english(process.events[event.key].title)
        if event.kind in (kinds.CLOCK, kinds.EXTEND) and event.key in process.clocks:
            return f"The time limit “{english(process.clocks[event.key].title)}”"
        task = self.to.tasks.get(event.key)
        return f"The task “{english(task[1].title)}”" if task is not None else f"'{event.key}'"

    # By kind of event

    def stage(self, event: Event) -> Event:
        """A stage was entered. The route that led there is history, and keeps its name where it is gone."""
        now, left = self.to.stage(event.key), self.left
        self.left = event.key
        if now is None:
            raise Refused("stage-gone", "there is no such stage any more.")
        there = self.to.after.process.stages.get(self.to.stage(left) or "")
        if event.outcome is None or there is None:
            return replace(event, key=now)
        route = self.to.within((*STAGES, left, "go"), event.outcome, there.go)
        return replace(event, key=now, outcome=route or event.outcome)

    def task(self, event: Event) -> Event:
        """A task was done."""
        old, now, new = self._task(event)
        moved = replace(event, key=now, answers=self._answers(old.form, new.form, event.answers))
        if event.outcome is None or (not old.outcomes and not new.outcomes):
            return moved
        outcomes = keys_now(old.outcomes, new.outcomes)
        if event.outcome not in outcomes:
            said = event.outcome if event.outcome != DEFAULT_OUTCOME else "done"
            raise Refused("outcome-gone", f"it can no longer end as “{said}”.")
        there = new.outcomes[outcomes[event.outcome]]
        reason = self._reason(old.outcomes[event.outcome].reasons, there.reasons, event.reason)
        return replace(moved, outcome=outcomes[event.outcome], reason=reason)

    def undone(self, event: Event) -> Event | None:
        """A task opened, waits, was skipped or cancelled: no loss where the task is gone, unless it is open now."""
        standing = self.ledger.tasks.get((event.key, event.item))
        needed = standing is not None and standing.state in ("open", "waiting", "done")
        if self.to.task(event.key) is None and not needed:
            return None
        _, now, _ = self._task(event)
        return replace(event, key=now)

    def event(self, event: Event) -> Event:
        """A case-wide event happened."""
        now = self.to.event(event.key)
        if now is None:
            raise Refused("event-gone", "this can no longer happen to a case.")
        old, new = self.to.before.process.events[event.key], self.to.after.process.events[now]
        return replace(
            event,
            key=now,
            reason=self._reason(old.reasons, new.reasons, event.reason),
            answers=self._answers(old.form, new.form, event.answers),
            sets=self._sets(event.sets),
        )

    def clock(self, event: Event) -> Event:
        """A clock told of a moment, or was extended."""
        now = self.to.clock(event.key)
        if now is None:
            raise Refused("clock-gone", "there is no such time limit any more.")
        old, new = self.to.before.process.clocks[event.key], self.to.after.process.clocks[now]
        normal = self.to.normal.process.clocks.get(event.key, new)
        if event.item is not None and not same(old.for_each, normal.for_each):
            raise Refused("items-changed", "it is kept for the items of another list now.")
        return replace(event, key=now)

    # What an event carries

    def _task(self, event: Event) -> tuple[Task, str, Task]:
        now = self.to.task(event.key)
        if now is None:
            raise Refused("task-gone", "there is no such task any more.")
        old, new = self.to.tasks[event.key][1], self.to.new_tasks[now]
        normal = self.to.normal_tasks.get(event.key, new)
        each = same(old.for_each, normal.for_each) and same(old.key, normal.key)
        if (event.item is not None or new.for_each is not None) and not each:
            raise Refused("items-changed", "it is done for the items of another list now.")
        return old, now, new

    def _reason(self, old: Keyed[Reason], new: Keyed[Reason], reason: str | None) -> str | None:
        if reason is None:
            return None
        now = keys_now(old, new).get(reason)
        if now is None:
            raise Refused("reason-gone", f"the reason “{reason}” is not there any more.")
        return now

    def _answers(
        self, old: Keyed[Question], new: Keyed[Question], answers: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        keys, moved = keys_now(old, new), {}
        for key, stored in answers.items():
            if key not in keys:
                raise Refused("answer-gone", f"“{key}” was recorded and is not asked any more.")
            try:
                moved[keys[key]] = moved_answer(old[key], new[keys[key]], stored)
            except CannotMove as error:
                raise Refused("answer-gone", f"“{key}” was recorded. {error}") from error
        return moved

    def _sets(self, sets: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the event changed of the resident's answers."""
        moved = {}
        for key, plain in sets.items():
            now = self.to.question(key)
            if now is None:
                raise Refused("answer-gone", f"the answer to “{key}” was changed and is not asked any more.")
            moved[now] = plain
        return moved


_MOVES: Mapping[str, Callable[[Moving, Event], Event | None]] = {
    kinds.STAGE: Moving.stage,
    kinds.TASK: Moving.task,
    kinds.EVENT: Moving.event,
    kinds.CLOCK: Moving.clock,
    kinds.EXTEND: Moving.clock,
    **dict.fromkeys(UNDONE, Moving.undone),
}
"""By kind of event; others, such as `submitted` and `paid`, name nothing of the definition."""
