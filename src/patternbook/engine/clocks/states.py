"""How a clock stands: what is computed from its events, its period and the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from patternbook.language.unknown import Unknown

Standing = Literal["running", "paused", "stopped", "breached"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """One clock of a case, at one moment.

    `due` is None while the clock is paused or has not what it counts from, and Unknown beyond the
    known calendar. `stopped_at` says when it was ended, `kept` whether that was in time.
    """

    key: str
    item: str | None = None
    state: Standing
    started_at: dt.datetime
    due: dt.datetime | Unknown | None
    opens: dt.datetime | Unknown | None = None
    warn: dt.datetime | Unknown | None = None
    paused_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None
    extended: bool = False
    kept: bool | None = None
    working: tuple[str, ...] = ()
