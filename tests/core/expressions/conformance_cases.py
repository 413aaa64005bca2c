"""Reads the conformance cases of CEL (google/cel-spec, tests/simple) from protobuf's text format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from patternbook.language import types
from patternbook.language.expressions import (
    ExpressionError,
    Scope,
    Typed,
    check,
    generate,
    is_unknown,
    parse,
)
from patternbook.language.types import Type

Message = list[tuple[str, object]]

_TOKEN = re.compile(
    r"""(?:\s|\#[^\n]*)*(?:
    (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<bracket>\[[A-Za-z0-9_./]+\])
    |(?P<word>-?[A-Za-z0-9_][A-Za-z0-9_.+-]*|-?\.[0-9]+)
    |(?P<mark>[{}<>\[\]:,;])
    |(?P<end>$))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class TextFormat:
    """Reads one message in text format into pairs of field and value."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.advance()

    def advance(self) -> None:
        match = _TOKEN.match(self.text, self.at)
        assert match is not None, self.text[self.at : self.at + 60]
        self.kind, self.value, self.at = str(match.lastgroup), match.group(str(match.lastgroup)), match.end()

    def message(self, end: str = "") -> Message:
        found: Message = []
        while self.value != end:
            name = self.value
            self.advance()
            if self.value == ":":
                self.advance()
            found.extend((name, value) for value in self.values())
            if self.value in (",", ";"):
                self.advance()
        if end:
            self.advance()
        return found

    def values(self) -> list[object]:
        if self.value != "[" or self.kind != "mark":
            return [self.one()]
        self.advance()
        found: list[object] = []
        while self.value != "]":
            found.append(self.one())
            if self.value == ",":
                self.advance()
        self.advance()
        return found

    def one(self) -> object:
        if self.kind == "mark" and self.value in "{<":
            end = "}" if self.value == "{" else ">"
            self.advance()
            return self.message(end)
        if self.kind != "text":
            word = self.value
            self.advance()
            return word
        parts: list[bytes] = []
        while self.kind == "text":
            parts.append(_unescaped(self.value[1:-1]))
            self.advance()
        return b"".join(parts).decode("utf-8", "surrogateescape")


def _unescaped(text: str) -> bytes:
    found, last = b"", 0
    for match in _ESCAPE.finditer(text):
        octal, hexadecimal, short, long, simple = match.groups()
        found += text[last : match.start()].encode()
        if octal or hexadecimal:
            found += bytes([int(octal, 8) if octal else int(hexadecimal, 16)])
        elif short or long:
            found += chr(int(short or long, 16)).encode()
        else:
            found += _SIMPLE.get(simple, simple).encode()
        last = match.end()
    return found + text[last:].encode()


def first(message: Message, name: str) -> object | None:
    """The first value of a field."""
    return next((value for key, value in message if key == name), None)


def every(message: Message, name: str) -> list[Message]:
    """All values of a repeated message."""
    return [value for key, value in message if key == name and isinstance(value, list)]


@dataclass(frozen=True)
class Case:
    """One case: what it evaluates, with what, and what must come of it."""

    file: str
    section: str
    name: str
    expr: str
    message: Message

    @property
    def key(self) -> str:
        return f"{self.file}/{self.section}/{self.name}"


def cases(folder: Path) -> Iterator[Case]:
    """Every case of every file."""
    for path in sorted(folder.glob("*.textproto")):
        file = TextFormat(path.read_text("utf-8")).message()
        for section in every(file, "section"):
            for test in every(section, "test"):
                yield Case(
                    path.stem,
                    str(first(section, "name")),
                    str(first(test, "name")),
                    str(first(test, "expr")),
                    test,
                )


class NotOurs(Exception):
    """A value or type that the language does not have."""


def value_of(message: Message) -> tuple[object, Type]:
    """A protobuf value as ours, with its type."""
    kind, value = message[0]
    match kind:
        case "int64_value":
            return int(str(value), 0), Type("int", low=-(2**63), high=2**63 - 1)
        case "bool_value":
            return value == "true", types.BOOL
        case "string_value":
            return str(value), types.TEXT
        case "double_value" if Decimal(str(value)).is_finite():
            return Decimal(str(value)), Type("decimal", low=-(10**30), high=10**30)
        case "list_value":
            assert isinstance(value, list)
            return _list_of(value)
        case "map_value":
            assert isinstance(value, list)
            return _table_of(value)
        case _:
            raise NotOurs(kind)


def _list_of(message: Message) -> tuple[object, Type]:
    items = [value_of(item) for item in every(message, "values")]
    kinds = {type_ for _, type_ in items}
    if len(kinds) > 1:
        raise NotOurs("a list of several types")
    return tuple(value for value, _ in items), types.list_of(kinds.pop() if kinds else types.NOTHING)


def _table_of(message: Message) -> tuple[object, Type]:
    entries = {}
    kinds = set()
    for entry in every(message, "entries"):
        key, key_type = value_of(every(entry, "key")[0])
        value, value_type = value_of(every(entry, "value")[0])
        if key_type.kind != "text":
            raise NotOurs("a map whose keys are not texts")
        entries[key] = value
        kinds.add(value_type)
    if len(kinds) > 1:
        raise NotOurs("a map of several types")
    return entries, types.table_of(kinds.pop() if kinds else types.NOTHING)


_DEDUCED = {"BOOL": "bool", "INT64": "int", "DOUBLE": "decimal", "STRING": "text"}


def declared_names(case: Case) -> dict[str, Type]:
    """The types that a case declares for names."""
    found: dict[str, Type] = {}
    for declared in every(case.message, "type_env"):
        for ident in every(declared, "ident"):
            type_ = every(ident, "type")
            found[str(first(declared, "name"))] = type_of(type_[0] if type_ else [])
    return found


def type_of(message: Message) -> Type:
    """A protobuf type as ours."""
    if not message:
        raise NotOurs("a type that is not said")
    kind, value = message[0]
    if kind == "primitive" and value in _DEDUCED:
        return types.PLAIN_TYPES[_DEDUCED[str(value)]]
    if kind == "list_type":
        element = every(message, kind)[0]
        return types.list_of(type_of(every(element, "elem_type")[0]))
    if kind == "map_type":
        entry = every(message, kind)[0]
        if type_of(every(entry, "key_type")[0]).kind == "text":
            return types.table_of(type_of(every(entry, "value_type")[0]))
    raise NotOurs(kind)


def outcome(case: Case) -> str:
    """An empty text where a case passes, else what happened instead."""
    try:
        return _outcome(case)
    except NotOurs as problem:
        return f"not ours: {problem}"


def _outcome(case: Case) -> str:
    names, bound = declared_names(case), {}
    for binding in every(case.message, "bindings"):
        key = str(first(binding, "key"))
        bound[key], type_ = value_of(every(every(binding, "value")[0], "value")[0])
        names.setdefault(key, type_)
    try:
        typed = check(parse(case.expr), Scope(names))
    except ExpressionError as problem:
        wanted = str(first(case.message, "eval_error") or "")
        unbound = "unbound function" in wanted and problem.code == "unknown-function"
        return "" if unbound or (wanted and problem.code in REFUSALS) else f"{problem.code}: {problem}"
    found = generate(typed)(bound)
    return _compared(case, typed, found)


REFUSALS = ("type", "unknown-name", "number-range", "literal")
"""Codes of problems that CEL too would find. What is refused as outside the subset passes nothing."""


def _compared(case: Case, typed: Typed, found: object) -> str:
    if first(case.message, "eval_error") is not None:
        return "" if is_unknown(found) else f"gave {found!r}, not an error"
    result = every(case.message, "typed_result")
    if result:
        deduced = type_of(every(result[0], "deduced_type")[0])
        if not types.fits(typed.type.known(), deduced):
            return f"deduced {typed.type}, not {deduced}"
    wanted = every(result[0] if result else case.message, "result" if result else "value")
    if not wanted:
        return "" if first(case.message, "check_only") else _is_true(found)
    value, type_ = value_of(wanted[0])
    if is_unknown(found) or not _equal(found, value):
        return f"gave {found!r}, not {value!r}"
    fits = value == () or types.fits(typed.type.known(), type_)
    return "" if fits else f"has type {typed.type}, not {type_}"


def _is_true(found: object) -> str:
    return "" if found is True else f"gave {found!r}, not true"


def _equal(found: object, wanted: object) -> bool:
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    if isinstance(wanted, Decimal) and isinstance(found, Decimal):
        # A double has about 16 digits; a decimal is exact.
        return abs(found - wanted) <= abs(wanted) * Decimal("1e-15")
    return found == wanted
