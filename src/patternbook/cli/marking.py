"""A merged text with its open conflicts marked: a human can read it, and `check` refuses it until they are decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternbook.changes import Conflict, describe_conflict
from patternbook.language import reader
from patternbook.language.places import Places

WIDTH = 100
HEAD = "# CONFLICT "
LIST = "conflicts_to_decide"
OURS, MIDDLE, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


def marked(text: str, conflicts: Iterable[Conflict], base: object, kind: type) -> str:
    """The text with each conflict told above the part that it is about, and all of them listed at the end.

    No file has a field `conflicts_to_decide`: while it stands there, the file is refused. Whoever decides writes the
    value that is right, and deletes the comment and the line of the list; with the last one, the list.
    """
    found = tuple(conflicts)
    if not found:
        return text
    lines = text.split("\n")
    places = reader.read(text, kind=kind).places
    for line, conflict in sorted(((_line(places, each), each) for each in found), key=_from_below):
        indent = " " * (len(lines[line]) - len(lines[line].lstrip(" ")))
        lines[line:line] = [f"{indent}{each}" for each in _comment(conflict, base)]
    listed = (f'  "{conflict.id}": {_where(conflict)}' for conflict in found)
    return "\n".join([*lines[:-1], f"{LIST}:", *listed, ""])


def _from_below(pair: tuple[int, Conflict]) -> tuple[int, str]:
    return -pair[0], pair[1].id


def _line(places: Places, conflict: Conflict) -> int:
    """The line, counted from 0, above which the conflict is told: that of the nearest part that is there."""
    return max(places.key(conflict.path).line - 1, 0)


def _where(conflict: Conflict) -> str:
    return f'"{" ".join(conflict.path)}"'


def _comment(conflict: Conflict, base: object) -> Iterator[str]:
    words = f"{conflict.id}: {describe_conflict(conflict, base)}".split()
    line = HEAD.rstrip()
    for word in words:
        if len(line) + len(word) + 1 > WIDTH:
            yield line
            line = "#  "
        line = f"{line} {word}"
    yield line


def whole(ours: str, theirs: str) -> str:
    """Both texts one after the other, between the marks that git uses: for texts that cannot be read."""
    return "\n".join([OURS, ours.rstrip("\n"), MIDDLE, theirs.rstrip("\n"), THEIRS, ""])
