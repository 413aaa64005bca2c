"""Which parts have another key than in the base, as their `was` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from patternbook.changes.plans import fields_with_parts, plan
from patternbook.changes.values import Comparing
from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import KeyedBy


@dataclass(frozen=True, slots=True, order=True)
class Renamed:
    """A part with another key. `path` is that of its collection, in the names of the base."""

    path: Path
    old: str
    new: str

    @property
    def place(self) -> Path:
        """Where the part stands in the base."""
        return (*self.path, self.old)


def found(base: object, variant: object, comparing: Comparing | None = None) -> tuple[Renamed, ...]:
    """The parts of the variant that stand under another key in the base, outermost first.

    `was: old` counts where the base has `old` and not the new key, and the variant has `old` no
    longer. Where two parts say that they were the same one, the first of them is meant.

    >>> from patternbook.language.nodes.base import Text
    >>> from patternbook.language.nodes.process import Process, Role
    >>> crew = Role(title=Text(Keyed([("en", "Crew")])))
    >>> before = Process(roles=Keyed([("crew", crew)]), stages=Keyed())
    >>> team = Role(title=crew.title, was="crew")
    >>> found(before, Process(roles=Keyed([("team", team)]), stages=Keyed()))
    (Renamed(path=('roles',), old='crew', new='team'),)
    """
    return tuple(_in_node(base, variant, (), comparing or Comparing()))


def old_keys(base: Keyed[Any], variant: Keyed[Any]) -> dict[str, str]:
    """The key in the base of each part of the variant that has another one now."""
    renamed: dict[str, str] = {}
    for key, item in variant.items():
        old = item.was
        if old in base and old not in variant and key not in base:
            renamed.setdefault(old, key)
    return {new: old for old, new in renamed.items()}


def by_collection(renamed: Iterable[Renamed]) -> dict[Path, dict[str, str]]:
    """The new key of each renamed part by its old one, for each collection by its path."""
    collections: dict[Path, dict[str, str]] = {}
    for each in renamed:
        collections.setdefault(each.path, {})[each.old] = each.new
    return collections


def _in_node(base: Any, variant: Any, path: Path, comparing: Comparing) -> Iterator[Renamed]:
    theirs = plan(variant).by_key
    for field in fields_with_parts(base):
        if field.key not in theirs:
            continue
        below, over = getattr(base, field.name), getattr(variant, field.name)
        if below is None or over is None or comparing.same(below, over):
            continue
        here = (*path, field.key)
        if isinstance(field.shape, KeyedBy):
            yield from _in_collection(below, over, here, comparing)
        else:
            yield from _in_node(below, over, here, comparing)


def _in_collection(
    base: Keyed[Any], variant: Keyed[Any], path: Path, comparing: Comparing
) -> Iterator[Renamed]:
    renamed = old_keys(base, variant)
    for key, item in variant.items():
        old = renamed.get(key, key)
        if old != key:
            yield Renamed(path, old, key)
        if old in base and not comparing.same(base[old], item):
            yield from _in_node(base[old], item, (*path, old), comparing)
