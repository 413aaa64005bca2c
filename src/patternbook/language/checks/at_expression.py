"""Where in a text an expression's character stands, so that a problem can point at it."""

from __future__ import annotations

from dataclasses import replace

from patternbook.errors import Path, Place, Problem, Severity
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.nodes.base import Forms, Text
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
    if not 0 < place.line <= len(lines):
        return place
    line, start = lines[place.line - 1], place.column - 1
    for quote in (0, 1):
        if "\n" not in said and line[start + quote :].startswith(said):
            return replace(place, column=place.column + quote + offset)
    if line[start : start + 1] == "|":
        return _in_block(place, lines, said, offset)
    return place


def _in_block(place: Place, lines: list[str], said: str, offset: int) -> Place:
    before = said[:offset]
    number = place.line + 1 + before.count("\n")
    if number > len(lines) or place.line >= len(lines):
        return place
    first = lines[place.line]
    indent = len(first) - len(first.lstrip(" "))
    return replace(place, line=number, column=indent + 1 + len(before) - (before.rfind("\n") + 1))


def _wording(subject: Subject, site: Site) -> str:
    """The whole wording that a hole stands in."""
    for path, text in texts(subject.service):
        if site.path[: len(path)] == path:
            return _said(text, site.path[len(path) :])
    return ""


def _said(text: Text, keys: Path) -> str:
    said = text.wordings.get(keys[0], "") if keys else ""
    if isinstance(said, Forms):
        return said.forms.get(keys[1], "") if len(keys) > 1 else ""
    return said
