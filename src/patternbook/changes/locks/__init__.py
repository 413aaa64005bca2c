"""Locks: parts that local edits may not touch, or may only make more generous, with the law."""

from __future__ import annotations

from patternbook.changes.locks.restoring import Refused, locks_in, renames_kept, restored
from patternbook.changes.renames import Renamed, found, in_names_of
from patternbook.errors import Path, Problem
from patternbook.language.nodes.base import Lock
from patternbook.language.nodes.service import Service
from patternbook.language.words import english

__all__ = ["Refused", "law_of", "locked", "locks_in", "renames_kept", "restored"]


def locked(base: object, variant: object) -> tuple[Problem, ...]:
    """What a local edit may not touch: each change of the variant that a lock of the base forbids.

    A part that may be made more generous may be changed as far as that can be shown. The problems
    name the law; their paths are those of the variant, or of the base for what it took away.

    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.process import Process, Role
    >>> def crew(title: str, lock: Lock | None) -> Process:
    ...     role = Role(title=Text(Keyed([("en", title)])), lock=lock)
    ...     return Process(roles=Keyed([("crew", role)]), stages=Keyed())
    >>> lock = Lock(law="epa_45")
    >>> [each.message for each in locked(crew("Crew", lock), crew("Gang", lock))]
    ["'crew' is fixed by epa_45 and may not be changed."]
    """
    renamed = found(base, variant)
    _, refused = renames_kept(base, (), frozenset(), renamed)
    _, also = restored(base, (), in_names_of(base, variant, renamed))
    return tuple(_problem(base, each, renamed) for each in (*refused, *also))


def law_of(node: object, lock: Lock) -> str:
    """The law of a lock by its title; by its key where the definition does not list it."""
    law = node.law.get(lock.law) if isinstance(node, Service) else None
    return lock.law if law is None else english(law.title)


def _problem(base: object, refused: Refused, renamed: tuple[Renamed, ...]) -> Problem:
    may = (
        "only be made more generous to residents"
        if refused.lock.allow == "more_generous"
        else "not be changed"
    )
    message = f"'{refused.path[-1]}' is fixed by {law_of(base, refused.lock)} and may {may}."
    because = f"{english(refused.lock.because)} " if refused.lock.because else ""
    hint = f"{because}Put it back as it was; a setting or a binding may do what you need."
    return Problem("locked", message, hint=hint, path=_path_in_variant(refused.path, renamed))


def _path_in_variant(path: Path, renamed: tuple[Renamed, ...]) -> Path:
    new = {each.place: each.new for each in renamed}
    return tuple(new.get(path[: number + 1], step) for number, step in enumerate(path))
