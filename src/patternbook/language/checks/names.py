"""A name in expressions stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.questions import GroupQuestion, Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Service
from patternbook.language.types import BOUND_NAMES

# Names that are always there, or that hold others.
TAKEN = frozenset((*BOUND_NAMES, "settings", "bindings", "case", "tasks", "events", "clocks", "item"))


def names(subject: Subject) -> Iterator[Problem]:
    """Yields `taken-name` and `repeated-name` for keys that would mean two things in an expression."""
    first: dict[str, Path] = {}
    for path in _named(subject.service):
        key = path[-1]
        if key in TAKEN:
            message = f"'{key}' always means something else in expressions."
            yield subject.error(path, "taken-name", message, "Choose another key.")
        elif key in first:
            place = subject.read.places.of(first[key])
            message = f"'{key}' is also {_in_words(first[key])} on line {place.line}."
            yield subject.error(path, "repeated-name", message, "Give one of them another key.")
        else:
            first[key] = path


def _named(service: Service) -> Iterator[Path]:
    """The path of everything whose key is a name, the shared parts first."""
    for collection in ("lookups", "values", "tables", "prices", "bookings"):
        yield from ((collection, key) for key in getattr(service, collection))
    for key, page in service.pages.items():
        yield from _questions(page.questions, ("pages", key, "questions"))


def _questions(questions: Keyed[Question], path: Path) -> Iterator[Path]:
    for key, question in questions.items():
        yield (*path, key)
        if isinstance(question, GroupQuestion):
            yield from _questions(question.questions, (*path, key, "questions"))


def _in_words(path: Path) -> str:
    return "a question" if path[0] == "pages" else f"one of the {path[0]}"
