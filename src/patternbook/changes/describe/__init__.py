"""Changes as sentences that a service owner understands: what is different, what it was, how grave it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patternbook.changes.describe.conflicts import describe_conflict
from patternbook.changes.describe.saying import says
from patternbook.changes.describe.sentences import Telling
from patternbook.changes.parts import SEVERITIES, Change, Severity
from patternbook.changes.severity import severity
from patternbook.errors import Path

__all__ = ["Sentence", "describe", "describe_conflict"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change in plain English, with the path at which it is and how grave it is."""

    path: Path
    severity: Severity
    says: str


def describe(found: Iterable[Change], before: object, after: object) -> tuple[Sentence, ...]:
    """A sentence for each change that `diff` found between two definitions, the gravest first.

    Parts go by their titles and conditions are said in English. What a value was and what it is now
    both stand in the sentence.

    >>> from patternbook.changes.diff import diff
    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.process import Process, Role
    >>> def roles(**more): return Process(roles=Keyed([("crew", Role(title=Text(Keyed([("en", "Crew")])), **more))]), stages=Keyed())
    >>> [said.says for said in describe(diff(roles(), roles(outside=True)), roles(), roles(outside=True))]
    ['The role “Crew” is now outside the council.']
    """
    telling = Telling(before, after)
    said = (Sentence(change.path, severity(change, before, after), says(change, telling)) for change in found)
    return tuple(sorted(said, key=lambda sentence: SEVERITIES.index(sentence.severity)))
