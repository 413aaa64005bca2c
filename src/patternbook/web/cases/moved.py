"""What happened to a case that was moved to another revision, in the names of the definition that it has now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.changes.moving import move_answers, move_case
from patternbook.engine.process import Event
from patternbook.errors import Problem
from patternbook.language.nodes.service import Service
from patternbook.web.cases.models import Case
from patternbook.web.catalogue import definitions

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """One move: after which event, and from which definition to which."""

    after_event: int
    before: Service
    after: Service


@dataclass(frozen=True, slots=True)
class Carried:
    """What happened so far by another definition's names. `problems` refuse it; `left` are answers that it does not ask."""

    events: tuple[Event, ...]
    given: Given
    problems: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()


def moves_of(case: Case) -> tuple[Move, ...]:
    """The moves of a case that were not undone, the first one first."""
    rows = case.moves.filter(undone=None).select_related("from_revision", "to_revision").order_by("pk")
    return tuple(
        Move(row.after_event, _service(row.from_revision.text), _service(row.to_revision.text))
        for row in rows
    )


def _service(text: str) -> Service:
    return definitions.compiled(text).service


def carried(events: Iterable[Event], given: Given, before: Service, after: Service) -> Carried:
    """Events and stored facts by the names of another definition."""
    moved_events = move_case(events, before, after)
    answers = move_answers(given.get("answers") or {}, before, after)
    return Carried(
        moved_events.events, {**given, "answers": answers.answers}, moved_events.problems, answers.problems
    )


def in_the_names_of_now(
    events: tuple[Event, ...], given: Given, moves: Iterable[Move]
) -> tuple[tuple[Event, ...], Given]:
    """Events and stored facts as they are read after every move. Each was found possible when it was made."""
    read: tuple[Event, ...] = ()
    done = 0
    for move in moves:
        step = carried((*read, *events[done : move.after_event]), given, move.before, move.after)
        read, given, done = step.events, step.given, move.after_event
    return (*read, *events[done:]), given
