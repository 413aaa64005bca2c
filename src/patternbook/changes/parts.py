"""What changed, what is in conflict, what was decided: plain data that every part of variation shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Generic, Literal, TypeVar

from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed

N = TypeVar("N")

ChangeKind = Literal["added", "removed", "changed", "renamed", "moved"]
ConflictKind = Literal[
    "both_changed", "deleted_and_changed", "both_added", "renamed_twice", "key_taken", "order", "locked"
]
Severity = Literal["law", "safety", "behaviour", "wording", "layout"]
# Gravest first.
SEVERITIES: tuple[Severity, ...] = ("law", "safety", "behaviour", "wording", "layout")


class Absent:
    """The value of a part that is not there."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two definitions.

    `path` is in the names of the definition after the change, or of the one before where the part was removed.
    `before` and `after` are nodes or plain values, ABSENT where the part was not there; for `renamed` they are the
    two keys; for `moved` they are the two orders of the collection at `path`, as tuples of keys.
    """

    path: Path
    kind: ChangeKind
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that the merge cannot answer: somebody must.

    `id` is the same for the same question for ever: it does not depend on the names of the sides.
    `sides` holds the value of each side that differs from the base, ABSENT where it removed the part.
    """

    id: str
    path: Path
    kind: ConflictKind
    base: object
    sides: Keyed[object]
    law: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a conflict: to take a side (or `base`), or a value of their own."""

    conflict: str
    take: str = ""
    value: object = None


@dataclass(frozen=True, slots=True)
class Merged(Generic[N]):
    """What became of a merge: a whole node, what has to be decided, and what was joined."""

    result: N
    conflicts: tuple[Conflict, ...] = ()
    combined: tuple[Path, ...] = ()
    renamed: Keyed[str] = field(default_factory=Keyed)
