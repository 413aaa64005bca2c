"""The types of the language: what a name, a setting, an input or an expression can hold.

A type is written as text in a definition, such as ``money``, ``choice(refuse, food)``,
``list(collection, 40)``, ``table(period)`` or ``date?``. `parse_type` reads that text.

Numbers carry bounds, texts and lists a greatest length, so that the checker can tell before
anything runs that a sum stays within 64 bits and that a loop ends soon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from patternbook.errors import PatternbookError, did_you_mean

Kind = Literal[
    "bool", "int", "decimal", "money", "text", "date", "time", "datetime", "period",
    "point", "shape", "file", "address", "choice", "list", "record", "table", "nothing",
]  # fmt: skip

INT_LIMIT: Final = 1_000_000_000
"""A whole number or decimal whose declaration names no bound lies within plus or minus this."""
MONEY_LIMIT: Final = 9_000_000_000
"""Pence, likewise: 90 million pounds. An unbounded number times unbounded money stays in 64 bits."""
TEXT_LENGTH: Final = 2_000
"""The longest text, where nothing says how long it is."""
LIST_LENGTH: Final = 100
"""The longest list, where nothing says how long it is."""


@dataclass(frozen=True, slots=True)
class Type:
    """One type. `optional` is the ``?``: a value of it may be an `Unknown`.

    `choices` of a ``choice`` are its keys; of a ``text`` they are the only values that it can
    have, where the checker knows them (a literal). `element` is what a list or table holds.
    """

    kind: Kind
    optional: bool = False
    element: Type | None = None
    fields: tuple[tuple[str, Type], ...] = ()
    choices: tuple[str, ...] = ()
    length: int | None = None
    low: int | None = None
    high: int | None = None
    name: str = ""

    def __str__(self) -> str:
        return self._plain() + ("?" if self.optional else "")

    def _plain(self) -> str:
        if self.kind == "choice":
            return f"choice({', '.join(self.choices)})"
        if self.kind == "list":
            longest = f", {self.length}" if self.length is not None else ""
            return f"list({self.element}{longest})"
        if self.kind == "table":
            return f"table({self.element})"
        return (self.name or "record") if self.kind == "record" else self.kind

    def maybe(self, optional: bool = True) -> Type:
        """The same type with ``?``, or unchanged where `optional` is false."""
        return self._as(True) if optional and not self.optional else self

    def known(self) -> Type:
        """The same type without ``?``."""
        return self._as(False) if self.optional else self

    def _as(self, optional: bool) -> Type:
        # `dataclasses.replace` takes five times as long, and each check of a definition asks thousands of times.
        return Type(
            self.kind, optional, self.element, self.fields, self.choices,
            self.length, self.low, self.high, self.name,
        )  # fmt: skip

    def field(self, name: str) -> Type | None:
        """The type of a field of a record, an address, a point or a file; None where there is none."""
        for key, type_ in self.fields:
            if key == name:
                return type_
        return None

    @property
    def item(self) -> Type:
        """What a list or table holds."""
        return self.element or NOTHING

    @property
    def longest(self) -> int:
        """The greatest number of items or characters."""
        if self.length is not None:
            return self.length
        if self.kind == "choice" or (self.kind == "text" and self.choices):
            return max((len(choice) for choice in self.choices), default=0)
        return LIST_LENGTH if self.kind == "list" else TEXT_LENGTH

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value of a number."""
        limit = MONEY_LIMIT if self.kind == "money" else INT_LIMIT
        return (-limit if self.low is None else self.low, limit if self.high is None else self.high)


class TypeTextError(PatternbookError):
    """A type's text cannot be read. Carries what is wrong and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


BOOL: Final = Type("bool")
INT: Final = Type("int")
DECIMAL: Final = Type("decimal")
MONEY: Final = Type("money")
TEXT: Final = Type("text")
DATE: Final = Type("date")
TIME: Final = Type("time")
DATETIME: Final = Type("datetime")
PERIOD: Final = Type("period")
POINT: Final = Type("point", fields=(("lat", DECIMAL), ("lon", DECIMAL)))
SHAPE: Final = Type("shape")
FILE: Final = Type("file", fields=(("name", TEXT), ("size", INT), ("type", TEXT)))
ADDRESS: Final = Type(
    "address",
    fields=(
        ("uprn", TEXT.maybe()),
        ("line", TEXT.maybe()),
        ("town", TEXT.maybe()),
        ("postcode", TEXT.maybe()),
        ("text", TEXT),
    ),
)
NOTHING: Final = Type("nothing")
"""The type of the items of a list written without any."""

PLAIN_TYPES: Final[Mapping[str, Type]] = {
    type_.kind: type_
    for type_ in (
        BOOL, INT, DECIMAL, MONEY, TEXT, DATE, TIME, DATETIME, PERIOD, POINT, SHAPE, FILE, ADDRESS,
    )
}  # fmt: skip


def choice(keys: Iterable[str], *, optional: bool = False) -> Type:
    """A choice of these keys."""
    return Type("choice", optional, choices=tuple(keys))


def list_of(element: Type, length: int | None = None) -> Type:
    """A list of at most `length` items."""
    return Type("list", element=element, length=length)


def table_of(element: Type) -> Type:
    """A table by text key: indexing it gives the element's type with ``?``."""
    return Type("table", element=element)


def record(fields: Iterable[tuple[str, Type]] | Mapping[str, Type], name: str = "") -> Type:
    """A record of these fields."""
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    return Type("record", fields=tuple(pairs), name=name)


NATION: Final = choice(("england", "scotland", "wales", "northern_ireland"))
CHANNEL: Final = choice(("resident", "staff"))
BOUND_NAMES: Final[Mapping[str, Type]] = {
    "today": DATE,
    "now": DATETIME,
    "nation": NATION,
    "channel": CHANNEL,
}
"""The names that every expression sees, whatever the definition declares."""


def parse_type(text: str, named: Mapping[str, Type] | None = None) -> Type:
    """Read a type's text. `named` are the records that may be named in it.

    Raises `TypeTextError` with a sentence and a hint.

    >>> parse_type("list(choice(a, b), 40)?")
    Type(kind='list', optional=True, element=Type(kind='choice', optional=False, element=None, fields=(), choices=('a', 'b'), length=None, low=None, high=None, name=''), fields=(), choices=(), length=40, low=None, high=None, name='')
    >>> str(parse_type("table(period)"))
    'table(period)'
    """
    if len(text) > MOST_CHARACTERS:
        raise TypeTextError(f"A type may have at most {MOST_CHARACTERS:,} characters.")
    reader = _TypeReader(text, named or {})
    found = reader.read(0)
    reader.end()
    return found


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of type `given` can stand where `wanted` is asked for.

    Bounds and lengths are not compared; an ``int`` fits a ``decimal``; a literal text fits a
    choice that has it.

    >>> fits(INT, DECIMAL), fits(INT.maybe(), INT)
    (True, False)
    """
    if given.optional and not wanted.optional:
        return False
    if given.kind == "nothing":
        return True
    if wanted.kind == "choice":
        return (
            given.kind in ("choice", "text")
            and bool(given.choices)
            and set(given.choices) <= set(wanted.choices)
        )
    if given.kind != wanted.kind:
        return (given.kind, wanted.kind) in (("int", "decimal"), ("choice", "text"))
    if wanted.kind in ("list", "table"):
        return fits(given.item, wanted.item)
    if wanted.kind == "record":
        return all(
            (mine := given.field(key)) is not None and fits(mine, theirs) for key, theirs in wanted.fields
        )
    return True


def join(one: Type, other: Type) -> Type | None:
    """The narrowest type that both fit, as for the two branches of a condition; None without one.

    >>> str(join(INT, DECIMAL.maybe())), join(INT, TEXT)
    ('decimal?', None)
    """
    optional = one.optional or other.optional
    if one.kind == "nothing" or other.kind == "nothing":
        return (other if one.kind == "nothing" else one).maybe(optional)
    kinds = {one.kind, other.kind}
    if kinds <= {"int", "decimal"} or kinds == {"money"}:
        return _join_numbers(one, other, optional)
    if kinds <= {"text", "choice"}:
        return _join_texts(one, other, optional)
    return None if len(kinds) > 1 else _join_alike(one, other, optional)


def _join_alike(one: Type, other: Type, optional: bool) -> Type | None:
    if one.kind in ("list", "table"):
        element = join(one.item, other.item)
        longest = max(one.longest, other.longest) if one.kind == "list" else None
        return None if element is None else Type(one.kind, optional, element, length=longest)
    if one.kind == "period":
        return _join_periods(one, other, optional)
    if one.kind == "record":
        return _join_records(one, other, optional)
    return one.maybe(optional)


def _join_periods(one: Type, other: Type, optional: bool) -> Type:
    """A period may be of either's units; of any, where one of them may."""
    both = one.choices and other.choices
    units = tuple(dict.fromkeys(one.choices + other.choices)) if both else ()
    (low, high), (other_low, other_high) = one.bounds, other.bounds
    return Type("period", optional, choices=units, low=min(low, other_low), high=max(high, other_high))


def _join_records(one: Type, other: Type, optional: bool) -> Type | None:
    """A record whose fields hold what either holds."""
    joined: list[tuple[str, Type]] = []
    for key, type_ in one.fields:
        theirs = other.field(key)
        found = None if theirs is None else join(type_, theirs)
        if found is None:
            return None
        joined.append((key, found))
    if len(joined) != len(other.fields):
        return None
    return Type("record", optional, fields=tuple(joined), name=one.name if one.name == other.name else "")


def _join_numbers(one: Type, other: Type, optional: bool) -> Type:
    (low, high), (other_low, other_high) = one.bounds, other.bounds
    kind = one.kind if one.kind == other.kind else "decimal"
    return Type(kind, optional, low=min(low, other_low), high=max(high, other_high))


def _join_texts(one: Type, other: Type, optional: bool) -> Type:
    for first, second in ((one, other), (other, one)):
        if first.kind == "choice" and fits(second.known(), first.known()):
            return first.maybe(optional)
    choices: tuple[str, ...] = ()
    if one.choices and other.choices:
        choices = tuple(dict.fromkeys(one.choices + other.choices))
    return Type("text", optional, choices=choices, length=max(one.longest, other.longest))


MOST_CHARACTERS: Final = 20_000
_DEEPEST: Final = 8
_TOKEN: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|[0-9]{1,9}|[(),?])")


class _TypeReader:
    """Reads one type's text from left to right."""

    def __init__(self, text: str, named: Mapping[str, Type]) -> None:
        self.text, self.named, self.at = text, named, 0

    def peek(self) -> str:
        match = _TOKEN.match(self.text, self.at)
        return match.group(1) if match else ""

    def take(self, wanted: str = "") -> str:
        match = _TOKEN.match(self.text, self.at)
        if match is None or (wanted and match.group(1) != wanted):
            rest = self.text[self.at :].strip()[:20]
            found = f"'{rest}' stands there" if rest else "the text ends there"
            raise TypeTextError(f"In the type '{self.text[:80]}', {wanted or 'a word'} is missing: {found}.")
        self.at = match.end()
        return match.group(1)

    def end(self) -> None:
        if self.text[self.at :].strip():
            raise TypeTextError(
                f"In the type '{self.text[:80]}', nothing may follow after '{self.text[: self.at].strip()[:60]}'."
            )

    def read(self, depth: int) -> Type:
        if depth > _DEEPEST:
            raise TypeTextError(f"A type may hold at most {_DEEPEST} types inside each other.")
        word = self.take()
        found = self.word(word, depth)
        if self.peek() == "?":
            self.take("?")
            found = found.maybe()
        return found

    def word(self, word: str, depth: int) -> Type:
        if word == "choice":
            return self.choice()
        if word in ("list", "table"):
            return self.holder(word, depth)
        if word in PLAIN_TYPES:
            return self.bounded(PLAIN_TYPES[word])
        if word in self.named:
            return self.named[word]
        known = [*PLAIN_TYPES, "choice", "list", "table", *self.named]
        raise TypeTextError(f"There is no type called '{word[:64]}'.", did_you_mean(word[:64], known))

    def bounded(self, plain: Type) -> Type:
        """``text(40)``: at most 40 characters."""
        if plain.kind != "text" or self.peek() != "(":
            return plain
        self.take("(")
        length = self.number()
        self.take(")")
        return replace(plain, length=length)

    def choice(self) -> Type:
        self.take("(")
        keys = [self.take()]
        while self.peek() == ",":
            self.take(",")
            keys.append(self.take())
        self.take(")")
        wrong = next((key for key in keys if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", key)), None)
        if wrong is not None:
            raise TypeTextError(f"'{wrong}' cannot be a key of a choice.", "A key is in small letters.")
        if len(set(keys)) < len(keys):
            raise TypeTextError("A choice names one of its keys twice.")
        return choice(keys)

    def holder(self, word: str, depth: int) -> Type:
        self.take("(")
        element = self.read(depth + 1)
        if element.optional:
            raise TypeTextError(f"What a {word} holds cannot be unknown: leave out the '?' in '{element}'.")
        length = None
        if word == "list" and self.peek() == ",":
            self.take(",")
            length = self.number()
        self.take(")")
        return list_of(element, length) if word == "list" else table_of(element)

    def number(self) -> int:
        word = self.take()
        if not word.isdigit() or not 1 <= int(word) <= 100_000:
            raise TypeTextError(f"A length is a whole number from 1 to 100,000, not '{word}'.")
        return int(word)
