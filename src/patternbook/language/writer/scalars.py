"""How single values are written: plain where that is safe, else quoted, long ones as blocks."""

from __future__ import annotations

import json
import re
import textwrap

WIDTH = 110

# Plain text that every reader of YAML 1.2 takes as this text, and most of YAML 1.1.
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`= \t")
_CONSTANTS = frozenset(("", "~", "null", "true", "false", "<<", "---", "..."))
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][-+.0-9_:eExXoOa-fA-F]*\Z|[-+]?\.(?:inf|nan)\Z", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INLINE = re.compile(r"[^\W][\w ./()+&;’-]*\Z")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
# What cannot stand in a block: control characters, and line breaks other than the usual one.
_NEEDS_ESCAPES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def one_line(value: str) -> str:
    """A text on one line: plain, or in double or single quotes.

    >>> [one_line(text) for text in ("no", "012", "a: b", 'say "x"', "!known(x)")]
    ['no', '"012"', '"a: b"', 'say "x"', '"!known(x)"']
    """
    return value if _is_plain(value) else quoted(value)


def inline(value: str) -> str:
    """A text inside a list on one line, where commas and brackets mean something."""
    return value if _is_plain(value) and _INLINE.match(value) else quoted(value)


def expression(source: str) -> str:
    """An expression on one line. Numbers and constants stay plain: they are read as written."""
    return source if _WHOLE.match(source) or source in ("true", "false") else one_line(source)


def quoted(value: str) -> str:
    """A text in double quotes, or in single ones where that saves escapes."""
    if _NEEDS_ESCAPES.search(value) or "\n" in value:
        return _escaped(value)
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _escaped(value: str) -> str:
    dumped = json.dumps(value, ensure_ascii=False)
    return _NEEDS_ESCAPES.sub(lambda match: f"\\u{ord(match.group()):04x}", dumped)


def _is_plain(value: str) -> bool:
    if not value or value[0] in _NOT_FIRST or value[-1] in " :\t" or value.lower() in _CONSTANTS:
        return False
    if ": " in value or " #" in value or "\n" in value or _NEEDS_ESCAPES.search(value):
        return False
    return bool(_DATE.match(value)) or not _NUMBER_LIKE.match(value)


def block(value: str, indent: int) -> tuple[str, list[str]] | None:
    """A text as a block: its header and its lines, or None where it has to stand on one line.

    Texts of several lines are kept line by line (`|`); a long line is folded (`>-`).
    """
    if _NEEDS_ESCAPES.search(value) or not value.strip():
        return None
    return _kept(value, indent) if "\n" in value else _folded(value, indent)


def _kept(value: str, indent: int) -> tuple[str, list[str]] | None:
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    lines = body.split("\n")
    # Without an indicator the first line with words says how deep the block stands.
    first = next(line for line in lines if line)
    if first[0] in " \t" or any(line != "" and not line.strip() for line in lines):
        return None
    header = ("|-", "|")[ends] if ends < 2 else "|+"
    kept = lines + [""] * max(0, ends - 1)
    return header, [" " * indent + line if line else "" for line in kept]


def _folded(value: str, indent: int) -> tuple[str, list[str]] | None:
    if value != " ".join(value.split()) or " " not in value:
        return None
    width = max(WIDTH - indent, 40)
    lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    return ">-", [" " * indent + line for line in lines]
