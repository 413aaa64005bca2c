"""Every node of a definition with its path, found by its declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from patternbook.errors import Path
from patternbook.language.kept import Kept
from patternbook.language.nodes.base import Condition, Expr, Forms, Keyed, Text
from patternbook.language.plans import FieldPlan, KeyedBy, Leaf, ListOf, OneOf, Shape, plan_of

N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a node says in one field: where it stands, what it is, whose field it is."""

    path: Path
    value: Any
    field: FieldPlan
    node: Any


def walk(node: object, path: Path = ()) -> Iterator[Said]:
    """Every value of every field, outermost first, in the order of the declarations.

    Items of collections are given one by one, with their key (or number) in the path, and then
    what they hold in turn. Fields that have their default's value are left out.
    """
    return iter(_walked(node, path) if path else _KEPT.of(lambda: _walked(node, ()), node))


# Checks, compiler and digests walk the same definition one after the other.
_KEPT: Kept[list[Said]] = Kept(16)


def _walked(node: object, path: Path) -> list[Said]:
    said: list[Said] = []
    _fields(node, path, said)
    return said


def _fields(node: object, path: Path, said: list[Said]) -> None:
    cls: Any = type(node)
    for field in plan_of(cls).fields:
        value = getattr(node, field.name)
        if value is None or value is field.default or (not field.required and value == field.default):
            continue
        _values((*path, field.key), value, field.shape, (field, node), said)


def _values(path: Path, value: Any, shape: Shape, of: tuple[FieldPlan, Any], said: list[Said]) -> None:
    if isinstance(shape, KeyedBy):
        for key, item in value.items():
            _values((*path, key), item, shape.item, of, said)
    elif isinstance(shape, ListOf):
        for number, item in enumerate(value):
            _values((*path, str(number)), item, shape.item, of, said)
    else:
        said.append(Said(path, value, *of))
        if not isinstance(shape, Leaf | OneOf):
            _fields(value, path, said)


def expressions(node: object, path: Path = ()) -> Iterator[tuple[Path, Expr]]:
    """Every expression of a node with its path: alone, in conditions, and as `by` of wordings."""
    for said in walk(node, path):
        if isinstance(said.value, Expr):
            yield said.path, said.value
        elif isinstance(said.value, Condition):
            yield said.path, said.value.if_
        elif isinstance(said.value, Text):
            for language, wording in said.value.wordings.items():
                if isinstance(wording, Forms) and wording.by is not None:
                    yield (*said.path, language, "by"), wording.by


def texts(node: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of a node with its path."""
    for said in walk(node, path):
        if isinstance(said.value, Text):
            yield said.path, said.value


def words_of(text: Text) -> Iterator[str]:
    """Every single string of a text, in all languages and forms."""
    for wording in text.wordings.values():
        if isinstance(wording, str):
            yield wording
        else:
            yield from wording.forms.values()


def changed(node: N, change: Callable[[object], object]) -> N:
    """The node with `change` made to each value in it, innermost first.

    >>> from patternbook.language.nodes.base import Lock
    >>> changed(Lock(law="a"), lambda value: "b" if value == "a" else value).law
    'b'
    """
    cls: Any = type(node)
    made: dict[str, Any] = {}
    for field in plan_of(cls).fields:
        value = getattr(node, field.name)
        after = None if value is None else _changed(value, field.shape, change)
        if after is not value:
            made[field.name] = after
    whole: Any = node
    return replace(whole, **made) if made else node


def _changed(value: Any, shape: Shape, change: Callable[[object], object]) -> Any:
    if isinstance(shape, KeyedBy):
        parts = [(key, item, _changed(item, shape.item, change)) for key, item in value.items()]
        same = all(before is after for _, before, after in parts)
        return value if same else Keyed((key, after) for key, _, after in parts)
    if isinstance(shape, ListOf):
        items = tuple(_changed(item, shape.item, change) for item in value)
        return value if all(before is after for before, after in zip(value, items, strict=True)) else items
    return change(value if isinstance(shape, Leaf | OneOf) else changed(value, change))
