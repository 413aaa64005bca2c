"""The files that are compared or merged: read as text, and as what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patternbook.cli.command import Misuse
from patternbook.cli.texts_on_disk import EXAMPLES, SERVICE, YAML, File, read_file, service_at
from patternbook.errors import Problem


@dataclass(frozen=True, slots=True)
class Side:
    """One side: where it is from, its file, and its text."""

    name: str
    file: File

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.file.read.text

    @property
    def node(self) -> Any:
        """What the text says; None where it could not be read."""
        return self.file.read.node

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops it from being read."""
        return tuple(problem for problem in self.file.read.problems if problem.severity == "error")


def side(written: str, name: str = "") -> Side:
    """A file of any kind, a folder with a service, or the key of a shipped service. Raises `Misuse`."""
    path = Path(written)
    if path.is_file():
        return Side(name or written, read_file(path))
    return Side(name or written, service_at(written))


def of_one_kind(sides: Iterable[Side]) -> type:
    """The kind of file that all sides are. Raises `Misuse` where they are of several."""
    kinds = {each.file.kind: each.name for each in sides}
    if len(kinds) > 1:
        names = " and ".join(f"{name} ({kind.__name__.lower()})" for kind, name in kinds.items())
        raise Misuse(f"These are files of different kinds: {names}.")
    return next(iter(kinds))


def errors_of(sides: Iterable[Side]) -> list[Problem]:
    """Everything that stops any of the sides from being read."""
    return [problem for each in sides for problem in each.errors]


__all__ = ["EXAMPLES", "SERVICE", "YAML", "Side", "errors_of", "of_one_kind", "side"]
