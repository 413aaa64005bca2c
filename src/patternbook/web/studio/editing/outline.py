"""The whole of a service at a glance: its parts in three groups, each with what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import KeyedBy, ListOf, NodeOf, plan_of
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.forms import asked_inside, labels
from patternbook.web.studio.editing.locks import lock_of
from patternbook.web.studio.editing.naming import words_of
from patternbook.web.studio.editing.parts import Spot, spot


@dataclass(frozen=True, slots=True)
class Item:
    """A part in a list: what it is called, its key, what it is, and how many problems it has."""

    key: str
    words: str
    kind: str
    url: str
    problems: int
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A collection: what it is called, what is in it, and where it is added to."""

    path: Path
    title: str
    one: str
    one_more: str
    nothing: str
    items: tuple[Item, ...]
    url: str
    add_url: str
    arrange_url: str


GROUPS: tuple[tuple[str, tuple[Path, ...]], ...] = (
    ("What residents meet", (("tasks",), ("pages",), ("checks",), ("ends",))),
    (
        "How the council delivers it",
        tuple(("process", part) for part in ("stages", "roles", "clocks", "notices", "events", "effects")),
    ),
    ("What each council decides", (("settings",), ("bindings",))),
    (
        "What it rests on",
        tuple((part,) for part in ("law", "purposes", "lookups", "values", "tables", "prices", "bookings",
                                   "kpis", "contracts", "types")),
    ),
)  # fmt: skip

# What no parts in a collection mean.
NOTHING = {
    "go": "The next one follows, whatever was answered.",
    "outcomes": "The task can only be done.",
    "checks": "There is no rule here: what each question takes is checked by itself.",
}


def listing(bench: Bench, path: Path) -> Listing:
    """A collection as a list."""
    here = spot(bench.service, path)
    title, one = labels.collection(path[-1])
    return Listing(
        path=path,
        title=title,
        one=one,
        one_more=labels.one_more(path[-1]),
        nothing=NOTHING.get(path[-1], f"There is no {one} here."),
        items=tuple(item(bench, inner) for inner in _items(bench, here)),
        url=bench.part_url(path),
        add_url=bench.url("edit_add", path),
        arrange_url=bench.url("edit_arrange", path),
    )


def _items(bench: Bench, here: Spot) -> Iterator[Spot]:
    if isinstance(here.value, Keyed):
        yield from (spot(bench.service, (*here.path, key)) for key in here.value)
    else:
        yield from (spot(bench.service, (*here.path, str(number))) for number in range(len(here.value or ())))


def item(bench: Bench, here: Spot) -> Item:
    """A part as it stands in a list."""
    assert here.cls is not None
    kind = labels.word(getattr(here.value, "ask", "") or "") or labels.name_of(here.cls)
    return Item(
        key=here.path[-1],
        words=words_of(bench.service, here),
        kind=kind,
        url=bench.part_url(here.path),
        problems=bench.opened.count(here.path),
        locked=lock_of(bench, here.path) is not None,
    )


def listings_in(bench: Bench, here: Spot) -> tuple[Listing, ...]:
    """The collections of parts that stand right in a node, each as a list."""
    if here.cls is None or spot(bench.service, here.path).value is None:
        return ()
    return tuple(
        listing(bench, (*here.path, field.key))
        for field in plan_of(here.cls).fields
        if isinstance(field.shape, KeyedBy | ListOf) and not asked_inside(field.shape)
    )


def parts_in(bench: Bench, here: Spot) -> tuple[Item, ...]:
    """The parts with a page of their own that stand right in a node, there or not yet."""
    if here.cls is None or spot(bench.service, here.path).value is None:
        return ()
    found = []
    for field in plan_of(here.cls).fields:
        if isinstance(field.shape, NodeOf) and not asked_inside(field.shape):
            inner = spot(bench.service, (*here.path, field.key))
            there = "" if inner.value is not None else "not used"
            words = labels.label(here.cls, field)
            path = inner.path
            found.append(Item(field.key, words, there, bench.part_url(path), bench.opened.count(path)))
    return tuple(found)


def groups(bench: Bench) -> list[tuple[str, list[Listing]]]:
    """The outline. What a service does not use is listed with nothing in it."""
    return [(title, [listing(bench, path) for path in paths]) for title, paths in GROUPS]
