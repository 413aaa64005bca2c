"""The order of a collection, which is a value of its own: what several sides made of it, as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise

Order = tuple[str, ...]
Edges = dict[str, set[str]]

# Where sides turned pairs round, all pairs are compared; of more parts than this only neighbours.
MOST = 300


def joined(base: Order, sides: Iterable[Order], keys: Collection[str]) -> Order | None:
    """The order of the keys that all sides together say, or None where they contradict each other.

    A pair that one side turned round stays turned round. A new part stands between its neighbours.
    What nobody says anything about is ordered by key.

    >>> joined(("a", "b", "c"), [("c", "a", "b"), ("a", "x", "b", "c")], {"a", "b", "c", "x"})
    ('c', 'a', 'x', 'b')
    >>> joined(("a", "b"), [("a", "x", "b"), ("b", "a")], {"a", "b", "x"}) is None
    True
    """
    first = _only(base, keys)
    changed = {_only(side, keys) for side in sides} - {first}
    if len(changed) <= 1:
        order = next(iter(changed), first)
        if len(order) == len(keys):
            return order
    turned = _turned(first, changed)
    edges = _chains((first, *changed), turned)
    if turned and len(first) <= MOST:
        # Where pairs are turned round, the others no longer all follow from their neighbours.
        for before, after in set(combinations(first, 2)) - turned:
            edges.setdefault(before, set()).add(after)
        for before, after in turned:
            edges.setdefault(after, set()).add(before)
    return _sorted(keys, edges)


def placed(first: Order, others: Iterable[Order], keys: Collection[str]) -> Order:
    """The keys in the first order, and the rest each behind what another order has it behind.

    >>> placed(("a", "b"), [("b", "x", "a")], {"a", "b", "x"})
    ('a', 'b', 'x')
    """
    follows: dict[str | None, str | None] = {None: None}
    for order in (_only(first, keys), *sorted(_only(other, keys) for other in others), tuple(sorted(keys))):
        before: str | None = None
        for key in order:
            if key not in follows:
                follows[key], follows[before] = follows[before], key
            before = key
    return tuple(_followed(follows))


def _followed(follows: Mapping[str | None, str | None]) -> Iterator[str]:
    key = follows[None]
    while key is not None:
        yield key
        key = follows[key]


def _only(order: Sequence[str], keys: Collection[str]) -> Order:
    return tuple(key for key in order if key in keys)


def _turned(first: Order, sides: Collection[Order]) -> set[tuple[str, str]]:
    """The pairs of the base that a side has the other way round."""
    turned: set[tuple[str, str]] = set()
    for side in sides:
        at = {key: number for number, key in enumerate(side)}
        known = [key for key in first if key in at]
        places = [at[key] for key in known]
        if places != sorted(places):
            turned |= {pair for pair in _pairs_near(known) if at[pair[0]] > at[pair[1]]}
    return turned


def _pairs_near(order: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Every pair; of a very long list only neighbours, which would take too long otherwise."""
    return combinations(order, 2) if len(order) <= MOST else pairwise(order)


def _chains(orders: Iterable[Order], turned: Collection[tuple[str, str]]) -> Edges:
    """What stands directly before what, unless somebody turned the two round."""
    edges: Edges = {}
    for order in orders:
        for before, after in pairwise(order):
            if (before, after) not in turned:
                edges.setdefault(before, set()).add(after)
    return edges


def _sorted(keys: Collection[str], edges: Edges) -> Order | None:
    """One order that keeps to all edges, by key where they leave it open; None in a circle."""
    waits = dict.fromkeys(keys, 0)
    for afters in edges.values():
        for after in afters:
            waits[after] += 1
    free = [key for key, count in waits.items() if count == 0]
    heapify(free)
    order: list[str] = []
    while free:
        key = heappop(free)
        order.append(key)
        for after in edges.get(key, ()):
            waits[after] -= 1
            if waits[after] == 0:
                heappush(free, after)
    return tuple(order) if len(order) == len(waits) else None
