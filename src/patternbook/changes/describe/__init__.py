"""Changes as sentences that a service owner understands: what is different, what it was, how grave it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patternbook.changes.describe import comings
from patternbook.changes.describe.sentences import Telling
from patternbook.changes.parts import SEVERITIES, Change, Severity
from patternbook.changes.severity import severity
from patternbook.changes.spots import locate
from patternbook.errors import Path

__all__ = ["Sentence", "describe"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change in plain English, with the path at which it is and how grave it is."""

    path: Path
    severity: Severity
    says: str


def describe(found: Iterable[Change], before: object, after: object) -> tuple[Sentence, ...]:
    """A sentence for each change that `diff` found between two definitions, the gravest first.

    Parts go by their titles and conditions are said in English. What a value was and what it is now
    both stand in the sentence.

    >>> from patternbook.changes.diff import diff
    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.process import Process, Role
    >>> def roles(**more): return Process(roles=Keyed([("crew", Role(title=Text(Keyed([("en", "Crew")])), **more))]), stages=Keyed())
    >>> [said.says for said in describe(diff(roles(), roles(outside=True)), roles(), roles(outside=True))]
    ['The role “Crew” is now outside the council.']
    """
    telling = Telling(before, after)
    said = (
        Sentence(change.path, severity(change, before, after), _says(change, telling)) for change in found
    )
    return tuple(sorted(said, key=lambda sentence: SEVERITIES.index(sentence.severity)))


def _says(change: Change, telling: Telling) -> str:
    side = telling.before if change.kind == "removed" else telling.after
    spot = locate(side.root, change.path)
    if change.kind == "renamed":
        return comings.renamed(telling, spot, change.before, change.after)
    if change.kind == "moved":
        return comings.moved(telling, spot, _order(change.before), _order(change.after))
    if spot.field is None and spot.rest:
        return telling.kind(spot, change.before, change.after)
    if spot.field is None:
        return (comings.removed if change.kind == "removed" else comings.added)(telling, spot)
    return telling.field(spot, change.before, change.after)


def _order(keys: object) -> tuple[str, ...]:
    return tuple(map(str, keys)) if isinstance(keys, tuple) else ()
