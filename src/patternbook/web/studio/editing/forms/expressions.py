"""Boxes for conditions and other expressions, with what they say in English."""

from __future__ import annotations

from typing import Any

from patternbook.language.expressions import ExpressionError, parse
from patternbook.language.nodes.base import Condition, Expr
from patternbook.web.kit.fields import Field
from patternbook.web.studio.editing.forms import labels
from patternbook.web.studio.editing.forms.boxes import Box, Boxes, BoxWrong, Choice, Drawing, Filled, Row
from patternbook.web.studio.editing.forms.leaves import NO, YES, base, items, typed

UNKNOWN = "unknown"
MOST = 2000
# Fields whose expression is true or false; that of any other stands for a thing.
CONDITIONS = frozenset({"if", "holds", "other"})


def fill_expression(box: Box, value: Any) -> Filled:
    """The expression as it is written."""
    return {box.name: [value.source]}


def read_expression(box: Box, boxes: Boxes, before: Any) -> Any:
    """An expression; nothing for an empty box. One that cannot be read as such is refused at its box."""
    said = typed(boxes, box.name).strip()
    if not said:
        return None
    if isinstance(before, Expr) and before.source.strip() == said:
        return before
    if len(said) > MOST:
        raise BoxWrong({box.name: f"Shorten this to {MOST} characters"})
    try:
        parse(said)
    except ExpressionError as error:
        where = f" (at character {error.offset + 1})" if error.offset else ""
        raise BoxWrong({box.name: f"{error.message}{where} {error.hint}".strip()}) from error
    return Expr(said)


def draw_expression(box: Box, drawing: Drawing) -> Row:
    """A box, and below it what it says."""
    said = drawing.value(box.name)
    params = {**base(box, drawing), **_code(said)}
    holds = box.field.key in CONDITIONS
    return Row(
        box.name,
        box.path,
        Field("textarea", params),
        says=_says(drawing, said, holds=holds),
        warnings=drawing.warnings_at(box.path),
    )


def _code(said: str) -> dict[str, Any]:
    rows = min(8, max(1, said.count("\n") + 1, len(said) // 60 + 1))
    return {"value": said, "rows": str(rows), "spellcheck": False, "classes": "pb-code"}


def _says(drawing: Drawing, said: str, *, holds: bool = True) -> tuple[str, ...]:
    words = drawing.say(said, holds=holds)
    return (f"In words: {words}.",) if words and words != said else ()


# Conditions


def fill_condition(box: Box, value: Any) -> Filled:
    """The expression, and what counts where it is unknown."""
    filled = {box.name: [value.if_.source]}
    return filled if value.unknown is None else {**filled, box.part(UNKNOWN): [YES if value.unknown else NO]}


def read_condition(box: Box, boxes: Boxes, before: Any) -> Any:
    """A condition; nothing for an empty box."""
    expression = read_expression(box, boxes, before.if_ if isinstance(before, Condition) else None)
    unknown = {YES: True, NO: False}.get(typed(boxes, box.part(UNKNOWN)))
    if expression is None:
        return None
    return Condition(expression, unknown)


def draw_condition(box: Box, drawing: Drawing) -> Row:
    """The expression with what it says, and what counts where it is unknown."""
    said, name = drawing.value(box.name), box.part(UNKNOWN)
    whole = base(box, drawing)
    params = {**whole, **_code(said), "label": {"text": "Condition"}}
    params.pop("hint", None)
    expression = Row(box.name, box.path, Field("textarea", params), says=_says(drawing, said))
    offered = [Choice(YES, "It counts as met"), Choice(NO, "It counts as not met")]
    select = Field("select", {
        "id": name, "name": name, "label": {"text": "If that is not known"},
        "items": items(offered, drawing.value(name), "Does not arise"),
    })  # fmt: skip
    return Row(
        box.part("condition"), box.path, rows=(expression, Row(name, box.path, select)),
        legend=labels.label(box.of, box.field), hint=labels.hint(box.of, box.field), warnings=drawing.warnings_at(box.path),
    )  # fmt: skip
