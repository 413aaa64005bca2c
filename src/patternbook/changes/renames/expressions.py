"""An expression in other names: what it reads, and the keys that it compares them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from patternbook.changes.renames.names import NOTHING, Names
from patternbook.language.expressions import write
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.trees import (
    Binary,
    Call,
    Conditional,
    Field,
    Index,
    ListOf,
    Literal,
    Macro,
    Name,
    Node,
    Tree,
)
from patternbook.language.nodes.base import Expr
from patternbook.language.scopes.trees import parsed

Locals = Mapping[str, str]
T = TypeVar("T", bound=Tree)

COMPARES = ("==", "!=", "in")
# Calls that give their first argument, or an item of it.
ITEM_OF = ("first", "last")
# Calls whose arguments are of one kind: a choice, or a list of choices.
LIKE_EACH_OTHER = ("any", "all_of", "none", "contains", "or")


def renamed(expr: Expr, names: Names, local: Locals) -> Expr:
    """The expression in the new names; the same object where it speaks of nothing that was renamed.

    `local` says what names mean that mean something else here: an item of a list, an input.
    """
    tree = parsed(expr.source) if names.may_stand_in(expr.source) else None
    if tree is None or isinstance(tree, ExpressionError):
        return expr
    after = _Visit(names).tree(tree, local)
    return expr if after == tree else Expr(write(after))


def keys_in(expr: Expr, keys: Mapping[str, str]) -> Expr:
    """The expression with keys exchanged that it gives as its value."""
    tree = parsed(expr.source)
    if isinstance(tree, ExpressionError):
        return expr
    after = exchanged(tree, keys)
    return expr if after == tree else Expr(write(after))


def spot_of(expr: Expr, local: Locals) -> str:
    """The name that the expression reads, where it does nothing else; empty otherwise."""
    tree = parsed(expr.source)
    return "" if isinstance(tree, ExpressionError) else spot(tree, local)


def spot(tree: Tree, local: Locals) -> str:
    """The name of what a tree reads, with `[]` for an item of a list; empty where it has none."""
    match tree:
        case Name():
            return local.get(tree.name, tree.name)
        case Field():
            of = spot(tree.of, local)
            return f"{of}.{tree.name}" if of else ""
        case Index():
            return _item(spot(tree.of, local))
        case Macro(kind="filter"):
            return spot(tree.over, local)
        case Call(function="or", args=(first, *_)):
            return spot(first, local)
        case Call(args=(of,)) if tree.function in ITEM_OF:
            return _item(spot(of, local))
    return ""


def exchanged(tree: Tree, keys: Mapping[str, str]) -> Tree:
    """The tree with texts exchanged that are keys: alone, in a list, or given by a condition."""
    match tree:
        case Literal(value=str() as key):
            return replace(tree, value=keys.get(key, key))
        case ListOf():
            return replace(tree, items=tuple(exchanged(item, keys) for item in tree.items))
        case Conditional():
            return replace(tree, yes=exchanged(tree.yes, keys), no=exchanged(tree.no, keys))
    return tree


def _item(of: str) -> str:
    return f"{of}[]" if of else ""


class _Visit:
    """One pass over a tree. Local names are told by what they stand for, so they may hide others."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def tree(self, tree: Tree, local: Locals) -> Tree:
        match tree:
            case Name():
                return self.name(tree, local)
            case Macro():
                return self.macro(tree, local)
            case Field():
                last = self.names.last.get(spot(tree, local), tree.name)
                return replace(tree, of=self.tree(tree.of, local), name=last)
            case Call() if not tree.method:
                # A value or table that is called goes by its name, too.
                tree = replace(tree, function=self.names.last.get(tree.function, tree.function))
        keys = self.compared(tree, local)
        return self.parts(tree, local, keys)

    def name(self, tree: Name, local: Locals) -> Tree:
        known = local.get(tree.name, tree.name)
        # What hides another name keeps its own spelling, unless it is the last part of what it stands for.
        if tree.name in local and known.rpartition(".")[2] != tree.name:
            return tree
        return replace(tree, name=self.names.last.get(known, tree.name))

    def macro(self, tree: Macro, local: Locals) -> Tree:
        inner = {**local, tree.var: _item(spot(tree.over, local)) or f"${tree.var}"}
        test = None if tree.test is None else self.tree(tree.test, inner)
        return replace(tree, over=self.tree(tree.over, local), body=self.tree(tree.body, inner), test=test)

    def compared(self, tree: Tree, local: Locals) -> Mapping[str, str]:
        """The keys to exchange among the direct parts of a comparison or a call."""
        sides: tuple[Tree, ...] = ()
        if isinstance(tree, Binary) and tree.op in COMPARES:
            sides = (tree.left, tree.right)
        elif isinstance(tree, Call) and tree.function in LIKE_EACH_OTHER:
            sides = tree.args
        for side in sides:
            keys = self.names.chosen(spot(side, local)) if not isinstance(side, Literal) else NOTHING
            if keys:
                return keys
        return NOTHING

    def parts(self, tree: T, local: Locals, keys: Mapping[str, str]) -> T:
        changed: dict[str, object] = {}
        for part in fields(tree):
            value: Any = getattr(tree, part.name)
            if isinstance(value, Node):
                changed[part.name] = self.part(value, local, keys)
            elif isinstance(value, tuple):
                changed[part.name] = tuple(self.part(item, local, keys) for item in value)
        return replace(tree, **changed)  # type: ignore[arg-type]  # the fields of the same class

    def part(self, tree: Any, local: Locals, keys: Mapping[str, str]) -> Tree:
        after = self.tree(tree, local)
        return exchanged(after, keys) if keys else after
