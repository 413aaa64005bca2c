"""How the node in hand is declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from patternbook.language.plans import ClassPlan, FieldPlan, KeyedBy, Leaf, ListOf, OneOf, plan_of


def plan(node: object) -> ClassPlan:
    """The plan of a node's class.

    >>> from patternbook.language.nodes.base import Lock
    >>> list(plan(Lock(law="epa_45")).by_key)
    ['law', 'allow', 'because']
    """
    kind: Any = type(node)
    return plan_of(kind)


def fields_with_parts(node: object) -> tuple[FieldPlan, ...]:
    """The fields of a node that hold other nodes: one, or a collection of them by key.

    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.process import Role
    >>> [field.key for field in fields_with_parts(Role(title=Text(Keyed())))]
    ['lock']
    """
    kind: Any = type(node)
    return _fields_with_parts(kind)


@cache
def _fields_with_parts(cls: Any) -> tuple[FieldPlan, ...]:
    return tuple(field for field in plan_of(cls).fields if _holds_parts(field))


def _holds_parts(field: FieldPlan) -> bool:
    shape = field.shape.item if isinstance(field.shape, KeyedBy) else field.shape
    return not isinstance(shape, Leaf | OneOf | ListOf)


def values_of(node: object) -> tuple[Any, ...]:
    """The values of a node's fields, in the order of its plan.

    >>> from patternbook.language.nodes.base import Lock
    >>> values_of(Lock(law="epa_45"))
    ('epa_45', 'nothing', None)
    """
    kind: Any = type(node)
    values: tuple[Any, ...] = _getter(kind)(node)
    return values


@cache
def _getter(cls: Any) -> Callable[[object], Any]:
    names = [field.name for field in plan_of(cls).fields]
    # Of one name alone the getter gives no tuple.
    return attrgetter(*names) if len(names) > 1 else lambda node: (getattr(node, names[0]),)
