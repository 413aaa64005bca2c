"""Syntax trees of expressions. Two trees are equal when they say the same, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Literal as OneOf
from typing import get_args

MacroKind = OneOf["all", "exists", "exists_one", "filter", "map"]
MACROS: tuple[MacroKind, ...] = ("all", "exists", "exists_one", "filter", "map")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every part of a tree has: its place in the text, which does not count in comparing."""

    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A written value."""

    value: bool | int | Decimal | str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Literal):
            return NotImplemented
        return (self.value.__class__, self.value) == (other.value.__class__, other.value)

    def __hash__(self) -> int:
        return hash((self.value.__class__, self.value))


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name of the scope, or a macro's variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Field(Node):
    """``of.name``"""

    of: Tree
    name: str


@dataclass(frozen=True, slots=True)
class Index(Node):
    """``of[index]``"""

    of: Tree
    index: Tree


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``function(args)``, or ``args[0].function(args[1:])`` where `method` is true."""

    function: str
    args: tuple[Tree, ...]
    method: bool = False


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """``!of`` or ``-of``"""

    op: OneOf["!", "-"]
    of: Tree


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two sides and an operator that is not logical."""

    op: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """``a && b && c`` or ``a || b || c``: one node for the whole chain."""

    op: OneOf["&&", "||"]
    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """``test ? yes : no``"""

    test: Tree
    yes: Tree
    no: Tree


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """``[a, b]``"""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Macro(Node):
    """``over.all(var, body)`` and alike; ``map`` can also filter: ``over.map(var, test, body)``."""

    kind: MacroKind
    over: Tree
    var: str
    body: Tree
    test: Tree | None = None


Tree = Literal | Name | Field | Index | Call | Unary | Binary | Chain | Conditional | ListOf | Macro


# The fields of each kind of tree that can hold other trees.
_PARTS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(part.name for part in fields(kind) if "Tree" in str(part.type)) for kind in get_args(Tree)
}


def children(tree: Tree) -> Iterator[Tree]:
    """The direct parts of a tree, in written order."""
    if isinstance(tree, Macro):
        yield tree.over
        if tree.test is not None:
            yield tree.test
        yield tree.body
        return
    for name in _PARTS[type(tree)]:
        value = getattr(tree, name)
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all its parts, in written order."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(children(here))))


def size_and_depth(tree: Tree) -> tuple[int, int]:
    """How many nodes a tree has, and how many lie inside each other."""
    count, deepest = 0, 0
    waiting = [(tree, 1)]
    while waiting:
        here, depth = waiting.pop()
        count, deepest = count + 1, max(deepest, depth)
        waiting.extend((part, depth + 1) for part in children(here))
    return count, deepest


def conjuncts(tree: Tree) -> tuple[Tree, ...]:
    """The conditions that must all hold for the tree to hold: those of ``&&``, or the tree alone."""
    if isinstance(tree, Chain) and tree.op == "&&":
        return tuple(part for item in tree.items for part in conjuncts(item))
    return (tree,)


def path_of(tree: Tree) -> str:
    """The canonical text of a name or of fields of one, such as ``case.stage``; empty for others."""
    parts: list[str] = []
    here = tree
    while isinstance(here, Field):
        parts.append(here.name)
        here = here.of
    return ".".join([here.name, *reversed(parts)]) if isinstance(here, Name) else ""


def references(tree: Tree) -> frozenset[str]:
    """Every name and dotted path that the tree reads or calls, without macro variables.

    >>> from patternbook.language.expressions.parse import parse
    >>> sorted(references(parse("settings.fee + xs.map(x, x.a)[0]")))
    ['settings.fee', 'xs']
    """
    found: set[str] = set()
    _gather(tree, frozenset(), found)
    return frozenset(found)


def _gather(tree: Tree, variables: frozenset[str], found: set[str]) -> None:
    path = path_of(tree)
    if path:
        if path.partition(".")[0] not in variables:
            found.add(path)
        return
    if isinstance(tree, Call) and not tree.method:
        found.add(tree.function)
    if isinstance(tree, Macro):
        _gather(tree.over, variables, found)
        inner = variables | {tree.var}
        for part in (tree.test, tree.body):
            if part is not None:
                _gather(part, inner, found)
        return
    for part in children(tree):
        _gather(part, variables, found)


def rename(
    tree: Tree, names: Mapping[str, str], choices: Mapping[str, Mapping[str, str]] | None = None
) -> Tree:
    """The same tree with names exchanged, as when a part is renamed with ``was:``.

    `names` maps a name or dotted path to another of as many parts or fewer. `choices` maps the
    new name of a choice to its renamed keys: a text compared with that name is exchanged too.
    Macro variables are left alone.

    >>> from patternbook.language.expressions.parse import parse
    >>> from patternbook.language.expressions.write import write
    >>> write(rename(parse("kind == 'food'"), {"kind": "type"}, {"type": {"food": "kitchen"}}))
    'type == "kitchen"'
    """
    return _Renaming(names, choices or {}).visit(tree, frozenset())


class _Renaming:
    """One pass over a tree that exchanges names and compared choices."""

    def __init__(self, names: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> None:
        self.names, self.choices = names, choices

    def visit(self, tree: Tree, variables: frozenset[str]) -> Tree:
        path = path_of(tree)
        if path:
            return self.path(tree, path, variables)
        if isinstance(tree, Macro):
            inner = variables | {tree.var}
            test = None if tree.test is None else self.visit(tree.test, inner)
            return replace(
                tree, over=self.visit(tree.over, variables), body=self.visit(tree.body, inner), test=test
            )
        if isinstance(tree, Binary):
            return self.binary(tree, variables)
        if isinstance(tree, Call) and not tree.method and tree.function in self.names:
            tree = replace(tree, function=self.names[tree.function])
        return self.parts(tree, variables)

    def parts(self, tree: Tree, variables: frozenset[str]) -> Tree:
        changed: dict[str, object] = {}
        for part in fields(tree):
            value = getattr(tree, part.name)
            if isinstance(value, Node):
                changed[part.name] = self.visit(value, variables)  # type: ignore[arg-type]  # as in children
            elif isinstance(value, tuple):
                changed[part.name] = tuple(self.visit(item, variables) for item in value)
        return replace(tree, **changed)  # type: ignore[arg-type]  # the fields of the same class

    def path(self, tree: Tree, path: str, variables: frozenset[str]) -> Tree:
        if path.partition(".")[0] in variables:
            return tree
        if path in self.names:
            first, *rest = self.names[path].split(".")
            found: Tree = Name(first, at=tree.at)
            for name in rest:
                found = Field(found, name, at=tree.at)
            return found
        if isinstance(tree, Field):
            return replace(tree, of=self.visit(tree.of, variables))
        return tree

    def binary(self, tree: Binary, variables: frozenset[str]) -> Tree:
        left, right = self.visit(tree.left, variables), self.visit(tree.right, variables)
        if tree.op in ("==", "!=", "in"):
            keys = self.choices.get(path_of(left)) or self.choices.get(path_of(right)) or {}
            left, right = self.keys(left, keys), self.keys(right, keys)
        return replace(tree, left=left, right=right)

    def keys(self, tree: Tree, keys: Mapping[str, str]) -> Tree:
        if isinstance(tree, Literal) and isinstance(tree.value, str):
            return replace(tree, value=keys.get(tree.value, tree.value))
        if isinstance(tree, ListOf):
            return replace(tree, items=tuple(self.keys(item, keys) for item in tree.items))
        return tree
