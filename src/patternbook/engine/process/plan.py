"""The index of a process: what the fold and the rules ask of its nodes, found by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.errors import Path
from patternbook.language.kept import Kept
from patternbook.language.nodes.base import Expr
from patternbook.language.nodes.process import Clock, Process, Stage, Task


@dataclass(frozen=True)
class Plan:
    """A process with its tasks and stages by key.

    `tasks_for` gives, by the source of a list, a task that is done for each of its items: a clock
    for each item of the same list shares the keys of its items.
    """

    process: Process
    stages: tuple[str, ...]
    tasks: Mapping[str, Task]
    stage_of: Mapping[str, str]
    tasks_for: Mapping[str, str]

    def stage(self, key: str) -> Stage:
        """The stage of that key."""
        return self.process.stages[key]

    def is_closed(self, key: str | None) -> bool:
        """Whether the stage closes the case."""
        return key is not None and key in self.process.stages and self.stage(key).kind == "closed"

    def after(self, key: str) -> str | None:
        """The stage that is written after this one; None after the last."""
        place = self.stages.index(key) + 1
        return self.stages[place] if place < len(self.stages) else None

    def task_path(self, task: str) -> Path:
        """Where a task stands in the definition."""
        return ("process", "stages", self.stage_of[task], "tasks", task)

    def task_for(self, each: Expr) -> str | None:
        """A task that is done for each item of that list and says the items' keys."""
        return self.tasks_for.get(each.source)

    def clock(self, key: str) -> Clock:
        """The clock of that key."""
        return self.process.clocks[key]


# The services that a process of the web runs; the index of a process is asked for several times in each step.
_KEPT: Kept[Plan] = Kept(512)


def plan(process: Process) -> Plan:
    """The index of a process, worked out once."""
    return _KEPT.of(lambda: _made(process), process)


def _made(process: Process) -> Plan:
    pairs = [(stage, key, task) for stage, node in process.stages.items() for key, task in node.tasks.items()]
    return Plan(
        process=process,
        stages=tuple(process.stages),
        tasks={key: task for _, key, task in pairs},
        stage_of={key: stage for stage, key, _ in pairs},
        tasks_for={task.for_each.source: key for _, key, task in pairs if task.for_each and task.key},
    )


def to_stage(route: str) -> str:
    """The stage named by a route's `to`.

    >>> to_stage("stage.with_crew")
    'with_crew'
    """
    return route.removeprefix("stage.")
