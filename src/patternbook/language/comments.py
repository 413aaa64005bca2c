"""The comments of a text, which the tree does not hold but the writer keeps."""

from __future__ import annotations

from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its line (from 1), its words from `#` on, and whether it follows something."""

    line: int
    words: str
    trailing: bool


def comments_of(text: str) -> tuple[Comment, ...]:
    """The comments of a well-formed text, in order.

    >>> comments_of('# whole\\na: "x # y" # after\\n')
    (Comment(line=1, words='# whole', trailing=False), Comment(line=2, words='# after', trailing=True))
    """
    if "#" not in text:
        return ()
    spans = _scalar_spans(text)
    found: list[Comment] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        at = _comment_in(line, start, spans.get(number - 1, []))
        if at is not None:
            found.append(Comment(number, line[at:].rstrip(), bool(line[:at].strip())))
        start += len(line) + 1
    return tuple(found)


def _scalar_spans(text: str) -> dict[int, list[tuple[int, int]]]:
    """For each line (from 0) with a scalar on it, the spans of the scalars, as offsets in the text."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start, end = token.start_mark, token.end_mark
        last = end.line - 1 if end.column == 0 and end.line > start.line else end.line
        first, begins = start.line, start.index
        if token.style in ("|", ">"):
            # The words begin on the line below; a comment may stand beside the sign.
            first, begins = start.line + 1, text.find("\n", start.index)
        for line in range(first, last + 1):
            spans.setdefault(line, []).append((begins, end.index))
    return spans


def _comment_in(line: str, start: int, spans: list[tuple[int, int]]) -> int | None:
    """The offset in the line at which a comment begins: a `#` after a space, outside scalars."""
    at = line.find("#")
    while at >= 0:
        free = at == 0 or line[at - 1] in " \t"
        if free and not any(first <= start + at < last for first, last in spans):
            return at
        at = line.find("#", at + 1)
    return None
