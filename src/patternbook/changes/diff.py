"""What changed between two definitions, part by part, matched by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from patternbook.changes.parts import ABSENT, Change
from patternbook.changes.plans import plan
from patternbook.changes.renames import by_collection, found, in_names_of
from patternbook.changes.values import same
from patternbook.errors import Path
from patternbook.language.nodes.base import Part
from patternbook.language.plans import FieldPlan, KeyedBy, Leaf, ListOf, OneOf


def diff(before: object, after: object) -> tuple[Change, ...]:
    """Every difference between two nodes of one class, in the order in which they are written.

    A field that is left out counts as its default. A part that was added or removed is one change,
    whole; a text, a list and a plain value are one change each. Expressions that say the same in
    another spelling are no change, nor are names that follow a rename.

    >>> from patternbook.language.nodes.base import Lock
    >>> diff(Lock(law="epa_45"), Lock(law="epa_46"))
    (Change(path=('law',), kind='changed', before='epa_45', after='epa_46'),)
    """
    if before is after or before == after:
        return ()
    renamed = found(before, after)
    collections = by_collection(renamed)
    comparing = _Comparing(collections)
    return tuple(comparing.node(_Trio(before, in_names_of(before, after, renamed), after), (), ()))


@dataclass(frozen=True, slots=True)
class _Trio:
    """A part before, after in the names of before, and after as it stands."""

    before: Any
    norm: Any
    after: Any


@dataclass(frozen=True, slots=True)
class _Comparing:
    """One comparison. `old` leads to a part in the names of before, `new` in those of after."""

    renamed: Mapping[Path, Mapping[str, str]]

    def node(self, trio: _Trio, old: Path, new: Path) -> Iterator[Change]:
        before, after = plan(trio.before), plan(trio.norm)
        if before is not after:
            yield from _part((*new, "ask"), trio.before.ask or ABSENT, trio.after.ask or ABSENT)
        fields = {field.key: field for field in (*before.fields, *after.fields)}
        for key, field in fields.items():
            there = _Trio(_value(trio.before, key), _value(trio.norm, key), _value(trio.after, key))
            if key in before.by_key and key in after.by_key and before.by_key[key].shape == field.shape:
                yield from self.field(there, field, (*old, key), (*new, key))
            elif not (_is_default(field, there.before) and _is_default(field, there.after)):
                yield from _part((*new, key), there.before, there.after)

    def field(self, trio: _Trio, field: FieldPlan, old: Path, new: Path) -> Iterator[Change]:
        if same(trio.before, trio.norm) and not self.inside(old):
            return
        if trio.before is ABSENT or trio.norm is ABSENT:
            yield from _part(new if trio.before is ABSENT else old, trio.before, trio.after)
        elif isinstance(field.shape, KeyedBy):
            yield from self.keyed(trio, old, new)
        elif isinstance(field.shape, Leaf | OneOf | ListOf):
            yield Change(new, "changed", trio.before, trio.after)
        else:
            yield from self.node(trio, old, new)

    def inside(self, path: Path) -> bool:
        """Whether something was renamed below the path."""
        return any(each[: len(path)] == path for each in self.renamed)

    def keyed(self, trio: _Trio, old: Path, new: Path) -> Iterator[Change]:
        renamed = self.renamed.get(old, {})
        for key, part in trio.before.items():
            if key not in trio.norm:
                yield Change((*old, key), "removed", part, ABSENT)
        for key, norm in trio.norm.items():
            now = renamed.get(key, key)
            place = (*new, now)
            if key not in trio.before:
                yield Change(place, "added", ABSENT, trio.after[now])
                continue
            if now != key:
                yield Change(place, "renamed", key, now)
            there = _Trio(trio.before[key], norm, trio.after[now])
            if isinstance(norm, Part):
                yield from self.node(there, (*old, key), place)
            elif not same(there.before, norm):
                yield Change(place, "changed", there.before, there.after)
        if [key for key in trio.before if key in trio.norm] != [
            key for key in trio.norm if key in trio.before
        ]:
            yield Change(new, "moved", tuple(trio.before), tuple(trio.after))


def _value(node: Any, key: str) -> object:
    """What a node says in a field; ABSENT where it has no such field, or nothing in it."""
    known = plan(node).by_key.get(key)
    value = None if known is None else getattr(node, known.name)
    return ABSENT if value is None else value


def _is_default(field: FieldPlan, value: object) -> bool:
    return value is ABSENT or (not field.required and value == field.default)


def _part(path: Path, before: object, after: object) -> Iterator[Change]:
    """A part that is on one side only, or a value that changed."""
    kind = "added" if before is ABSENT else "removed" if after is ABSENT else "changed"
    yield Change(path, kind, before, after)  # type: ignore[arg-type]  # mypy widens the three words to str
