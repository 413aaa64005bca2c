"""How each shape of the language is read from the source tree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from patternbook.errors import did_you_mean
from patternbook.language.kinds.questions import Question, SharedQuestion, TextQuestion
from patternbook.language.nodes.base import Condition, Data, Expr, Keyed, Text
from patternbook.language.nodes.pattern import Page
from patternbook.language.plans import (
    QUESTIONS_BY_ASK,
    ClassPlan,
    FieldPlan,
    KeyedBy,
    Leaf,
    ListOf,
    NodeOf,
    OneOf,
    QuestionOf,
    Shape,
    plan_of,
)
from patternbook.language.reader.reading import BAD, Bad, Reading
from patternbook.language.reader.texts import read_text
from patternbook.language.source import MappingNode, ScalarNode, SequenceNode, SourceNode

N = TypeVar("N")
ReadShape = Callable[[Reading, SourceNode], Any]

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
# Plain data and examples also name one item of several: `visit.item_1`.
_DATA_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}(?:\.[A-Za-z0-9_-]{1,64})*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
LANGUAGE_VERSION = 1


def read_root(reading: Reading, node: SourceNode, kind: type[N]) -> N | None:
    """Reads a whole file of a kind, with stand-ins where a part could not be read."""
    found: N | Bad = reader_of(NodeOf(kind))(reading, node)
    if found is BAD:
        reading.broken.append(())
        return None
    version = getattr(found, "patternbook", LANGUAGE_VERSION)
    if version != LANGUAGE_VERSION and ("patternbook",) not in reading.broken:
        reading.path.append("patternbook")
        message = f"There is no version {version} of the language."
        reading.part_problem("unknown-version", message, f"Write `patternbook: {LANGUAGE_VERSION}`.")
        reading.path.pop()
    return found


@cache
def reader_of(shape: Shape) -> ReadShape:
    """The function that reads a shape; worked out once."""
    if isinstance(shape, Leaf):
        return _LEAF_READERS[shape.kind]
    if isinstance(shape, OneOf):
        return _one_of_reader(shape.words)
    if isinstance(shape, ListOf):
        return _list_reader(shape.item)
    if isinstance(shape, KeyedBy):
        return _keyed_reader(shape.item)
    if isinstance(shape, QuestionOf):
        return _read_question
    return _node_reader(shape.cls)


def _read_word(reading: Reading, node: SourceNode) -> object:
    if type(node) is not ScalarNode:
        return reading.wrong(node, "a text")
    if not isinstance(node.resolved(), str):
        return reading.wrong(node, "a text", "Put it in quotes to make it a text.")
    if not node.value:
        return reading.problem(
            node, "no-value", f"{reading.name()} is empty.", "Give it a value, or delete the line."
        )
    return node.value


def _read_whole(reading: Reading, node: SourceNode) -> object:
    value = node.resolved() if type(node) is ScalarNode else None
    if isinstance(value, bool) or not isinstance(value, int):
        quoted = isinstance(node, ScalarNode) and not node.plain
        return reading.wrong(node, "a whole number", "Write it without quotes." if quoted else "")
    if not -(2**63) <= value < 2**63:
        return reading.problem(node, "too-great", f"{reading.name()} is past 64 bits.")
    return value


def _read_flag(reading: Reading, node: SourceNode) -> object:
    value = node.resolved() if type(node) is ScalarNode else None
    if isinstance(value, bool):
        return value
    word = node.value.lower() if type(node) is ScalarNode else ""
    hint = {"yes": "Write `true`.", "no": "Write `false`.", "on": "Write `true`.", "off": "Write `false`."}
    return reading.wrong(node, "`true` or `false`", hint.get(word, ""))


def _read_day(reading: Reading, node: SourceNode) -> object:
    if type(node) is ScalarNode and _DAY.match(node.value):
        try:
            return dt.date.fromisoformat(node.value)
        except ValueError:
            return reading.problem(node, "no-such-day", f"There is no day {node.value}.")
    return reading.wrong(node, "a date", "Write it as `2026-04-01`.")


def _read_expression(reading: Reading, node: SourceNode) -> object:
    if type(node) is not ScalarNode or (node.plain and node.resolved() is None):
        return reading.wrong(node, "an expression")
    if not node.value.strip():
        return reading.problem(node, "no-value", f"{reading.name()} is an empty expression.")
    return Expr(node.value.strip())


def _read_condition(reading: Reading, node: SourceNode) -> object:
    if type(node) is MappingNode:
        return _read_long_condition(reading, node)
    expression = _read_expression(reading, node)
    return BAD if expression is BAD else Condition(expression)  # type: ignore[arg-type]


def _read_data(reading: Reading, node: SourceNode) -> object:
    before = len(reading.problems)
    value = _plain(reading, node)
    return Data(value) if len(reading.problems) == before else BAD  # type: ignore[arg-type]


def _plain(reading: Reading, node: SourceNode) -> object:
    """Plain data: words, whole numbers, true and false, lists, mappings."""
    if type(node) is ScalarNode:
        value = node.resolved()
        if type(value) is int and not -(2**63) <= value < 2**63:
            return reading.problem(node, "too-great", f"{reading.name()} is past 64 bits.")
        return value
    if type(node) is MappingNode:
        return Keyed(_plain_pair(reading, key, value) for key, value in node.items)
    items = []
    for number, item in enumerate(node.items if type(node) is SequenceNode else ()):
        reading.path.append(str(number))
        items.append(_plain(reading, item))
        reading.path.pop()
    return tuple(items)


def _plain_pair(reading: Reading, key: ScalarNode, value: SourceNode) -> tuple[str, object]:
    reading.path.append(key.value)
    if not 0 < len(key.value) <= 128 or "\n" in key.value:
        reading.problem(key, "bad-key", "A key of plain data is one line of 1 to 128 characters.")
    pair = key.value, _plain(reading, value)
    reading.path.pop()
    return pair


_LEAF_READERS: dict[str, ReadShape] = {
    "word": _read_word,
    "whole": _read_whole,
    "flag": _read_flag,
    "day": _read_day,
    "expression": _read_expression,
    "condition": _read_condition,
    "text": read_text,
    "data": _read_data,
}


def _one_of_reader(words: tuple[str, ...]) -> ReadShape:
    allowed = frozenset(words)

    def read_one(reading: Reading, node: SourceNode) -> object:
        if type(node) is not ScalarNode or (node.plain and node.resolved() is None):
            return reading.wrong(node, f"one of {', '.join(words)}")
        if node.value in allowed:
            return node.value
        hint = did_you_mean(node.value, words) or f"Choose one of {', '.join(words)}."
        message = f"{reading.name()} cannot be '{node.value[:40]}'."
        return reading.problem(node, "unknown-choice", message, hint)

    return read_one


def _list_reader(item: Shape) -> ReadShape:
    read_item = reader_of(item)

    def read_list(reading: Reading, node: SourceNode) -> object:
        if type(node) is not SequenceNode:
            one = type(node) is ScalarNode and node.value
            return reading.wrong(
                node, "a list", f"Write `[{node.value}]`." if one and type(node) is ScalarNode else ""
            )
        found = []
        for number, child in enumerate(node.items):
            reading.path.append(str(number))
            value = read_item(reading, child)
            if value is BAD:
                reading.broken.append(tuple(reading.path))
            else:
                found.append(value)
            reading.path.pop()
        return tuple(found)

    return read_list


def _keyed_reader(item: Shape) -> ReadShape:
    data = item == Leaf("data")
    allowed = _DATA_KEY if data else _KEY
    node_class = item.cls if isinstance(item, NodeOf) else None
    read_item: ReadShape | None = None

    def read_keyed(reading: Reading, node: SourceNode) -> object:
        nonlocal read_item
        if read_item is None:  # not before: a group question holds questions
            read_item = reader_of(item)
        if type(node) is not MappingNode:
            return reading.wrong(node, "a mapping with a key for each part")
        found = []
        for key, child in node.items:
            reading.path.append(key.value)
            if not allowed.match(key.value):
                _bad_key(reading, key)
            if node_class is not None and type(child) is ScalarNode and child.plain and not child.value:
                child = MappingNode((), child.mark)
            value = read_item(reading, child)
            if value is BAD:
                reading.broken.append(tuple(reading.path))
            else:
                found.append((key.value, value))
            reading.path.pop()
        return Keyed(found)

    return read_keyed


def _bad_key(reading: Reading, key: ScalarNode) -> None:
    better = re.sub(r"[^a-z0-9]+", "_", key.value.lower()).strip("_")[:64]
    hint = f"Write `{better}`." if _KEY.match(better) else ""
    message = f"'{key.value[:70]}' is not a key: small letters, digits and `_`, beginning with a letter, at most 64."
    reading.problem(key, "bad-key", message, hint)
    reading.broken.append(tuple(reading.path))


def _node_reader(cls: type) -> ReadShape:
    plan = plan_of(cls)
    readers: dict[str, tuple[str, ReadShape]] = {}

    def read_node(reading: Reading, node: SourceNode) -> object:
        if type(node) is not MappingNode:
            return reading.wrong(node, "a mapping", _shape_hint(plan))
        if not readers:
            readers.update({field.key: (field.name, reader_of(field.shape)) for field in plan.fields})
        if cls is Page:
            reading.uses_step = any(key.value == "use" for key, _ in node.items)
        return read_fields(reading, node, plan, readers)

    return read_node


def _shape_hint(plan: ClassPlan) -> str:
    required = [field.key for field in plan.fields if field.required]
    return f"It needs {_listed(required)}." if required else ""


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def read_fields(
    reading: Reading, node: MappingNode, plan: ClassPlan, readers: dict[str, tuple[str, ReadShape]]
) -> object:
    """Builds a node of the plan's class from a mapping."""
    found: dict[str, object] = {}
    path = reading.path
    for key, child in node.items:
        name_and_reader = readers.get(key.value)
        path.append(key.value)
        if name_and_reader is None:
            _unknown_field(reading, key, plan)
        else:
            value = name_and_reader[1](reading, child)
            if value is not BAD:
                found[name_and_reader[0]] = value
            else:
                reading.broken.append(tuple(path))
        path.pop()
    for field in plan.fields:
        if field.required and field.name not in found:
            _missing(reading, node, plan, field)
            found[field.name] = stand_in(field.shape)
    return plan.cls(**found)


def _unknown_field(reading: Reading, key: ScalarNode, plan: ClassPlan) -> None:
    known = (*plan.by_key, "ask") if issubclass(plan.cls, Question) else tuple(plan.by_key)
    hint = did_you_mean(key.value, known) or f"Fields here are {', '.join(known)}."
    what = plan.cls.__name__
    reading.problem(key, "unknown-field", f"A {_in_words(what)} has no field '{key.value[:70]}'.", hint)


def _in_words(name: str) -> str:
    """`PatternTask` as `pattern task`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _missing(reading: Reading, node: MappingNode, plan: ClassPlan, field: FieldPlan) -> None:
    if any(key.value == field.key for key, _ in node.items):
        return
    reading.broken.append((*reading.path, field.key))
    subject = reading.name() if reading.path else "The file"
    hint = f"{field.says}" if field.says else ""
    reading.part_problem("missing-field", f"{subject} has no `{field.key}`.", hint)


def stand_in(shape: Shape) -> object:
    """What stands for a required value that could not be read, so that checks can go on."""
    if isinstance(shape, Leaf):
        return _STAND_INS[shape.kind]
    if isinstance(shape, OneOf):
        return shape.words[0]
    if isinstance(shape, ListOf):
        return ()
    if isinstance(shape, KeyedBy):
        return Keyed()
    cls = TextQuestion if isinstance(shape, QuestionOf) else shape.cls
    required = {field.name: stand_in(field.shape) for field in plan_of(cls).fields if field.required}
    return cls(**required)


_STAND_INS: dict[str, object] = {
    "word": "",
    "whole": 0,
    "flag": False,
    "day": dt.date(2026, 1, 1),
    "expression": Expr("true"),
    "condition": Condition(Expr("true")),
    "text": Text(Keyed((("en", "…"),))),
    "data": Data(None),
}


@cache
def _question_readers(cls: type) -> dict[str, tuple[str, ReadShape]]:
    return {field.key: (field.name, reader_of(field.shape)) for field in plan_of(cls).fields}


def _read_question(reading: Reading, node: SourceNode) -> object:
    """Reads a question by the kind that `ask` names."""
    if type(node) is not MappingNode:
        return reading.wrong(node, "a mapping", "A question needs `ask` and `label`.")
    uses_step = reading.uses_step
    ask = next((value for key, value in node.items if key.value == "ask"), None)
    cls: Any = _question_class(reading, ask)
    reading.uses_step = False
    rest = MappingNode(tuple(pair for pair in node.items if pair[0].value != "ask"), node.mark)
    if cls is None:
        reading.broken.append(tuple(reading.path))
        known = plan_of(TextQuestion).by_key
        rest = MappingNode(tuple(pair for pair in rest.items if pair[0].value in known), node.mark)
        cls = TextQuestion
    found = read_fields(reading, rest, plan_of(cls), _question_readers(cls))
    reading.uses_step = uses_step
    return found


def _question_class(reading: Reading, ask: SourceNode | None) -> type[Question] | None:
    """The class that `ask` names; None, with the problem noted, where it names none."""
    if ask is None and reading.uses_step:
        return SharedQuestion
    if ask is None:
        hint = f"Kinds are {', '.join(QUESTIONS_BY_ASK)}."
        reading.part_problem("missing-field", f"{reading.name()} has no `ask`.", hint)
        return None
    if type(ask) is ScalarNode and ask.value in QUESTIONS_BY_ASK:
        return QUESTIONS_BY_ASK[ask.value]
    word = ask.value if type(ask) is ScalarNode else ""
    hint = did_you_mean(word, QUESTIONS_BY_ASK) or f"Kinds are {', '.join(QUESTIONS_BY_ASK)}."
    reading.path.append("ask")
    reading.problem(ask, "unknown-kind", f"There is no kind of question '{word[:40]}'.", hint)
    reading.path.pop()
    return None


_read_long_condition = reader_of(NodeOf(Condition))
