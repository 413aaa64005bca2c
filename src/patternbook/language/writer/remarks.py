"""Puts the comments of the old text beside the same parts in the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from patternbook.errors import Path
from patternbook.language.comments import Comment
from patternbook.language.source import MappingNode, SequenceNode, SourceNode
from patternbook.language.writer.lines import Line


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and the part that it belongs to; none where it stands at the end of the text."""

    path: Path | None
    words: str
    behind: bool


def with_comments(lines: list[Line], comments: tuple[Comment, ...], root: SourceNode | None) -> str:
    """The text of the lines with each comment before, or behind, the part that it belongs to."""
    return with_remarks(lines, remarks_of(comments, root))


def remarks_of(comments: tuple[Comment, ...], root: SourceNode | None) -> list[Remark]:
    """The comments of a text, each with the part that it belongs to."""
    starts = _starts(root) if comments and root is not None else []
    return [Remark(_belongs_to(each, starts), each.words, each.trailing) for each in comments]


def with_remarks(lines: list[Line], remarks: Iterable[Remark]) -> str:
    """The text of the lines with each remark before, or behind, its part or the nearest around it."""
    before: dict[int, list[str]] = {}
    behind: dict[int, str] = {}
    last: list[str] = []
    numbers = line_numbers(lines)
    for remark in remarks:
        if remark.path is None:
            last.append(remark.words)
            continue
        path = nearest(remark.path, numbers)
        number = numbers.get(path, 0)
        if remark.behind and path == remark.path and number not in behind:
            behind[number] = remark.words
        else:
            before.setdefault(number, []).append(remark.words)
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


def line_numbers(lines: list[Line]) -> dict[Path, int]:
    """The number of the line on which each part begins."""
    return {path: number for number, line in enumerate(lines) for path in line.paths}


def nearest(path: Path, numbers: Mapping[Path, int]) -> Path:
    """The part, or else the nearest one around it that is written."""
    while path and path not in numbers:
        path = path[:-1]
    return path
