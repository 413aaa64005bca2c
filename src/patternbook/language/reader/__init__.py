"""Text to nodes: every problem at once, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from patternbook.language.nodes.example import SharedStep
from patternbook.language.places import Places
from patternbook.language.reader.reading import Reading
from patternbook.language.reader.result import Read
from patternbook.language.reader.shapes import read_root
from patternbook.language.source import parse

__all__ = ["Read", "read"]

N = TypeVar("N")


def read(
    text: str | bytes,
    *,
    kind: type[N],
    file: str = "",
    steps: Mapping[str, Read[SharedStep]] | None = None,
) -> Read[N]:
    """Reads a definition, or another file of the same language, into nodes.

    `kind` is the class of the whole file: `Service`, `Adoption`, `Example` or `SharedStep`.
    `steps` are the shared steps that a service may use, by key. Never raises on bad text: what is
    wrong is in `problems`, in the order of the text.

    >>> from patternbook.language.nodes.process import Role
    >>> read("title: Crew\\noutsid: true", kind=Role).problems[0].hint
    "Did you mean 'outside'?"
    """
    source = parse(text, file)
    places = Places(file, source.root)
    if source.root is None:
        return Read(source.text, places, None, None, source.problems, frozenset(), dict(steps or {}))
    reading = Reading(places)
    draft = read_root(reading, source.root, kind)
    problems = sorted(
        (*source.problems, *reading.problems), key=lambda problem: (problem.place, problem.code)
    )
    node = None if reading.broken else draft
    return Read(
        source.text, places, node, draft, tuple(problems), frozenset(reading.broken), dict(steps or {})
    )
