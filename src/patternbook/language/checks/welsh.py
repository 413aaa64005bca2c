"""A service for Wales speaks Welsh wherever it speaks to residents (Welsh Language (Wales) Measure 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language import digests
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.base import Lock, Text
from patternbook.language.nodes.process import (
    CaseEvent,
    Clock,
    Reason,
    Role,
    Stage,
    Task,
    TaskCheck,
    TaskOutcome,
)
from patternbook.language.nodes.service import Binding, Bound, Contract, Kpi, Law, Row, Setting, Value
from patternbook.language.walk import Said, walk, words_of

_HOLE = re.compile(r"\(\(.*?\)\)", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")

# What only staff read, by node and field. A council may write it in one language.
STAFF_ONLY: frozenset[tuple[type, str]] = frozenset(
    {
        (Law, "title"),  # the name by which it is cited
        (Kpi, "title"),
        (Binding, "title"),
        (Setting, "title"),
        (Setting, "about"),
        (Bound, "because"),
        (Lock, "because"),
        (Contract, "about"),
        (Row, "because"),
        (Value, "title"),
        (Role, "title"),
        (Reason, "title"),
        (TaskOutcome, "title"),
        (Task, "title"),
        (Task, "about"),
        (TaskCheck, "message"),
        (Stage, "title"),
        (CaseEvent, "title"),
        (Clock, "title"),
    }
)


def welsh(subject: Subject) -> Iterator[Problem]:
    """Yields `welsh-missing` and `welsh-stale`, as warnings: the catalogue refuses to publish on them.

    Only where the service is offered in Wales. A Welsh text that does not say of which English it
    is (`of`) cannot be seen to be stale; `welsh-unmarked` says once how many there are.
    """
    service = subject.written
    if "wales" not in service.nations:
        return
    unmarked = 0
    staff_parts = tuple(_staff_parts(subject))
    for said in walk(service):
        if not isinstance(said.value, Text) or _for_staff(said, staff_parts):
            continue
        unmarked += "cy" in said.value.wordings and not said.value.of
        yield from _problem(subject, said.path, said.value)
    if unmarked:
        message = f"{unmarked} Welsh texts do not say which English they translate."
        hint = "Mark them with `patternbook stamp` once somebody has compared them."
        yield subject.warning(("service",), "welsh-unmarked", message, hint)


def _problem(subject: Subject, path: Path, text: Text) -> Iterator[Problem]:
    if "cy" not in text.wordings and _has_words(text):
        message = f"'{path[-1]}' has no Welsh."
        yield subject.warning(path, "welsh-missing", message, "Add `cy: …`.")
    elif "cy" in text.wordings and text.of and text.of != digests.wording(text.wordings["en"]):
        message = f"The English of '{path[-1]}' has changed since the Welsh was written."
        hint = f"Look at the Welsh, then write `of: {digests.wording(text.wordings['en'])}`."
        yield subject.warning(path, "welsh-stale", message, hint)


def _has_words(text: Text) -> bool:
    """Whether there is anything to translate: figures and values alone read the same."""
    return any(_LETTER.search(_HOLE.sub("", words)) for words in words_of(text))


def _for_staff(said: Said, staff_parts: tuple[Path, ...]) -> bool:
    if (type(said.node), said.field.name) in STAFF_ONLY:
        public_clock = isinstance(said.node, Clock) and said.node.public
        by_resident = isinstance(said.node, CaseEvent) and "resident" in said.node.by
        return not (public_clock or by_resident)
    return any(said.path[: len(path)] == path for path in staff_parts)


def _staff_parts(subject: Subject) -> Iterator[Path]:
    """The parts that residents never see: pages for staff, forms of tasks, notices to roles."""
    service = subject.written
    for key, page in service.pages.items():
        if page.channel == "staff":
            yield ("pages", key)
        for question_key, question in page.questions.items():
            if question.channel == "staff":
                yield ("pages", key, "questions", question_key)
    for stage_key, stage in service.process.stages.items():
        yield from (("process", "stages", stage_key, "tasks", key, "form") for key in stage.tasks)
    for key, event in service.process.events.items():
        if "resident" not in event.by:
            yield ("process", "events", key, "form")
    for key, notice in service.process.notices.items():
        if notice.to in service.process.roles:
            yield ("process", "notices", key)
