"""How each shape of the language is asked for in a form: one visible table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from patternbook.language.kinds.questions import SharedQuestion
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.pattern import CheckAnswers
from patternbook.language.nodes.service import Audience
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
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import expressions, labels, leaves, plain_data, texts
from patternbook.web.studio.editing.forms.boxes import Box, Boxes, BoxWrong, Choice, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.choices import choices

# Nodes without collections that have a page of their own all the same: residents see what they say.
OWN_PAGE = frozenset({CheckAnswers, Audience})
KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class How:
    """How values of one shape are filled into boxes, read from them, and drawn."""

    fill: Callable[[Box, Any], Filled]
    read: Callable[[Box, Boxes, Any], Any]
    draw: Callable[[Box, Drawing], Row]


# Lists


def fill_list(box: Box, value: Any) -> Filled:
    """A word in each box; of a closed list, the words chosen."""
    if _is_closed(box.shape):
        return {box.name: list(value)}
    return {box.part(str(number)): [str(item)] for number, item in enumerate(value)}


def _is_closed(shape: Shape) -> bool:
    return isinstance(shape, ListOf) and isinstance(shape.item, OneOf)


def read_list(box: Box, boxes: Boxes, before: Any) -> Any:
    """The words in their order; nothing for none."""
    if _is_closed(box.shape):
        return _closed(box, boxes, before)
    said = (leaves.typed(boxes, box.part(number)).strip() for number in _numbers(box, boxes))
    words = tuple(word for word in said if word)
    if box.shape == ListOf(Leaf("whole")):
        return _numbers_of(box, words)
    return words or None


def _closed(box: Box, boxes: Boxes, before: Any) -> Any:
    """Those chosen: first those that stood there, in their order, then the new ones."""
    chosen = list(boxes.get(box.name, ()))
    kept = [word for word in before or () if word in chosen]
    return tuple(kept + [word for word in chosen if word not in kept]) or None


def _numbers_of(box: Box, words: tuple[str, ...]) -> Any:
    wrong = {
        box.part(str(number)): "Enter a whole number, such as 524"
        for number, word in enumerate(words)
        if not (word.isascii() and word.isdigit() and len(word) <= 18)
    }
    if wrong:
        raise BoxWrong(wrong)
    return tuple(int(word) for word in words) or None


def _numbers(box: Box, boxes: Boxes, behind: str = "") -> list[str]:
    """The numbers of the boxes of a list that were sent, in their order."""
    pattern = re.compile(re.escape(box.name) + r"-([0-9]{1,4})" + re.escape(behind))
    return sorted((found[1] for name in boxes if (found := pattern.fullmatch(name))), key=int)


def draw_list(box: Box, drawing: Drawing) -> Row:
    """Checkboxes for words of a closed list; else a box for each, and an empty one."""
    if isinstance(box.shape, ListOf) and isinstance(box.shape.item, OneOf):
        params = leaves.fieldset(box, drawing)
        chosen = set(drawing.values(box.name))
        params["items"] = [
            {"value": word, "text": labels.word(word), "checked": word in chosen}
            for word in box.shape.item.words
        ]
        return leaves.row(box, drawing, Field("checkboxes", {**params, "classes": "govuk-checkboxes--small"}))
    count = sum(1 for number in _numbers(box, drawing.boxes) if drawing.value(box.part(number)))
    offered = choices(box, drawing.service)
    rows = tuple(_list_item(box, drawing, number, offered) for number in range(count + 1))
    return Row(
        box.name, box.path, rows=rows, legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field),
        error=drawing.wrong.get(box.name) or drawing.problem_at(box.path), warnings=drawing.warnings_at(box.path),
    )  # fmt: skip


def _list_item(box: Box, drawing: Drawing, number: int, offered: Any) -> Row:
    name, path = box.part(str(number)), (*box.path, str(number))
    value = drawing.value(name)
    label = {"text": f"{number + 1}" if value else f"{number + 1} (empty: for one more)"}
    params = {"id": name, "name": name, "value": value, "label": label, **drawing.error(name)}
    if offered is None:
        return Row(name, path, Field("input", {**params, "spellcheck": False}))
    return Row(name, path, Field("select", {**params, "items": leaves.items(offered, value)}))


# Values by key


def fill_keyed(box: Box, value: Any) -> Filled:
    """A key and a value in each line."""
    filled: Filled = {}
    for number, (key, item) in enumerate(value.items()):
        filled[box.part(str(number), "key")] = [key]
        filled |= _item_of(box, number, key).fill(item)
    return filled


@dataclass(frozen=True, slots=True)
class _Item:
    box: Box

    def fill(self, value: Any) -> Filled:
        return how(self.box.shape).fill(self.box, value)

    def read(self, boxes: Boxes, before: Any) -> Any:
        return how(self.box.shape).read(self.box, boxes, before)


def _item_of(box: Box, number: int | str, key: str) -> _Item:
    assert isinstance(box.shape, KeyedBy)
    field = replace(box.field, key="value", says="", required=True, default=None, to="")
    return _Item(Box(box.part(str(number), "is"), box.shape.item, (*box.path, key), box.of, field))


def read_keyed(box: Box, boxes: Boxes, before: Any) -> Any:
    """The lines whose key is not empty, in their order; nothing for none."""
    pairs: list[tuple[str, Any]] = []
    wrong: dict[str, str] = {}
    old = list((before or Keyed()).items())
    for number in _numbers(box, boxes, "-key"):
        name = box.part(number, "key")
        key = leaves.typed(boxes, name).strip()
        if not key:
            continue
        was = old[int(number)] if int(number) < len(old) else ("", None)
        if message := _wrong_key(key, was[0], [known for known, _ in pairs]):
            wrong[name] = message
            continue
        try:
            value = _item_of(box, number, key).read(boxes, was[1])
        except BoxWrong as error:
            wrong |= error.wrong
            continue
        if value is None:
            wrong[name] = f"Enter a value for {key}, or empty its key to leave it out"
        else:
            pairs.append((key, value))
    if wrong:
        raise BoxWrong(wrong)
    return Keyed(pairs) if pairs else None


def _wrong_key(key: str, was: str, known: list[str]) -> str:
    if key != was and KEY.fullmatch(key) is None:
        return "Enter a key of small letters, digits and underscores that begins with a letter"
    return f"There is another {key}: enter another key" if key in known else ""


def draw_keyed(box: Box, drawing: Drawing) -> Row:
    """A line for each, and an empty one."""
    numbers = _numbers(box, drawing.boxes, "-key")
    there = [number for number in numbers if drawing.value(box.part(number, "key"))]
    empty = str(int(there[-1]) + 1) if there else "0"
    rows = tuple(_keyed_line(box, drawing, number) for number in [*there, empty])
    return Row(
        box.name, box.path, rows=rows, legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field),
        error=drawing.wrong.get(box.name, ""), warnings=drawing.warnings_at(box.path),
    )  # fmt: skip


def _keyed_line(box: Box, drawing: Drawing, number: str) -> Row:
    name = box.part(number, "key")
    key = drawing.value(name)
    params = {"id": name, "name": name, "value": key, "label": {"text": "Key"}, "spellcheck": False,
              "classes": "govuk-input--width-20", **drawing.error(name)}  # fmt: skip
    item = _item_of(box, number, key).box
    value = how(item.shape).draw(item, drawing)
    # A text in several languages has boxes with names of their own.
    values = value.rows if item.shape == Leaf("text") and value.rows else (value,)
    rows = (Row(name, item.path, Field("input", params)), *values)
    folded = not key and name not in drawing.wrong
    return Row(box.part(number), item.path, rows=rows, legend=key or "Add one", folded=folded)


# Small nodes inside a form


def inside(box: Box) -> Iterator[Box]:
    """The boxes of a node that is asked for within the form of another."""
    assert isinstance(box.shape, NodeOf)
    return boxes_of(box.shape.cls, box.path, box.name)


def boxes_of(cls: type, path: tuple[str, ...], name: str = "") -> Iterator[Box]:
    """What a form asks for of a node of a class: everything but what has pages of its own."""
    for field in plan_of(cls).fields:
        if field.key != "was" and asked_inside(field.shape):
            yield Box("-".join(filter(None, (name, field.key))), field.shape, (*path, field.key), cls, field)


def asked_inside(shape: Shape) -> bool:
    """Whether a value of a shape is asked for in the form of the node around it."""
    if isinstance(shape, Leaf | OneOf):
        return True
    if isinstance(shape, ListOf | KeyedBy):
        return isinstance(shape.item, Leaf | OneOf)
    if isinstance(shape, NodeOf):
        return shape.cls not in OWN_PAGE and all(
            asked_inside(field.shape) for field in plan_of(shape.cls).fields
        )
    return False


def fill_node(box: Box, value: Any) -> Filled:
    """What stands in the boxes of a node."""
    return filled(inside(box), value)


def filled(boxes: Iterator[Box], node: Any) -> Filled:
    """What stands in boxes for the fields of a node."""
    found: Filled = {}
    for box in boxes:
        value = getattr(node, box.field.name)
        if value is not None and not (value == box.field.default and _says_nothing(value)):
            found |= how(box.shape).fill(box, value)
    return found


def _says_nothing(value: Any) -> bool:
    """Whether a default is nothing at all, rather than a value that the form should show."""
    return value in ((), "") or (isinstance(value, Keyed) and not value) or value == texts_nothing()


def texts_nothing() -> object:
    """The text of a shared step's question that the page does not say anew."""
    return plan_of(SharedQuestion).by_key["label"].default


def read_node(box: Box, boxes: Boxes, before: Any) -> Any:
    """A node; nothing where all its boxes are empty and it need not be there."""
    assert isinstance(box.shape, NodeOf)
    found, wrong = read_fields(inside(box), boxes, before)
    cls = box.shape.cls
    usual = {field.name: field.default for field in plan_of(cls).fields}
    empty = all(found.get(name) is None or found[name] == usual[name] for name in found)
    if empty and not box.field.required and (wrong or before is None or not found):
        return None
    if wrong:
        raise BoxWrong(wrong)
    return with_fields(cls, before, found)


def with_fields(cls: Any, before: Any, found: Mapping[str, Any]) -> Any:
    """A node with what was read, and the rest as it was."""
    usual = {field.name: field for field in plan_of(cls).fields}
    said = {
        name: usual[name].default if value is None and not usual[name].required else value
        for name, value in found.items()
    }
    if before is not None and type(before) is cls:
        return replace(before, **said)
    known = {name: getattr(before, name) for name in usual if name not in said and hasattr(before, name)}
    blank = {
        name: Keyed() if isinstance(field.shape, KeyedBy) else ()
        for name, field in usual.items()
        if field.required and name not in said and name not in known
    }
    return cls(**{**blank, **known, **said})


def read_fields(asked: Iterator[Box], boxes: Boxes, before: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """What the boxes say by field, and for each box that cannot be read what to do."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for box in asked:
        try:
            value = how(box.shape).read(box, boxes, getattr(before, box.field.name, None))
        except BoxWrong as error:
            wrong |= error.wrong
            continue
        if value is None and box.field.required:
            wrong |= _missing(box).wrong
        found[box.field.name] = value
    return found, wrong


def _missing(box: Box) -> BoxWrong:
    if box.shape == Leaf("text"):
        return texts.required(box)
    if isinstance(box.shape, ListOf) and not isinstance(box.shape.item, OneOf):
        return BoxWrong({box.part("0"): leaves.missing(box).wrong[box.name]})
    if isinstance(box.shape, KeyedBy):
        return BoxWrong({box.part("0", "key"): leaves.missing(box).wrong[box.name]})
    return leaves.missing(box)


def draw_node(box: Box, drawing: Drawing) -> Row:
    """The boxes of a node under one heading."""
    rows = tuple(how(one.shape).draw(one, drawing) for one in inside(box))
    return Row(
        box.name, box.path, rows=rows, legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field),
        error=drawing.wrong.get(box.name, ""),
    )  # fmt: skip


# The kind of a question


def kinds_of_question() -> list[Choice]:
    """Every kind that can be asked."""
    return [Choice(ask, labels.word(ask)) for ask in QUESTIONS_BY_ASK]


_LEAVES: Mapping[str, How] = {
    "word": How(leaves.fill_word, leaves.read_word, leaves.draw_word),
    "whole": How(leaves.fill_whole, leaves.read_whole, leaves.draw_whole),
    "flag": How(leaves.fill_flag, leaves.read_flag, leaves.draw_flag),
    "day": How(leaves.fill_day, leaves.read_day, leaves.draw_day),
    "expression": How(expressions.fill_expression, expressions.read_expression, expressions.draw_expression),
    "condition": How(expressions.fill_condition, expressions.read_condition, expressions.draw_condition),
    "text": How(texts.fill_text, texts.read_text, texts.draw_text),
    "data": How(plain_data.fill_data, plain_data.read_data, plain_data.draw_data),
}
_SHAPES: Mapping[type, How] = {
    OneOf: How(leaves.fill_one_of, leaves.read_one_of, leaves.draw_one_of),
    ListOf: How(fill_list, read_list, draw_list),
    KeyedBy: How(fill_keyed, read_keyed, draw_keyed),
    NodeOf: How(fill_node, read_node, draw_node),
}


def how(shape: Shape) -> How:
    """How values of a shape are asked for. A question has a page of its own."""
    assert not isinstance(shape, QuestionOf)
    return _LEAVES[shape.kind] if isinstance(shape, Leaf) else _SHAPES[type(shape)]
