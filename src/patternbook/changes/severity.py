"""How grave a change is: for the law, for somebody's safety, for what happens, for the words, for the looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patternbook.changes.parts import Change, Severity
from patternbook.changes.spots import Along, Spot, locate
from patternbook.language.kinds.questions import LongTextQuestion, Option, Question
from patternbook.language.nodes.base import Keyed, Lock
from patternbook.language.nodes.pattern import End, Page, Route
from patternbook.language.nodes.process import Clock, Notice, Reason
from patternbook.language.nodes.service import Bound, Law, Purpose, Row, Service
from patternbook.language.plans import KeyedBy, Leaf

LAWFUL: Mapping[type, frozenset[str]] = {
    Service: frozenset({"nations", "not_after"}),
    Purpose: frozenset({"basis", "special", "keep", "after"}),
    Question: frozenset({"personal", "special"}),
}
"""Fields that say what the law allows, whatever else is said."""

LOOKS: Mapping[type, frozenset[str]] = {
    Question: frozenset({"width", "autocomplete"}),
    LongTextQuestion: frozenset({"rows"}),
    Option: frozenset({"divider"}),
}
"""Fields of which only the look of a page depends; besides them, every button."""

DECIDES_BY_ORDER = frozenset({"go", "rows", "stages"})
"""Collections of which the first that applies is taken, or which are gone through one after the other."""

EMERGENCY = "emergency"


def severity(change: Change, before: object, after: object) -> Severity:
    """How grave a change is.

    `law`: anything of a law, a lock, a purpose of personal data, a bound or row that a law sets, a clock that
    is a duty in law, a notice that a law requires. `safety`: an ending for emergencies, and what leads to
    it. `behaviour`: what happens. `wording`: what is read. `layout`: order, buttons, names of parts.

    >>> severity(Change(("pages", "where", "go"), "moved", ("a", "b"), ("b", "a")), None, None)
    'behaviour'
    """
    spots = tuple(locate(side, change.path) for side in (before, after))
    if change.kind == "renamed":
        return "layout"
    if any(_is_law(spot) for spot in spots):
        return "law"
    if _is_safety(spots, change, before, after):
        return "safety"
    return _plainly(spots, change)


def _plainly(spots: tuple[Spot, ...], change: Change) -> Severity:
    field = next((spot.field for spot in spots if spot.field is not None), None)
    if change.kind == "moved":
        return "behaviour" if change.path[-1] in DECIDES_BY_ORDER else "layout"
    if field is None:
        return "behaviour"
    cls = spots[-1].here.cls
    if field.key in ("button", "was") or _has(LOOKS, cls, field.key):
        return "layout"
    return "wording" if _is_words(spots) else "behaviour"


def _is_words(spots: tuple[Spot, ...]) -> bool:
    for spot in spots:
        shape = spot.field.shape if spot.field is not None else None
        inner = shape.item if isinstance(shape, KeyedBy) else shape
        if isinstance(inner, Leaf) and inner.kind == "text":
            return True
    return False


def _has(table: Mapping[type, frozenset[str]], cls: type, key: str) -> bool:
    return any(key in table.get(known, ()) for known in cls.__mro__)


def _is_law(spot: Spot) -> bool:
    key = spot.field.key if spot.field is not None else ""
    if key in ("law", "lock") or any(part.cls in (Law, Lock) for part in spot.along):
        return True
    if _has(LAWFUL, spot.here.cls, key):
        return True
    if any(getattr(part.node, "lock", None) is not None for part in spot.along):
        return True
    words = _is_words((spot,))
    if spot.field is None and spot.here.cls is Purpose:
        return True
    return any(_rests_on_law(part, words=words) for part in spot.along)


def _rests_on_law(part: Along, *, words: bool) -> bool:
    """Whether what a part says is what a law says; the words of most parts are the service's own."""
    node: Any = part.node
    if isinstance(node, Clock):
        return node.binding == "law" and not words
    if isinstance(node, Notice):
        return node.law is not None or bool(node.must_say)
    if isinstance(node, Bound):
        return node.law is not None
    return isinstance(node, Row | Reason | End) and node.law is not None and not words


def _is_safety(spots: tuple[Spot, ...], change: Change, before: object, after: object) -> bool:
    """Whether an ending for emergencies changed, or a page from which a journey can come to one."""
    parts = [part for spot in spots for part in spot.along]
    if change.path == ("sensitive",) or any(_is_emergency(part.node) for part in parts):
        return True
    ends = _emergencies(before) | _emergencies(after)
    if change.kind == "moved" and change.path == ("pages",):
        pages = after.pages if isinstance(after, Service) else Keyed[Page]()
        return _comes_later(change, {key for key, page in pages.items() if _leads_to(page, ends)})
    return any(_leads_to(part.node, ends) for part in parts)


def _is_emergency(node: object) -> bool:
    return isinstance(node, End) and node.kind == EMERGENCY


def _emergencies(root: object) -> frozenset[str]:
    """The endings for emergencies, as routes name them."""
    ends = root.ends if isinstance(root, Service) else {}
    return frozenset(f"end.{key}" for key, end in ends.items() if _is_emergency(end))


def _leads_to(node: object, ends: frozenset[str]) -> bool:
    if isinstance(node, Page):
        return any(route.to in ends for route in node.go.values())
    return isinstance(node, Route) and node.to in ends


def _comes_later(change: Change, pages: set[str]) -> bool:
    """Whether one of the pages has others before it that came after it."""
    was, now = (list(order) if isinstance(order, tuple) else [] for order in (change.before, change.after))
    both = set(was) & set(now)
    return any(set(now[: now.index(key)]) & both - set(was[: was.index(key)]) for key in pages & both)
