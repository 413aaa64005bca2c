"""How a function of the language is declared: the types that it takes and gives, and its code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from patternbook.language.types import PLAIN_TYPES, Type, fits, join

NUMBERS = frozenset({"int", "decimal", "money"})
ORDERED = NUMBERS | {"text", "choice", "date", "time", "datetime"}
PLAIN = ORDERED | {"bool"}
_GROUPS = {"number": NUMBERS, "ordered": ORDERED, "plain": PLAIN}

Refine = Callable[[Type, tuple[Type, ...]], Type | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to call a function.

    `takes` are patterns: a type's name, several with ``|``, ``number``, ``ordered``, ``plain``,
    ``any``, or ``list(…)`` of one. `gives` is a type's name, ``same`` (the first input's type),
    ``item`` (what the list holds) or ``joined`` (the type that all inputs fit).

    `run` gets known values and returns a value or an `Unknown`; it raises on nothing that is well
    typed. `fast` is the same as Python text, in which every input meets an operator, so that an
    `Unknown` is noticed. `literals` read inputs that must be written out, before anything runs;
    they raise ValueError with a sentence. `refine` narrows the result's bounds; None refuses.
    """

    takes: tuple[str, ...]
    gives: str
    run: Callable[..., object]
    fast: str = ""
    more: bool = False
    literals: Mapping[int, Callable[[str], object]] = field(default_factory=dict)
    calendar: bool = False
    unknown: bool = False
    refine: Refine | None = None

    def result(self, given: tuple[Type, ...]) -> Type | None:
        """The type of the result for inputs of these types, all taken as known; None if they do not fit."""
        takes = self.takes
        if self.more and len(given) > len(takes):
            takes = takes + takes[-1:] * (len(given) - len(takes))
        if len(takes) != len(given) or not all(map(matches, takes, given)):
            return None
        found = self._gives(given)
        if found is None or self.refine is None:
            return found if found is None else found.maybe(self.unknown)
        refined = self.refine(found, given)
        return refined if refined is None else refined.maybe(self.unknown)

    def _gives(self, given: tuple[Type, ...]) -> Type | None:
        if self.gives == "same":
            return given[0]
        if self.gives == "item":
            return given[0].item
        if self.gives == "joined":
            return joined(given)
        return PLAIN_TYPES[self.gives]


def joined(given: tuple[Type, ...]) -> Type | None:
    """The type that all inputs fit."""
    from_first: Type | None = given[0]
    for type_ in given[1:]:
        from_first = None if from_first is None else join(from_first, type_)
    return from_first


def matches(pattern: str, given: Type) -> bool:
    """Whether a known value of a type can be given for a pattern.

    >>> matches("date|datetime", PLAIN_TYPES["date"]), matches("list(number)", PLAIN_TYPES["int"])
    (True, False)
    """
    if "|" in pattern:
        return any(matches(part, given) for part in pattern.split("|"))
    if pattern == "any":
        return True
    if pattern.startswith("list("):
        return given.kind == "list" and (given.item.kind == "nothing" or matches(pattern[5:-1], given.item))
    if pattern in _GROUPS:
        return given.kind in _GROUPS[pattern]
    if pattern in ("table", "range"):
        return given.kind == "table" if pattern == "table" else is_range(given)
    return fits(given.known(), PLAIN_TYPES[pattern])


def is_range(given: Type) -> bool:
    """Whether a type is a record with a `start` and an `end` of days or of moments."""
    start, end = given.field("start"), given.field("end")
    return (
        start is not None
        and end is not None
        and start.kind == end.kind
        and start.kind in ("date", "datetime")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function of the language. `says` documents it; `reads` is how `say` puts it in English."""

    name: str
    forms: tuple[Form, ...]
    says: str
    reads: str
    example: str
    style: Literal["function", "method", "both"] = "function"
