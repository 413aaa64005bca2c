"""Somebody else who is always quicker: whatever is sent finds that it was changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from patternbook.web.cases import actions
from patternbook.web.cases.actions import CaseMoved, NotPossible
from patternbook.web.drafts.actions import DraftMoved
from patternbook.web.journeys.views import journey


class Quicker:
    """Whether there is somebody quicker now."""

    def __init__(self) -> None:
        self.there = False

    def take_over(self) -> None:
        """Let the pages that save, submit or move a case meet whoever is quicker."""
        self._before(journey, "keep_facts", DraftMoved())
        self._before(journey, "submit", NotPossible("busy", "Somebody was quicker."))
        self._before(actions, "complete_task", CaseMoved())

    def _before(self, module: ModuleType, name: str, problem: Exception) -> None:
        real: Callable[..., Any] = getattr(module, name)

        def instead(*args: Any, **said: Any) -> Any:
            reading = args and args[0].request.method != "POST"
            if self.there and not reading:
                raise problem
            return real(*args, **said)

        setattr(module, name, instead)


QUICKER = Quicker()
