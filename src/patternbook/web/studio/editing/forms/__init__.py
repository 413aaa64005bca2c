"""The form of any part of a definition, made from the plan of its class: filled, read and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.errors import Path
from patternbook.language.kinds.questions import Question, SharedQuestion
from patternbook.language.plans import QUESTIONS_BY_ASK
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import labels, layout, leaves
from patternbook.web.studio.editing.forms.boxes import Boxes, BoxWrong, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.kinds import (
    asked_inside,
    boxes_of,
    filled,
    how,
    kinds_of_question,
    read_fields,
    with_fields,
)

__all__ = [
    "ASK",
    "BoxWrong",
    "Boxes",
    "Drawing",
    "Filled",
    "Form",
    "Row",
    "asked_inside",
    "class_asked",
    "drawn",
    "given",
    "in_boxes",
    "labels",
    "layout",
    "read_back",
]

ASK = "ask"


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for at once, and what only opens when somebody wants it."""

    main: tuple[Row, ...]
    more: tuple[Row, ...]
    more_is_open: bool

    def errors(self) -> list[tuple[str, str]]:
        """Every error with the id of its box, in the order of the form."""
        return [error for row in (*self.main, *self.more) for error in row.errors()]


def in_boxes(node: object, path: Path) -> Filled:
    """What stands in the form of a node."""
    cls = type(node)
    asked = {ASK: [node.ask]} if isinstance(node, Question) and node.ask else {}
    return asked | filled(boxes_of(cls, path), node)


def read_back(cls: type, path: Path, boxes: Boxes, before: object) -> Any:
    """The node that a form says. Raises BoxWrong with what to do about each box that cannot be read.

    What the form does not ask for stays as it was in `before`; None where the part is new.
    """
    found, wrong = read_fields(boxes_of(cls, path), boxes, before)
    if wrong:
        raise BoxWrong(wrong)
    return with_fields(cls, before, found)


def class_asked(cls: type, boxes: Boxes) -> type:
    """The class of question that a form asks for: its kind can be changed."""
    asked = leaves.typed(boxes, ASK)
    return QUESTIONS_BY_ASK.get(asked, cls) if issubclass(cls, Question) and asked else cls


def drawn(cls: type, path: Path, drawing: Drawing) -> Form:
    """The form of a node of a class."""
    main: list[Row] = []
    more: list[Row] = []
    if issubclass(cls, Question) and cls is not SharedQuestion:
        main.append(_kind(cls, path, drawing))
    wanted = layout.main_of(cls)
    for box in sorted(boxes_of(cls, path), key=lambda box: layout.place(wanted, box.field.key)):
        row = how(box.shape).draw(box, drawing)
        says_something = layout.says_something(box, drawing.boxes)
        first = box.field.key in wanted or box.field.required or says_something or row.errors()
        (main if first and box.field.key not in layout.LAST else more).append(row)
    is_open = any(row.errors() for row in more)
    return Form(tuple(main), tuple(more), is_open)


def _kind(cls: type, path: Path, drawing: Drawing) -> Row:
    chosen = drawing.value(ASK)
    params = {
        "id": ASK, "name": ASK, "label": {"text": "Kind of question", "classes": "govuk-label--s"},
        "items": leaves.items(kinds_of_question(), chosen), **drawing.error(ASK),
    }  # fmt: skip
    return Row(ASK, (*path, ASK), Field("select", params))


def given(post: Mapping[str, Any]) -> Boxes:
    """What a browser sent in, without what is no box."""
    return {name: list(values) for name, values in post.items()}
