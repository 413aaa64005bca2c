"""What a rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from patternbook.errors import Path, Problem
from patternbook.language import steps
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.walk import Said, walk


@dataclass(frozen=True, slots=True)
class Subject:
    """A service to be checked: as written, and with its shared steps written out.

    `said` is a walk through the latter, made once for all rules.
    """

    read: Read[object]
    written: Service
    service: Service
    steps: Mapping[str, Read[SharedStep]]
    said: tuple[Said, ...] = field(repr=False)

    def error(self, path: Path, code: str, message: str, hint: str = "") -> Problem:
        """A problem at a path that stops the definition from running."""
        return Problem(code, message, self.read.places.of(path), hint, "error", path)

    def warning(self, path: Path, code: str, message: str, hint: str = "") -> Problem:
        """A problem at a path that does not stop it."""
        return Problem(code, message, self.read.places.of(path), hint, "warning", path)


Rule = Callable[[Subject], Iterable[Problem]]


def subject_of(read: Read[object]) -> Subject | None:
    """What the rules look at; None where the text is not a service, or nothing could be built."""
    if not isinstance(read.draft, Service):
        return None
    service = steps.expand(read.draft, read.steps)
    return Subject(read, read.draft, service, read.steps, tuple(walk(service)))
