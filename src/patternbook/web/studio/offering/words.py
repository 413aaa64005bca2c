"""Offers in words: where each stands, and what the publisher must decide before taking one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patternbook.changes.describe import Sentence
from patternbook.changes.parts import Conflict
from patternbook.web.catalogue.actions.offering import GIVER, PUBLISHER
from patternbook.web.studio.upgrading.showing import said

TAGS: Mapping[str, tuple[str, str]] = {
    "offered": ("blue", "Offered"),
    "taken": ("green", "Taken"),
    "taken_in_part": ("green", "Taken in part"),
    "declined": ("red", "Declined"),
    "withdrawn": ("grey", "Taken back"),
}


def tag(state: str) -> tuple[str, str]:
    """The colour and the words of the tag for where an offer stands."""
    return TAGS[state]


@dataclass(frozen=True, slots=True)
class ShownClash:
    """What both the publisher and the offer changed: a question with two answers."""

    id: str
    says: str
    sides: tuple[tuple[str, str, str], ...]


def clashes(conflicts: Iterable[Conflict], sentences: Iterable[Sentence]) -> tuple[ShownClash, ...]:
    """Conflicts as the publisher decides them; the sentences are what the offer changes."""
    known = {one.path: one.says for one in sentences}
    return tuple(
        ShownClash(
            one.id,
            known.get(one.path, " › ".join(one.path)),
            (
                (GIVER, "As offered", said(one.sides.get(GIVER, one.base))),
                (PUBLISHER, "As you have it", said(one.sides.get(PUBLISHER, one.base))),
            ),
        )
        for one in conflicts
    )


def decided(form: Mapping[str, list[str]]) -> dict[str, str]:
    """What was decided of conflicts, by their ids."""
    allowed = (GIVER, PUBLISHER)
    return {
        key.removeprefix("clash-"): values[0]
        for key, values in form.items()
        if key.startswith("clash-") and values and values[0] in allowed
    }
