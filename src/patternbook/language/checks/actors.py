"""Whoever acts on a case, or is written to, is somebody that the process knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject

ACTORS = ("resident", "outside", "timer")
READERS = ("applicant", "subject", "agent", "follower")


def actors(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-reference` for events by, notices to, and tasks `not_by` nobody that is known."""
    process = subject.service.process
    for key, event in process.events.items():
        for number, actor in enumerate(event.by):
            path: Path = ("process", "events", key, "by", str(number))
            yield from _problem(subject, path, actor, "role", (*process.roles, *ACTORS))
    for key, notice in process.notices.items():
        yield from _problem(
            subject, ("process", "notices", key, "to"), notice.to, "reader", (*READERS, *process.roles)
        )
    tasks = {task_key for stage in process.stages.values() for task_key in stage.tasks}
    for stage_key, stage in process.stages.items():
        for key, task in stage.tasks.items():
            path = ("process", "stages", stage_key, "tasks", key, "not_by")
            if task.not_by == key:
                message = "A task cannot forbid its own doer."
                yield subject.error(path, "own-doer", message, "Name the other task.")
            elif task.not_by is not None:
                yield from _problem(subject, path, task.not_by, "task", tasks)


def _problem(subject: Subject, path: Path, word: str, what: str, known: Iterable[str]) -> Iterator[Problem]:
    words = tuple(known)
    if word not in words:
        hint = did_you_mean(word, words) or f"Known are {', '.join(words)}."
        yield subject.error(path, "unknown-reference", f"There is no {what} '{word}'.", hint)
