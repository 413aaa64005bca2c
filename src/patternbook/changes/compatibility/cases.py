"""What a change does to live cases: what is gone so that they cannot be moved, and what becomes different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternbook.changes.compatibility.touched import Touched
from patternbook.changes.describe import describe
from patternbook.changes.describe.values import Speaker
from patternbook.changes.diff import diff
from patternbook.changes.successors import CLOCKS, EVENTS, STAGES, Successors, keys_now
from patternbook.changes.values import same
from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.process import Task
from patternbook.language.words import english

COUNTS = frozenset(
    {"starts", "from", "runs", "opens", "before", "for_each", "pauses", "resumes", "stops", "show"}
)
"""What decides when a clock ends."""


def touched(to: Successors) -> Iterator[Touched]:
    """What happens to live cases that are moved."""
    yield from _stages(to)
    for key, (path, task) in to.tasks.items():
        yield from _task(to, (*path, key), task)
    yield from _events(to)
    yield from _clocks(to)
    yield from _more_work(to)
    for key, (path, question) in to.questions.items():
        if to.question(key) is None:
            said = f"The answer to “{english(question.label) or key}” is no longer seen: it is not asked."
            yield Touched((*path, key), "answer_gone", said)


def _stages(to: Successors) -> Iterator[Touched]:
    for key, stage in to.before.process.stages.items():
        title, now = english(stage.title), to.stage(key)
        if now is None:
            said = f"Cases that came to “{title}” cannot be moved: the stage is gone."
            yield Touched((*STAGES, key), "stage_gone", said, blocks=True)
            continue
        kind = to.after.process.stages[now].kind
        if (kind == "closed") != (stage.kind == "closed"):
            said = f"Cases at “{title}” cannot be moved: the stage is {kind} now instead of {stage.kind}."
            yield Touched((*STAGES, key), "stage_turned", said, blocks=True)


def _task(to: Successors, path: Path, task: Task) -> Iterator[Touched]:
    title, now = english(task.title), to.task(path[-1])
    if now is None:
        said = f"Cases in which “{title}” is open or done cannot be moved: the task is gone."
        yield Touched(path, "task_gone", said, blocks=True)
        return
    new = to.new_tasks[now]
    normal = to.normal_tasks.get(path[-1], new)
    if not (same(task.for_each, normal.for_each) and same(task.key, normal.key)):
        said = (
            f"Cases in which “{title}” was begun cannot be moved: it is done for the items of another list."
        )
        yield Touched(path, "items_changed", said, blocks=True)
    if normal.role != task.role:
        role = Speaker(to.after).part(("roles",), new.role)
        yield Touched(path, "task_for_another", f"“{title}” is for {role} where it is still to do.")
    yield from _gone(task.outcomes, new.outcomes, (*path, "outcomes"), "outcome_gone", f"in which “{title}” ended as")  # fmt: skip
    outcomes = keys_now(task.outcomes, new.outcomes)
    for key, there in outcomes.items():
        old, left = task.outcomes[key], new.outcomes[there]
        where = (*path, "outcomes", key, "reasons")
        yield from _gone(old.reasons, left.reasons, where, "reason_gone", f"in which “{title}” ended with the reason")  # fmt: skip
    yield from _form(task.form, new.form, (*path, "form"), title)


def _events(to: Successors) -> Iterator[Touched]:
    for key, event in to.before.process.events.items():
        title, now = english(event.title), to.event(key)
        if now is None:
            said = f"Cases to which “{title}” has happened cannot be moved: the event is gone."
            yield Touched((*EVENTS, key), "event_gone", said, blocks=True)
            continue
        new = to.after.process.events[now]
        where = (*EVENTS, key, "reasons")
        yield from _gone(event.reasons, new.reasons, where, "reason_gone", f"to which “{title}” happened with the reason")  # fmt: skip
        yield from _form(event.form, new.form, (*EVENTS, key, "form"), title)


def _clocks(to: Successors) -> Iterator[Touched]:
    changed = [change for change in diff(to.before, to.after) if change.path[:2] == CLOCKS and change.path[-1] in COUNTS]  # fmt: skip
    said = describe(changed, to.before, to.after)
    for key, clock in to.before.process.clocks.items():
        now = to.clock(key)
        if now is None:
            gone = f"Cases in which “{english(clock.title)}” has warned, run out or been extended cannot be moved: the time limit is gone."  # fmt: skip
            yield Touched((*CLOCKS, key), "clock_gone", gone, blocks=True)
            continue
        for each in said:
            if each.path[:-1] == (*CLOCKS, now):
                yield Touched((*CLOCKS, key, each.path[-1]), "clock_changed", each.says)


def _more_work(to: Successors) -> Iterator[Touched]:
    """Tasks that a case meets in a stage in which it stands already."""
    known = {to.task(key) for key in to.tasks}
    for key, stage in to.before.process.stages.items():
        now = to.after.process.stages.get(to.stage(key) or "")
        for name, task in (now.tasks if now is not None else Keyed[Task]()).items():
            if name not in known:
                said = f"Cases at “{english(stage.title)}” have one more task: “{english(task.title)}”."
                yield Touched((*STAGES, key, "tasks", name), "task_more", said)


def _form(old: Keyed[Any], new: Keyed[Any], path: Path, title: str) -> Iterator[Touched]:
    there = keys_now(old, new)
    for key, question in old.items():
        label = english(question.label) or key
        if key not in there:
            said = f"Cases in which “{label}” was recorded in “{title}” cannot be moved: it is not asked any more."
            yield Touched((*path, key), "answer_gone", said, blocks=True)
        elif type(new[there[key]]) is not type(question):
            said = f"Cases in which “{label}” was recorded in “{title}” cannot be moved: it asks for something else."
            yield Touched((*path, key), "answer_gone", said, blocks=True)


def _gone(
    old: Mapping[str, Any], new: Mapping[str, Any], path: Path, what: str, how: str
) -> Iterator[Touched]:
    there = keys_now(Keyed(old.items()), Keyed(new.items()))
    for key, part in old.items():
        if key not in there:
            said = f"Cases {how} “{english(part.title)}” cannot be moved: it is gone."
            yield Touched((*path, key), what, said, blocks=True)
