"""A conflict as sentences: what each side did, so that somebody can decide who has not seen the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patternbook.changes.describe import comings
from patternbook.changes.describe.saying import order, says
from patternbook.changes.describe.sentences import Telling
from patternbook.changes.diff import diff
from patternbook.changes.parts import ABSENT, Conflict, ConflictKind
from patternbook.changes.spots import Along, Spot, locate
from patternbook.language.nodes.service import Service
from patternbook.language.plans import KeyedBy
from patternbook.language.words import english

LEADS: Mapping[ConflictKind, str] = {
    "both_changed": "More than one side changed the same.",
    "deleted_and_changed": "One side removed what another changed.",
    "both_added": "More than one side added this, and not alike.",
    "renamed_twice": "The same part has more than one new name.",
    "key_taken": "A new name is that of another part.",
    "order": "The orders cannot be joined.",
    "locked": "This may not be changed locally.",
}
"""What has to be decided, by the kind of conflict."""


def describe_conflict(conflict: Conflict, base: object) -> str:
    """A conflict in plain English: what has to be decided, and what each side did.

    >>> from patternbook.changes.merge import merge
    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.process import Role
    >>> def role(title): return Role(title=Text(Keyed([("en", title)])))
    >>> (found,) = merge(role("Crew"), {"A": role("Team"), "B": role("Workers")}).conflicts
    >>> print(describe_conflict(found, role("Crew")).split(" B: ")[0])
    More than one side changed the same. A: Changes the title of the role “Crew”: “Team” instead of “Crew”.
    """
    telling = Telling(base, base)
    said = [f"{name}: {_side(telling, conflict, value)}" for name, value in conflict.sides.items()]
    lead = LEADS[conflict.kind] if not conflict.law else f"{_law(base, conflict.law)} fixes this part."
    return " ".join([lead, *said])


def _law(base: object, law: str) -> str:
    known = base.law.get(law) if isinstance(base, Service) else None
    return english(known.title) if known is not None else law


def _side(telling: Telling, conflict: Conflict, value: Any) -> str:
    """What a side did."""
    spot, base = locate(telling.before.root, conflict.path), conflict.base
    if spot.field is None:
        return _part(telling, spot, base, value)
    if isinstance(spot.field.shape, KeyedBy) and isinstance(value, tuple):
        return comings.moved(telling, spot, order(base), order(value))
    return telling.field(spot, base, value)


def _part(telling: Telling, spot: Spot, base: Any, value: Any) -> str:
    """What a side did to a whole part."""
    if value is ABSENT:
        return comings.removed(telling, spot)
    if isinstance(value, str):
        return comings.renamed(telling, spot, base, value)
    if base is ABSENT:
        here = Along(type(value), spot.here.key, spot.here.field, value)
        return comings.added(telling, Spot((*spot.along[:-1], here)))
    inner = Telling(base, value)
    return " ".join(says(change, inner) for change in diff(base, value))
