"""What starts, pauses, stops or sends is something that can happen to the case."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.process import Process


def happenings(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-happening` for each that cannot come about, such as a task that is not there."""
    process = subject.service.process
    known = frozenset(_happenings(process))
    for path, written in _written(process):
        if written not in known:
            hint = did_you_mean(written, known) or _HINT
            yield subject.error(
                path, "unknown-happening", f"Nothing that happens is called '{written}'.", hint
            )


_HINT = "Write `submitted`, `paid`, `stage.x`, `task.x`, `task.x.outcome`, `event.x` or `clock.x.due`."


def _happenings(process: Process) -> Iterator[str]:
    yield from ("submitted", "paid")
    for stage_key, stage in process.stages.items():
        yield f"stage.{stage_key}"
        for key, task in stage.tasks.items():
            yield f"task.{key}"
            yield from (f"task.{key}.{outcome}" for outcome in task.outcomes)
    yield from (f"event.{key}" for key in process.events)
    yield from (f"clock.{key}.{moment}" for key in process.clocks for moment in ("warn", "due", "opens"))


def _written(process: Process) -> Iterator[tuple[Path, str]]:
    for key, clock in process.clocks.items():
        for field in ("starts", "pauses", "resumes", "stops"):
            for number, written in enumerate(getattr(clock, field)):
                yield ("process", "clocks", key, field, str(number)), written
    for collection in ("notices", "effects"):
        for key, part in getattr(process, collection).items():
            for number, written in enumerate(part.on):
                yield ("process", collection, key, "on", str(number)), written
