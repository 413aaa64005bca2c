"""What is known in each stage of a case, at each task, and when something sends a notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from patternbook.language.nodes.process import Clock, Process, Stage
from patternbook.language.scopes.flow import done, stage_dominators
from patternbook.language.scopes.points import CaseKnown, Point, meet
from patternbook.language.scopes.trees import established, needed

SUBMITTED = "submitted"


class ProcessPoints:
    """The points of a process. `base` is what the journey left behind: every answer given."""

    def __init__(self, process: Process, base: Point) -> None:
        self.process = process
        self._passed = stage_dominators(process)
        self.stage_of_task: Mapping[str, str] = {
            task: key for key, stage in process.stages.items() for task in stage.tasks
        }
        self._base = base
        first = next(iter(process.stages), None)
        started = self._clocks_started_by({SUBMITTED, f"stage.{first}"})
        self.submitted = base.in_case(CaseKnown(started=started))

    def stage(self, key: str) -> Point:
        """In a stage, its own tasks not yet done."""
        return self._at(self._passed.get(key, frozenset()))

    def leaving(self, key: str) -> Point:
        """Where a stage's tasks are done and its routes are tried."""
        return self._at(self._passed.get(done(key), frozenset()))

    def task(self, stage: str, key: str) -> Point:
        """Where a task is open: the tasks that come before it are done."""
        point = self.stage(stage)
        known = point.case or CaseKnown()
        task = self.process.stages[stage].tasks[key]
        if task.join == "any" and len(task.after) > 1:
            return point
        sure, guards = _surely_done(self.process.stages[stage], task.after)
        return point.in_case(replace(known, done=known.done | sure, guards={**known.guards, **guards}))

    def doing(self, stage: str, key: str) -> Point:
        """Where a task is being ended: what is recorded and chosen for it is known."""
        point = self.task(stage, key)
        known = point.case or CaseKnown()
        held = established(self.process.stages[stage].tasks[key].show)
        return point.in_case(replace(known, done=known.done | {key})).where(held)

    def event(self, key: str) -> Point:
        """Where a case-wide event has come."""
        point = self._while(self.process.events[key].while_)
        known = point.case or CaseKnown()
        return point.in_case(replace(known, happened=known.happened | {key}))

    def may_come(self, key: str) -> Point:
        """Where it is asked whether a case-wide event may come."""
        return self._while(self.process.events[key].while_)

    def on(self, whens: Iterable[str]) -> Point:
        """Where one of these happenings has come: what is known after each of them."""
        return meet([self._after(when) for when in whens]) or self.submitted

    def clock(self, clock: Clock) -> Point:
        """Where a clock starts."""
        return self.on(clock.starts)

    def _while(self, stages: Iterable[str]) -> Point:
        points = [self.stage(key) for key in stages if key in self.process.stages]
        return meet(points) or self.submitted

    def _after(self, when: str) -> Point:
        kind, _, rest = when.partition(".")
        key = rest.partition(".")[0]
        if kind == "stage" and key in self.process.stages:
            return self._started(self.stage(key), when)
        if kind == "task" and key in self.stage_of_task:
            return self._started(self.doing(self.stage_of_task[key], key), when)
        if kind == "event" and key in self.process.events:
            return self._started(self.event(key), when)
        if kind == "clock" and key in self.process.clocks:
            point = self.clock_runs(key)
            return self._started(point, when)
        return self.submitted

    def clock_runs(self, key: str) -> Point:
        """Where a clock has started. Two clocks may start by each other, so nothing more is followed."""
        point = self.submitted
        known = point.case or CaseKnown()
        return point.in_case(replace(known, started=known.started | {key}))

    def _started(self, point: Point, when: str) -> Point:
        known = point.case or CaseKnown()
        return point.in_case(replace(known, started=known.started | self._clocks_started_by({when})))

    def _clocks_started_by(self, whens: set[str]) -> frozenset[str]:
        return frozenset(key for key, clock in self.process.clocks.items() if whens & set(clock.starts))

    def _at(self, passed: frozenset[str]) -> Point:
        sure: set[str] = set()
        guards: dict[str, frozenset[str]] = {}
        for key, stage in self.process.stages.items():
            if done(key) in passed and stage.join == "all":
                stage_sure, stage_guards = _surely_done(stage, stage.tasks)
                sure |= stage_sure
                guards |= stage_guards
        started = self._clocks_started_by({f"stage.{key}" for key in passed})
        begun = (self.submitted.case or CaseKnown()).started
        return self._base.in_case(CaseKnown(done=frozenset(sure), started=begun | started, guards=guards))


def _surely_done(stage: Stage, tasks: Iterable[str]) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The tasks among these that are done without condition, and the conditions of the others."""
    sure: set[str] = set()
    guards: dict[str, frozenset[str]] = {}
    for key in tasks:
        task = stage.tasks.get(key)
        if task is None or task.for_each is not None:
            continue
        conditions = needed((task.show,))
        if conditions:
            guards[key] = conditions
        else:
            sure.add(key)
    return frozenset(sure), guards
