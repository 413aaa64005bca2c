"""Values in plain English, in the words of the definition that they stand in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from patternbook.changes.describe import words_of_fields
from patternbook.changes.describe.words_of_fields import FieldWords
from patternbook.changes.describe.words_of_parts import KINDS, words_of
from patternbook.changes.parts import ABSENT
from patternbook.changes.spots import Along, Spot, node_class
from patternbook.changes.values import spelled
from patternbook.engine import formats
from patternbook.engine.settings import setting_types
from patternbook.language.kinds import questions as q
from patternbook.language.nodes import pattern, process, service
from patternbook.language.nodes.base import Condition, Data, Expr, Keyed, Text
from patternbook.language.plans import FieldPlan, KeyedBy, ListOf, NodeOf, OneOf, QuestionOf, Shape, plan_of
from patternbook.language.types import Type
from patternbook.language.words import Words, data, english, unknown

NOTHING = "nothing"
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:00)?")

# What a word of a closed list means, by the field's key.
WORDS: Mapping[tuple[str, str], str] = {
    ("channel", "any"): "everybody",
    ("channel", "resident"): "residents",
    ("channel", "staff"): "officers",
    ("hit", "first"): "the first row that applies",
    ("hit", "only"): "the only row that applies",
    ("hit", "collect"): "every row that applies",
    ("binding", "law"): "a duty in law",
    ("binding", "promise"): "a promise to the resident",
    ("binding", "target"): "an inner target",
    ("after", "closed"): "the case is closed",
    ("after", "submitted"): "it is submitted",
    ("after", "last_contact"): "the last contact",
    ("allow", "nothing"): "no local change",
    ("allow", "more_generous"): "local changes that are more generous",
    ("counts", "clock_kept"): "how often a time limit is kept",
    ("counts", "outcome"): "how often a case ends so",
    ("counts", "time_to_close"): "the time until a case is closed",
}
# Fields without a declared reference that name parts: by class and key, the collections in which they may be.
NAMES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (pattern.Check, "at"): ("questions",),
    (process.Task, "not_by"): ("tasks",),
    (process.CaseEvent, "by"): ("roles",),
    (process.Notice, "to"): ("roles",),
    (service.Kpi, "of"): ("clocks", "stages"),
    (pattern.Page, "task"): ("task_list",),
    (pattern.PatternTask, "after"): ("task_list",),
    (q.GroupQuestion, "unique"): ("questions",),
    (q.Under, "question"): ("questions",),
    (q.Under, "option"): ("options",),
}
# A resident's task list and a stage's tasks are both called `tasks`.
_IN: Mapping[tuple[type, str], str] = {(pattern.PatternTask, "tasks"): "task_list"}
# The collection that a word like `page.x` names a part of.
PLACES: Mapping[str, str] = {"page": "pages", "end": "ends", "stage": "stages", "event": "events", "task": "tasks"}  # fmt: skip
ENDS: Mapping[str, str] = {"warn": "nears its end", "due": "runs out", "opens": "opens"}
LEADS = frozenset({"to", "changed", "gone"})
HAPPENS = frozenset({"starts", "pauses", "resumes", "stops", "on"})
CONDITIONS = frozenset({"if", "holds", "other"})


class Speaker:
    """Says the parts and values of one definition."""

    def __init__(self, root: object) -> None:
        self.root = root
        self.words = Words(root if isinstance(root, service.Service) else None)

    # Names of parts

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], tuple[Along, ...]]:
        """Each keyed part with those around it, by the field that holds it and its key; the first of a key counts."""
        found: dict[tuple[str, str], tuple[Along, ...]] = {}
        for along in _parts((Along(type(self.root), "", "", self.root),)):
            part = along[-1]
            found.setdefault((_IN.get((part.cls, part.field), part.field), part.key), along)
            if part.field == "form":
                found.setdefault(("questions", part.key), along)
        return found

    def name(self, along: tuple[Along, ...]) -> str:
        """What a part is called: what it is, its title, and what it is a part of where that tells it apart."""
        here, around = along[-1], along[:-1]
        words = words_of(here.cls, here.field)
        if here.cls is pattern.Route:
            to = self.place(getattr(here.node, "to", ""))
            return f"the way from {self.name(around)} to {to}"
        title = self.title(here) if here.key or words.titles else ""
        quoted = f" “{title}”" if title else ""
        within = f" of {self.name(around)}" if words.within and around else ""
        return f"the {words.noun}{quoted}{within}"

    def title(self, part: Along) -> str:
        """What a part is told by: its title, or its key in words where it has none."""
        for name in words_of(part.cls, part.field).titles:
            if said := _titled(getattr(part.node, name, None)):
                return said
        return _spaced(part.key)

    def part(self, collections: tuple[str, ...], key: str) -> str:
        """The part of that key in one of the collections; the key in words where there is none."""
        found = (self.parts.get((collection, key)) for collection in collections)
        return next((self.name(along) for along in found if along), _spaced(key))

    def place(self, word: str) -> str:
        """Where something leads: `page.x`, `end.x`, `stage.x`, `check_answers`."""
        kind, _, key = word.partition(".")
        if word == "check_answers":
            return "the check answers page"
        return self.part((PLACES[kind],), key) if kind in PLACES else _spaced(word)

    def moment(self, word: str) -> str:
        """What can happen to a case: `submitted`, `stage.x`, `task.x.outcome`, `clock.x.due`."""
        kind, _, rest = word.partition(".")
        key, _, detail = rest.partition(".")
        if kind == "clock":
            return f"{self.part(('clocks',), key)} {ENDS.get(detail, detail)}"
        if kind == "task":
            return f"{self.part(('tasks',), key)} ends" + (f" as “{self.outcome(key, detail)}”" if detail else "")  # fmt: skip
        if kind == "stage":
            return f"the case comes to {self.part(('stages',), key)}"
        if kind == "event":
            return f"{self.part(('events',), key)} happens"
        return {"submitted": "the case is submitted", "paid": "it is paid"}.get(word, _spaced(word))

    def outcome(self, task: str, key: str) -> str:
        """How a task ends, by the outcome's title."""
        along = self.parts.get(("tasks", task), ())
        outcomes = getattr(along[-1].node, "outcomes", {}) if along else {}
        return english(outcomes[key].title) if key in outcomes else _spaced(key)

    # Values

    def value(self, value: Any, spot: Spot) -> str:
        """A value of a field in words; `nothing` where there is none."""
        if value is None or value is ABSENT:
            return NOTHING
        field, cls = spot.field, spot.here.cls
        assert field is not None  # a value stands in a field
        if isinstance(value, tuple):
            between = "; " if node_class(_item_shape(field)) else ", "
            return between.join(self.value(item, spot) for item in value) or NOTHING
        if isinstance(value, str):
            return self.word(value, cls, field)
        if isinstance(value, Data):
            return self.data(value, spot)
        if isinstance(value, Expr):
            return self.words.say(value) if field.key in CONDITIONS else self.words.value(value)
        if isinstance(value, Keyed):
            return self.several(value, field, spot)
        return _plain(value, self.words) or self.contents(value)

    def word(self, word: str, cls: type, field: FieldPlan) -> str:
        """A word of a field: the part that it names, what it means, or itself."""
        if collections := NAMES.get((cls, field.key)) or ((field.to,) if field.to else ()):
            return self.part(collections, word)
        if field.key in LEADS:
            return self.place(word)
        if field.key in HAPPENS:
            return self.moment(word)
        known = WORDS.get((field.key, word))
        return known or (_spaced(word) if isinstance(_item_shape(field), OneOf) else f"“{word}”")

    def data(self, value: Data, spot: Spot) -> str:
        """Plain data; a setting's by its type, so that money is money."""
        type_ = self.setting_type(spot)
        return data(value) if type_ is None else typed(value.value, type_)

    def setting_type(self, spot: Spot) -> Type | None:
        """The type of the setting in which a spot lies."""
        if not isinstance(self.root, service.Service):
            return None
        key = next((part.key for part in spot.along if part.field == "settings"), "")
        type_ = setting_types(self.root).get(key)
        for _ in spot.rest:
            type_ = type_.item if type_ is not None and type_.kind == "table" else None
        return type_

    def several(self, value: Keyed[Any], field: FieldPlan, spot: Spot) -> str:
        """A keyed collection: parts by their titles, values by their keys."""
        if isinstance(field.shape, KeyedBy) and node_class(field.shape.item):
            parts = (Along(type(node), key, field.name, node) for key, node in value.items())
            return ", ".join(f"“{self.title(part)}”" for part in parts) or NOTHING
        said = (f"{_spaced(key)}: {self.value(item, spot)}" for key, item in value.items())
        return "; ".join(said) or NOTHING

    def contents(self, node: object) -> str:
        """What a part says, field by field."""
        ask = getattr(node, "ask", "")
        said = [KINDS[ask]] if ask else []
        along = Along(type(node), "", "", node)
        for field in plan_of(along.cls).fields:
            value = getattr(node, field.name)
            if field.required or value != field.default:
                said.append(self.briefly(field, value, along))
        return "; ".join(said) or NOTHING

    def briefly(self, field: FieldPlan, value: Any, part: Along) -> str:
        """A field with its value, as an addition to a sentence."""
        spot = Spot((part,), field)
        words = words_for(part.cls, field.key)
        if words.saying == "flag":
            return (words.says if value else words.otherwise).replace(" now ", " ").removeprefix("now ")
        said = self.value(value, spot)
        if words.saying == "when":
            return f"{words.says} only if {said}"
        if words.saying == "now":
            return " ".join(words.says.format(now="", value=said).split())
        return f"{words.says.format(owner='it')}: {said}"


def words_for(cls: type, key: str) -> FieldWords:
    """How changes of a field are said: in the table's words, or by the field's own key."""
    return words_of_fields.words_of(cls, key) or FieldWords("noun", _spaced(key))


def exactly(value: Any) -> str:
    """A value as it is written, where two that differ would be said alike."""
    if isinstance(value, Expr):
        return f"“{value.source}”"
    if isinstance(value, Condition):
        return f"“{value.if_.source}”{unknown(value.unknown)}"
    return spelled(value)


def typed(value: Any, type_: Type) -> str:
    """Plain data of a type in words.

    >>> from patternbook.language.types import MONEY
    >>> typed(3750, MONEY)
    '£37.50'
    """
    if type_.kind == "money" and type(value) is int:
        return formats.money(value)
    if type_.kind == "table" and isinstance(value, Keyed):
        return "; ".join(f"{key}: {typed(item, type_.item)}" for key, item in value.items()) or "none"
    if type_.kind == "list" and isinstance(value, tuple):
        return ", ".join(typed(item, type_.item) for item in value) or "none"
    if type_.kind == "choice" and isinstance(value, str):
        return _spaced(value)
    if type_.kind == "time" and isinstance(value, str) and _TIME.fullmatch(value):
        return formats.clock_time(dt.time.fromisoformat(value))
    return data(Data(value))


def _plain(value: Any, words: Words) -> str:
    """A value that says itself; empty for a part."""
    if isinstance(value, Text):
        return f"“{english(value)}”"
    if isinstance(value, Condition):
        return f"{words.say(value.if_)}{unknown(value.unknown)}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return formats.day(value, weekday=False)
    return formats.number(value) if isinstance(value, int) else ""


def _titled(value: Any) -> str:
    if isinstance(value, Text):
        return english(value)
    if isinstance(value, Keyed):
        first = next(iter(value.values()), None)
        return english(getattr(first, "label", None))
    return _spaced(value) if isinstance(value, str) else ""


def _parts(along: tuple[Along, ...]) -> Iterator[tuple[Along, ...]]:
    """Every keyed part, each with those around it."""
    here = along[-1]
    for field in plan_of(here.cls).fields:
        value = getattr(here.node, field.name)
        if isinstance(field.shape, NodeOf) and value is not None:
            yield from _parts((*along, Along(type(value), "", field.name, value)))
        elif isinstance(field.shape, KeyedBy) and isinstance(field.shape.item, NodeOf | QuestionOf):
            for key, item in value.items():
                inner = (*along, Along(type(item), key, field.name, item))
                yield inner
                yield from _parts(inner)


def _item_shape(field: FieldPlan) -> Shape:
    return field.shape.item if isinstance(field.shape, ListOf | KeyedBy) else field.shape


def _spaced(key: str) -> str:
    return key.replace("_", " ")
