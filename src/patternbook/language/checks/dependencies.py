"""Nothing is worked out from itself, and lookups wait for each other only a few rounds long."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language import scopes
from patternbook.language.checks.subject import Subject
from patternbook.language.scopes import MOST_ROUNDS, Names, lookup_rounds

COLLECTIONS = {"value": "values", "table": "tables", "price": "prices", "lookup": "lookups"}


def dependencies(subject: Subject) -> Iterator[Problem]:
    """`circle` for each part that is worked out from itself; `too-many-rounds` for lookups."""
    names = scopes.of(subject.service).names
    rounds = lookup_rounds(names)
    told: set[str] = set()
    for name, kind in names.kinds.items():
        if kind == "answer" and not names.direct(name):
            continue
        if name in names.closure(name):
            if name not in told:
                way = _way(names, name)
                told.update(way)
                said = " → ".join(f"'{each}'" for each in (*way, name))
                message = f"This is worked out from itself: {said}."
                yield subject.error(_path(subject, name, kind), "circle", message, "Cut it at one of them.")
        elif rounds.get(name, 0) > MOST_ROUNDS:
            message = f"This lookup must wait for a chain of more than {MOST_ROUNDS} others."
            hint = "Ask for more in one lookup."
            yield subject.error(("lookups", name), "too-many-rounds", message, hint)


def _way(names: Names, start: str) -> tuple[str, ...]:
    """A way from a name back to itself."""
    way, here = [start], start
    while True:
        here = next(
            (each for each in sorted(names.direct(here)) if each == start or start in names.closure(each)),
            start,
        )
        if here in way:
            return tuple(way)
        way.append(here)


def _path(subject: Subject, name: str, kind: str) -> Path:
    if kind in COLLECTIONS:
        return (COLLECTIONS[kind], name)
    page = next(key for key, page in subject.service.pages.items() if name in page.questions)
    return ("pages", page, "questions", name)
