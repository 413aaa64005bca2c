"""Services and choices from files: what an operator brings into an installation by command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from patternbook.errors import PatternbookError, Problem, ProblemsFound
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption as Choices
from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions
from patternbook.web.catalogue.models import Revision, Version

SERVICE = "service.yaml"
EXAMPLES = "examples"

# Whoever can run commands on the machine can write to its database: the log says that it was done so.
OPERATOR = Actor(
    "system",
    "operator",
    everywhere=frozenset(
        {"catalogue.publish", "catalogue.recall", "catalogue.adopt", "catalogue.switch", "catalogue.run"}
    ),
)


class CannotRead(PatternbookError):
    """A file is not there or is no text; says which and why."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(path, why)

    def __str__(self) -> str:
        return f"{self.path} cannot be read: {self.why}."


@dataclass(frozen=True, slots=True)
class Files:
    """A service as it lies in a folder: its text, and its examples by name."""

    folder: Path
    text: str
    examples: Mapping[str, str]


def read_text(path: Path) -> str:
    """The text of a file. Raises CannotRead."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CannotRead(path, error.strerror or "it cannot be opened") from error
    except UnicodeDecodeError as error:
        raise CannotRead(path, "it is not written in UTF-8") from error


def read_folder(folder: Path) -> Files:
    """The service in a folder, with its examples. Raises CannotRead."""
    examples = {path.stem: read_text(path) for path in sorted((folder / EXAMPLES).glob("*.yaml"))}
    return Files(folder, read_text(folder / SERVICE), examples)


def publish(files: Files, *, publisher: actions.Publisher, number: str, now: dt.datetime) -> Version:
    """Publish what lies in a folder; the number is worked out from what changed, where none is given.

    Raises ProblemsFound, each problem at its file, line and column.
    """
    bundle = actions.Bundle(text=files.text, number=number, examples=files.examples)
    try:
        return actions.publish(bundle=bundle, publisher=publisher, now=now, by=OPERATOR)
    except ProblemsFound as found:
        raise ProblemsFound(_in_folder(found.problems, files.folder)) from found


def adopt(
    authority: Authority, version: Version, choices: Path, *, because: str, now: dt.datetime
) -> Revision:
    """Adopt a version for a council with the choices in a file.

    Raises CannotRead, or ProblemsFound with each problem at its line of the file.
    """
    text = read_text(choices)
    adopting = actions.Adopting(version=version, adoption_text=text, because=because)
    try:
        return actions.adopt(authority=authority, adopting=adopting, now=now, by=OPERATOR)
    except ProblemsFound as found:
        raise ProblemsFound(in_choices(found.problems, text, choices)) from found


def in_choices(problems: Iterable[Problem], text: str, file: Path) -> list[Problem]:
    """Problems of a council's choices, each at the place in the file that it speaks of."""
    places = reader.read(text, file=str(file), kind=Choices).places
    return [replace(problem, place=places.of(problem.path)) for problem in problems]


def _in_folder(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Problems whose places name files as they lie in the folder."""
    return [
        replace(problem, place=replace(problem.place, file=str(folder / (problem.place.file or SERVICE))))
        for problem in problems
    ]
