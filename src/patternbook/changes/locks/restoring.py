"""A variant without what it changed of locked parts, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from patternbook.changes import order
from patternbook.changes.locks.generous import what_is_more_generous
from patternbook.changes.parts import ABSENT
from patternbook.changes.plans import fields_with_parts, plan
from patternbook.changes.renames import Renamed
from patternbook.changes.renames.names import parts_of
from patternbook.changes.values import Comparing, same
from patternbook.errors import Path
from patternbook.language.kept import Kept
from patternbook.language.nodes.base import Keyed, Lock, Part
from patternbook.language.plans import KeyedBy


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that a lock does not allow. `path` is in the names of the base."""

    path: Path
    lock: Lock
    base: Any
    wanted: Any


def locks_in(part: Any) -> Iterator[Lock]:
    """The locks of a part and of all parts in it."""
    if isinstance(part, Part) and part.lock is not None:
        yield part.lock
    for _, _, value, keyed in parts_of(part):
        for each in value.values() if keyed else (value,):
            yield from locks_in(each)


# One base, and one version of the library, is merged with the variants of many councils.
_LOCKED: Kept[bool] = Kept(64)


def _has_locks(node: object) -> bool:
    return _LOCKED.of(lambda: next(locks_in(node), None) is not None, node)


def restored(
    base: Any, owners: Sequence[Any], side: Any, comparing: Comparing | None = None
) -> tuple[Any, tuple[Refused, ...]]:
    """The side with every locked part as the base has it, and what of it was refused.

    A part is locked where the base or an owner locks it; what an owner changed in the same way may
    stay. All are in the names of the base.
    """
    if not any(_has_locks(node) for node in (base, *owners)):
        return side, ()
    restoring = _Restoring([], comparing or Comparing())
    after = restoring.node((), base, [owner for owner in owners if owner is not ABSENT], side)
    return after, tuple(restoring.refused)


def renames_kept(
    base: Any, owners: Sequence[Any], agreed: frozenset[Renamed], renamed: Sequence[Renamed]
) -> tuple[tuple[Renamed, ...], tuple[Refused, ...]]:
    """The renames that no lock forbids, and the others. `agreed` are those of owners."""
    kept: list[Renamed] = []
    refused: list[Refused] = []
    for each in renamed:
        lock = next((lock for node in (base, *owners) if (lock := _lock_at(node, each.place))), None)
        if lock is None or each in agreed:
            kept.append(each)
        else:
            refused.append(Refused(each.place, lock, each.old, each.new))
    return tuple(kept), tuple(refused)


def _lock_at(node: Any, path: Path) -> Lock | None:
    """The lock of the part at the path, or of one around it."""
    for step in path:
        if isinstance(node, Keyed):
            node = node.get(step)
        else:
            field = plan(node).by_key.get(step)
            node = None if field is None else getattr(node, field.name)
        if node is None:
            return None
        if isinstance(node, Part) and node.lock is not None:
            return node.lock
    return None


@dataclass(frozen=True, slots=True)
class _Restoring:
    """One walk over base, owners and side together. `refused` grows."""

    refused: list[Refused]
    comparing: Comparing

    def part(self, path: Path, base: Any, owners: list[Any], side: Any, holder: object) -> Any:
        """A part on one or both sides; ABSENT where it is not there."""
        if self.comparing.same(base, side) or any(self.comparing.same(owner, side) for owner in owners):
            return side
        lock = next((lock for node in (base, *owners) if (lock := _own_lock(node))), None)
        if lock is not None:
            return self.locked(path, lock, (base, side), holder)
        if base is ABSENT or base is None:
            return side
        if side is ABSENT or side is None or type(side) is not type(base):
            inner = next(
                (lock for node in (base, *owners) if node is not ABSENT for lock in locks_in(node)), None
            )
            if inner is None:
                return side
            self.refused.append(Refused(path, inner, base, side))
            return base
        return self.node(path, base, [owner for owner in owners if type(owner) is type(base)], side)

    def locked(self, path: Path, lock: Lock, of: tuple[Any, Any], holder: object) -> Any:
        base, side = of
        kept = what_is_more_generous(base, side, holder) if lock.allow == "more_generous" else base
        if not same(kept, side):
            self.refused.append(Refused(path, lock, base, side))
        return kept

    def node(self, path: Path, base: Any, owners: list[Any], side: Any) -> Any:
        made: dict[str, Any] = {}
        for field in fields_with_parts(base):
            below, over = getattr(base, field.name), getattr(side, field.name)
            if self.comparing.same(below, over):
                continue
            here = (*path, field.key)
            theirs = [getattr(owner, field.name) for owner in owners]
            if isinstance(field.shape, KeyedBy):
                after = self.keyed(here, below, theirs, over, base)
            else:
                after = self.part(here, below, theirs, over, base)
            if after is not over:
                made[field.name] = after
        return replace(side, **made) if made else side

    def keyed(
        self, path: Path, base: Keyed[Any], owners: list[Keyed[Any]], side: Keyed[Any], holder: object
    ) -> Keyed[Any]:
        items: dict[str, Any] = {}
        for key in dict.fromkeys((*base, *side)):
            theirs = [owner.get(key, ABSENT) for owner in owners]
            over = side.get(key, ABSENT)
            after = self.part((*path, key), base.get(key, ABSENT), theirs, over, holder)
            if after is not ABSENT:
                items[key] = after
        if items.keys() == side.keys() and all(items[key] is side[key] for key in items):
            return side
        keys = order.placed(tuple(side), (tuple(base),), items.keys())
        return Keyed((key, items[key]) for key in keys)


def _own_lock(node: Any) -> Lock | None:
    return node.lock if isinstance(node, Part) else None
