"""The time at which the site lives: that of the example being walked."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

_real = timezone.now


class Broken(Exception):
    """A defect that nothing expects: the page for it is shown."""


class Clock:
    """Stands still at the time that it was set to; until then it is the real time. It can be broken."""

    def __init__(self) -> None:
        self._at: dt.datetime | None = None
        self.broken: type[Exception] | None = None

    def set(self, at: dt.datetime) -> None:
        """Stop at a moment."""
        self._at = at.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The time. Raises what is wanted where a defect is wanted."""
        if self.broken:
            raise self.broken
        return self._at or _real()


CLOCK = Clock()


def take_over() -> None:
    """Let the whole process live at the clock's time. The product asks nobody but `timezone.now`."""
    timezone.now = CLOCK.now
