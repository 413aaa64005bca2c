"""The language reference in Markdown, generated from the nodes, so that nothing is undocumented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patternbook.language.kinds.questions import QUESTION_KINDS, SharedQuestion
from patternbook.language.nodes.base import Part
from patternbook.language.nodes.service import Service
from patternbook.language.plans import (
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
from patternbook.language.schema import FILES

_HEAD = """\
# The language

Generated from the declarations in `patternbook.language.nodes`; change them there, then run `make reference`.

A definition is one YAML file. Everything that can be changed on its own has a **key** of small letters, digits and
`_`. A field that has its default is left out. Every keyed part can also say `was` (its key in the version before) and
`lock` (local edits may not touch it).

| written as | what it is |
|---|---|
| word | a text on one line, not translated |
| text | words that somebody reads: a string of English, or `{en: …, cy: …}` with forms |
| expression | typed and total; see [how the core fits together](../explanation/how-the-core-fits.md) |
| condition | an expression that is true or false, or `{if: …, unknown: true}` where it can be unknown |
| date | `2026-04-01` |
| data | a plain value: text, whole number, `true` or `false`, list, mapping |
"""

_WORDS = {
    "word": "word",
    "whole": "whole number",
    "flag": "`true` or `false`",
    "day": "date",
    "expression": "expression",
    "condition": "condition",
    "text": "text",
    "data": "data",
}
_OF_EVERY_PART = frozenset(field.key for field in plan_of(Part).fields)


def markdown() -> str:
    """The whole reference."""
    seen: dict[type, None] = {}
    parts = [_HEAD]
    for name, kind in FILES.items():
        found = [cls for cls in _held(kind) if cls not in seen and cls not in QUESTION_KINDS]
        seen.update(dict.fromkeys(found))
        parts.append(f"## The file of {_article(name)}\n")
        parts += [_section(plan_of(cls)) for cls in found if cls is not SharedQuestion]
        if kind is Service:
            parts.append(_questions())
    return "\n".join(parts)


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _questions() -> str:
    asks = ", ".join(f"`{kind.ask}`" for kind in QUESTION_KINDS)
    kinds: tuple[Any, ...] = QUESTION_KINDS
    own = "\n".join(_question(plan_of(kind)) for kind in kinds)
    return f"## Questions\n\n`ask` names the kind: {asks}.\n\n{_question_fields()}\n{own}"


def _question_fields() -> str:
    rows = "\n".join(_row(field) for field in _common() if field.key not in _OF_EVERY_PART)
    return f"Every question can say:\n\n{_TABLE}{rows}\n"


def _common() -> tuple[FieldPlan, ...]:
    """The fields that every kind of question has."""
    return plan_of(SharedQuestion).fields


def _question(plan: ClassPlan) -> str:
    common = {field.key for field in _common()}
    own = [field for field in plan.fields if field.key not in common]
    table = _TABLE + "\n".join(_row(field) for field in own) + "\n" if own else ""
    ask = getattr(plan.cls, "ask", "")
    return f"### `ask: {ask}`\n\n{plan.says}\n\n{table}"


_TABLE = "| field | written as | default | meaning |\n|---|---|---|---|\n"


def _section(plan: ClassPlan) -> str:
    rows = "\n".join(_row(field) for field in plan.fields if field.key not in _OF_EVERY_PART)
    return f"### {plan.cls.__name__}\n\n{plan.says}\n\n{_TABLE}{rows}\n"


def _row(field: FieldPlan) -> str:
    says = field.says.replace("|", "\\|")
    return f"| `{field.key}` | {_written(field.shape)} | {_default(field)} | {says} |"


def _default(field: FieldPlan) -> str:
    if field.required:
        return "**required**"
    value = field.default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int):
        return f"`{value}`"
    return f"`[{', '.join(str(item) for item in value)}]`" if isinstance(value, tuple) and value else ""


def _written(shape: Shape) -> str:
    if isinstance(shape, Leaf):
        return _WORDS[shape.kind]
    if isinstance(shape, OneOf):
        return ", ".join(f"`{word}`" for word in shape.words)
    if isinstance(shape, ListOf):
        return f"list of {_written(shape.item)}"
    if isinstance(shape, KeyedBy):
        return f"by key: {_written(shape.item)}"
    if isinstance(shape, QuestionOf):
        return "[question](#questions)"
    return f"[{shape.cls.__name__}](#{shape.cls.__name__.lower()})"


def _held(cls: type, seen: dict[type, None] | None = None) -> Iterator[type]:
    """A class of node and all that it holds, outermost first."""
    seen = {} if seen is None else seen
    if cls in seen:
        return
    seen[cls] = None
    yield cls
    for field in plan_of(cls).fields:
        for inner in _classes(field.shape):
            yield from _held(inner, seen)


def _classes(shape: Shape) -> tuple[type, ...]:
    if isinstance(shape, ListOf | KeyedBy):
        return _classes(shape.item)
    if isinstance(shape, QuestionOf):
        return QUESTION_KINDS
    return (shape.cls,) if isinstance(shape, NodeOf) else ()
