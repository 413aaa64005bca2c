"""Where a path leads in a definition: through which parts, to which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from patternbook.errors import Path
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import FieldPlan, KeyedBy, NodeOf, QuestionOf, Shape, plan_of


@dataclass(frozen=True, slots=True)
class Along:
    """A part that a path leads through: its class, its key and the field that holds it.

    `key` is empty for the definition itself and for a part that stands alone, such as a lock.
    `node` is None where the definition has no such part.
    """

    cls: type
    key: str
    field: str
    node: object


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a path ends: at a part (no field), at a field, or (`rest`) somewhere in a field's value."""

    along: tuple[Along, ...]
    field: FieldPlan | None = None
    rest: Path = ()

    @property
    def here(self) -> Along:
        """The part itself, or whose field it is."""
        return self.along[-1]


def locate(root: object, path: Path) -> Spot:
    """Where a path leads in a definition.

    >>> from patternbook.language.nodes.process import Process, Role
    >>> from patternbook.language.nodes.base import Text
    >>> crew = Role(title=Text(Keyed([("en", "Crew")])))
    >>> spot = locate(Process(roles=Keyed([("crew", crew)]), stages=Keyed()), ("roles", "crew", "team"))
    >>> spot.here.key, spot.field.key
    ('crew', 'team')
    """
    along = [Along(type(root), "", "", root)]
    rest = path
    while rest:
        here = along[-1]
        field = _field(here.cls, rest[0])
        if field is None:
            return Spot(tuple(along), None, rest)
        found = _inner(field, getattr(here.node, field.name, None), rest[1:])
        if found is None:
            return Spot(tuple(along), field, rest[1:])
        along.append(found)
        rest = rest[2:] if found.key else rest[1:]
    return Spot(tuple(along))


def _field(cls: type, key: str) -> FieldPlan | None:
    return plan_of(cls).by_key.get(key) if hasattr(cls, "__dataclass_fields__") else None


def _inner(field: FieldPlan, value: Any, rest: Path) -> Along | None:
    """The part that a field holds and that the path goes on into; None where it ends at the field."""
    shape = field.shape
    if isinstance(shape, NodeOf):
        return Along(shape.cls, "", field.name, value) if rest else None
    if not rest or not isinstance(shape, KeyedBy):
        return None
    cls = node_class(shape.item)
    if cls is None:
        return None
    node = value.get(rest[0]) if isinstance(value, Keyed) else None
    return Along(cls if node is None else type(node), rest[0], field.name, node)


def node_class(shape: Shape) -> type | None:
    """The class of the nodes of a shape; None where it is of values."""
    if isinstance(shape, QuestionOf):
        return Question
    return shape.cls if isinstance(shape, NodeOf) else None
