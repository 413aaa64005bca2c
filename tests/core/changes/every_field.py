"""For each field of each class of node: two definitions of the smallest size that differ in it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from patternbook.errors import Path
from patternbook.language.kinds.questions import QUESTION_KINDS, Question, SharedQuestion, TextQuestion
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Condition, Data, Expr, Keyed, Text
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from patternbook.language.plans import FieldPlan, KeyedBy, ListOf, NodeOf, OneOf, QuestionOf, Shape, plan_of

ROOTS: tuple[type, ...] = (Service, Adoption, Example)
KEY = "a_key"


@dataclass(frozen=True)
class Differs:
    """A field of a class, two definitions that differ there, and what each says there."""

    cls: type
    field: FieldPlan
    before: Any
    after: Any
    old: Any
    new: Any

    def __str__(self) -> str:
        return f"{self.cls.__name__}.{self.field.key}"


def english(words: str) -> Text:
    return Text(Keyed([("en", words)]))


_FIRST = {"word": "word_one", "whole": 31, "flag": False, "day": dt.date(2027, 3, 1), "expression": Expr("one_name"),
          "condition": Condition(Expr("one_name")), "text": english("The first words"), "data": Data(41)}  # fmt: skip
_SECOND = {"word": "word_two", "whole": 52, "flag": True, "day": dt.date(2028, 4, 2), "expression": Expr("other_name"),
           "condition": Condition(Expr("other_name"), True), "text": english("The second words"), "data": Data(62)}  # fmt: skip


def value(shape: Shape, *, second: bool = False) -> Any:
    """A value of a shape; another one with `second`."""
    if isinstance(shape, OneOf):
        return shape.words[-1 if second else 0]
    if isinstance(shape, ListOf):
        return (value(shape.item, second=second),)
    if isinstance(shape, KeyedBy):
        other = second and isinstance(shape.item, NodeOf | QuestionOf)
        return Keyed([("other_key" if other else KEY, value(shape.item, second=second))])
    if isinstance(shape, QuestionOf):
        return smallest(TextQuestion, second=second)
    if isinstance(shape, NodeOf):
        return smallest(shape.cls, second=second)
    return (_SECOND if second else _FIRST)[shape.kind]


def smallest(cls: type, *, second: bool = False) -> Any:
    """A node with what it must say, and collections that hold one part."""
    return cls(**{f.name: value(f.shape, second=second) for f in plan_of(cls).fields if f.required})


def ways(cls: type, path: Path = (), above: tuple[type, ...] = ()) -> Iterator[tuple[Path, type]]:
    """Each class that can be reached, with the fields that lead there; each class once on a way."""
    yield path, cls
    for field in plan_of(cls).fields:
        for inner in _classes(field.shape):
            if inner not in (*above, cls) and not (issubclass(inner, Question) and _in_question(above, cls)):
                yield from ways(inner, (*path, field.name), (*above, cls))


def _in_question(above: tuple[type, ...], cls: type) -> bool:
    return any(issubclass(each, Question) for each in (*above, cls))


def _classes(shape: Shape) -> tuple[type, ...]:
    if isinstance(shape, ListOf | KeyedBy):
        return _classes(shape.item)
    if isinstance(shape, QuestionOf):
        return (*QUESTION_KINDS, SharedQuestion)
    return (shape.cls,) if isinstance(shape, NodeOf) else ()


def built(root: type, path: Path, node: Any) -> Any:
    """The smallest definition that holds the node where the fields lead."""
    return _with(smallest(root), path, node)


def _with(around: Any, path: Path, node: Any) -> Any:
    if not path:
        return node
    field = next(f for f in plan_of(type(around)).fields if f.name == path[0])
    shape = field.shape
    item = shape.item if isinstance(shape, KeyedBy | ListOf) else shape
    inner = node if len(path) == 1 else _with(_holder(item, path[1], node), path[1:], node)
    if isinstance(shape, KeyedBy):
        return replace(around, **{field.name: Keyed([(KEY, inner)])})
    return replace(around, **{field.name: (inner,) if isinstance(shape, ListOf) else inner})


def _holder(item: Shape, name: str, node: Any) -> Any:
    """The smallest part of that shape with a field of that name that can hold the node."""
    if not isinstance(item, QuestionOf):
        return value(item)
    kinds = (kind for kind in QUESTION_KINDS if any(f.name == name and type(node) in _down(f.shape) for f in plan_of(kind).fields))  # fmt: skip
    return smallest(next(kinds))


def _down(shape: Shape) -> tuple[type, ...]:
    found: list[type] = []
    for cls in _classes(shape):
        found += [cls, *(inner for f in plan_of(cls).fields for inner in _classes(f.shape))]
    return tuple(found)


def differences() -> Iterator[Differs]:
    """Every field of every class that a service, an adoption or an example can hold, once each."""
    seen: set[tuple[type, str]] = set()
    for root in ROOTS:
        for path, cls in ways(root):
            for field in plan_of(cls).fields:
                if (cls, field.key) not in seen and field.name != "patternbook":
                    seen.add((cls, field.key))
                    node = smallest(cls)
                    old, new = value(field.shape), value(field.shape, second=True)
                    if old == new:
                        continue  # a part in which nothing need be said; its own fields come by themselves
                    sides = (built(root, path, replace(node, **{field.name: each})) for each in (old, new))
                    yield Differs(cls, field, *sides, old, new)
