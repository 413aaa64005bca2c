"""Values that several sides changed, each another part: conditions, and lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from patternbook.changes import order
from patternbook.changes.merge.state import UNDECIDED, Merging, Sides
from patternbook.changes.parts import ABSENT
from patternbook.changes.values import spelled
from patternbook.errors import Path
from patternbook.language.expressions import write
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.trees import Chain, Tree
from patternbook.language.nodes.base import Condition, Expr
from patternbook.language.scopes.trees import parsed


def condition(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """A condition of the parts that each side added or took away; UNDECIDED where they meet in one part."""
    if isinstance(base, Condition):
        return _with_unknown(merging, path, base, sides)
    joined = _chain(base, list(sides.values()))
    if joined is None:
        return UNDECIDED
    merging.combined.append(path)
    return joined


def _with_unknown(merging: Merging, path: Path, base: Condition, sides: Sides) -> Any:
    unknown = {side.unknown for side in sides.values()} - {base.unknown}
    if len(unknown) > 1:
        return UNDECIDED
    conditions = {name: side.if_ for name, side in sides.items()}
    changed = merging.changed((), base.if_, conditions)
    spellings = {spelled(expr) for expr in changed.values()}
    if len(spellings) > 1:
        joined = _chain(base.if_, list(conditions.values()))
        if joined is None:
            return UNDECIDED
    else:
        joined = min(changed.values(), key=spelled, default=base.if_)
    merging.combined.append(path)
    return Condition(joined, *unknown) if unknown else replace(base, if_=joined)


def _chain(base: Expr, sides: list[Expr]) -> Expr | None:
    """The chain of `&&`, or of `||`, with the parts that sides added, without those that they took away."""
    trees = [tree for expr in (base, *sides) if not isinstance(tree := parsed(expr.source), ExpressionError)]
    if len(trees) <= len(sides):
        return None
    ops = {tree.op for tree in trees if isinstance(tree, Chain) and tree not in _inside(trees[0])}
    if len(ops) != 1:
        return None
    op = ops.pop()
    parts = {write(part): part for tree in trees for part in _parts(tree, op)}
    first, *others = ([write(part) for part in _parts(tree, op)] for tree in trees)
    kept = together(first, others)
    if not kept:
        return None
    items = tuple(parts[key] for key in kept)
    return Expr(write(Chain(op, items) if len(items) > 1 else items[0]))


def _inside(tree: Tree) -> tuple[Tree, ...]:
    """The parts of a chain: what is left when the others are taken away, whatever it is itself."""
    return tree.items if isinstance(tree, Chain) else ()


def _parts(tree: Tree, op: str) -> Iterable[Tree]:
    if not isinstance(tree, Chain) or tree.op != op:
        return (tree,)
    return [part for item in tree.items for part in _parts(item, op)]


def listed(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """A list of words with those that sides added, without those that they took away."""
    below = () if base is ABSENT else base
    words = {spelled(word): word for side in (below, *sides.values()) for word in side}
    kept = together(
        [spelled(word) for word in below], [[spelled(word) for word in side] for side in sides.values()]
    )
    # An empty list says something else than one that has lost all its words.
    if not kept:
        return UNDECIDED
    merging.combined.append(path)
    return tuple(words[key] for key in kept)


def together(base: Sequence[str], sides: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """The words of a list after all changes of all sides, or None where that cannot be told.

    It cannot be told where two sides took the same word away and did not put the same in its place,
    where a list says a word twice, where nothing is left, or where the orders contradict each other.

    >>> together(["a", "b"], [["a", "b", "c"], ["b"]])
    ('b', 'c')
    >>> together(["a"], [["b"], ["c"]]) is None
    True
    """
    lists = (base, *sides)
    if any(len(set(words)) < len(words) for words in lists):
        return None
    before = set(base)
    changes = {(frozenset(before - set(side)), frozenset(set(side) - before)) for side in sides}
    if any(one[0] & other[0] and one[1] != other[1] for one, other in combinations(changes, 2)):
        return None
    gone = set[str]().union(*(removed for removed, _ in changes))
    keys = (before | set().union(*(added for _, added in changes))) - gone
    return order.joined(tuple(base), [tuple(side) for side in sides], keys) if keys else None
