"""What expressions and periods ask of a calendar. The engine's calendars answer it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Calendar(Protocol):
    """Which days count. Beyond what is known the answer is None, never a guess."""

    def is_working_day(self, day: dt.date) -> bool | None:
        """Whether it is neither a weekend, a bank holiday of the nation, nor a closed day; None if unknown."""
        ...

    def is_school_day(self, day: dt.date) -> bool | None:
        """Whether it is a weekday within a term that is no bank holiday; None if unknown."""
        ...

    def working_times(self, day: dt.date) -> tuple[dt.time, dt.time] | None:
        """The opening and closing time of a working day; None where no working hours are known."""
        ...

    def term_of(self, day: dt.date) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the school term that the day lies in; None without one or if unknown."""
        ...
