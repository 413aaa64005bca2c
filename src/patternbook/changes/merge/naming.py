"""Which renames of all sides hold, and which somebody has to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from patternbook.changes.merge.state import UNDECIDED, Merging, Question
from patternbook.changes.renames import Renamed
from patternbook.changes.renames.names import NAMES, parts_of
from patternbook.errors import Path

# A key must be the only one in its collection, and where it is a name, among all names.
Spaces = tuple[Path | str, ...]
Sides = Mapping[str, tuple[Renamed, ...]]


def chosen(merging: Merging, result: object, sides: Sides) -> tuple[Renamed, ...]:
    """The renames that hold in the result: one new key for a part, which nothing else has."""
    wanted: dict[Path, dict[str, str]] = {}
    for side, renamed in sides.items():
        for each in renamed:
            wanted.setdefault(each.place, {})[side] = each.new
    if not wanted:
        return ()
    spaces = dict(_named(result, ()))
    new = {place: _new_key(merging, place, keys) for place, keys in sorted(wanted.items()) if place in spaces}
    new = {place: key for place, key in new.items() if key != place[-1]}
    while taken := _taken(new, spaces):
        for place in taken:
            key = new.pop(place)
            question = Question(
                path=place,
                kind="key_taken",
                base=place[-1],
                sides=_sides_with(wanted[place], key),
                form="key",
            )
            answer = merging.ask(question)
            if answer not in (UNDECIDED, key, place[-1]):
                new[place] = answer
    return tuple(Renamed(place[:-1], place[-1], key) for place, key in sorted(new.items()))


def _new_key(merging: Merging, place: Path, keys: Mapping[str, str]) -> str:
    """The key that the sides agree on, or that was decided; else the one that it had."""
    if len(set(keys.values())) == 1:
        return next(iter(keys.values()))
    question = Question(path=place, kind="renamed_twice", base=place[-1], sides=keys, form="key")
    answer = merging.ask(question)
    return place[-1] if answer is UNDECIDED else str(answer)


def _sides_with(keys: Mapping[str, str], key: str) -> dict[str, str]:
    return {side: new for side, new in keys.items() if new == key} or dict(keys)


def _taken(new: Mapping[Path, str], spaces: Mapping[Path, Spaces]) -> list[Path]:
    """The parts whose new key another part has, in a space where a key stands for one part."""
    used = Counter((space, new.get(place, place[-1])) for place, of in spaces.items() for space in of)
    return [place for place in sorted(new) if any(used[space, new[place]] > 1 for space in spaces[place])]


def _named(node: Any, path: Path) -> Iterator[tuple[Path, Spaces]]:
    """Every part with the spaces in which its key must be the only one."""
    for name, key, value, is_keyed in parts_of(node):
        here = (*path, key)
        if not is_keyed:
            yield from _named(value, here)
            continue
        spaces = _spaces((type(node), name), here)
        for part_key, part in value.items():
            yield (*here, part_key), spaces
            yield from _named(part, (*here, part_key))


def _spaces(of: tuple[type, str], path: Path) -> Spaces:
    """Its collection, and the names of expressions, which all collections of names share."""
    return (path, *(pattern for pattern in NAMES.get(of, ()) if "{p}" not in pattern))
