"""Values of definitions: when two say the same, and how they are written as plain data."""

from __future__ import annotations

from patternbook.language import canonical
from patternbook.language.nodes.base import Condition, Expr


def same(one: object, other: object) -> bool:
    """Whether two values say the same; expressions may be spelled differently.

    >>> same(Expr("a&&b"), Expr("a && b"))
    True
    """
    if one is other or one == other:
        return True
    if isinstance(one, Expr) and isinstance(other, Expr):
        return canonical.expression(one.source) == canonical.expression(other.source)
    if isinstance(one, Condition) and isinstance(other, Condition):
        return one.unknown == other.unknown and same(one.if_, other.if_)
    return False
