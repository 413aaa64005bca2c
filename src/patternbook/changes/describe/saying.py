"""One change as a sentence, by what kind of change it is and where it is."""

from __future__ import annotations

from patternbook.changes.describe import comings
from patternbook.changes.describe.sentences import Telling
from patternbook.changes.parts import Change
from patternbook.changes.spots import locate


def says(change: Change, telling: Telling) -> str:
    """A change in plain English."""
    side = telling.before if change.kind == "removed" else telling.after
    spot = locate(side.root, change.path)
    if change.kind == "renamed":
        return comings.renamed(telling, spot, change.before, change.after)
    if change.kind == "moved":
        return comings.moved(telling, spot, order(change.before), order(change.after))
    if spot.field is None and spot.rest:
        return telling.kind(spot, change.before, change.after)
    if spot.field is None:
        return (comings.removed if change.kind == "removed" else comings.added)(telling, spot)
    return telling.field(spot, change.before, change.after)


def order(keys: object) -> tuple[str, ...]:
    """The keys of a collection in an order."""
    return tuple(map(str, keys)) if isinstance(keys, tuple) else ()
