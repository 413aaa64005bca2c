"""The places where a definition holds an expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from patternbook.errors import Path
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Expr
from patternbook.language.scopes.points import Point
from patternbook.language.types import Type


@dataclass(frozen=True, slots=True)
class ItemOf:
    """A bound name that stands for an item of a list."""

    each: Expr
    point: Point
    bound: Mapping[str, Bound]


@dataclass(frozen=True, slots=True)
class ItemOfAny:
    """A bound name that stands for an item of one of several lists."""

    items: tuple[ItemOf, ...]


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """A bound name that stands for the answer to a question of the same item or form."""

    question: Question
    point: Point
    optional: bool


Bound = Type | ItemOf | ItemOfAny | AnswerTo
"""What a name that is bound in one place stands for."""

Use = Literal["condition", "value", "input", "hole", "form"]
NOTHING_BOUND: Mapping[str, Bound] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Want:
    """What an expression must give: one of `types` (anything, if empty).

    A `consumer` is a condition: it must be a `bool`, and say `unknown:` where it can be unknown.
    `known` forbids an unknown result without offering a branch.
    """

    types: tuple[Type, ...] = ()
    consumer: bool = False
    known: bool = False
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Site:
    """An expression where it stands: its path, what is known there, what it must give.

    `unknown` is what the definition says for an unknown result of a condition. For a hole in a
    wording, `offset` is where the expression begins in the wording.
    """

    path: Path
    expr: Expr
    point: Point
    want: Want = field(default_factory=Want)
    use: Use = "value"
    unknown: bool | None = None
    bound: Mapping[str, Bound] = field(default_factory=lambda: NOTHING_BOUND, hash=False, compare=False)
    offset: int = 0
    part: str = ""

    @property
    def consumer(self) -> bool:
        """Whether it is a condition, which must say what counts where it is unknown."""
        return self.want.consumer
