"""Puts the comments of the old text beside the same parts in the new one."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path
from patternbook.language.comments import Comment
from patternbook.language.source import MappingNode, SequenceNode, SourceNode
from patternbook.language.writer.lines import Line


def with_comments(lines: list[Line], comments: tuple[Comment, ...], root: SourceNode | None) -> str:
    """The text of the lines with each comment before, or behind, the part that it belongs to."""
    before: dict[int, list[str]] = {}
    behind: dict[int, str] = {}
    last: list[str] = []
    starts = _starts(root) if comments and root is not None else []
    numbers = _line_numbers(lines)
    for comment in comments:
        path = _belongs_to(comment, starts)
        if path is None:
            last.append(comment.words)
            continue
        number, exact = _nearest(path, numbers)
        if comment.trailing and exact and number not in behind:
            behind[number] = comment.words
        else:
            before.setdefault(number, []).append(comment.words)
    written: list[str] = []
    for number, line in enumerate(lines):
        margin = " " * line.indent
        written += [margin + words for words in before.get(number, ())]
        written.append(margin + line.words + (f" {behind[number]}" if number in behind else ""))
        written += line.below
    return "\n".join([*written, *last]) + "\n"


def _starts(root: SourceNode) -> list[tuple[int, Path]]:
    """The parts of the old text with the line on which each begins, outermost first, in order."""
    found: dict[int, Path] = {}
    for line, path in _walk(root, ()):
        found.setdefault(line, path)
    return sorted(found.items())


def _walk(node: SourceNode, path: Path) -> Iterator[tuple[int, Path]]:
    if isinstance(node, MappingNode):
        for key, value in node.items:
            yield key.line, (*path, key.value)
            yield from _walk(value, (*path, key.value))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            yield item.line, (*path, str(number))
            yield from _walk(item, (*path, str(number)))


def _belongs_to(comment: Comment, starts: list[tuple[int, Path]]) -> Path | None:
    """The part before which, or beside which, a comment stands; None at the end of the text."""
    if comment.trailing:
        return next((path for line, path in reversed(starts) if line <= comment.line), None)
    return next((path for line, path in starts if line > comment.line), None)


def _line_numbers(lines: list[Line]) -> dict[Path, int]:
    return {path: number for number, line in enumerate(lines) for path in line.paths}


def _nearest(path: Path, numbers: dict[Path, int]) -> tuple[int, bool]:
    """The number of the line on which the part, or else the nearest part around it, begins."""
    if path in numbers:
        return numbers[path], True
    while path and path not in numbers:
        path = path[:-1]
    return numbers.get(path, 0), False
