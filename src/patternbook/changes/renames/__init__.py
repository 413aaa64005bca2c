"""Renames: what has another key than in the base, and everything that names it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, TypeVar

from patternbook.changes.plans import plan
from patternbook.changes.renames.finding import Renamed, by_collection, found, old_keys
from patternbook.changes.renames.names import Keys
from patternbook.changes.renames.rewriting import in_names
from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed

__all__ = ["Renamed", "applied", "by_collection", "found", "in_names_of", "old_keys"]

N = TypeVar("N")


def in_names_of(
    base: object, variant: N, renamed: Iterable[Renamed], without: Container[int] = frozenset()
) -> N:
    """The variant in the names of the base: keys, expressions, holes in texts, and words that name parts.

    `without` holds the identities of parts of the variant that say the same as in the base: they
    name nothing by a new name.
    """
    collections = {
        path: {new: old for old, new in keys.items()} for path, keys in by_collection(renamed).items()
    }
    if not collections:
        return variant
    keys = Keys(collections, back=True)
    return in_names(variant, keys, lambda place, _: part_at(base, place).was, without)


def applied(node: N, renamed: Iterable[Renamed]) -> N:
    """A node in the names of the base with these parts renamed; each says by `was` what it was."""
    collections = by_collection(renamed)
    if not collections:
        return node
    return in_names(node, Keys(collections, back=False), lambda place, _: place[-1])


def part_at(node: object, path: Path) -> Any:
    """The part at a path that leads through fields and collections; raises KeyError where there is none."""
    here: Any = node
    for step in path:
        here = here[step] if isinstance(here, Keyed) else getattr(here, _field(here, step))
    return here


def _field(node: object, key: str) -> str:
    return plan(node).by_key[key].name
