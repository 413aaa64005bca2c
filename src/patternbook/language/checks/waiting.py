"""Tasks that wait for each other can begin: nothing waits for itself, however long the way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Path, Problem
from patternbook.language.checks.subject import Subject


def waiting(subject: Subject) -> Iterator[Problem]:
    """Yields `waits-for-itself` for tasks of the task list, and of each stage."""
    service = subject.service
    yield from _of(subject, ("tasks",), {key: task.after for key, task in service.tasks.items()})
    for stage_key, stage in service.process.stages.items():
        path = ("process", "stages", stage_key, "tasks")
        yield from _of(subject, path, {key: task.after for key, task in stage.tasks.items()})


def _of(subject: Subject, path: Path, after: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for key in after:
        if key in _before(key, after):
            message = f"'{key}' waits for itself, so it can never begin."
            yield subject.error(
                (*path, key, "after"), "waits-for-itself", message, "Take one task out of the circle."
            )


def _before(key: str, after: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Everything that must be done before a task, directly or not."""
    found: set[str] = set()
    to_visit = list(after[key])
    while to_visit:
        earlier = to_visit.pop()
        if earlier not in found:
            found.add(earlier)
            to_visit += after.get(earlier, ())
    return frozenset(found)
