"""Cuts an expression's text into tokens: names, numbers, texts and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from patternbook.language.expressions.errors import ExpressionError

TokenKind = Literal["name", "int", "decimal", "text", "mark", "end"]

RESERVED: Final = frozenset(
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "null",
        "return",
        "var",
        "void",
        "while",
    ]
)
"""Words that CEL keeps for itself, and ``null``, which this language does not have."""

LEAST_INT: Final = -(2**63)
GREATEST_INT: Final = 2**63 - 1
MOST_DIGITS: Final = 30
"""Digits before, and digits after, the point of a decimal."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what it is, what it says, and where it stands."""

    kind: TokenKind
    value: str | int | Decimal
    at: int
    end: int


_SPACE: Final = re.compile(r"(?:[ \t\n\r\f]+|//[^\n]*)+")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEX: Final = re.compile(r"0[xX]([0-9a-fA-F]+)")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_MARK: Final = re.compile(r"&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()\[\]]")
_QUOTE: Final = re.compile(r"([rRbB]{0,2})(\"\"\"|'''|\"|')")
_SIMPLE_ESCAPES: Final = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\\": "\\", "?": "?", '"': '"', "'": "'", "`": "`",
}  # fmt: skip
_ESCAPE: Final = re.compile(
    r"\\(?:([abfnrtv\\?\"'`])|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))"
)


def tokens(source: str) -> list[Token]:
    """All tokens, with one of kind ``end`` last. Raises `ExpressionError`."""
    found: list[Token] = []
    at = 0
    while True:
        space = _SPACE.match(source, at)
        at = space.end() if space else at
        if at == len(source):
            found.append(Token("end", "", at, at))
            return found
        token = _token(source, at)
        found.append(token)
        at = token.end


def _token(source: str, at: int) -> Token:
    quote = _QUOTE.match(source, at)
    if quote:
        return _text(source, at, quote)
    name = _NAME.match(source, at)
    if name:
        return Token("name", name.group(), at, name.end())
    number = _HEX.match(source, at) or _NUMBER.match(source, at)
    if number:
        return _number(source, at, number)
    mark = _MARK.match(source, at)
    if mark:
        return Token("mark", mark.group(), at, mark.end())
    raise ExpressionError(
        "syntax", f"The character {source[at]!r} has no meaning in an expression.", at, _meant(source[at])
    )


def _meant(character: str) -> str:
    """What to write instead of a character that other languages use."""
    instead = {"=": "Compare with '=='.", "&": "Write '&&' for and.", "|": "Write '||' for or."}
    instead |= dict.fromkeys("“”‘’", "Write texts in straight quotes.")
    instead |= dict.fromkeys("{}", "Maps cannot be written in an expression: declare a table or a type.")
    return instead.get(character, "")


def _number(source: str, at: int, match: re.Match[str]) -> Token:
    end = match.end()
    after = source[end : end + 1]
    if after in ("u", "U"):
        raise ExpressionError(
            "outside", "Unsigned numbers are not part of the language.", at, "Leave out the 'u'."
        )
    if after.isalnum() or after == "_":
        raise ExpressionError("syntax", f"'{match.group()[:40]}' runs into '{after}'.", end)
    if match.re is _HEX:
        return _int(match.group(1), 16, at, end)
    text = match.group()
    return _int(text, 10, at, end) if text.isdigit() else _decimal(text, at, end)


def _int(digits: str, base: int, at: int, end: int) -> Token:
    value = int(digits, base) if len(digits) <= MOST_DIGITS else GREATEST_INT + 2
    if value > GREATEST_INT + 1:
        raise ExpressionError("number-range", "A whole number has at most 64 bits.", at)
    return Token("int", value, at, end)


def _decimal(text: str, at: int, end: int) -> Token:
    exponent = re.split("[eE]", text)[1:]
    if len(text) <= 2 * MOST_DIGITS + 4 and (not exponent or abs(int(exponent[0])) <= 2 * MOST_DIGITS):
        value = Decimal(text)
        places = value.as_tuple().exponent
        if value.adjusted() < MOST_DIGITS and isinstance(places, int) and -places <= MOST_DIGITS:
            return Token("decimal", value, at, end)
    raise ExpressionError(
        "number-range",
        f"A decimal has at most {MOST_DIGITS} digits before and {MOST_DIGITS} after the point.",
        at,
    )


def _text(source: str, at: int, quote: re.Match[str]) -> Token:
    prefix, mark = quote.group(1).lower(), quote.group(2)
    if "b" in prefix:
        raise ExpressionError("outside", "Bytes are not part of the language.", at, "Leave out the 'b'.")
    if len(prefix) > 1:
        raise ExpressionError("syntax", "A text has one 'r' before it at most.", at)
    parts: list[str] = []
    here = quote.end()
    while not source.startswith(mark, here):
        if here >= len(source) or (len(mark) == 1 and source[here] in "\r\n"):
            raise ExpressionError("syntax", f"The text that starts here is not closed with {mark}.", at)
        if source[here] == "\\":
            part, here = _escaped(source, here, raw=bool(prefix))
        else:
            part, here = source[here], here + 1
        parts.append(part)
    return Token("text", "".join(parts), at, here + len(mark))


def _escaped(source: str, at: int, *, raw: bool) -> tuple[str, int]:
    if raw:
        return source[at : at + 1], at + 1
    match = _ESCAPE.match(source, at)
    if match is None:
        raise ExpressionError(
            "syntax", "This is not an escape that a text can have.", at, "Write '\\\\' for a backslash."
        )
    simple, hexadecimal, short, long, octal = match.groups()
    if simple is not None:
        return _SIMPLE_ESCAPES[simple], match.end()
    code = int(octal, 8) if octal else int(hexadecimal or short or long, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise ExpressionError("syntax", "This escape names no character.", at)
    return chr(code), match.end()
