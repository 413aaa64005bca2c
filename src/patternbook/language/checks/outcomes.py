"""An outcome that an expression asks for, or a figure counts, is one that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.mentions import names_in
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.process import Task
from patternbook.language.nodes.service import Kpi
from patternbook.language.walk import expressions

_ASKED = re.compile(r"tasks\.([a-z]\w*)\.(?:outcome|reason)\Z")


def outcomes(subject: Subject) -> Iterator[Problem]:
    """Yields `no-outcomes` for `tasks.x.outcome` of a task without any, `unknown-reference` for KPIs."""
    tasks = {
        key: task for stage in subject.service.process.stages.values() for key, task in stage.tasks.items()
    }
    for path, expr in expressions(subject.service.process, ("process",)):
        for name in sorted(names_in(expr.source)):
            asked = _ASKED.match(name)
            task = tasks.get(asked.group(1)) if asked else None
            if asked and task is not None and not task.outcomes:
                yield _no_outcomes(subject, path, asked.group(1), task)
    for key, kpi in subject.service.kpis.items():
        yield from _counted(subject, ("kpis", key, "of"), kpi)


def _no_outcomes(subject: Subject, path: Path, key: str, task: Task) -> Problem:
    message = f"The task '{key}' has no outcomes: it is only done or not."
    return subject.error(
        path, "no-outcomes", message, f"Add `outcomes` to it, or ask `known(tasks.{key}.done_at)`."
    )


def _counted(subject: Subject, path: Path, kpi: Kpi) -> Iterator[Problem]:
    process = subject.service.process
    known: tuple[str, ...]
    if kpi.counts == "clock_kept":
        known = tuple(process.clocks)
    elif kpi.counts == "outcome":
        known = tuple(key for key, stage in process.stages.items() if stage.kind == "closed")
    else:
        return
    what = "clock" if kpi.counts == "clock_kept" else "closed stage"
    if kpi.of not in known:
        message = f"There is no {what} '{kpi.of}'." if kpi.of else f"The figure does not say of which {what}."
        yield subject.error(
            path, "unknown-reference", message, did_you_mean(kpi.of or "", known) or "Add `of:`."
        )
