"""What became of each part of a definition in another: the same key, another one, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternbook.changes.renames import by_collection, found, in_names_of
from patternbook.errors import Path
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Keyed, Part
from patternbook.language.nodes.process import Task
from patternbook.language.nodes.service import Service

STAGES: Path = ("process", "stages")
EVENTS: Path = ("process", "events")
CLOCKS: Path = ("process", "clocks")


class Successors:
    """The keys in `after` of the parts of `before`. Both have their shared steps written out.

    A task that stands in another stage, and a question on another page, is the same one still: their keys
    are unique in a definition. `normal` is `after` in the names of `before`.
    """

    def __init__(self, before: Service, after: Service) -> None:
        self.before, self.after = before, after
        renamed = found(before, after)
        self._renamed = by_collection(renamed)
        self.normal = in_names_of(before, after, renamed)
        self.tasks = dict(_tasks(before))
        self.normal_tasks = {key: task for key, (_, task) in _tasks(self.normal)}
        self.new_tasks = {key: task for key, (_, task) in _tasks(after)}
        self.questions = dict(_questions(before))
        self.new_questions = {key: question for key, (_, question) in _questions(after)}

    def within(self, path: Path, key: str, new: Mapping[str, Any]) -> str | None:
        """The key of a part of the collection at `path` (in the names of before); None where it is gone."""
        now = self._renamed.get(path, {}).get(key, key)
        return now if now in new else None

    def stage(self, key: str) -> str | None:
        """The stage now."""
        return self.within(STAGES, key, self.after.process.stages)

    def event(self, key: str) -> str | None:
        """The case-wide event now."""
        return self.within(EVENTS, key, self.after.process.events)

    def clock(self, key: str) -> str | None:
        """The clock now."""
        return self.within(CLOCKS, key, self.after.process.clocks)

    def task(self, key: str) -> str | None:
        """The task now, in whichever stage."""
        return self._anywhere(self.tasks, key, self.new_tasks)

    def question(self, key: str) -> str | None:
        """The resident's question now, on whichever page."""
        return self._anywhere(self.questions, key, self.new_questions)

    def _anywhere(
        self, old: Mapping[str, tuple[Path, Part]], key: str, new: Mapping[str, Part]
    ) -> str | None:
        if key not in old:
            return None
        found_ = self.within(old[key][0], key, new)
        if found_ is not None:
            return found_
        says_so = (name for name, part in new.items() if part.was == key and name not in old)
        return next(says_so, None)


def keys_now(old: Keyed[Any], new: Keyed[Any]) -> dict[str, str]:
    """The key now of each part of one collection that is still there.

    >>> from patternbook.language.kinds.questions import Option
    >>> from patternbook.language.nodes.base import Text
    >>> label = Text(Keyed([("en", "Food")]))
    >>> keys_now(Keyed([("food", Option(label=label))]), Keyed([("caddy", Option(label=label, was="food"))]))
    {'food': 'caddy'}
    """
    renamed = {part.was: key for key, part in new.items() if part.was in old and part.was not in new and key not in old}  # fmt: skip
    return {key: renamed.get(key, key) for key in old if key in new or key in renamed}


def _tasks(service: Service) -> Iterator[tuple[str, tuple[Path, Task]]]:
    for stage, node in service.process.stages.items():
        for key, task in node.tasks.items():
            yield key, ((*STAGES, stage, "tasks"), task)


def _questions(service: Service) -> Iterator[tuple[str, tuple[Path, Question]]]:
    for page, node in service.pages.items():
        for key, question in node.questions.items():
            yield key, (("pages", page, "questions"), question)
