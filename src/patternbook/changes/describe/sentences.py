"""A change of one field as a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from patternbook.changes.describe import wordings
from patternbook.changes.describe.values import NOTHING, Speaker, exactly, words_for
from patternbook.changes.describe.words_of_fields import FieldWords
from patternbook.changes.describe.words_of_parts import KINDS, words_of
from patternbook.changes.parts import ABSENT
from patternbook.changes.spots import Along, Spot
from patternbook.language.nodes.base import Data
from patternbook.language.nodes.pattern import Route
from patternbook.language.plans import KeyedBy, Leaf, NodeOf


class Telling:
    """Two definitions, one after the other, and how to say what differs between them."""

    def __init__(self, before: object, after: object) -> None:
        self.before, self.after = Speaker(before), Speaker(after)

    def field(self, spot: Spot, old: Any, new: Any) -> str:
        """What a change of a field's value, or of something in it, means."""
        words = self._words(spot)
        if _is_text(spot):
            before, after = _whole(old, spot), _whole(new, spot)
            return sentence(wordings.clause(words.says, self.owner(spot, old), before, after))
        if words.saying == "flag":
            return sentence(f"{self.owner(spot)} {words.says if new is True else words.otherwise}")
        if isinstance(old, tuple) and isinstance(new, tuple) and words.saying == "items":
            return self._items(words, spot, old, new)
        return self._said(words, spot, old, new)

    def kind(self, spot: Spot, old: Any, new: Any) -> str:
        """What it means that a question is of another kind."""
        one, other = (KINDS[""] if kind is ABSENT else KINDS[kind] for kind in (old, new))
        return sentence(f"{self.owner(spot)} now asks for {other} instead of {one}")

    def owner(self, spot: Spot, old: Any = None) -> str:
        """Whose field it is, where the field said `old` before."""
        if spot.here.cls is Route and spot.field is not None and spot.field.key == "to":
            return f"one way onwards from {self.after.name(spot.along[:-1])}"
        here, field = spot.here, spot.field
        titles = words_of(here.cls, here.field).titles
        if field is None or here.node is None or field.name not in titles:
            return self.after.name(spot.along)
        # A part whose title changed goes by the one that it had.
        had: Any = here.node
        had = replace(had, **{field.name: None if old is ABSENT else old})
        return self.after.name((*spot.along[:-1], Along(here.cls, here.key, here.field, had)))

    def _words(self, spot: Spot) -> FieldWords:
        """A field's words; one value of several by their keys is called by its key."""
        field = spot.field
        assert field is not None  # a path from `diff` ends at a field, at a part or at its kind
        words = words_for(spot.here.cls, field.key)
        if isinstance(field.shape, KeyedBy) and spot.rest:
            return FieldWords("noun", f"{words.says} “{spot.rest[0].replace('_', ' ')}”")
        return words

    def _said(self, words: FieldWords, spot: Spot, old: Any, new: Any) -> str:
        said_old, said_new = self._pair(spot, old, new)
        owner = self.owner(spot, old)
        if spot.field is not None and isinstance(spot.field.shape, NodeOf):
            return sentence(_alone(words, owner, said_old, said_new))
        if words.saying == "when":
            return sentence(_when(words, owner, said_old, said_new))
        if words.saying == "now":
            return sentence(_now(words, owner, said_old, said_new))
        called = words.says.format(owner=owner)
        if called == words.says:
            called = f"{called} of {owner}"
        return sentence(f"the {called} is now {said_new} instead of {said_old}")

    def _pair(self, spot: Spot, old: Any, new: Any) -> tuple[str, str]:
        """Both values in words; as they are written, where the words are the same."""
        one = _within(spot, self.before.value(_wrapped(spot, old), spot))
        other = _within(spot, self.after.value(_wrapped(spot, new), spot))
        if one == other:
            return exactly(_wrapped(spot, old)), exactly(_wrapped(spot, new))
        return one, other

    def _items(self, words: FieldWords, spot: Spot, old: tuple[object, ...], new: tuple[object, ...]) -> str:
        more = [self.after.value(item, spot) for item in new if item not in old]
        less = [self.before.value(item, spot) for item in old if item not in new]
        said = [f"now also {', '.join(more)}"] if more else []
        said += [f"no longer {', '.join(less)}"] if less else []
        if not said or set(more) & set(less):
            one, other = self._pair(spot, old, new)
            said = [f"now {other} instead of {one}"]
        return sentence(f"the {words.says.format(owner=self.owner(spot))}: {'; '.join(said)}")


def _is_text(spot: Spot) -> bool:
    shape = spot.field.shape if spot.field is not None else None
    inner = shape.item if isinstance(shape, KeyedBy) and spot.rest else shape
    return isinstance(inner, Leaf) and inner.kind == "text"


def _whole(value: Any, spot: Spot) -> wordings.Leaves:
    shape = spot.field.shape if spot.field is not None else None
    rest = spot.rest[1:] if isinstance(shape, KeyedBy) else spot.rest
    return {} if value is None or value is ABSENT else wordings.leaves(value, rest)


def _wrapped(spot: Spot, value: Any) -> Any:
    """Something from within plain data is plain data too."""
    shape = spot.field.shape if spot.field is not None else None
    inner = shape.item if isinstance(shape, KeyedBy) and spot.rest else shape
    is_data = isinstance(inner, Leaf) and inner.kind == "data"
    bare = value is not None and value is not ABSENT and not isinstance(value, Data)
    return Data(value) if is_data and bare else value


def _within(spot: Spot, said: str) -> str:
    shape = spot.field.shape if spot.field is not None else None
    rest = spot.rest[1:] if isinstance(shape, KeyedBy) else spot.rest
    return f"{said} for “{' '.join(rest).replace('_', ' ')}”" if rest and said != NOTHING else said


def _when(words: FieldWords, owner: str, old: str, new: str) -> str:
    if NOTHING not in (old, new):
        return f"{owner} is now {words.says} only if {new}, instead of if {old}"
    if old == NOTHING:
        return f"{owner} is now {words.says} only if {new}; before, it was {words.otherwise}"
    return f"{owner} is now {words.otherwise}; before, it was {words.says} only if {old}"


def _alone(words: FieldWords, owner: str, old: str, new: str) -> str:
    """A part that stands alone, such as a lock: it comes or goes as a whole."""
    if new == NOTHING:
        return f"removes the {words.says} of {owner}, which was: {old}"
    return f"adds the {words.says} of {owner}: {new}"


def _now(words: FieldWords, owner: str, old: str, new: str) -> str:
    if new == NOTHING:
        return f"{owner} {words.says.format(now='no longer', value=old)}"
    said = f"{owner} {words.says.format(now='now', value=new)}"
    return f"{said}; before, {words.otherwise}" if old == NOTHING else f"{said} instead of {old}"


def sentence(said: str) -> str:
    """A clause with a capital letter and a full stop."""
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "?”", ".”", "!”")) else ".")
