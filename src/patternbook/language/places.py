"""Where each part of a definition stands in its text."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.errors import Path, Place
from patternbook.language.source import MappingNode, ScalarNode, SequenceNode, SourceNode


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text, found by path when they are asked for.

    Nothing is stored for each node: the source tree already knows where it stands.
    """

    file: str = ""
    root: SourceNode | None = None

    def of(self, path: Path) -> Place:
        """The place of the value at `path`: of its key where it is a collection.

        A path that the text does not hold has the place of its nearest ancestor.
        """
        node = self.root
        if node is None:
            return Place(self.file)
        place = self.at(node)
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            place = self.at(node if isinstance(node, ScalarNode) else key)
        return place

    def key(self, path: Path) -> Place:
        """The place of the last key of `path`, rather than of its value."""
        node = self.root
        place = self.of(())
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            place = self.at(key)
        return place

    def at(self, node: SourceNode) -> Place:
        """The place of a node of the source tree."""
        return Place(self.file, node.line, node.column)


def _child(node: SourceNode | None, step: str) -> tuple[SourceNode, SourceNode] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.items if key.value == step), None)
    if isinstance(node, SequenceNode) and step.isdigit() and int(step) < len(node.items):
        item = node.items[int(step)]
        return item, item
    return None
