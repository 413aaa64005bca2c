"""What a page says at its top after something was saved."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.saving import SAVED

MOST = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """What was saved, in sentences, and the step to which undoing leads."""

    says: tuple[str, ...]
    more: int
    undo_to: int


def notice_of(bench: Bench) -> Notice | None:
    """What was just saved; None where the page was opened for another reason."""
    if SAVED not in bench.desk.request.GET:
        return None
    steps = copies.working_steps(copy=bench.copy, by=bench.desk.by)
    step = next((step for step in steps if step.number == bench.copy.step), None)
    if step is None:
        return None
    says = tuple(step.says)
    return Notice(says[:MOST], max(0, len(says) - MOST), bench.copy.step - 1)
