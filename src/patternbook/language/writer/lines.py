"""Nodes to lines, each with the paths of the parts that begin on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from patternbook.errors import Path
from patternbook.language import canonical
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.plans import FieldPlan, plan_of
from patternbook.language.writer import scalars


@dataclass(slots=True)
class Line:
    """A line of the text: what stands on it, the parts that begin on it, the block below it."""

    indent: int
    words: str
    paths: list[Path]
    below: list[str] = field(default_factory=list)


def lines_of(node: object) -> list[Line]:
    """The lines of a whole file."""
    return _node_lines(node, 0, ()) or [Line(0, "{}", [()])]


def _node_lines(node: object, indent: int, path: Path) -> list[Line]:
    lines: list[Line] = []
    if isinstance(node, Question) and node.ask:
        lines.append(Line(indent, f"ask: {node.ask}", [(*path, "ask")]))
    cls: Any = type(node)
    for plan in plan_of(cls).fields:
        value = getattr(node, plan.name)
        if _is_said(value, plan):
            lines += _entry(plan.key, value, indent, (*path, plan.key))
    return lines


def _is_said(value: object, plan: FieldPlan) -> bool:
    return plan.required or (value is not None and value != plan.default)


def _entry(key: str, value: object, indent: int, path: Path) -> list[Line]:
    """`key: value`, with what does not fit on the line below it."""
    prefix = f"{key}: "
    short = _short(value, indent + len(prefix))
    if short is not None:
        return [Line(indent, prefix + short, [path])]
    source = _as_text(value)
    if source is not None:
        header, below = scalars.block(source, indent + 2) or (scalars.one_line(source), [])
        return [Line(indent, prefix + header, [path], below)]
    inside = _inside(value, indent + 2, path)
    # A part that says nothing but defaults still stands there by its key.
    return [Line(indent, f"{key}:", [path]), *inside] if inside else [Line(indent, f"{key}: {{}}", [path])]


def _as_text(value: object) -> str | None:
    """The text that a value is written as, or None where it is a collection."""
    if isinstance(value, str):
        return value
    if isinstance(value, Expr):
        return canonical.expression(value.source)
    if isinstance(value, Condition) and value.unknown is None:
        return canonical.expression(value.if_.source)
    if isinstance(value, Text) and not value.of and list(value.wordings) == ["en"]:
        words = value.wordings["en"]
        return words if isinstance(words, str) else None
    if isinstance(value, Data):
        return value.value if isinstance(value.value, str) else None
    return None


def _short(value: object, used: int) -> str | None:
    """The value on the rest of a line, or None where it needs more than that."""
    source = _as_text(value)
    if source is not None:
        is_expression = isinstance(value, Expr | Condition)
        written = scalars.expression(source) if is_expression else scalars.one_line(source)
        fits = used + len(written) <= scalars.WIDTH and "\n" not in source
        return written if fits or scalars.block(source, 0) is None else None
    if isinstance(value, Data):
        value = value.value
    if isinstance(value, tuple):
        return _short_list(value, used)
    return _constant(value)


def _constant(value: object) -> str | None:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "{}" if isinstance(value, Keyed) and not value else None


def _short_list(values: tuple[object, ...], used: int) -> str | None:
    """`[a, b]` where everything in it is short, or None."""
    items = [scalars.inline(value) if isinstance(value, str) else _constant(value) for value in values]
    if any(item is None or item == "{}" for item in items):
        return None
    written = "[" + ", ".join(item for item in items if item is not None) + "]"
    fits = used + len(written) <= scalars.WIDTH
    plain = all("\n" not in value for value in values if isinstance(value, str))
    return written if (fits and plain) or not values else None


def _inside(value: object, indent: int, path: Path) -> list[Line]:
    """The lines of a collection or a node that stands below its key."""
    if isinstance(value, Data):
        value = value.value
    if isinstance(value, tuple):
        return [
            line for number, item in enumerate(value) for line in _item(item, indent, (*path, str(number)))
        ]
    if isinstance(value, Keyed):
        return _pairs(((scalars.one_line(key), key, part) for key, part in value.items()), indent, path)
    if isinstance(value, Text):
        pairs = [(language, language, words) for language, words in value.wordings.items()]
        return _pairs([*pairs, *([("of", "of", value.of)] if value.of else [])], indent, path)
    if isinstance(value, Forms):
        by = [("by", "by", value.by)] if value.by is not None else []
        return _pairs([*by, *((name, name, words) for name, words in value.forms.items())], indent, path)
    return _node_lines(value, indent, path)


def _pairs(pairs: Iterable[tuple[str, str, object]], indent: int, path: Path) -> list[Line]:
    lines: list[Line] = []
    for written, key, part in pairs:
        lines += _entry(written, part, indent, (*path, key))
    return lines


def _item(value: object, indent: int, path: Path) -> list[Line]:
    """`- value`; the first line of a collection stands behind the dash."""
    short = _short(value, indent + 2)
    if short is not None:
        return [Line(indent, f"- {short}", [path])]
    source = _as_text(value)
    if source is not None:
        header, below = scalars.block(source, indent + 2) or (scalars.one_line(source), [])
        return [Line(indent, f"- {header}", [path], below)]
    # A node that says nothing but defaults is an empty mapping.
    first, *rest = _inside(value, indent + 2, path) or [Line(indent, "{}", [])]
    return [Line(indent, f"- {first.words}", [path, *first.paths], first.below), *rest]
