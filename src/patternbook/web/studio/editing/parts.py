"""Parts of a definition by their path: looked up, put in, taken out, moved, renamed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from patternbook.changes.renames import Renamed, applied
from patternbook.errors import Path, PatternbookError
from patternbook.language.nodes.base import Keyed, Part
from patternbook.language.nodes.service import Service
from patternbook.language.plans import FieldPlan, KeyedBy, ListOf, NodeOf, QuestionOf, Shape, plan_of

ROOT = NodeOf(Service)


class NoSuchPart(PatternbookError):
    """A path leads to nothing that a definition can say."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path)

    def __str__(self) -> str:
        return f"There is no part {'.'.join(self.path)}."


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a path. `value` is None where nothing is said; `field` is that of the nearest field."""

    path: Path
    shape: Shape
    value: Any
    field: FieldPlan | None = None

    @property
    def is_node(self) -> bool:
        """Whether a form of fields belongs here."""
        return isinstance(self.shape, NodeOf | QuestionOf)

    @property
    def cls(self) -> type | None:
        """The class of the node that stands here, or could; None for a question that is not there yet."""
        if self.value is not None and self.is_node:
            return type(self.value)
        return self.shape.cls if isinstance(self.shape, NodeOf) else None


def spot(service: Service, path: Path) -> Spot:
    """What stands at a path. Raises NoSuchPart for a path that no definition has."""
    here = Spot((), ROOT, service)
    for step in path:
        here = _inside(here, step)
    return here


def _inside(here: Spot, step: str) -> Spot:
    path = (*here.path, step)
    if here.is_node:
        field = plan_of(here.cls).by_key.get(step) if here.cls is not None else None
        if field is None:
            raise NoSuchPart(path)
        value = getattr(here.value, field.name) if here.value is not None else None
        return Spot(path, field.shape, value, field)
    if isinstance(here.shape, KeyedBy):
        found = here.value.get(step) if here.value is not None else None
        return Spot(path, here.shape.item, found, here.field)
    if isinstance(here.shape, ListOf) and step.isdigit():
        items = here.value or ()
        return Spot(path, here.shape.item, items[int(step)] if int(step) < len(items) else None, here.field)
    raise NoSuchPart(path)


def put(service: Service, path: Path, value: Any) -> Service:
    """The definition with a value at a path: in place of what was there, else after all others.

    None takes the part away. Raises NoSuchPart where nothing stands around it.
    """
    changed: Service = _put(Spot((), ROOT, service), path, value)
    return changed


def _put(here: Spot, rest: Path, value: Any) -> Any:
    if not rest:
        return value
    if here.value is None:
        raise NoSuchPart(here.path)
    inner = _inside(here, rest[0])
    made = _put(inner, rest[1:], value)
    if here.is_node:
        assert inner.field is not None
        said = inner.field.default if made is None and not inner.field.required else made
        return replace(here.value, **{inner.field.name: said})
    if isinstance(here.shape, KeyedBy):
        return _with_item(here.value, rest[0], made)
    items = list(here.value)
    items[int(rest[0]) : int(rest[0]) + 1] = [] if made is None else [made]
    return tuple(items)


def _with_item(parts: Keyed[Any], key: str, item: Any) -> Keyed[Any]:
    if item is None:
        return Keyed((known, part) for known, part in parts.items() if known != key)
    return Keyed({**parts, key: item}.items())


def placed(service: Service, path: Path, after: str | None) -> Service:
    """The definition with the item at `path` moved to stand after the item `after`; first, for an empty text."""
    *_, key = path
    parts = spot(service, path[:-1]).value
    if after is None or key not in parts:
        return service
    rest = [(known, part) for known, part in parts.items() if known != key]
    names = [known for known, _ in rest]
    at = names.index(after) + 1 if after in names else 0 if after == "" else len(rest)
    rest.insert(at, (key, parts[key]))
    return put(service, path[:-1], Keyed(rest))


def moved(service: Service, path: Path, by: int) -> Service:
    """The definition with the item at a path moved up (-1) or down (1) among its neighbours."""
    *_, key = path
    whole = spot(service, path[:-1])
    items = list(whole.value.items()) if isinstance(whole.shape, KeyedBy) else list(whole.value)
    names = (
        [known for known, _ in items]
        if isinstance(whole.shape, KeyedBy)
        else [str(n) for n in range(len(items))]
    )
    if key not in names:
        raise NoSuchPart(path)
    at = names.index(key)
    to = min(max(at + by, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    return put(service, path[:-1], Keyed(items) if isinstance(whole.shape, KeyedBy) else tuple(items))


def with_key(service: Service, path: Path, key: str, *, was: str | None) -> Service:
    """The definition with the part at a path under another key, and with it all that names the part.

    `was` is what the definition's base calls it; None where the base has no such part.
    """
    *around, old = path
    if spot(service, path).value is None:
        raise NoSuchPart(path)
    after = applied(service, [Renamed(tuple(around), old, key)])
    there = (*around, key)
    part = spot(after, there).value
    return (
        put(after, there, replace(part, was=was if was != key else None)) if isinstance(part, Part) else after
    )
