"""A closed stage says how it ended, for figures; an open one does not."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.subject import Subject


def closed_stages(subject: Subject) -> Iterator[Problem]:
    """Yields `no-result`, `early-result`, `work-when-closed` and `never-closed`."""
    stages = subject.service.process.stages
    for key, stage in stages.items():
        path = ("process", "stages", key)
        if stage.kind == "closed" and stage.result is None:
            message = f"The closed stage '{key}' does not say how the case ended."
            yield subject.error(path, "no-result", message, "Add `result:`, such as `met` or `refused`.")
        if stage.kind != "closed" and stage.result is not None:
            message = f"The stage '{key}' has a result but is not closed."
            yield subject.error(
                (*path, "result"), "early-result", message, "Add `kind: closed`, or delete it."
            )
        if stage.kind == "closed" and (stage.tasks or stage.go):
            message = f"The closed stage '{key}' has tasks or routes, which nobody comes to."
            yield subject.error(path, "work-when-closed", message, "Move them to an open stage.")
    if stages and all(stage.kind != "closed" for stage in stages.values()):
        message = "No stage is closed, so no case ever ends."
        yield subject.error(
            ("process", "stages"), "never-closed", message, "Add a stage with `kind: closed`."
        )
