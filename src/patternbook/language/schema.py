"""JSON Schema 2020-12 of every kind of file, generated from the nodes, for editors and other tools."""

from __future__ import annotations

from typing import Any

from patternbook.language.kinds.questions import QUESTION_KINDS, Question, SharedQuestion
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.pattern import Page
from patternbook.language.nodes.service import Service
from patternbook.language.plans import (
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
from patternbook.language.reader.shapes import LANGUAGE_VERSION
from patternbook.language.reader.texts import LANGUAGES, NATIONS, SPEAKERS

FILES: dict[str, type] = {"service": Service, "adoption": Adoption, "example": Example, "step": SharedStep}
"""The kinds of file, by the name of their schema."""

KEY = "^[a-z][a-z0-9_]{0,63}$"
DATA_KEY = r"^[a-z][a-z0-9_]{0,63}(\.[A-Za-z0-9_-]{1,64})*$"

Schema = dict[str, Any]


def json_schema(kind: type) -> Schema:
    """The schema of a kind of file.

    >>> schema = json_schema(Service)
    >>> schema["$ref"], schema["$defs"]["Service"]["additionalProperties"]
    ('#/$defs/Service', False)
    """
    definitions = dict(_OF_THE_LANGUAGE)
    _define(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Patternbook {kind.__name__}",
        "description": plan_of(kind).says,
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _words_by(names: tuple[str, ...], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": {name: _ref("words") for name in names},
        "required": required,
        "additionalProperties": False,
    }


_OF_THE_LANGUAGE: dict[str, Schema] = {
    "words": {"type": "string", "pattern": r"\S"},
    "expression": {
        "description": "An expression.",
        "type": ["string", "number", "boolean"],
        "pattern": r"\S",
    },
    "condition": {
        "description": "An expression that is true or false; with `unknown` where it can be unknown.",
        "anyOf": [
            _ref("expression"),
            {
                "type": "object",
                "properties": {"if": _ref("expression"), "unknown": {"type": "boolean"}},
                "required": ["if"],
                "additionalProperties": False,
            },
        ],
    },
    "forms": {
        "description": "The forms of a wording: by who is spoken of, by nation, or by what `by` gives.",
        "anyOf": [
            _words_by(SPEAKERS, ["other"]),
            _words_by(NATIONS, ["other"]),
            {
                "type": "object",
                "properties": {"by": _ref("expression")},
                "required": ["by", "other"],
                "propertyNames": {"pattern": KEY},
                "additionalProperties": _ref("words"),
            },
        ],
    },
    "wording": {"anyOf": [_ref("words"), _ref("forms")]},
    "text": {
        "description": "Words that somebody reads: English alone, or by language.",
        "anyOf": [
            _ref("words"),
            {
                "type": "object",
                "properties": {
                    **{language: _ref("wording") for language in LANGUAGES},
                    "of": {
                        "description": "The digest of the English that the others translate.",
                        "type": "string",
                        "minLength": 1,
                    },
                },
                "required": ["en"],
                "additionalProperties": False,
            },
        ],
    },
    "whole": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "data": {
        "description": "A plain value.",
        "type": ["string", "integer", "boolean", "null", "array", "object"],
    },
}

_LEAVES: dict[str, Schema] = {
    "word": {"type": "string", "minLength": 1},
    "flag": {"type": "boolean"},
    **{name: _ref(name) for name in ("whole", "day", "expression", "condition", "text", "data")},
}


def _define(cls: type, definitions: dict[str, Schema]) -> None:
    """Adds the definition of a node class, and of all that it holds."""
    if cls.__name__ in definitions:
        return
    plan = plan_of(cls)
    definition: Schema = {"description": plan.says, "type": "object"}
    definitions[cls.__name__] = definition
    properties: dict[str, Schema] = {}
    ask = getattr(cls, "ask", "")
    if ask:
        properties["ask"] = {"description": "The kind of question.", "const": ask}
    for field in plan.fields:
        properties[field.key] = _property(field, definitions)
    required = (["ask"] if ask else []) + [field.key for field in plan.fields if field.required]
    definition["properties"] = properties
    if required:
        definition["required"] = required
    definition["additionalProperties"] = False
    if cls is Page:
        definition.update(_only_with_use())


def _property(field: FieldPlan, definitions: dict[str, Schema]) -> Schema:
    if field.key == "patternbook":
        return {"description": field.says, "const": LANGUAGE_VERSION}
    schema: Schema = {"description": field.says, **_schema(field.shape, definitions)}
    if isinstance(field.default, str | int) or (isinstance(field.default, tuple) and field.default):
        schema["default"] = list(field.default) if isinstance(field.default, tuple) else field.default
    return schema


def _schema(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    if isinstance(shape, Leaf):
        return dict(_LEAVES[shape.kind])
    if isinstance(shape, OneOf):
        return {"enum": list(shape.words)}
    if isinstance(shape, ListOf):
        return {"type": "array", "items": _schema(shape.item, definitions)}
    if isinstance(shape, KeyedBy):
        return _keyed(shape.item, definitions)
    if isinstance(shape, QuestionOf):
        _define_questions(definitions)
        return _ref("Question")
    _define(shape.cls, definitions)
    return _ref(shape.cls.__name__)


def _keyed(item: Shape, definitions: dict[str, Schema]) -> Schema:
    part = _schema(item, definitions)
    if isinstance(item, NodeOf) and not any(field.required for field in plan_of(item.cls).fields):
        part = {"anyOf": [part, {"type": "null"}]}
    pattern = DATA_KEY if item == Leaf("data") else KEY
    return {"type": "object", "propertyNames": {"pattern": pattern}, "additionalProperties": part}


def _define_questions(definitions: dict[str, Schema]) -> None:
    """Adds the dispatch by `ask`, so that an editor says what is wrong with that kind only."""
    if "Question" in definitions:
        return
    kinds: tuple[type[Question], ...] = QUESTION_KINDS
    definitions["Question"] = {
        "description": plan_of(Question).says,
        "type": "object",
        "properties": {"ask": {"enum": [kind.ask for kind in kinds]}},
        "if": {"required": ["ask"]},
        "then": {
            "allOf": [
                {
                    "if": {"properties": {"ask": {"const": kind.ask}}},
                    "then": _ref(kind.__name__),
                }
                for kind in kinds
            ]
        },
        "else": _ref(SharedQuestion.__name__),
    }
    for kind in (*kinds, SharedQuestion):
        _define(kind, definitions)
    # Only on a page that uses a shared step may `ask` be left out: see `_only_with_use`.
    group = definitions["GroupQuestion"]["properties"]["questions"]
    group["additionalProperties"] = {**group["additionalProperties"], "required": ["ask"]}


def _only_with_use() -> Schema:
    """Without `use`, every question of a page says what kind it is."""
    asks = {"additionalProperties": {"required": ["ask"]}}
    return {"if": {"not": {"required": ["use"]}}, "then": {"properties": {"questions": asks}}}
