"""How each node is declared, worked out once: what the reader, the writer and the schema walk."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from dataclasses import MISSING, dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from patternbook.errors import PatternbookError
from patternbook.language.kinds.questions import QUESTION_KINDS, Question
from patternbook.language.nodes.base import Condition, Data, Doc, Expr, Keyed, Text, To


class NotDeclarable(PatternbookError):
    """A node declares a field with a type that the language has no way to write."""

    def __init__(self, cls: type, field: str, hint: object) -> None:
        self.cls, self.field, self.hint = cls, field, hint
        super().__init__(cls, field, hint)

    def __str__(self) -> str:
        return f"{self.cls.__name__}.{self.field}: the language has no way to write {self.hint!r}."


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is written as one of the language's own small forms."""

    kind: Literal["word", "whole", "flag", "day", "expression", "condition", "text", "data"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word from a closed list."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    item: Shape


@dataclass(frozen=True, slots=True)
class KeyedBy:
    """A mapping by stable key, whose order counts."""

    item: Shape


@dataclass(frozen=True, slots=True)
class NodeOf:
    """A node of one class."""

    cls: type


@dataclass(frozen=True, slots=True)
class QuestionOf:
    """A question, of the kind that `ask` names."""


Shape = Leaf | OneOf | ListOf | KeyedBy | NodeOf | QuestionOf

WORD, WHOLE, FLAG, DAY = Leaf("word"), Leaf("whole"), Leaf("flag"), Leaf("day")
EXPRESSION, CONDITION, TEXT, DATA = Leaf("expression"), Leaf("condition"), Leaf("text"), Leaf("data")

_LEAVES: dict[object, Leaf] = {
    str: WORD,
    int: WHOLE,
    bool: FLAG,
    dt.date: DAY,
    Expr: EXPRESSION,
    Condition: CONDITION,
    Text: TEXT,
    Data: DATA,
}


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One field of a node: its surface key, what may be written there, what it means."""

    name: str
    key: str
    shape: Shape
    required: bool
    default: object
    says: str
    to: str


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """The fields of one class of node, in the order in which they are declared and written."""

    cls: type
    fields: tuple[FieldPlan, ...]
    by_key: dict[str, FieldPlan]
    says: str


QUESTIONS_BY_ASK: dict[str, type[Question]] = {kind.ask: kind for kind in QUESTION_KINDS}


@cache
def plan_of(cls: type) -> ClassPlan:
    """The plan of a node class.

    Raises NotDeclarable where a field has a type that cannot be written.

    >>> from patternbook.language.nodes.process import Role
    >>> [field.key for field in plan_of(Role).fields]
    ['title', 'outside', 'team', 'was', 'lock']
    """
    hints = get_type_hints(cls, include_extras=True)
    declared = {f.name: f for f in dataclasses.fields(cls)}
    own = [name for name in declared if name not in ("was", "lock")]
    last = [name for name in ("was", "lock") if name in declared]
    fields = tuple(_field_plan(cls, declared[name], hints[name]) for name in own + last)
    return ClassPlan(cls, fields, {field.key: field for field in fields}, _first_sentences(cls))


def _first_sentences(cls: type) -> str:
    lines = [line.strip() for line in (cls.__doc__ or "").strip().splitlines()]
    return "\n".join(lines)


def _field_plan(cls: type, field: dataclasses.Field[Any], hint: object) -> FieldPlan:
    says = to = ""
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        says = next((extra.says for extra in extras if isinstance(extra, Doc)), "")
        to = next((extra.collection for extra in extras if isinstance(extra, To)), "")
    shape = _shape(_without_none(hint))
    if shape is None:
        raise NotDeclarable(cls, field.name, hint)
    required, default = _default(field)
    return FieldPlan(field.name, field.name.removesuffix("_"), shape, required, default, says, to)


def _default(field: dataclasses.Field[Any]) -> tuple[bool, object]:
    if field.default is not MISSING:
        return False, field.default
    if field.default_factory is not MISSING:
        return False, field.default_factory()
    return True, None


def _without_none(hint: object) -> object:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    rest = [arg for arg in get_args(hint) if arg is not type(None)]
    return rest[0] if len(rest) == 1 else hint


def _shape(hint: object) -> Shape | None:
    """The shape that a type hint declares, or None where there is none."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _shape(get_args(hint)[0])
    if origin is Literal:
        return OneOf(get_args(hint))
    if origin in (tuple, Keyed):
        item = _shape(get_args(hint)[0])
        return None if item is None else ListOf(item) if origin is tuple else KeyedBy(item)
    if isinstance(hint, type) and origin is None:
        return _class_shape(hint)
    return None


def _class_shape(cls: type) -> Shape | None:
    if cls in _LEAVES:
        return _LEAVES[cls]
    if cls is Question:
        return QuestionOf()
    return NodeOf(cls) if dataclasses.is_dataclass(cls) else None
