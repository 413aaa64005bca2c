"""The merge of whole texts: read, merged, written with their comments, and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.changes import remarks
from patternbook.changes.merge import merge
from patternbook.changes.parts import Conflict, Decision, Merged
from patternbook.changes.renames import Renamed, found
from patternbook.errors import Path, Problem
from patternbook.language import checks, reader, writer
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.writer.lines import lines_of
from patternbook.language.writer.remarks import with_remarks


@dataclass(frozen=True, slots=True)
class MergedText:
    """What became of a merge of texts.

    `text` is empty where one of the texts could not be read; `problems` then say why, each with the
    name of its side as the file. Otherwise they are the problems of the merged text.
    """

    text: str
    conflicts: tuple[Conflict, ...] = ()
    combined: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_texts(
    base: str,
    variants: Mapping[str, str],
    *,
    steps: Mapping[str, Read[SharedStep]],
    owner: str | Collection[str] | None = None,
    decisions: Iterable[Decision] = (),
    kind: type[Any] = Service,
) -> MergedText:
    """The canonical text of everything that the variants changed in their common base.

    Comments stay with their parts; that of a part that is gone goes with it. Never raises on texts,
    whatever they hold: what cannot be read is refused with every problem of it.

    >>> from patternbook.language.nodes.base import Lock
    >>> base, here = "law: epa_45\\n", "# see the order\\nlaw: epa_45\\n"
    >>> merge_texts(base, {"here": here, "there": "law: epa_46\\n"}, steps={}, kind=Lock).text
    '# see the order\\nlaw: epa_46\\n'
    """
    reads = {
        name: reader.read(text, file=name, kind=kind, steps=steps) for name, text in sorted(variants.items())
    }
    below = reader.read(base, file="base", kind=kind, steps=steps)
    refused = [
        problem
        for each in (below, *reads.values())
        for problem in each.problems
        if problem.severity == "error"
    ]
    if refused:
        return MergedText("", problems=tuple(refused))
    merged = merge(
        below.node, {name: each.node for name, each in reads.items()}, owner=owner, decisions=decisions
    )
    text = _with_comments(below, reads, merged)
    problems = checks.check(reader.read(text, kind=kind, steps=steps))
    return MergedText(text, merged.conflicts, merged.combined, problems)


def _with_comments(base: Read[Any], sides: Mapping[str, Read[Any]], merged: Merged[Any]) -> str:
    lines = lines_of(merged.result)
    if not any(read.comments for read in (base, *sides.values())):
        return with_remarks(lines, ())
    unchanged = writer.write(base)
    changed = {text: name for name, read in sides.items() if (text := writer.write(read)) != unchanged}
    if len(changed) == 1 and merged.result == sides[(name := next(iter(changed.values())))].node:
        return writer.write(sides[name])
    kept = [_renamed(place, new) for place, new in merged.renamed.items()]
    following = {
        name: remarks.Following(read.node, found(base.node, read.node), merged.result, kept)
        for name, read in sides.items()
    }
    whole = remarks.Following(base.node, (), merged.result, kept)
    return with_remarks(
        lines, remarks.merged((base, whole), [(sides[name], following[name]) for name in sides], lines)
    )


def _renamed(place: str, new: str) -> Renamed:
    *path, old = place.split(".")
    return Renamed(tuple(path), old, new)
