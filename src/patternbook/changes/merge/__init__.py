"""Several variants of one definition become one again: by key, all at once, nothing lost silently."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from patternbook.changes.merge.locking import Held, refuse
from patternbook.changes.merge.naming import chosen
from patternbook.changes.merge.state import Merging
from patternbook.changes.merge.walking import merged, spelling
from patternbook.changes.parts import Decision, Merged
from patternbook.changes.renames import Renamed, applied, found, in_names_of
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import NodeOf

__all__ = ["merge"]

N = TypeVar("N")


def merge(
    base: N,
    variants: Mapping[str, N],
    *,
    owner: str | Collection[str] | None = None,
    decisions: Iterable[Decision] = (),
) -> Merged[N]:
    """One definition of everything that the variants changed in their common base.

    `variants` are all merged at once, by name; their order and their names do not matter for the
    content. `owner` names the variant that may change locked parts, or several; others may not: what
    they changed of them is a conflict that nobody can decide otherwise. `decisions` answer conflicts, by the
    conflict's id. The result is always a whole node: where there is a conflict it holds what the
    base has. Conflicts are told in the names of the base.

    >>> from patternbook.language.nodes.process import Clock
    >>> from patternbook.language.nodes.base import Expr, Text
    >>> title = Text(Keyed([("en", "Decide")]))
    >>> def clock(days: int) -> Clock:
    ...     return Clock(title=title, runs=Expr(f"days({days})"))
    >>> found = merge(clock(12), {"here": clock(15), "there": clock(12), "yonder": clock(18)})
    >>> found.result == clock(12), [(each.path, list(each.sides)) for each in found.conflicts]
    (True, [(('runs',), ['here', 'yonder'])])
    """
    merging = Merging(tuple(sorted(variants)), {each.conflict: each for each in decisions})
    same = merging.comparing.same
    renamed = {name: found(base, variants[name], merging.comparing) for name in merging.names}
    sides: dict[str, Any] = {
        name: in_names_of(base, variants[name], each, merging.comparing.equal)
        for name, each in renamed.items()
    }
    owners = {owner} if isinstance(owner, str) else set(owner or ())
    refused = refuse(merging, base, Held(sides, renamed), owners)
    changed = [name for name in renamed if not same(base, variants[name])]
    if not refused and all(same(variants[changed[0]], variants[name]) for name in changed[1:]):
        only = renamed[changed[0]] if changed else ()
        return Merged(spelling(base, [variants[name] for name in changed or renamed]), renamed=_renamed(only))
    for name, each in renamed.items():
        merging.note_renames(name, each)
    kind: Any = type(base)
    result = merged(merging, (), NodeOf(kind), base, sides)
    kept = chosen(merging, result, renamed)
    return Merged(
        applied(result, kept),
        tuple(sorted(merging.conflicts, key=lambda each: (each.path, each.kind, each.id))),
        tuple(sorted(set(merging.combined))),
        _renamed(kept),
    )


def _renamed(renamed: Iterable[Renamed]) -> Keyed[str]:
    return Keyed((".".join(each.place), each.new) for each in renamed)
