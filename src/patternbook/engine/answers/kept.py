"""Answers that keep more than the value which expressions see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picked:
    """An item chosen from a list that was worked out: its stable key, and the item as plain data
    with its label at the time of choosing (for when the list is not known any more)."""

    key: str
    item: object
    label: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A declaration, with the exact words that were agreed to."""

    agreed: bool
    words: str
