"""A working text, read and checked; and a changed definition as text again, comments kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from patternbook import library
from patternbook.errors import Path, Problem
from patternbook.language import checks, reader, writer
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.source import MappingNode, ScalarNode, SequenceNode, SourceNode
from patternbook.language.words import Words

FILE = "service.yaml"


@dataclass(frozen=True)
class Opened:
    """A text with what it says, and everything that is wrong with it."""

    read: Read[Service]
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.read.text

    @property
    def service(self) -> Service | None:
        """The definition; None where a part of it could not be read, so that forms would lose it."""
        return self.read.node

    @cached_property
    def words(self) -> Words:
        """What the definition calls its parts."""
        assert self.service is not None
        return Words(self.service)

    @cached_property
    def _counts(self) -> Counter[Path]:
        return Counter(
            problem.path[:depth] for problem in self.problems for depth in range(len(problem.path) + 1)
        )

    def count(self, path: Path) -> int:
        """How many problems there are at a path and below it."""
        return self._counts[path]

    def problems_at(self, path: Path) -> Iterator[Problem]:
        """The problems at a path and below it."""
        return (problem for problem in self.problems if problem.path[: len(path)] == path)


@lru_cache(maxsize=64)
def opened(text: str) -> Opened:
    """A text, read and checked. Kept by the text itself, since a page and its preview both ask."""
    read = reader.read(text, file=FILE, kind=Service, steps=library.steps())
    return Opened(read, checks.check(read))


def written(before: Opened, service: Service, *, renamed: tuple[Path, str] | None = None) -> str:
    """The text of a changed definition, with the comments of the text that it was made from.

    `renamed` is a part's former path and its new key: what is said beside it goes with it.
    """
    places = before.read.places
    if renamed is not None and places.root is not None:
        places = replace(places, root=_with_key(places.root, *renamed))
    return writer.write(replace(before.read, node=service, problems=(), places=places))


def _with_key(node: SourceNode, path: Path, key: str) -> SourceNode:
    """The tree of a text with another key at a path."""
    if not path:
        return node
    if isinstance(node, MappingNode):
        pairs = tuple(
            (_named(name, key) if len(path) == 1 else name, _with_key(value, path[1:], key))
            if name.value == path[0]
            else (name, value)
            for name, value in node.items
        )
        return MappingNode(pairs, node.mark)
    if isinstance(node, SequenceNode) and path[0].isdigit():
        items = tuple(
            _with_key(item, path[1:], key) if str(number) == path[0] else item
            for number, item in enumerate(node.items)
        )
        return SequenceNode(items, node.mark)
    return node


def _named(name: ScalarNode, key: str) -> ScalarNode:
    return ScalarNode(key, name.plain, name.mark)
