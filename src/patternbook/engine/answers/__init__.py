"""Answers: one kind of question a file, one visible table of those that run."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine.answers import (
    address,
    choosing,
    contact,
    dates,
    declaration,
    identity,
    numbers,
    words,
)
from patternbook.engine.answers.asking import FieldProblem, Form, ShownOption, ShownQuestion
from patternbook.engine.answers.group import group_kind
from patternbook.engine.answers.kept import Agreed, Picked
from patternbook.engine.answers.kind import AnswerKind, Wrong, WrongWithin
from patternbook.engine.answers.messages import problem
from patternbook.language.kinds.questions import Question

__all__ = [
    "KINDS", "NOT_RUN_YET", "Agreed", "AnswerKind", "FieldProblem", "Form", "Picked", "ShownOption", "ShownQuestion",
    "fill", "from_json", "kind_of", "read", "show", "to_json",
]  # fmt: skip


def kind_of(question: Question) -> AnswerKind:
    """The kind that runs a question. Raises KeyError for a kind that is not run yet."""
    return KINDS[question.ask]


def read(asked: ShownQuestion, form: Form) -> tuple[object, tuple[FieldProblem, ...]]:
    """The answer that was sent in, and what is wrong with it.

    The answer is None where nothing was answered; with problems it counts for nothing. Never
    raises, whatever is sent.
    """
    found = kind_of(asked.question).read(asked, form)
    if isinstance(found, WrongWithin):
        return None, found.problems
    if isinstance(found, Wrong):
        return None, (problem(asked, found),)
    if found is None and asked.required:
        return None, (problem(asked, Wrong("missing")),)
    return found, ()


def show(question: Question, value: object, language: str = "en") -> tuple[str, ...]:
    """An answer in words, line by line; no lines where it was left empty."""
    return () if value is None else kind_of(question).show(question, value, language)


def fill(asked_name: str, question: Question, value: object) -> dict[str, list[str]]:
    """The fields that show an answer again, by their names."""
    return {} if value is None else kind_of(question).fill(asked_name, value)


def to_json(question: Question, value: object) -> object:
    """An answer as it is stored."""
    return None if value is None else kind_of(question).to_json(question, value)


def from_json(question: Question, data: object) -> object:
    """A stored answer. Raises ValueError where it does not fit the question."""
    return None if data is None else kind_of(question).from_json(question, data)


KINDS: Mapping[str, AnswerKind] = {
    kind.ask: kind
    for kind in (
        words.TEXT, words.LONG_TEXT, numbers.NUMBER, numbers.MONEY,
        choosing.YES_NO, choosing.CHOICE, choosing.CHOICES, choosing.RANKING, choosing.MATRIX,
        dates.DATE, dates.TIME,
        words.NAME, contact.EMAIL, contact.PHONE, contact.POSTCODE, address.ADDRESS,
        identity.IDENTITY, declaration.DECLARATION, words.SIGNATURE,
        group_kind(read, kind_of),
    )
}  # fmt: skip
"""The kinds that run, by what `ask` says. `hidden` runs too, but is never read: it is worked out."""

NOT_RUN_YET: tuple[str, ...] = (
    "register", "datetime", "range", "recurrence", "point", "asset", "area", "file", "slot",
)  # fmt: skip
"""The kinds that a definition may declare and check, and that the compiler refuses to run."""
