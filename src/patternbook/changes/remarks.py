"""The comments of several texts of one definition, in the merged text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import is_dataclass
from typing import Any

from patternbook.changes.plans import plan
from patternbook.changes.renames import Renamed, by_collection
from patternbook.errors import Path
from patternbook.language.nodes.base import Data, Forms, Keyed, Text
from patternbook.language.reader import Read
from patternbook.language.writer.lines import Line, lines_of
from patternbook.language.writer.remarks import Remark, line_numbers, nearest, remarks_of

Place = tuple[Path | None, bool]
Remarks = dict[Place, list[str]]


class Following:
    """Leads a path in the text of a side to the same part in the result."""

    def __init__(
        self, node: object, renamed: Iterable[Renamed], result: object, kept: Iterable[Renamed]
    ) -> None:
        self.node, self.result = node, result
        self.back = {
            path: {new: old for old, new in keys.items()} for path, keys in by_collection(renamed).items()
        }
        self.on = by_collection(kept)

    def path(self, path: Path) -> Path:
        """The path in the names of the result; items of lists by what they say."""
        there: object = self.node
        base: Path = ()
        now: Path = ()
        for step in path:
            old = self.back.get(base, {}).get(step, step)
            new = self.on.get(base, {}).get(old, old)
            if isinstance(there, tuple):
                new = _number_in(_at(self.result, now), there, step)
            there = _child(there, step)
            base, now = (*base, old), (*now, new)
        return now


Side = tuple[Read[Any], Following]


def merged(base: Side, sides: Iterable[Side], lines: list[Line]) -> list[Remark]:
    """The comments that stand: those of the base that no side took away, and those that sides added.

    A comment of a part that is not in the result goes with the part.
    """
    below = _remarks(*base)
    over = [_remarks(*side) for side in sides]
    numbers = line_numbers(lines)
    kept: list[Remark] = []
    for path, behind in dict.fromkeys((*below, *(place for side in over for place in side))):
        if path is None or path in numbers:
            words = _together(below.get((path, behind), []), [side.get((path, behind), []) for side in over])
            kept += [Remark(path, each, behind) for each in words]
    return kept


def _remarks(read: Read[Any], following: Following) -> Remarks:
    """The comments of a text by the parts of the result that they belong to."""
    written = line_numbers(lines_of(read.node))
    found: Remarks = {}
    for remark in remarks_of(read.comments, read.places.root):
        path = remark.path
        if path is not None:
            # What says only the default is not written: its comments stand at the part around it.
            path = following.path(nearest(path, written))
        behind = remark.behind and remark.path in written
        found.setdefault((path, behind), []).append(remark.words)
    return found


def _together(base: list[str], sides: list[list[str]]) -> list[str]:
    """The lines of the base that every side left, then what sides wrote instead or besides."""
    changed = [side for side in sides if side != base]
    if not changed or all(side == changed[0] for side in changed):
        return changed[0] if changed else base
    left = [words for words in base if all(words in side for side in changed)]
    added = [words for side in sorted(changed) for words in side if words not in base]
    return [*left, *dict.fromkeys(added)]


def _number_in(items: object, before: tuple[object, ...], number: str) -> str:
    """Where the item of a list stands in the list of the result, or a number that is not there."""
    item = before[int(number)] if int(number) < len(before) else None
    return str(items.index(item)) if isinstance(items, tuple) and item in items else "gone"


def _at(node: object, path: Path) -> object:
    for step in path:
        node = _child(node, step)
    return node


def _child(node: Any, step: str) -> Any:
    """What a part holds under a key; None where it is not there."""
    match node:
        case Data():
            return _child(node.value, step)
        case Text(wordings=inside) | Forms(forms=inside) | (Keyed() as inside):
            return inside.get(step)
        case tuple():
            return node[int(step)] if step.isdigit() and int(step) < len(node) else None
    field = plan(node).by_key.get(step) if is_dataclass(node) else None
    return None if field is None else getattr(node, field.name)
