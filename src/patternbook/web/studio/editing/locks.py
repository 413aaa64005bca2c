"""Parts that a council may not touch, because a law fixes them."""

from __future__ import annotations

from patternbook.errors import Path
from patternbook.language.nodes.base import Lock, Part
from patternbook.language.words import english
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.definition import opened
from patternbook.web.studio.editing.parts import NoSuchPart, spot


def lock_of(bench: Bench, path: Path) -> Lock | None:
    """The lock on a part, or on a part around it; None where this council may change it.

    A publisher may change what it locks for others.
    """
    if bench.is_own or bench.base is None:
        return None
    base = opened(bench.base.text).service
    if base is None:
        return None
    for depth in range(len(path), 0, -1):
        try:
            part = spot(base, path[:depth]).value
        except NoSuchPart:
            continue
        if isinstance(part, Part) and part.lock is not None:
            return part.lock
    return None


def why(bench: Bench, lock: Lock) -> str:
    """What somebody is told who may not change a part, with the law that says so."""
    law = bench.service.law.get(lock.law)
    named = english(law.title) if law is not None else lock.law
    because = f" {english(lock.because)}" if lock.because is not None else ""
    also = " You may be more generous than it says." if lock.allow == "more_generous" else ""
    return f"This is fixed by law: {named}.{because}{also}"
