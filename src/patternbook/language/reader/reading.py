"""The state of one reading: where it is, and what was wrong so far."""

from __future__ import annotations

import enum
from typing import Final

from patternbook.errors import Path, Problem
from patternbook.language.places import Places
from patternbook.language.source import MappingNode, ScalarNode, SequenceNode, SourceNode


class Bad(enum.Enum):
    """Stands for a value that could not be read; the problem is noted."""

    BAD = enum.auto()


BAD: Final = Bad.BAD


class Reading:
    """One reading of one text. `path` leads to the node in hand; `problems` grows."""

    __slots__ = ("broken", "path", "places", "problems", "uses_step")

    def __init__(self, places: Places) -> None:
        self.places = places
        self.path: list[str] = []
        self.problems: list[Problem] = []
        self.broken: list[Path] = []
        self.uses_step = False

    def problem(self, node: SourceNode, code: str, message: str, hint: str = "") -> Bad:
        """Notes a problem with the node in hand."""
        place = self.places.at(node)
        self.problems.append(Problem(code, message, place, hint, path=tuple(self.path)))
        return BAD

    def part_problem(self, code: str, message: str, hint: str = "") -> None:
        """Notes a problem with the part in hand as a whole: it is shown at its key."""
        path = tuple(self.path)
        self.problems.append(Problem(code, message, self.places.key(path), hint, path=path))

    def wrong(self, node: SourceNode, wanted: str, hint: str = "") -> Bad:
        """Notes that the node in hand is not what is wanted there."""
        if isinstance(node, ScalarNode) and node.plain and node.resolved() is None:
            message = f"{self.name()} has no value; it must be {wanted}."
            return self.problem(node, "no-value", message, hint or "Give one, or delete the line.")
        return self.problem(node, "wrong-type", f"{self.name()} must be {wanted}, not {_what(node)}.", hint)

    def name(self) -> str:
        """What the part in hand is called in messages."""
        return f"'{self.path[-1]}'" if self.path else "The file"


def _what(node: SourceNode) -> str:
    """What a node is, in words."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    value = node.resolved()
    if isinstance(value, bool):
        return f"`{node.value}`"
    return f"the number {value}" if isinstance(value, int) else f"the text '{node.value[:40]}'"
