"""A whole node in other names: its keys, and everything in it that names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from patternbook.changes.renames import expressions
from patternbook.changes.renames.names import Keys, Names, names_of
from patternbook.changes.renames.wordings import wording
from patternbook.errors import Path
from patternbook.language import digests
from patternbook.language.kinds import questions as q
from patternbook.language.nodes import process as c
from patternbook.language.nodes import service as s
from patternbook.language.nodes.base import Condition, Expr, Keyed, Part, Text
from patternbook.language.nodes.pattern import Check, Page, PatternTask, Route
from patternbook.language.plans import (
    CONDITION,
    EXPRESSION,
    TEXT,
    WORD,
    FieldPlan,
    KeyedBy,
    Leaf,
    ListOf,
    OneOf,
    Shape,
    plan_of,
)  # fmt: skip

N = TypeVar("N")
Locals = Mapping[str, str]
Place = tuple[type, str]

# Words that name a part without `To`, by the field that they stand in.
PLAIN_WORDS: Mapping[Place, tuple[str, ...]] = MappingProxyType(
    {
        **{
            (cls, "contract"): ("contracts",)
            for cls in (
                s.Lookup, s.Binding, s.Booking, c.Effect, q.RegisterQuestion, q.AssetQuestion,
            )
        },
        (s.Kpi, "of"): ("clocks", "stages"),
        (c.Task, "not_by"): ("tasks",),
        (c.Notice, "to"): ("roles",),
        (c.CaseEvent, "by"): ("roles",),
        (Page, "task"): ("tasks of the list",),
        (PatternTask, "after"): ("tasks of the list",),
    }
)  # fmt: skip
# Words that name a question, wherever questions are seen from there.
QUESTIONS = frozenset({(Check, "at"), (q.GroupQuestion, "unique"), (q.Under, "question")})
# Words such as `page.x` and `task.x.done`.
HAPPENINGS = frozenset(
    {
        *((c.Clock, name) for name in ("starts", "pauses", "resumes", "stops")),
        *((cls, name) for cls, name in ((c.Notice, "on"), (c.Effect, "on"), (Route, "to"))),
        (c.CaseEvent, "to"), (s.Lookup, "changed"), (s.Booking, "gone"),
    }
)  # fmt: skip
OF_HAPPENING = MappingProxyType(
    {"page": "pages", "end": "ends", "stage": "stages", "task": "tasks", "event": "events", "clock": "clocks"}
)
# Types, which may name a record.
TYPES = frozenset(
    {
        (s.Setting, "type"), (s.RecordType, "fields"), (s.Contract, "takes"), (s.Contract, "gives"),
        (s.Value, "takes"), (s.Table, "takes"), (s.Table, "gives"),
    }
)  # fmt: skip
# How often a value may stand for a value that stands for a choice.
ALIASES = 8
SEEN_FROM_OUTSIDE = frozenset({"for_each", "each"})
# Said by one kind of node each: a question under an option, any question, an event.
SPECIAL = frozenset({"option", "prefill", "sets"})
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def in_names(
    node: N, keys: Keys, was: Callable[[Path, str], str | None], without: Container[int] = frozenset()
) -> N:
    """The node with keys exchanged, and whatever names them.

    `was` gives what a part says of its former key, from its path in the base and its key now.
    `without` holds the identities of parts in which nothing is named that was renamed.
    """
    names = names_of(node, keys)
    rewriting = _Rewriting(keys, names, was, without)
    rewriting.values_that_stand_for_choices(node)
    changed: N = rewriting.node(node, (), _NO_LOCALS, "")
    return changed


_NO_LOCALS: Locals = MappingProxyType({})


class _Rewriting:
    """One walk over a node; what does not change stays the same object."""

    def __init__(
        self, keys: Keys, names: Names, was: Callable[[Path, str], str | None], without: Container[int]
    ) -> None:
        self.keys, self.names, self.was, self.without = keys, names, was, without

    def values_that_stand_for_choices(self, node: object) -> None:
        """A value that is a choice, and nothing else, can be compared with the same keys."""
        if not isinstance(node, s.Service) or not self.names.choices:
            return
        for _ in range(ALIASES):
            known = len(self.names.choices)
            for key, value in node.values.items():
                keys = self.names.chosen(expressions.spot_of(value.is_, {k: f"${k}" for k in value.takes}))
                if keys:
                    self.names.choices.setdefault(key, keys)
            if len(self.names.choices) == known:
                return

    def node(self, node: Any, path: Path, local: Locals, key: str) -> Any:
        if id(node) in self.without:
            return node
        cls: Any = type(node)
        bound = _LOCALS.get(cls)
        inside = local if bound is None else {**local, **bound(node, key)}
        changed: dict[str, Any] = {}
        for field in _fields_of(cls):
            value = getattr(node, field.name)
            # None, and a collection or word with nothing in it.
            if not value:
                continue
            # The list of `for_each` is seen from outside; `each` of options alike.
            seen = local if field.name in SEEN_FROM_OUTSIDE else inside
            after = self.value(value, field.shape, (*path, field.key), seen, (node, field))
            if field.name in SPECIAL:
                after = self.special(node, field, after, inside, key)
            if after is not value:
                changed[field.name] = after
        return replace(node, **changed) if changed else node

    def value(self, value: Any, shape: Shape, path: Path, local: Locals, of: tuple[Any, FieldPlan]) -> Any:
        if isinstance(shape, Leaf):
            return self.leaf(value, local, of)
        if isinstance(shape, KeyedBy):
            return self.keyed(value, shape, path, local, of)
        if isinstance(shape, ListOf):
            items = tuple(
                self.value(item, shape.item, (*path, str(number)), local, of)
                for number, item in enumerate(value)
            )
            return value if all(map(_same, items, value)) else items
        return self.node(value, path, local, "")

    def keyed(
        self, parts: Keyed[Any], shape: KeyedBy, path: Path, local: Locals, of: tuple[Any, FieldPlan]
    ) -> Keyed[Any]:
        if id(parts) in self.without:
            return parts
        exchanged = self.keys.at(path)
        items: list[tuple[str, Any]] = []
        same = not exchanged
        for key, part in parts.items():
            if isinstance(shape.item, Leaf):
                after = self.leaf(part, local, of)
            else:
                place = self.keys.place(path, key)
                after = self.node(part, place, local, self.full(of[0], key))
                if key in exchanged and isinstance(after, Part):
                    after = replace(after, was=self.was(place, exchanged[key]))
            same = same and after is part
            items.append((exchanged.get(key, key), after))
        return parts if same else Keyed(items)

    def full(self, holder: Any, key: str) -> str:
        """How a part is called whose own names are seen inside it alone."""
        if isinstance(holder, c.Stage):
            return f"tasks.{key}"
        return f"events.{key}" if isinstance(holder, c.Process) else key

    def leaf(self, value: Any, local: Locals, of: tuple[Any, FieldPlan]) -> Any:
        if isinstance(value, Expr):
            return expressions.renamed(value, self.names, local)
        if isinstance(value, Condition):
            if_ = expressions.renamed(value.if_, self.names, local)
            return value if if_ is value.if_ else replace(value, if_=if_)
        if isinstance(value, Text):
            return self.text(value, local)
        return self.word(value, local, of) if isinstance(value, str) else value

    def text(self, text: Text, local: Locals) -> Text:
        said = [wording(words, self.names, local) for words in text.wordings.values()]
        if all(map(_same, said, text.wordings.values())):
            return text
        wordings = Keyed(zip(text.wordings, said, strict=True))
        english = text.wordings.get("en")
        if text.of and english is not None and text.of == digests.wording(english):
            # Only the name of a value changed, so a translation is as fresh as it was.
            return Text(wordings, digests.wording(wordings["en"]))
        return replace(text, wordings=wordings)

    def word(self, word: str, local: Locals, of: tuple[Any, FieldPlan]) -> str:
        node, field = of
        place = (type(node), field.name)
        if place in HAPPENINGS:
            return self.happening(word)
        if place in TYPES:
            types = self.names.words.get("types", {})
            return _WORD.sub(lambda found: types.get(found.group(), found.group()), word) if types else word
        if place in QUESTIONS or field.to == "questions":
            return self.names.last.get(local.get(word, word), word)
        for named in PLAIN_WORDS.get(place, (field.to,)):
            after = self.names.word(named, word)
            if after != word:
                return after
        return word

    def happening(self, word: str) -> str:
        kind, *rest = word.split(".")
        if not rest or kind not in OF_HAPPENING:
            return word
        key, *more = rest
        if kind == "task" and more:
            more[0] = self.names.chosen(f"tasks.{key}.outcome").get(more[0], more[0])
        return ".".join((kind, self.names.word(OF_HAPPENING[kind], key), *more))

    def special(self, node: Any, field: FieldPlan, value: Any, local: Locals, key: str) -> Any:
        """What a field names besides what its kind of value does."""
        if field.name == "option":
            return self.names.chosen(local.get(node.question, node.question)).get(value, value)
        if field.name == "prefill":
            keys = self.names.chosen(local.get(key, key))
            return expressions.keys_in(value, keys) if keys else value
        return self.sets(value, local)

    def sets(self, sets: Keyed[Expr], local: Locals) -> Keyed[Expr]:
        """The answers that an event changes: by the names of questions, to keys of theirs."""
        items = [
            (self.names.last.get(key, key), expressions.keys_in(expr, self.names.chosen(key)))
            for key, expr in sets.items()
        ]
        after = Keyed(items)
        return sets if after == sets else after


def _same(one: object, other: object) -> bool:
    return one is other


def _item(each: Expr | None) -> Locals:
    return {} if each is None else {"item": f"{expressions.spot_of(each, {})}[]"}


# What names mean inside a node alone: an item of a list, an input, an answer of its form.
_LOCALS: Mapping[type, Callable[[Any, str], Locals]] = MappingProxyType(
    {
        c.Task: lambda task, key: {**{name: f"{key}.{name}" for name in task.form}, **_item(task.for_each)},
        c.CaseEvent: lambda event, key: {name: f"{key}.{name}" for name in event.form},
        c.Clock: lambda clock, _: _item(clock.for_each),
        s.Value: lambda value, _: {name: f"${name}" for name in value.takes},
        s.Table: lambda table, _: {name: f"${name}" for name in table.takes},
        q.OptionsFrom: lambda options, _: {options.as_: f"{expressions.spot_of(options.each, {})}[]"},
    }
)


@cache
def _fields_of(cls: Any) -> tuple[FieldPlan, ...]:
    """The fields of a class in which something can be named."""
    return tuple(field for field in plan_of(cls).fields if field.name != "was" and _can_name(cls, field))


def _can_name(cls: type, field: FieldPlan) -> bool:
    shape = field.shape
    while isinstance(shape, ListOf | KeyedBy):
        shape = shape.item
    if shape == WORD:
        place = (cls, field.name)
        known = place in PLAIN_WORDS or place in QUESTIONS or place in HAPPENINGS or place in TYPES
        return bool(known or field.to or field.name in SPECIAL)
    return shape in (EXPRESSION, CONDITION, TEXT) or not isinstance(shape, Leaf | OneOf)
