"""Nodes as canonical JSON and back: what is digested, compared and kept warm.

Only what differs from the defaults is written. Keyed collections are lists of pairs, since their
order is part of what they say. Expressions stand in their canonical spelling, so that a space
more or less changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.parse import parse
from patternbook.language.expressions.write import write
from patternbook.language.kinds.questions import Question, SharedQuestion
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.plans import (
    QUESTIONS_BY_ASK,
    KeyedBy,
    Leaf,
    ListOf,
    NodeOf,
    OneOf,
    QuestionOf,
    Shape,
    plan_of,
)

N = TypeVar("N")
Json = Any  # null, true and false, whole numbers, texts, and lists and objects of these


def to_json(node: object) -> Json:
    """A node as plain JSON data.

    >>> from patternbook.language.nodes.base import Lock
    >>> to_json(Lock(law="epa_45"))
    {'law': 'epa_45'}
    """
    cls: Any = type(node)
    return _writer(cls)(node)


def from_json(data: Json, kind: type[N]) -> N:
    """The node of a class that `to_json` wrote as `data`; raises KeyError or TypeError on other data."""
    node: N = _reader(NodeOf(kind))(data)
    return node


def value_to_json(value: object, shape: Shape) -> Json:
    """A value of a field of this shape as plain JSON data, as `to_json` writes it in its node."""
    return _to(shape)(value)


def value_from_json(data: Json, shape: Shape) -> Any:
    """The value of a field of this shape; raises as `from_json` on other data."""
    return _reader(shape)(data)


@lru_cache(maxsize=20_000)
def expression(source: str) -> str:
    """An expression in its canonical spelling; as it stands where it cannot be parsed."""
    try:
        return write(parse(source))
    except ExpressionError:
        return source.strip()


@cache
def _writer(cls: type) -> Callable[[Any], Json]:
    """The function that writes nodes of a class."""
    plan = plan_of(cls)
    fields = [(f.name, f.key, f.required, f.default, _to(f.shape)) for f in plan.fields]
    ask = getattr(cls, "ask", "")

    def write(node: object) -> Json:
        data: dict[str, Json] = {"ask": ask} if ask else {}
        for name, key, required, default, to in fields:
            value = getattr(node, name)
            if required or value != default:
                data[key] = to(value)
        return data

    return write


@cache
def _to(shape: Shape) -> Callable[[Any], Json]:
    """The function that writes values of a shape."""
    if isinstance(shape, Leaf):
        return _LEAVES_TO[shape.kind]
    if isinstance(shape, OneOf):
        return _same
    if isinstance(shape, ListOf):
        item = _to(shape.item)
        return lambda values: [item(value) for value in values]
    if isinstance(shape, KeyedBy):
        part = _to(shape.item)
        return lambda parts: [[key, part(value)] for key, value in parts.items()]
    return to_json


def _same(value: Any) -> Json:
    return value


def _condition_to(condition: Condition) -> Json:
    source = expression(condition.if_.source)
    return source if condition.unknown is None else [source, condition.unknown]


def _text_to(text: Text) -> Json:
    words = [[language, _wording_to(wording)] for language, wording in text.wordings.items()]
    return {"of": text.of, "words": words} if text.of else words


def _wording_to(wording: str | Forms) -> Json:
    if isinstance(wording, str):
        return wording
    by = expression(wording.by.source) if wording.by else None
    return {"by": by, "forms": [[name, words] for name, words in wording.forms.items()]}


def _data_to(value: object) -> Json:
    """Plain data; a mapping becomes an object with its pairs in order under one name."""
    if isinstance(value, Data):
        value = value.value
    if isinstance(value, Keyed):
        return {"keyed": [[key, _data_to(part)] for key, part in value.items()]}
    return [_data_to(item) for item in value] if isinstance(value, tuple) else value


_LEAVES_TO: dict[str, Callable[[Any], Json]] = {
    "word": _same,
    "whole": _same,
    "flag": _same,
    "day": lambda day: day.isoformat(),
    "expression": lambda expr: expression(expr.source),
    "condition": _condition_to,
    "text": _text_to,
    "data": _data_to,
}


@cache
def _reader(shape: Shape) -> Callable[[Json], Any]:
    """The function that reads values of a shape."""
    if isinstance(shape, Leaf):
        return _LEAVES_FROM[shape.kind]
    if isinstance(shape, OneOf):
        return _same
    if isinstance(shape, ListOf):
        item = _reader(shape.item)
        return lambda values: tuple(item(value) for value in values)
    if isinstance(shape, KeyedBy):
        return _keyed_from(shape.item)
    if isinstance(shape, QuestionOf):
        return _question_from
    return _node_reader(shape.cls)


def _keyed_from(item: Shape) -> Callable[[Json], Any]:
    def read(pairs: Json) -> Any:
        part = _reader(item)
        return Keyed([(key, part(value)) for key, value in pairs])

    return read


@cache
def _node_reader(cls: type) -> Callable[[Json], Any]:
    plan = plan_of(cls)
    fields = {field.key: (field.name, field.shape) for field in plan.fields}
    # Found at first use, since some nodes hold nodes of their own class.
    readers: dict[str, tuple[str, Callable[[Json], Any]]] = {}

    def read(data: Json) -> Any:
        found = {}
        for key, value in data.items():
            if key != "ask":
                known = readers.get(key)
                if known is None:
                    name, shape = fields[key]
                    known = readers[key] = (name, _reader(shape))
                found[known[0]] = known[1](value)
        return cls(**found)

    return read


def _question_from(data: Json) -> Question:
    cls: Any = QUESTIONS_BY_ASK[data["ask"]] if "ask" in data else SharedQuestion
    question: Question = _node_reader(cls)(data)
    return question


def _condition_from(data: Json) -> Condition:
    return Condition(Expr(data)) if isinstance(data, str) else Condition(Expr(data[0]), data[1])


def _text_from(data: Json) -> Text:
    words, of = (data["words"], data["of"]) if isinstance(data, dict) else (data, "")
    return Text(Keyed((language, _wording_from(wording)) for language, wording in words), of)


def _wording_from(data: Json) -> str | Forms:
    if isinstance(data, str):
        return data
    by = Expr(data["by"]) if data["by"] is not None else None
    return Forms(Keyed((name, words) for name, words in data["forms"]), by)


def _data_from(data: Json) -> Data:
    return Data(_plain_from(data))


def _plain_from(data: Json) -> Any:
    if isinstance(data, dict):
        return Keyed((key, _plain_from(value)) for key, value in data["keyed"])
    return tuple(_plain_from(item) for item in data) if isinstance(data, list) else data


_LEAVES_FROM: dict[str, Callable[[Json], Any]] = {
    "word": _same,
    "whole": _same,
    "flag": _same,
    "day": dt.date.fromisoformat,
    "expression": Expr,
    "condition": _condition_from,
    "text": _text_from,
    "data": _data_from,
}
