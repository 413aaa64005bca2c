"""An upgrade in words: conflicts and their sides, decisions, settings that are not allowed any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patternbook.changes.describe.values import Speaker
from patternbook.changes.parts import ABSENT, Conflict
from patternbook.changes.spots import locate
from patternbook.errors import Path, ProblemsFound
from patternbook.language import words, writer
from patternbook.language.nodes.base import Condition, Data, Expr, Keyed, Text
from patternbook.language.words import english
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.models import ConflictDecision
from patternbook.web.catalogue.weighing import BASE, COUNCIL, LIBRARY, Weighed, values_of

NAMES: Mapping[str, str] = {LIBRARY: "The library’s", COUNCIL: "Yours", BASE: "As it was before both"}
KINDS: Mapping[str, str] = {
    "both_changed": "Both of you changed it, each in another way.",
    "deleted_and_changed": "One of you took it away, and the other changed it.",
    "both_added": "Both of you added it, each in another way.",
    "renamed_twice": "Both of you gave it another name.",
    "key_taken": "The new name that one of you gave it is taken by something of the other’s.",
    "order": "Both of you put these in another order.",
    "locked": "You changed what the law fixes. Only the library can change it.",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: whose it is, what they changed, and how it stands with them."""

    key: str
    name: str
    says: tuple[str, ...]
    value: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict as somebody decides it."""

    conflict: Conflict
    what: str
    kind: str
    sides: tuple[Side, ...]
    own: str | None

    @property
    def id(self) -> str:
        """The conflict's id, short enough for an address."""
        return address_of(self.conflict.id)


def address_of(conflict: str) -> str:
    """A conflict's id as addresses write it."""
    return conflict.rpartition(":")[2]


def shown(conflict: Conflict, weighed: Weighed) -> ShownConflict:
    """A conflict in words."""
    sides = tuple(_side(key, value, conflict, weighed) for key, value in values_of(conflict))
    mine = conflict.sides.get(COUNCIL, conflict.base)
    own = (
        _own(mine)
        if all(isinstance(value, str | Expr) or value is ABSENT for _, value in values_of(conflict))
        else None
    )
    # What a lock fixes is the library's alone.
    allowed = [side for side in sides if conflict.kind != "locked" or side.key == LIBRARY]
    what = what_is(conflict.path, weighed)
    order = {LIBRARY: 0, COUNCIL: 1, BASE: 2}
    return ShownConflict(
        conflict, what, KINDS[conflict.kind], tuple(sorted(allowed, key=lambda side: order[side.key])),
        None if conflict.kind == "locked" else own,
    )  # fmt: skip


def _own(value: object) -> str:
    return value.source if isinstance(value, Expr) else value if isinstance(value, str) else ""


def what_is(path: Path, weighed: Weighed) -> str:
    """What a path leads to, by its titles."""
    for text in (weighed.sides.base, weighed.sides.library, weighed.sides.council):
        root = definitions.as_written(text)
        spot = locate(root, path)
        if spot.here.node is not None:
            name = Speaker(root).name(spot.along)
            field = spot.field.key.strip("_").replace("_", " ") if spot.field is not None else ""
            language = {"en": " in English", "cy": " in Welsh"}.get(".".join(spot.rest), "")
            return f"{field} of {name}{language}" if field else name
    return " › ".join(path)


def _side(key: str, value: object, conflict: Conflict, weighed: Weighed) -> Side:
    written = said(value)
    # Words stand for themselves; of a whole part somebody wants to know what was changed in it.
    whole = key != BASE and (value is ABSENT or not isinstance(value, str | Expr))
    return Side(key, NAMES[key], weighed.side_says(conflict, key) if whole else (), written, "\n" in written)


def said(value: object) -> str:
    """A value of a definition as somebody can read it."""
    if value is ABSENT:
        return "Not there"
    if isinstance(value, Text):
        return english(value)
    if isinstance(value, Expr):
        return value.source
    if isinstance(value, Condition):
        return value.if_.source
    if isinstance(value, Data):
        return words.data(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return _several(value)


def _several(value: object) -> str:
    if isinstance(value, Keyed):
        return ", ".join(value)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return writer.write_node(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """What somebody decided of a conflict."""

    id: str
    what: str
    took: str
    decision: ConflictDecision


def decisions(rows: Iterable[ConflictDecision], weighed: Weighed) -> tuple[ShownDecision, ...]:
    """What was decided of this upgrade's conflicts, in words."""
    shown_ = []
    for row in rows:
        path = tuple(row.path.split("."))
        try:
            what = what_is(path, weighed)
        except ProblemsFound:
            what = row.path
        took = NAMES.get(row.take, "") or f"Your own: {row.value}"
        shown_.append(ShownDecision(address_of(row.conflict), what, took, row))
    return tuple(shown_)
