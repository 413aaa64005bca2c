"""Parsed expressions, kept, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.parse import parse
from patternbook.language.expressions.trees import Conditional, Literal, Tree, conjuncts, references
from patternbook.language.expressions.write import write
from patternbook.language.nodes.base import Condition, Expr


@lru_cache(maxsize=4096)
def parsed(source: str) -> Tree | ExpressionError:
    """The tree of an expression, or why there is none. Kept, as the same text is read often."""
    try:
        return parse(source)
    except ExpressionError as error:
        return error.with_traceback(None)


@lru_cache(maxsize=4096)
def paths_in(source: str) -> frozenset[str]:
    """Every name and dotted path that an expression refers to; none where it cannot be read."""
    tree = parsed(source)
    return frozenset() if isinstance(tree, ExpressionError) else references(tree)


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """Every name that an expression refers to, without what follows a dot.

    >>> sorted(names_in("settings.fee > 0 && missed"))
    ['missed', 'settings']
    """
    return frozenset(path.partition(".")[0] for path in paths_in(source))


@lru_cache(maxsize=4096)
def conjuncts_in(source: str) -> frozenset[str]:
    """The conditions that must all hold for this one to hold, in canonical spelling.

    A condition that cannot be read is one that nothing establishes.
    """
    tree = parsed(source)
    if isinstance(tree, ExpressionError):
        return frozenset({f"unreadable: {source}"})
    return frozenset(write(part) for part in conjuncts(tree))


def needed(conditions: Iterable[Condition | None]) -> frozenset[str]:
    """The conjuncts that together make sure that all of these conditions hold."""
    return frozenset().union(*(conjuncts_in(each.if_.source) for each in conditions if each is not None))


def established(condition: Condition | None) -> frozenset[str]:
    """What holds where a condition let somebody through: nothing, where unknown lets through too."""
    if condition is None or condition.unknown is True:
        return frozenset()
    return conjuncts_in(condition.if_.source)


def names_of(exprs: Iterable[Expr | None]) -> frozenset[str]:
    """Every name that any of these expressions refers to."""
    return frozenset().union(*(names_in(expr.source) for expr in exprs if expr is not None))


def held_by_form(by: Expr | None, form: str) -> frozenset[str]:
    """What holds where an expression such as `known(x) ? 'dated' : 'undated'` picks a form of a wording.

    >>> sorted(held_by_form(Expr("known(x) && y ? 'dated' : 'undated'"), "dated"))
    ['known(x)', 'y']
    """
    tree = None if by is None else parsed(by.source)
    held: tuple[Tree, ...] = ()
    while isinstance(tree, Conditional):
        if isinstance(tree.yes, Literal) and tree.yes.value == form:
            held = conjuncts(tree.test)
            break
        tree = tree.no
    return frozenset(write(part) for part in held)
