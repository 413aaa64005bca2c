"""Changes, conflicts and what they touch, on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from patternbook.changes import SEVERITIES, Conflict, Sentence, Touched, describe_conflict
from patternbook.changes.notes import HEADINGS


def tell_changes(said: Iterable[Sentence], *, indent: str = "") -> None:
    """Prints sentences under what they are about, the gravest first."""
    sentences = tuple(said)
    for severity in SEVERITIES:
        of_it = [each for each in sentences if each.severity == severity]
        if of_it:
            print(f"{indent}{HEADINGS[severity]}")
            for each in of_it:
                print(f"{indent}- {each.says}")


def conflict_lines(conflicts: Iterable[Conflict], base: object) -> list[str]:
    """A line for each conflict: its id, and what each side did."""
    return [f"{conflict.id}: {describe_conflict(conflict, base)}" for conflict in conflicts]


def tell_touched(touched: Iterable[Touched]) -> None:
    """Prints what is touched, that which stops something marked."""
    for each in touched:
        print(f"- {'STOPS: ' if each.blocks else ''}{each.says}")


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "conflict"), counted(2, "conflict")
    ('1 conflict', '2 conflicts')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"
