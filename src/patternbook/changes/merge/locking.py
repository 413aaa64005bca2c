"""What sides changed of locked parts is taken back before they are merged, and told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from patternbook.changes.locks import Refused, law_of, renames_kept, restored
from patternbook.changes.merge.state import Merging, Question
from patternbook.changes.renames import Renamed
from patternbook.changes.values import spelled


@dataclass(frozen=True, slots=True)
class Held:
    """The sides in the names of the base, and their renames; both without what locks refuse, in the end."""

    sides: dict[str, Any]
    renamed: dict[str, tuple[Renamed, ...]]


def refuse(merging: Merging, base: object, held: Held, owners: Collection[str]) -> bool:
    """Take back what the sides that do not own the locked parts changed of them; whether any did."""
    own = [held.sides[name] for name in held.sides if name in owners]
    agreed = frozenset(each for name in owners for each in held.renamed.get(name, ()))
    told: dict[str, tuple[Refused, dict[str, Any]]] = {}
    for name in held.sides.keys() - set(owners):
        held.renamed[name], renames = renames_kept(base, own, agreed, held.renamed[name])
        held.sides[name], parts = restored(base, own, held.sides[name], merging.comparing)
        for each in (*renames, *parts):
            told.setdefault(spelled((*each.path, each.base)), (each, {}))[1][name] = each.wanted
    for each, sides in told.values():
        law = law_of(_with_law(base, own, each), each.lock)
        merging.tell(
            Question(path=each.path, kind="locked", base=each.base, sides=sides, form="key", law=law)
        )
    return bool(told)


def _with_law(base: object, owners: list[Any], refused: Refused) -> object:
    """The node that lists the law of the lock: an owner's, where the base does not know it yet."""
    nodes = [node for node in (base, *owners) if refused.lock.law in getattr(node, "law", ())]
    return nodes[0] if nodes else base
