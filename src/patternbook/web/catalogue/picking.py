"""Some of a council's edits without the others: what is offered to a publisher, and what the publisher takes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from patternbook import library
from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.changes.parts import Change
from patternbook.changes.renames import applied, found, in_names_of
from patternbook.errors import Path
from patternbook.language import reader, writer
from patternbook.language.nodes.base import Data, Keyed
from patternbook.language.nodes.service import Service
from patternbook.language.plans import plan_of
from patternbook.web.catalogue import definitions


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit that can be picked: its name, and what it changes in a sentence."""

    name: str
    sentence: Sentence


def edits(base: str, variant: str) -> tuple[Edit, ...]:
    """What a text changes in its base, each edit by a name that stays the same, the gravest first."""
    before, after = definitions.as_written(base), definitions.as_written(variant)
    normal = in_names_of(before, after, found(before, after))
    renames = [change for change in diff(before, after) if change.kind == "renamed"]
    pairs = [(change, before, after) for change in renames]
    pairs += [(change, before, normal) for change in diff(before, normal)]
    made = [Edit(name_of(change), describe((change,), old, new)[0]) for change, old, new in pairs]
    order = {one: place for place, one in enumerate(("law", "safety", "behaviour", "wording", "layout"))}
    return tuple(sorted(made, key=lambda edit: order[edit.sentence.severity]))


def name_of(change: Change) -> str:
    """An edit's name: what kind it is of, and where it is."""
    return f"{change.kind}:{'/'.join(change.path)}"


def picked(base: str, variant: str, names: Iterable[str]) -> str:
    """The base's text with the edits of these names and no others.

    Comments are those of the variant. What refers to something that is not picked is refused by the checks
    of whoever uses the text.
    """
    chosen = frozenset(names)
    before, after = definitions.as_written(base), definitions.as_written(variant)
    renamed = found(before, after)
    picking = _Picking(
        {(kind, tuple(path.split("/"))) for name in chosen for kind, _, path in [name.partition(":")]}
    )
    made: Service = picking.value(before, in_names_of(before, after, renamed), ())
    wanted = [one for one in renamed if f"renamed:{'/'.join((*one.path, one.new))}" in chosen]
    read = reader.read(variant, file="service.yaml", kind=Service, steps=library.steps())
    return writer.write(replace(read, node=applied(made, wanted)))


class _Picking:
    """Builds the base with what was picked, in the base's names."""

    def __init__(self, chosen: set[tuple[str, Path]]) -> None:
        self.whole = {path for kind, path in chosen if kind in ("added", "removed", "changed")}
        self.moved = {path for kind, path in chosen if kind == "moved"}
        self.above = {path[:length] for _, path in chosen for length in range(len(path) + 1)}

    def value(self, base: Any, variant: Any, path: Path) -> Any:
        if path in self.whole:
            return variant
        if path not in self.above or base == variant:
            return base
        if isinstance(base, Keyed) and isinstance(variant, Keyed):
            return self._keyed(base, variant, path)
        if isinstance(base, Data) and isinstance(variant, Data):
            return Data(self.value(base.value, variant.value, path))
        if type(base) is type(variant) and hasattr(base, "__dataclass_fields__"):
            return self._node(base, variant, path)
        return variant

    def _node(self, base: Any, variant: Any, path: Path) -> Any:
        cls: Any = type(base)
        parts = {
            field.name: self.value(
                getattr(base, field.name), getattr(variant, field.name), (*path, field.key)
            )
            for field in plan_of(cls).fields
        }
        return replace(base, **parts)

    def _keyed(self, base: Keyed[Any], variant: Keyed[Any], path: Path) -> Keyed[Any]:
        kept = [key for key in base if key in variant or (*path, key) not in self.whole]
        new = [key for key in variant if key not in base and (*path, key) in self.whole]
        order = _with_new(kept, new, list(variant))
        if path in self.moved:
            order = _in_order_of(order, list(variant))
        items = []
        for key in order:
            if key not in base or key not in variant:
                items.append((key, base[key] if key in base else variant[key]))
            else:
                items.append((key, self.value(base[key], variant[key], (*path, key))))
        return Keyed(items)


def _with_new(kept: list[str], new: list[str], order: list[str]) -> list[str]:
    """The keys with the new ones, each behind the one that it stands behind in the order."""
    found_ = list(kept)
    for key in new:
        before = [one for one in order[: order.index(key)] if one in found_]
        found_.insert(found_.index(before[-1]) + 1 if before else 0, key)
    return found_


def _in_order_of(keys: list[str], order: list[str]) -> list[str]:
    """The keys in an order; those that it does not hold stay behind the one that they stood behind."""
    known = [key for key in order if key in keys]
    for place, key in enumerate(keys):
        if key not in known:
            known.insert(known.index(keys[place - 1]) + 1 if place else 0, key)
    return known
