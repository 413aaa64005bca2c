"""A live case under another definition: what happened so far, in its names.

A case stays on the definition under which it began until somebody moves it. Nothing that happened is
lost or invented: an event that has no name in the other definition refuses the move, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.changes.moving.answers import CannotMove, moved_answer
from patternbook.changes.moving.events import Moving
from patternbook.changes.successors import Successors
from patternbook.engine.process.events import Event
from patternbook.errors import Problem
from patternbook.language.nodes.service import Service

__all__ = ["MovedAnswers", "MovedCase", "move_answers", "move_case"]


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A case's events in the names of another definition; no events where there are problems."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedAnswers:
    """A submission's stored answers by the keys of another definition, and those that have no place in it."""

    answers: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


def move_case(events: Iterable[Event], before: Service, after: Service) -> MovedCase:
    """The events of a live case in the names of another definition of its service.

    Stages, tasks, outcomes, reasons, events, clocks and recorded answers are found by their keys, and by
    `was` where they were renamed. Both definitions have their shared steps written out (as
    `Compiled.service` has). What cannot be mapped is a problem that says which event and why; then
    nothing is moved. Folding the moved events gives the state of the case in the other definition's names.

    >>> import datetime as dt
    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.pattern import CheckAnswers, Confirmation
    >>> from patternbook.language.nodes.process import Process
    >>> text = Text(Keyed([("en", "Sent")]))
    >>> service = Service(patternbook=1, service="a", title=text, summary=text, nations=("england",), function="other", pages=Keyed(),
    ...     check_answers=CheckAnswers(confirmation=Confirmation(title=text, next=text)), process=Process(roles=Keyed(), stages=Keyed()))
    >>> entered = Event(kind="stage", key="checking", at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    >>> print(move_case([entered], service, service).problems[0].message)
    'checking' (Monday 23 November 2026 at 9am): there is no such stage any more.
    """
    happened = tuple(events)
    moving = Moving(Successors(before, after), happened)
    moved = tuple(event for each in happened if (event := moving.moved(each)) is not None)
    problems = tuple(moving.problems) or tuple(moving.standing(moved))
    return MovedCase(() if problems else moved, problems)


def move_answers(answers: Mapping[str, Any], before: Service, after: Service) -> MovedAnswers:
    """A submission's answers, as `Facts.to_json` stores them, by the keys of another definition.

    Answers that have no place there are left out and told of as problems: whoever moves the case decides.
    """
    successors = Successors(before, after)
    moved: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, stored in answers.items():
        now = successors.question(key)
        if now is None:
            problems.append(Problem("answer-gone", f"'{key}' is not asked any more.", path=("answers", key)))
            continue
        try:
            moved[now] = moved_answer(successors.questions[key][1], successors.new_questions[now], stored)
        except CannotMove as error:
            problems.append(Problem("answer-gone", f"'{key}': {error}", path=("answers", key)))
    return MovedAnswers(moved, tuple(problems))
