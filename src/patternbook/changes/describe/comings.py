"""Parts that come, go, are called something else, or stand in another order, as sentences."""

from __future__ import annotations

from bisect import bisect_left

from patternbook.changes.describe.sentences import Telling, sentence
from patternbook.changes.describe.values import Speaker
from patternbook.changes.describe.words_of_parts import PartWords, words_of
from patternbook.changes.spots import Along, Spot
from patternbook.language.plans import plan_of

FEW = 3
"""So many parts that moved are named one by one; of more, the whole order is said."""


def added(telling: Telling, spot: Spot) -> str:
    """What it means that a part is there now."""
    speaker, words = telling.after, words_of(spot.here.cls, spot.here.field)
    template = words.adds or f"Adds {_a(words.noun)}{_to(spot)}: {{title}}"
    return sentence(_filled(template, speaker, spot) + _gist(speaker, spot, words))


def removed(telling: Telling, spot: Spot) -> str:
    """What it means that a part is there no longer."""
    speaker, words = telling.before, words_of(spot.here.cls, spot.here.field)
    if not words.removes:
        return sentence(f"Removes {speaker.name(spot.along)}")
    return sentence(_filled(words.removes, speaker, spot))


def renamed(telling: Telling, spot: Spot, old: object, new: object) -> str:
    """What it means that a part has another key: nothing for residents, but its name in expressions."""
    return sentence(f"{telling.after.name(spot.along)} is now called “{new}” in the text instead of “{old}”")


def moved(telling: Telling, spot: Spot, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Which parts of a collection come before or after others now.

    A part that came or went moves no other: only those count that are there on both sides.
    """
    going = movers(before, after)
    if len(going) > FEW:
        now, was = (", ".join(_title(telling, spot, key) for key in order) for order in (after, before))
        return sentence(f"{telling.owner(spot)} now has another order: {now}; instead of {was}")
    return " ".join(sentence(_place(telling, spot, after, key)) for key in going)


def movers(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """The fewest keys whose moving makes one order of the other, in the order of `after`.

    >>> movers(("a", "b", "c", "d"), ("a", "d", "b", "c"))
    ('d',)
    """
    was = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in was]
    stays = _longest_rising([was[key] for key in common])
    return tuple(key for place, key in enumerate(common) if place not in stays)


def _longest_rising(numbers: list[int]) -> frozenset[int]:
    """The places of a longest rising part of distinct numbers."""
    ends: list[int] = []
    at: list[int] = []
    back: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        back.append(at[length - 1] if length else None)
        ends[length:] = [number, *ends[length + 1 :]]
        at[length:] = [place, *at[length + 1 :]]
    found: list[int] = []
    place_: int | None = at[-1] if at else None
    while place_ is not None:
        found.append(place_)
        place_ = back[place_]
    return frozenset(found)


def _place(telling: Telling, spot: Spot, after: tuple[str, ...], key: str) -> str:
    name, place = telling.after.name(_part(telling, spot, key)), after.index(key)
    if place + 1 < len(after):
        return f"{name} now comes before {_title(telling, spot, after[place + 1])}"
    return f"{name} now comes last, after {_title(telling, spot, after[place - 1])}"


def _title(telling: Telling, spot: Spot, key: str) -> str:
    return f"“{telling.after.title(_part(telling, spot, key)[-1])}”"


def _part(telling: Telling, spot: Spot, key: str) -> tuple[Along, ...]:
    """A part of the collection at the spot, or of the same collection before."""
    field = spot.field
    assert field is not None  # only a collection has an order
    node = (getattr(spot.here.node, field.name) or {}).get(key)
    if node is None and (gone := telling.before.parts.get((field.name, key))):
        return gone  # named only where the whole order is said
    return (*spot.along, Along(type(node), key, field.name, node))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _to(spot: Spot) -> str:
    return " to {around}" if len(spot.along) > 2 else ""


def _filled(template: str, speaker: Speaker, spot: Spot) -> str:
    around = speaker.name(spot.along[:-1])
    return template.format(
        title=f"“{speaker.title(spot.here)}”", around=around, Around=around[:1].upper() + around[1:]
    )


def _gist(speaker: Speaker, spot: Spot, words: PartWords) -> str:
    """What is most worth knowing of a new part."""
    node, cls = spot.here.node, spot.here.cls
    said = []
    for field in plan_of(cls).fields:
        value = getattr(node, field.name)
        told = field.name in words.gist and field.name not in words.titles[:1]
        if told and (field.required or value != field.default):
            said.append(speaker.briefly(field, value, spot.here))
    return f" ({'; '.join(said)})" if said else ""
