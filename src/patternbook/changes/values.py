"""Values of definitions: when two say the same, and how they are written as plain data."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import is_dataclass
from typing import Any, Literal

from patternbook.changes.parts import ABSENT
from patternbook.changes.plans import values_of
from patternbook.language import canonical
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.nodes.process import Process
from patternbook.language.nodes.service import Service
from patternbook.language.plans import DATA, TEXT, Shape
from patternbook.language.scopes.trees import parsed

# What is big, and compared part by part.
PARTLY = frozenset({Keyed, Service, Process})

# What stands in a field has a shape; so have the words of one language, what stands in plain data,
# the order of a collection, and a key.
Form = Shape | Literal["wording", "plain", "order", "key"]


def same(one: object, other: object) -> bool:
    """Whether two values say the same; expressions may be spelled differently.

    >>> same(Expr("a&&b"), Expr("a && b"))
    True
    """
    if one is other:
        return True
    kind = type(one)
    # By class alone: yes is not the same as 1.
    if kind is not type(other):
        return False
    if one == other:
        return True
    if isinstance(one, Expr) and isinstance(other, Expr):
        tree = parsed(one.source)
        # What is no expression says what its letters say; errors are never equal.
        return tree == parsed(other.source) or (
            isinstance(tree, ExpressionError) and one.source.strip() == other.source.strip()
        )
    if isinstance(one, Condition) and isinstance(other, Condition):
        return one.unknown == other.unknown and same(one.if_, other.if_)
    return False


class Comparing:
    """`same` for many questions about the same few definitions: what was compared is remembered.

    Whole definitions are compared part by part, so that the parts of one that changed need not be
    compared again. What was compared is held, so that its identity stays its own.

    >>> Comparing().same(Keyed([("a", Expr("b"))]), Keyed([("a", Expr("b"))]))
    True
    """

    __slots__ = ("_known", "equal")

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[bool, Any, Any]] = {}
        # The identities of those that were found to say the same as the one they were compared with.
        self.equal: set[int] = set()

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values say the same."""
        if one is other:
            return True
        kind = type(one)
        if kind is not type(other):
            return False
        if kind not in PARTLY:
            answer = same(one, other)
        else:
            pair = (id(one), id(other))
            known = self._known.get(pair)
            if known is not None:
                return known[0]
            answer = self._parts_are(one, other)
            self._known[pair] = (answer, one, other)
        if answer:
            self.equal.add(id(other))
        return answer

    def _parts_are(self, one: Any, other: Any) -> bool:
        if type(one) is Keyed:
            if list(one.keys()) != list(other.keys()):
                return False
            return all(a is b or self.same(a, b) for a, b in zip(one.values(), other.values(), strict=True))
        return all(a is b or self.same(a, b) for a, b in zip(values_of(one), values_of(other), strict=True))


def plain(value: object) -> Any:
    """A value as plain data that says the same for the same value for ever.

    >>> plain(Expr("a&&b")), plain(ABSENT)
    ('a && b', {'absent': True})
    """
    if value is ABSENT:
        return {"absent": True}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Expr):
        return canonical.expression(value.source)
    if isinstance(value, Condition):
        return [plain(value.if_), value.unknown]
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Keyed):
        return {"keyed": [[key, plain(item)] for key, item in value.items()]}
    return _whole(value)


def _whole(value: object) -> Any:
    if isinstance(value, Text):
        return canonical.value_to_json(value, TEXT)
    if isinstance(value, Data):
        return plain(value.value)
    if isinstance(value, Forms):
        return {"by": plain(value.by), "forms": plain(value.forms)}
    return canonical.to_json(value)


def spelled(value: object) -> str:
    """A value as one text, to sort by and to digest."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(*values: object) -> str:
    """Sixteen hex digits for these values."""
    whole = "\n".join(spelled(value) for value in values)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def from_plain(data: Any, form: Form) -> Any:
    """The value that somebody decided on; raises KeyError, TypeError, ValueError, IndexError or
    AttributeError where the data is not one of this form."""
    value = _read(data, form)
    if not _is_sound(value):
        raise ValueError(data)
    return value


def _read(data: Any, form: Form) -> Any:
    if form == "wording":
        return canonical.value_from_json([["en", data]], TEXT).wordings["en"]
    if form == "plain":
        return canonical.value_from_json(data, DATA).value
    if form == "order":
        return tuple(data)
    return data if form == "key" else canonical.value_from_json(data, form)


def _is_sound(value: Any) -> bool:
    """Whether only text, numbers, dates and nodes of them stand in a value, each where it can be written."""
    match value:
        case Expr():
            return isinstance(value.source, str)
        case Text():
            return isinstance(value.of, str) and _are_words(value.wordings)
        case Forms():
            return (value.by is None or _is_sound(value.by)) and _are_words(value.forms)
        case Keyed():
            return all(isinstance(key, str) and _is_sound(part) for key, part in value.items())
        case tuple():
            return all(map(_is_sound, value))
        case Data():
            return _is_sound(value.value)
        case None | str() | int() | dt.date():
            return True
    return is_dataclass(value) and all(map(_is_sound, values_of(value)))


def _are_words(said: Keyed[Any]) -> bool:
    return all(
        isinstance(key, str) and isinstance(words, str | Forms) and _is_sound(words)
        for key, words in said.items()
    )
