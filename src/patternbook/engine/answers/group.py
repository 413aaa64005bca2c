"""The same questions for each of several things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.engine.answers.kind import AnswerKind, Wrong, WrongWithin
from patternbook.language.kinds.questions import GroupQuestion, Question

ReadOne = Callable[[ShownQuestion, Form], tuple[object, tuple[FieldProblem, ...]]]
KindOf = Callable[[Question], AnswerKind]

# A group without a limit of its own holds no more than this.
MOST_ITEMS = 20

# Items beyond any limit are not even looked at.
MOST_SENT = 200


def sent_items(name: str, form: Form) -> int:
    """How many items the fields `name-0-…`, `name-1-…` speak of.

    >>> sent_items("child", {"child-0-name": ["Ann"], "child-1-name": ["Bob"], "other": ["x"]})
    2
    """
    found = 0
    for field in form:
        index, dash, _rest = field.removeprefix(f"{name}-").partition("-")
        if field.startswith(f"{name}-") and dash and index.isascii() and index.isdigit() and len(index) < 4:
            found = max(found, int(index) + 1)
    return min(found, MOST_SENT)


def limits_of(asked: ShownQuestion) -> tuple[int, int]:
    """The fewest and the most items."""
    least, most = asked.limits.get("min"), asked.limits.get("max")
    return (least if isinstance(least, int) else 1, most if isinstance(most, int) else MOST_ITEMS)


def group_kind(read_one: ReadOne, kind_of: KindOf) -> AnswerKind:
    """The kind, given how one question is read and which kind a question is of."""
    return AnswerKind(
        "group",
        ("missing", "too_few_items", "too_many_items", "repeated_item"),
        partial(_read, read_one),
        partial(_show, kind_of),
        fill,
        partial(_to_json, kind_of),
        partial(_from_json, kind_of),
    )


def _read(read_one: ReadOne, asked: ShownQuestion, form: Form) -> object:
    items: list[dict[str, object]] = []
    problems: list[FieldProblem] = []
    for questions in asked.items:
        if all(_is_blank(question, form) for question in questions):
            continue
        item: dict[str, object] = {}
        for question in questions:
            item[question.key], wrong = read_one(question, form)
            problems.extend(wrong)
        items.append(item)
    if problems:
        return WrongWithin(tuple(problems))
    return _wrong_number(asked, len(items)) or _repeated(asked, items) or tuple(items) or None


def _show(kind_of: KindOf, question: Question, value: object, language: str) -> tuple[str, ...]:
    def words(inner: Question, kept: object) -> tuple[str, ...]:
        return () if kept is None else kind_of(inner).show(inner, kept, language)

    return tuple(
        "; ".join(part for key, inner in _inner(question) for part in words(inner, item.get(key)))
        for item in _items(value)
    )


def _to_json(kind_of: KindOf, question: Question, value: object) -> object:
    return [
        {
            key: None if item[key] is None else kind_of(inner).to_json(inner, item[key])
            for key, inner in _inner(question)
            if key in item
        }
        for item in _items(value)
    ]


def _from_json(kind_of: KindOf, question: Question, data: object) -> object:
    if not isinstance(data, (list, tuple)) or not all(isinstance(item, Mapping) for item in data):
        raise ValueError("A list of items was expected.")
    return tuple(
        {
            key: None if item[key] is None else kind_of(inner).from_json(inner, item[key])
            for key, inner in _inner(question)
            if key in item
        }
        for item in data
    )


def fill(_name: str, _value: object) -> dict[str, list[str]]:
    """A group has no field of its own: its items' questions carry theirs."""
    return {}


def _inner(question: Question) -> tuple[tuple[str, Question], ...]:
    return tuple(question.questions.items()) if isinstance(question, GroupQuestion) else ()


def _items(value: object) -> tuple[Mapping[str, object], ...]:
    items = value if isinstance(value, tuple) else ()
    return tuple(item for item in items if isinstance(item, Mapping))


def _is_blank(asked: ShownQuestion, form: Form) -> bool:
    """Whether nothing was sent for a question of an item."""
    return not any(
        value.strip()
        for field, values in form.items()
        if field == asked.name or field.startswith(f"{asked.name}-")
        for value in values
    )


def _wrong_number(asked: ShownQuestion, count: int) -> Wrong | None:
    least, most = limits_of(asked)
    if not count:
        return Wrong("too_few_items", words={"min": least}) if least > 1 else None
    if count < least:
        return Wrong("too_few_items", words={"min": least})
    return Wrong("too_many_items", words={"max": most}) if count > most else None


def _repeated(asked: ShownQuestion, items: list[dict[str, object]]) -> Wrong | None:
    unique = asked.question.unique if isinstance(asked.question, GroupQuestion) else None
    given = [item[unique] for item in items if unique and item.get(unique) is not None]
    return (
        Wrong("repeated_item") if any(value in given[:place] for place, value in enumerate(given)) else None
    )
