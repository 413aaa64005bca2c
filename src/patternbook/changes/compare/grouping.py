"""Councils with the same value, together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
FEW = 3
"""So many councils of a group are named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Councils for which the same is so."""

    says: str
    councils: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who and what, as part of a sentence.

        >>> Group("2 working days", ("Aford", "Beford")).sentence
        'Aford and Beford: 2 working days'
        """
        return f"{named(self.councils)}: {self.says}"


def named(councils: tuple[str, ...]) -> str:
    """Councils by their names where there are few, else how many they are.

    >>> named(("Aford", "Beford", "Ceford")), named(("A", "B", "C", "D"))
    ('Aford, Beford and Ceford', 'Four councils')
    """
    if len(councils) > FEW:
        number = NUMBERS[len(councils)] if len(councils) < len(NUMBERS) else f"{len(councils):,}"
        return f"{number} councils"
    *others, last = councils
    return f"{', '.join(others)} and {last}" if others else last


def grouped(said: Iterable[tuple[str, str]]) -> tuple[Group, ...]:
    """Pairs of a council and what is so there, by what is so; the largest group first.

    >>> [group.sentence for group in grouped([("A", "3"), ("B", "2"), ("C", "2")])]
    ['B and C: 2', 'A: 3']
    """
    by_says: dict[str, list[str]] = {}
    for council, says in said:
        by_says.setdefault(says, []).append(council)
    groups = (Group(says, tuple(councils)) for says, councils in by_says.items())
    return tuple(sorted(groups, key=lambda group: (-len(group.councils), group.councils)))
