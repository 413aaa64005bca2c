"""A question as it is asked of one resident: what a renderer shows and what a reader needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.engine.texts import Shown
from patternbook.language.kinds.questions import Question

Form = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something that the resident has to put right.

    `field` is the name of the box that the message links to, `parts` those that are wrong
    (of a date: `day`, `month`, `year`).
    """

    question: str
    field: str
    code: str
    message: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option: `closed` says why it cannot be chosen, `item` is the record behind it."""

    key: str
    label: Shown
    hint: Shown | None = None
    divider: bool = False
    alone: bool = False
    closed: Shown | None = None
    closed_key: str | None = None
    item: object = None


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as asked.

    `name` is the name of its field, or the beginning of its fields' names; `current` prefills them.
    `rows` are those of a matrix, `items` the questions of each item of a group, with names of their
    own. `limits` holds `min`, `max`, `earliest` and `latest` as worked out, where they are known.
    """

    key: str
    name: str
    ask: str
    question: Question
    label: Shown
    hint: Shown | None = None
    required: bool = True
    options: tuple[ShownOption, ...] = ()
    rows: tuple[ShownOption, ...] = ()
    items: tuple[tuple[ShownQuestion, ...], ...] = ()
    current: Mapping[str, list[str]] = field(default_factory=dict)
    limits: Mapping[str, object] = field(default_factory=dict)
    errors: Mapping[str, Shown] = field(default_factory=dict)
    today: dt.date = dt.date.min
    language: str = "en"
