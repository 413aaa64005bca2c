"""What a renamed part is called where it is spoken of: in words, in expressions, in choices."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from types import MappingProxyType
from typing import Any

from patternbook.changes.plans import fields_with_parts
from patternbook.errors import Path
from patternbook.language.kinds import questions as q
from patternbook.language.nodes import process as c
from patternbook.language.nodes import service as s
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.pattern import Page
from patternbook.language.plans import KeyedBy

Field = tuple[type, str]
NOTHING: Mapping[str, str] = MappingProxyType({})

# The collections whose keys are written elsewhere as plain words, by what the words are said to name.
WORDS: Mapping[Field, str] = MappingProxyType(
    {
        **{
            (s.Service, name): name
            for name in (
                "law", "purposes", "bindings", "bookings", "lookups", "pages", "ends", "contracts", "types",
            )
        },
        (s.Service, "tasks"): "tasks of the list",
        **{(c.Process, name): name for name in ("roles", "stages", "events", "clocks")},
        (c.Stage, "tasks"): "tasks",
    }
)  # fmt: skip

# The names in expressions of the parts of a collection: {k} is the key, {p} the name of what holds it.
# An item of a list is written `list[]`.
NAMES: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        **{(s.Service, name): ("{k}",) for name in ("lookups", "values", "tables", "prices", "bookings")},
        **{(s.Service, name): (name + ".{k}",) for name in ("settings", "bindings")},
        (Page, "questions"): ("{k}",),
        (q.GroupQuestion, "questions"): ("{k}", "{p}[].{k}"),
        (q.MatrixQuestion, "rows"): ("{p}.{k}",),
        **{(c.Process, name): (name + ".{k}",) for name in ("events", "clocks")},
        (c.Stage, "tasks"): ("tasks.{k}",),
        (c.Task, "form"): ("{p}.{k}", "{p}.items[].{k}"),
        (c.CaseEvent, "form"): ("{p}.{k}",),
    }
)

# The names whose values are the keys of a collection.
CHOICES: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        **{
            (kind, "options"): ("{p}", "{p}[]")
            for kind in (q.ChoiceQuestion, q.ChoicesQuestion, q.RankingQuestion)
        },
        (q.MatrixQuestion, "options"): ("{p}.*",),
        (c.Process, "stages"): ("case.stage",),
        (c.Task, "outcomes"): ("{p}.outcome", "{p}.items[].outcome"),
        (c.TaskOutcome, "reasons"): ("{p}.reason", "{p}.items[].reason"),
        (c.CaseEvent, "reasons"): ("{p}.reason",),
    }
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys to exchange in each collection, by its path in the names of the base.

    `back` tells which way: from the names of a variant back to those of the base, or forward.
    """

    collections: Mapping[Path, Mapping[str, str]]
    back: bool

    def at(self, path: Path) -> Mapping[str, str]:
        """What each key of the collection becomes."""
        return self.collections.get(path, NOTHING)

    def place(self, path: Path, key: str) -> Path:
        """The path in the base of the part that stands under this key now."""
        return (*path, self.at(path).get(key, key) if self.back else key)


@dataclass(slots=True)
class Names:
    """What is exchanged where parts are spoken of.

    `words`: by what a word names, its new form. `last`: by the name in expressions, the new last
    part of it. `choices`: by the name in expressions, the new keys of what it can be. `known` finds
    any of the keys that are exchanged; what holds none of them says the same in the new names.
    """

    known: re.Pattern[str]

    words: dict[str, dict[str, str]] = made_by(default_factory=dict)
    last: dict[str, str] = made_by(default_factory=dict)
    choices: dict[str, Mapping[str, str]] = made_by(default_factory=dict)

    def may_stand_in(self, source: str) -> bool:
        """Whether a text can name anything that has another key now."""
        return self.known.search(source) is not None

    def word(self, names: str, key: str) -> str:
        """A word that names a part of this kind."""
        return self.words.get(names, NOTHING).get(key, key)

    def chosen(self, name: str) -> Mapping[str, str]:
        """What the keys become that this name can be; nothing where it has no such keys."""
        found = self.choices.get(name)
        if found is None and "." in name:
            found = self.choices.get(name.rpartition(".")[0] + ".*")
        return found or NOTHING


def names_of(node: object, keys: Keys) -> Names:
    """What is exchanged in a node whose keys are."""
    exchanged = {key for each in keys.collections.values() for key in each}
    # A backslash can write any letter.
    known = re.compile(rf"\\\\|(?<![a-z0-9_])(?:{'|'.join(map(re.escape, sorted(exchanged)))})(?![a-z0-9_])")
    names = Names(known)
    around = {path[:length] for path in keys.collections for length in range(len(path) + 1)}
    _Gathering(names, keys, around).node(node, (), ("",))
    return names


def parts_of(node: object) -> Iterator[tuple[str, str, Any, bool]]:
    """The fields of a node that hold other nodes: name, key, value, and whether it is a collection."""
    for field in fields_with_parts(node):
        value = getattr(node, field.name)
        if value is not None:
            yield field.name, field.key, value, isinstance(field.shape, KeyedBy)


class _Gathering:
    """One walk to the collections in question that gathers what the exchange of keys means elsewhere."""

    def __init__(self, names: Names, keys: Keys, around: Collection[Path]) -> None:
        self.names, self.keys, self.around = names, keys, around

    def node(self, node: object, path: Path, called: tuple[str, ...]) -> None:
        for name, key, value, keyed in parts_of(node):
            here = (*path, key)
            if here not in self.around:
                continue
            if keyed:
                self.collection((type(node), name), value, here, called)
            else:
                self.node(value, here, called)

    def collection(self, of: Field, parts: Keyed[Any], path: Path, called: tuple[str, ...]) -> None:
        exchanged = self.keys.at(path)
        if exchanged:
            if of in WORDS:
                self.names.words.setdefault(WORDS[of], {}).update(exchanged)
            for name in _spelled(CHOICES.get(of, ()), called, ""):
                self.names.choices[name] = {**self.names.choices.get(name, NOTHING), **exchanged}
        patterns = NAMES.get(of, ())
        for key, part in parts.items():
            place = self.keys.place(path, key)
            if key not in exchanged and place not in self.around:
                continue
            own = _spelled(patterns, called, key) or called
            if patterns and key in exchanged:
                self.names.last.update((name, exchanged[key]) for name in own)
            self.node(part, place, own)


def _spelled(patterns: tuple[str, ...], called: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.format(p=name, k=key) for each in patterns for name in called))
