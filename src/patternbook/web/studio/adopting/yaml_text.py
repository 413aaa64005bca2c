"""A council's choices as somebody edits their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from patternbook.errors import Place, Problem, ProblemsFound
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.web.catalogue.adoption_texts import FILE

NONE: tuple[Problem, ...] = ()


def clean(sent: str) -> str:
    """The text as a browser sent it, with line ends as files have them."""
    text = sent.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def read(text: str) -> str:
    """The text, where it can be read. Raises ProblemsFound with everything that is wrong in it."""
    found = reader.read(text, file=FILE, kind=Adoption)
    if found.node is None or any(problem.severity == "error" for problem in found.problems):
        raise ProblemsFound(found.problems)
    return text


def placed(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """Problems of the choices, each at its line and column of the text."""
    places = reader.read(text, file=FILE, kind=Adoption).places
    return tuple(
        replace(problem, place=places.of(problem.path)) if problem.place == Place() else problem
        for problem in problems
    )


def said(problem: Problem) -> str:
    """A problem with its line and column.

    >>> said(Problem("x", "There is no setting 'fe'.", Place("adoption.yaml", 4, 3), hint="Did you mean 'fee'?"))
    "Line 4, column 3: There is no setting 'fe'. Did you mean 'fee'?"
    """
    return (
        f"Line {problem.place.line}, column {problem.place.column}: {problem.message} {problem.hint}".rstrip()
    )
