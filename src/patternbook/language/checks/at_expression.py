"""Where in a text an expression's character stands, so that a problem can point at it."""

from __future__ import annotations

from dataclasses import replace

from patternbook.errors import Path, Place, Problem, Severity
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.nodes.base import Forms
from patternbook.language.scopes import Site
from patternbook.language.walk import texts


def problem_at(
    subject: Subject, site: Site, error: ExpressionError, *, severity: Severity = "error", code: str = ""
) -> Problem:
    """A problem of an expression, at the character that it names."""
    place = place_in(subject, site, error.offset)
    return Problem(code or error.code, error.message, place, error.hint, severity, site.path)


def place_in(subject: Subject, site: Site, offset: int = 0) -> Place:
    """The place of a character of an expression."""
    if site.use == "hole":
        wording = _wording(subject, site)
        return place_of_character(subject, site.path, wording, site.offset + offset)
    return place_of_character(subject, (*site.path, "if"), site.expr.source, offset)


def place_of_character(subject: Subject, path: Path, said: str, offset: int) -> Place:
    """The place of a character of what is said at a path.

    Exact where the words stand on one line or in a `|` block; else the place where they begin.
    """
    place = subject.read.places.of(path)
    lines = subject.read.text.split("\n")
    line, start = lines[place.line - 1], place.column - 1
    for quote in (0, 1):
        if "\n" not in said and line[start + quote :].startswith(said):
            return replace(place, column=place.column + quote + offset)
    if line[start : start + 1] == "|":
        return _in_block(place, lines, said, offset)
    return place


def _in_block(place: Place, lines: list[str], said: str, offset: int) -> Place:
    """The place within the lines below a `|`, whose first words say how far all are indented.

    Of an expression, the empty lines before it are not kept; of a wording, they are.
    """
    first, line = next((n, line) for n, line in enumerate(lines[place.line :]) if line.strip())
    empty = len(said) - len(said.lstrip("\n"))
    before = said[:offset]
    indent = len(line) - len(line.lstrip(" "))
    return replace(
        place,
        line=place.line + 1 + first - empty + before.count("\n"),
        column=indent + 1 + len(before) - (before.rfind("\n") + 1),
    )


def _wording(subject: Subject, site: Site) -> str:
    """The whole wording that a hole stands in."""
    inside = ((path, text) for path, text in texts(subject.service) if site.path[: len(path)] == path)
    path, text = next(inside)
    language, *form = site.path[len(path) :]
    said = text.wordings[language]
    return said.forms[form[0]] if isinstance(said, Forms) else said
