"""What follows from an event: tasks open, stages end, routes are taken. Bounded, and all or nothing."""

from __future__ import annotations

from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case, Item
from patternbook.engine.process.events import Event
from patternbook.engine.process.plan import to_stage
from patternbook.engine.process.states import TaskState
from patternbook.errors import PatternbookError, Problem
from patternbook.language.nodes.process import Stage, Task


class GoesRound(PatternbookError):
    """One event would lead through the same stage twice, and so perhaps for ever."""

    def __init__(self, stage: str) -> None:
        self.stage = stage
        super().__init__(stage)

    @property
    def problem(self) -> Problem:
        """The refusal of the event that led there."""
        return Problem(
            "process-loop",
            f"What follows from this leads to the stage '{self.stage}' for a second time.",
            hint="Give one of the routes between these stages a condition, or a stage a task.",
            path=("process", "stages", self.stage),
        )


class Run:
    """One event and what follows from it, recorded in a case as it goes."""

    def __init__(self, case: Case, event: Event) -> None:
        self.case = case
        self.given = event
        self.recorded: list[Event] = []
        self.entered: set[str] = set()

    def follow(self) -> tuple[Event, ...]:
        """Record the event and all that follows. Raises GoesRound where that has no end."""
        self._record(self.given)
        if self.given.kind == kinds.SUBMITTED:
            self._enter(self.case.plan.stages[0])
        elif target := self._event_target():
            self._enter(target)
        self._settle()
        return tuple(self.recorded)

    def _event_target(self) -> str | None:
        if self.given.kind != kinds.EVENT:
            return None
        to = self.case.plan.process.events[self.given.key].to
        return to_stage(to) if to else None

    def _record(self, event: Event) -> None:
        self.recorded.append(event)
        self.case.record(event)

    def _derive(self, kind: str, key: str, item: str | None = None) -> None:
        self._record(Event(kind=kind, key=key, item=item, at=self.given.at))

    def _enter(self, stage: str, route: str | None = None) -> None:
        if stage in self.entered:
            raise GoesRound(stage)
        self.entered.add(stage)
        for task in tuple(self.case.ledger.tasks.values()):
            if task.state in ("open", "waiting"):
                self._derive(kinds.CANCEL, task.key, task.item)
        self._record(Event(kind=kinds.STAGE, key=stage, outcome=route, at=self.given.at))

    def _settle(self) -> None:
        """Open what can be opened and go on from stage to stage, until somebody has to act."""
        while (stage := self.case.ledger.stage) is not None and not self.case.plan.is_closed(stage):
            self._open_tasks(stage)
            found = self._next(stage)
            if found is None:
                return
            self._enter(*found)

    def _next(self, stage: str) -> tuple[str, str | None] | None:
        """The stage that follows and the route that leads there; None where somebody has to act."""
        node = self.case.plan.stage(stage)
        if (not node.tasks and not node.go) or not self._is_finished(node):
            return None
        for key, route in node.go.items():
            if self.case.holds(("process", "stages", stage, "go", key, "if")):
                return to_stage(route.to), key
        if node.kind == "waiting" and not node.tasks:
            return None
        after = self.case.plan.after(stage)
        return (after, None) if after else None

    def _is_finished(self, node: Stage) -> bool:
        over = [self.case.is_over(key) for key in node.tasks]
        if node.join == "all" or not node.tasks:
            return all(over)
        done = any(task.state == "done" for key in node.tasks for task in self.case.ledger.of(key))
        return done or all(over)

    def _open_tasks(self, stage: str) -> None:
        """Open every task whose time has come. A task that is not needed may free the next: repeat."""
        tasks = self.case.plan.stage(stage).tasks
        before = -1
        while before != len(self.recorded):
            before = len(self.recorded)
            for key, task in tasks.items():
                for item in self.case.items_of(key):
                    self._open(stage, key, task, item)

    def _open(self, stage: str, key: str, task: Task, item: Item | None) -> None:
        name = item.key if item else None
        known = self.case.ledger.tasks.get((key, name))
        if known is not None and known.state != "waiting":
            return
        if not self._is_free(task, item):
            if known is None and item is not None:
                self._derive(kinds.WAIT, key, name)
            return
        needed = self.case.holds(("process", "stages", stage, "tasks", key, "show"), item=item)
        self._derive(kinds.OPEN if needed else kinds.SKIP, key, name)

    def _is_free(self, task: Task, item: Item | None) -> bool:
        """Whether the tasks that come first are done; of those for the same list, only the same item's."""
        if not task.after:
            return True
        over = [self._is_before_over(task, key, item) for key in task.after]
        if task.join == "all":
            return all(over)
        done = [self._is_before_done(task, key, item) for key in task.after]
        return any(done) or all(over)

    def _before(self, task: Task, key: str, item: Item | None) -> list[TaskState]:
        found = self.case.ledger.of(key)
        other = self.case.plan.tasks.get(key)
        if item is not None and other is not None and other.for_each == task.for_each:
            return [state for state in found if state.item == item.key]
        return found

    def _is_before_over(self, task: Task, key: str, item: Item | None) -> bool:
        other = self.case.plan.tasks.get(key)
        if item is not None and other is not None and other.for_each == task.for_each:
            found = self._before(task, key, item)
            return bool(found) and all(state.state not in ("open", "waiting") for state in found)
        return self.case.is_over(key)

    def _is_before_done(self, task: Task, key: str, item: Item | None) -> bool:
        return any(state.state == "done" for state in self._before(task, key, item))
