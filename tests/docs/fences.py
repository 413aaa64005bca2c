"""The fenced blocks of a page, and the parts of a YAML file that they put in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]+)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, further words (`fails`), options (`file=…`), what it holds, and its line."""

    language: str
    words: frozenset[str]
    options: dict[str, str]
    body: str
    line: int


def fences(page: Path) -> Iterator[Fence]:
    """Every fenced block with an info string, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, *rest = found["info"].split()
        options = dict(word.split("=", 1) for word in rest if "=" in word)
        words = frozenset(word for word in rest if "=" not in word)
        # In a list, a block stands as far in as the words of its item.
        body = re.sub(f"^{found['indent']}", "", found["body"], flags=re.MULTILINE)
        yield Fence(language, words, options, body, text[: found.start()].count("\n") + 1)


def put(text: str, block: str, part: str = "", before: str = "") -> str:
    """A YAML text with a block in place of what was there.

    Without `part`, each key of the block at the left margin replaces the part of that key, or comes last. With
    it, the block is that part, which is replaced where it is; else it comes before the part `before` beside it.
    """
    if not part and not _keys(block.splitlines(), 0, len(block.splitlines()), 0):
        # A comment alone is the first line of the file.
        return block + text
    if not part:
        for key, lines in _parts(block.splitlines(), 0):
            text = put(text, "\n".join(lines) + "\n", key)
        return text
    lines = text.splitlines()
    start, end = 0, len(lines)
    *parents, key = part.split(".")
    for depth, parent in enumerate(parents):
        start, end = _span(lines, start, end, depth, parent)
        start += 1
    depth = len(parents)
    if key in _keys(lines, start, end, depth):
        start, end = _span(lines, start, end, depth, key)
    elif before:
        start = end = _span(lines, start, end, depth, before)[0]
    else:
        start = end
    return "\n".join([*lines[:start], *block.splitlines(), *lines[end:]]) + "\n"


def _keys(lines: list[str], start: int, end: int, depth: int) -> list[str]:
    begins = re.compile(" " * (2 * depth) + r"([a-z_]+):")
    found = (begins.match(line) for line in lines[start:end])
    return [match[1] for match in found if match]


def _span(lines: list[str], start: int, end: int, depth: int, key: str) -> tuple[int, int]:
    """From which line to which a part stands."""
    begins = re.compile(" " * (2 * depth) + re.escape(key) + ":")
    first = next((n for n in range(start, end) if begins.match(lines[n])), None)
    assert first is not None, f"there is no part {key!r} in lines {start + 1} to {end}"
    follows = (n for n in range(first + 1, end) if _indent(lines[n]) <= 2 * depth)
    return first, next(follows, end)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _parts(lines: list[str], depth: int) -> Iterator[tuple[str, list[str]]]:
    for key in _keys(lines, 0, len(lines), depth):
        start, end = _span(lines, 0, len(lines), depth, key)
        yield key, lines[start:end]
