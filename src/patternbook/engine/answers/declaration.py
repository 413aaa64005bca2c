"""Something to agree to. The exact words are kept with the answer."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine import formats
from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kept import Agreed
from patternbook.engine.answers.kind import AnswerKind, Wrong, first
from patternbook.language.kinds.questions import DeclarationQuestion, Question


def read_declaration(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A box ticked or left; going on may need it."""
    agreed = first(form, asked.name) == "yes"
    must = isinstance(asked.question, DeclarationQuestion) and asked.question.must
    if must and asked.required and not agreed:
        return Wrong("must_agree")
    return Agreed(agreed, asked.label.text)


def show_declaration(_question: Question, value: object, language: str) -> tuple[str, ...]:
    """Whether it was agreed to."""
    return (formats.yes_or_no(isinstance(value, Agreed) and value.agreed, language),)


def fill_declaration(name: str, value: object) -> dict[str, list[str]]:
    """The box, ticked where it was agreed to."""
    return {name: ["yes"]} if isinstance(value, Agreed) and value.agreed else {}


def to_json(_question: Question, value: object) -> object:
    """Whether it was agreed to, and the words."""
    return {"agreed": value.agreed, "words": value.words} if isinstance(value, Agreed) else value


def from_json(_question: Question, data: object) -> object:
    """A kept declaration. Raises ValueError for anything else."""
    if not isinstance(data, Mapping) or not isinstance(data.get("agreed"), bool):
        raise ValueError("A declaration was expected.")
    return Agreed(bool(data["agreed"]), str(data.get("words", "")))


DECLARATION = AnswerKind(
    "declaration", ("must_agree",), read_declaration, show_declaration, fill_declaration, to_json, from_json
)
