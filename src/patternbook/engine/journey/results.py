"""What a journey answers with: plain data for whoever draws the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from patternbook.engine.answers.asking import FieldProblem, ShownOption, ShownQuestion
from patternbook.engine.facts import Call, Facts
from patternbook.engine.texts import Shown

__all__ = [
    "Answered", "Check", "FieldProblem", "Lapsed", "Need", "Path", "ReachedEnd", "Ready", "Redirect",
    "Refused", "RefusedOption", "ShowPage", "Shown", "ShownOption", "ShownQuestion", "SummaryRow", "TaskList", "TaskRow",
]  # fmt: skip

CHECK_ANSWERS = "check_answers"
TASK_LIST = "tasks"


@dataclass(frozen=True, slots=True)
class Need:
    """Calls to be resolved: add their results to the facts and ask again."""

    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """The place asked for is not on the way. `to`: `page.x`, `end.x`, `check_answers` or `tasks`."""

    to: str


@dataclass(frozen=True, slots=True)
class RefusedOption:
    """An option that cannot be chosen, with the key of the reason and its words."""

    key: str
    label: Shown
    reason: str
    because: Shown


@dataclass(frozen=True, slots=True)
class ReachedEnd:
    """The journey ends before it is submitted, at `key`, reached from the place `back`.

    `explains` lists options that could not be chosen, where the end says so.
    """

    key: str
    kind: str
    title: Shown
    body: Shown
    back: str | None
    explains: tuple[RefusedOption, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowPage:
    """A page with its questions. `back` is the place before it, written as in `Redirect`.

    `problems` says of answers given earlier why they cannot stand any more.
    """

    key: str
    title: Shown
    questions: tuple[ShownQuestion, ...]
    back: str | None
    intro: Shown | None = None
    after: Shown | None = None
    button: Shown | None = None
    task: str | None = None
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of check answers. `lines` is the answer as shown, `change` the page that changes it."""

    question: str
    label: Shown
    lines: tuple[str, ...]
    change: str
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The check answers page. `problems` are the rules over several pages that are not kept."""

    title: Shown
    rows: tuple[SummaryRow, ...]
    declaration: Shown | None
    button: Shown | None
    back: str | None
    problems: tuple[FieldProblem, ...] = ()
    warnings: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the task list. `page` is where the task begins; None where it cannot begin yet."""

    key: str
    title: Shown
    state: Literal["cannot_start", "not_started", "in_progress", "done"]
    page: str | None


@dataclass(frozen=True, slots=True)
class TaskList:
    """The task list. `done` is true where the answers can be checked."""

    tasks: tuple[TaskRow, ...]
    done: bool
    back: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a page that was sent in.

    With `problems` or `warnings` nothing was saved (`facts` is as before), and the page is shown
    again. `stop` says that the page could not be read: calls are needed first, or it is not on the way.
    """

    facts: Facts
    problems: tuple[FieldProblem, ...] = ()
    warnings: tuple[FieldProblem, ...] = ()
    stop: Need | Redirect | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The pages on the way, and what stands at the end of it."""

    pages: tuple[str, ...]
    stop: Need | Redirect


@dataclass(frozen=True, slots=True)
class Ready:
    """The journey can be submitted: only what is on the way, with worked-out answers and results used."""

    facts: Facts
    pages: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """The journey cannot be submitted: rules over several pages are not kept."""

    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Lapsed:
    """The law that the draft was begun under has lapsed; the last day was `not_after`."""

    not_after: dt.date
