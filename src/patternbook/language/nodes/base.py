"""The building blocks of every node: keyed collections, texts, expressions, plain values.

Nodes are the one declaration of the language. The reader, the writer, the JSON Schema, the
reference and the merge all walk these dataclasses, so a new field is written once, here.

How a field is declared says how it is read:

* the surface name is the field's name without a trailing underscore (``if_`` reads ``if``);
* ``Annotated[..., Doc("…")]`` documents it, ``To("law")`` says that it names a key in that
  collection (merging rewrites it when the key is renamed);
* a field without a default is required; a field that has its default's value is not written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means, in one sentence that the reference and editors show."""

    says: str


@dataclass(frozen=True, slots=True)
class To:
    """The field names a key of this collection, such as ``law`` or ``stages``."""

    collection: str


class Keyed(Mapping[str, T], Generic[T]):
    """An ordered mapping by stable key. Immutable and hashable; the order is part of the value.

    >>> Keyed([("a", 1), ("b", 2)]) == Keyed([("b", 2), ("a", 1)])
    False
    """

    __slots__ = ("_by_key", "_items")

    def __init__(self, items: Iterable[tuple[str, T]] = ()) -> None:
        self._items: tuple[tuple[str, T], ...] = tuple(items)
        self._by_key: dict[str, T] = dict(self._items)

    def __getitem__(self, key: str) -> T:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    # The dictionary's own, since every walk over a definition asks for them and a Mapping's are slow.

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def keys(self) -> KeysView[str]:
        """The keys in written order."""
        return self._by_key.keys()

    def values(self) -> ValuesView[T]:
        """The items in written order."""
        return self._by_key.values()

    def items(self) -> ItemsView[str, T]:
        """Keys and items in written order."""
        return self._by_key.items()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return f"Keyed({list(self._items)!r})"


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression in its written form. `language.expressions` parses, types and compiles it."""

    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression that is true or false, and what to do where it is neither.

    Written as the expression alone, or as ``{if: …, unknown: true}`` where it can be unknown.
    """

    if_: Annotated[Expr, Doc("The condition.")]
    unknown: Annotated[
        bool | None, Doc("What counts when the condition is unknown; mandatory only there.")
    ] = None


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one wording: by who is spoken of, by nation, by number or by what is the case.

    `by` is empty for forms chosen by who is spoken of (``self``, ``other``) or by nation
    (``england`` …, with ``other`` for the rest). Else it is an expression: a number picks the
    plural form (``zero one two few many other``, by the rules of the language); a choice or a
    text picks the form of that name, ``other`` where there is none or where it is unknown.
    """

    forms: Keyed[str]
    by: Expr | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words that somebody reads, by language (``en``, ``cy``, ``gd``, ``ga``).

    Written as one string (English), or as ``{en: …, cy: …, of: 1a2b3c4d}``, where `of` is the
    digest of the English that the other language translates. ``((name))`` in a wording is
    replaced by that value, shown in the reader's language.
    """

    wordings: Keyed[str | Forms]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """A plain value written in the definition, kept as hashable data.

    Mappings are kept as tuples of pairs in a `Keyed`, lists as tuples.
    """

    value: Scalar | tuple[object, ...] | Keyed[object]


Scalar = str | int | bool | None
Date = dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A part that local edits may not touch, or may only make more generous."""

    law: Annotated[str, Doc("The law that fixes this part."), To("law")]
    allow: Annotated[str, Doc("`nothing`, or `more_generous` where a council may go beyond the law.")] = (
        "nothing"
    )
    because: Annotated[Text | None, Doc("Why, in a sentence shown to whoever is refused.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every keyed part of a definition can say of itself."""

    was: Annotated[str | None, Doc("The key that this part had in the version before.")] = None
    lock: Annotated[Lock | None, Doc("Local edits may not touch this part; says why.")] = None
