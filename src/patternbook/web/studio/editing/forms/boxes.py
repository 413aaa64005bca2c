"""What a form of a part is made of: boxes with names, what stands in them, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from patternbook.errors import Path, PatternbookError, Problem
from patternbook.language.nodes.base import Expr
from patternbook.language.nodes.service import Service
from patternbook.language.plans import FieldPlan, Shape
from patternbook.language.words import Words
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.definition import words_of

# What stands in a form, as a browser sends it: names of boxes and their values.
Boxes = Mapping[str, Sequence[str]]
Filled = dict[str, list[str]]


class Choice(NamedTuple):
    """Something that can be chosen: what is written, and what it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """One thing that a form asks for: a field of a node, or an item of a list in it.

    `name` is that of its box (or what the names of its boxes begin with), `path` where its value stands.
    """

    name: str
    shape: Shape
    path: Path
    of: type
    field: FieldPlan

    def part(self, *names: str) -> str:
        """The name of one of several boxes."""
        return "-".join((self.name, *names))


class BoxWrong(PatternbookError):
    """What was typed cannot be read. Carries for each box what to do about it."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        super().__init__(wrong)

    def __str__(self) -> str:
        return " ".join(self.wrong.values())


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a form is drawn with: what stands in it, what is wrong, and the definition that it belongs to."""

    boxes: Boxes
    wrong: Mapping[str, str]
    problems: Sequence[Problem]
    service: Service
    words: Words
    welsh: bool
    locked: bool = False

    def value(self, name: str) -> str:
        """What stands in a box."""
        values = self.boxes.get(name) or ("",)
        return values[0]

    def values(self, name: str) -> Sequence[str]:
        """Everything that is chosen under a name."""
        return self.boxes.get(name, ())

    def problem_at(self, path: Path) -> str:
        """The first error that the definition has at a path or below it; empty for none."""
        for problem in self.problems:
            if problem.severity == "error" and problem.path[: len(path)] == path:
                return words_of(problem)
        return ""

    def warnings_at(self, path: Path) -> tuple[str, ...]:
        """What the definition warns of at a path or below it."""
        return tuple(
            words_of(problem)
            for problem in self.problems
            if problem.severity == "warning" and problem.path[: len(path)] == path
        )

    def error(self, name: str, path: Path | None = None) -> dict[str, Any]:
        """The error of a box, as components take it."""
        message = self.wrong.get(name) or (self.problem_at(path) if path is not None else "")
        return {"errorMessage": {"text": message}} if message else {}

    def say(self, source: str, *, holds: bool = True) -> str:
        """An expression in English, as a condition or as a thing; nothing for an empty box."""
        say = self.words.say if holds else self.words.value
        return say(Expr(source)) if source.strip() else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a form shows: a component, or several under one heading, with what is said below."""

    name: str
    path: Path
    field: Field | None = None
    rows: tuple[Row, ...] = ()
    legend: str = ""
    hint: str = ""
    error: str = ""
    says: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    folded: bool = False

    def errors(self) -> list[tuple[str, str]]:
        """Every error with the id of its box, in the order of the form."""
        found = [(self.name, self.error)] if self.error else []
        if self.field is not None and (message := self.field.params.get("errorMessage")):
            found.append((_id_of(self.field.params), message["text"]))
        return [*found, *(error for row in self.rows for error in row.errors())]


def _id_of(params: Mapping[str, Any]) -> str:
    return str(params.get("id") or params.get("idPrefix"))
