"""What reading gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from patternbook.errors import Path, Problem
from patternbook.language.comments import Comment, comments_of
from patternbook.language.nodes.example import SharedStep
from patternbook.language.places import Places

N_co = TypeVar("N_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Read(Generic[N_co]):
    """A text that was read.

    `node` is the whole file, or None where a part of it could not be built; `draft` is what can
    be said in spite of that, with stand-ins at the paths in `broken`, so that checks can go on
    and report everything at once. `steps` are the shared steps that it may use.
    """

    text: str
    places: Places
    node: N_co | None
    draft: N_co | None
    problems: tuple[Problem, ...]
    broken: frozenset[Path]
    steps: Mapping[str, Read[SharedStep]]

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments of the text, found when they are asked for."""
        return comments_of(self.text)
