"""What an officer can do with a case now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patternbook.engine import process
from patternbook.engine.process import TaskState
from patternbook.web.audit.actors import Actor
from patternbook.web.cases.standing import Standing
from patternbook.web.casework.words import Tag, due_tag, english


@dataclass(frozen=True, slots=True)
class OfferedTask:
    """An open task; `mine` says whether the officer holds its role."""

    key: str
    item: str
    title: str
    role: str
    mine: bool
    due: datetime | None
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class OfferedEvent:
    """Something that the officer can make happen, in one of their roles."""

    key: str
    title: str
    role: str


def offered_tasks(stands: Standing, held: frozenset[str]) -> list[OfferedTask]:
    """The open tasks of the case, the officer's own first."""
    tasks = [_task(stands, task, held) for task in stands.state.tasks if task.state == "open"]
    return sorted(tasks, key=lambda task: not task.mine)


def _task(stands: Standing, task: TaskState, held: frozenset[str]) -> OfferedTask:
    nodes = stands.running.compiled.service.process
    due = task.due if isinstance(task.due, datetime) else None
    return OfferedTask(
        key=task.key, item=task.item or "", title=english(nodes.stages[task.stage].tasks[task.key].title),
        role=english(nodes.roles[task.role].title), mine=task.role in held, due=due,
        tag=due_tag(due, stands.context.now),
    )  # fmt: skip


def offered_events(stands: Standing, by: Actor, held: frozenset[str]) -> list[OfferedEvent]:
    """The case-wide events open to one of these roles now."""
    if not by.may("cases.event", stands.case.authority_id):
        return []
    compiled = stands.running.compiled
    possible = {
        key: role
        for role in sorted(held)
        for key in process.possible_events(compiled, stands.facts, stands.events, role, stands.context)
    }
    nodes = compiled.service.process.events
    return [
        OfferedEvent(key, english(node.button or node.title), possible[key])
        for key, node in nodes.items()
        if key in possible
    ]
