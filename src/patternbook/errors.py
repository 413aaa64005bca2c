"""What is wrong, where, and what to do: the one shape in which every layer reports problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a source text. Lines and columns count from 1; 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file or '<text>'}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a text that somebody wrote.

    `code` is stable and documented (for example ``unknown-name``); `path` is the keys that lead
    to the place in the definition; `hint` says what to do.

    >>> print(Problem("unknown-name", "There is no question called 'postcod'.",
    ...               Place("service.yaml", 4, 9), hint="Did you mean 'postcode'?"))
    service.yaml:4:9: error unknown-name: There is no question called 'postcod'. Did you mean 'postcode'?
    """

    code: str
    message: str
    place: Place = Place()
    hint: str = ""
    severity: Severity = "error"
    path: Path = ()

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity} {self.code}: {self.message}{hint}"


class PatternbookError(Exception):
    """The base of every exception that this package raises on purpose."""


class ProblemsFound(PatternbookError):
    """A text cannot be used. Carries every problem found in it, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or an empty text where none is near.

    >>> did_you_mean("postcod", ["postcode", "property"])
    "Did you mean 'postcode'?"
    >>> did_you_mean("xyz", ["postcode"])
    ''
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""
