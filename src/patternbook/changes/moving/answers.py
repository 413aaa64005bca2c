"""A stored answer in the names of another definition: options, rows and inner questions that were renamed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patternbook.changes.successors import keys_now
from patternbook.engine import answers as answering
from patternbook.errors import PatternbookError
from patternbook.language.kinds.questions import GroupQuestion, HiddenQuestion, MatrixQuestion, Question
from patternbook.language.nodes.base import Keyed


class CannotMove(PatternbookError):
    """An answer has no place in the other definition. Says why."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return self.why


def moved_answer(before: Question, after: Question, stored: Any) -> Any:
    """The stored answer of a question, as its successor stores it. Raises `CannotMove`.

    >>> from patternbook.language.kinds.questions import ChoiceQuestion, Option
    >>> from patternbook.language.nodes.base import Text
    >>> label = Text(Keyed([("en", "Food")]))
    >>> old = ChoiceQuestion(label=label, options=Keyed([("food", Option(label=label))]))
    >>> new = ChoiceQuestion(label=label, options=Keyed([("caddy", Option(label=label, was="food"))]))
    >>> moved_answer(old, new, "food")
    'caddy'
    """
    if stored is None or (isinstance(before, HiddenQuestion) and isinstance(after, HiddenQuestion)):
        return stored
    if type(before) is not type(after):
        raise CannotMove("The question is of another kind now.")
    moved = _within(before, after, stored)
    try:
        answering.from_json(after, moved)
    except (ValueError, KeyError) as error:
        raise CannotMove("The answer does not fit the question any more.") from error
    return moved


def _within(before: Question, after: Question, stored: Any) -> Any:
    options = _now(before, after, "options")
    if isinstance(before, GroupQuestion) and isinstance(after, GroupQuestion):
        return [_item(before, after, item) for item in stored]
    if isinstance(before, MatrixQuestion):
        rows = _now(before, after, "rows")
        return {rows.get(row, row): options.get(key, key) for row, key in stored.items()}
    if isinstance(stored, list | tuple):
        return [options.get(item, item) if isinstance(item, str) else item for item in stored]
    return options.get(stored, stored) if isinstance(stored, str) else stored


def _now(before: Question, after: Question, field: str) -> dict[str, str]:
    old, new = getattr(before, field, None), getattr(after, field, None)
    return keys_now(old, new) if isinstance(old, Keyed) and isinstance(new, Keyed) else {}


def _item(before: GroupQuestion, after: GroupQuestion, item: Mapping[str, Any]) -> dict[str, Any]:
    """One item of a group. An answer to an inner question that is gone has no place."""
    keys = keys_now(before.questions, after.questions)
    moved = {}
    for key, stored in item.items():
        if key not in keys:
            raise CannotMove(f"The question '{key}' of each item is not asked any more.")
        moved[keys[key]] = moved_answer(before.questions[key], after.questions[keys[key]], stored)
    return moved
