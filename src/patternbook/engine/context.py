"""What surrounds an evaluation: the time, the place, the council's choices. All of it is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from patternbook.engine.calendars import Calendar
from patternbook.engine.settings import Settings
from patternbook.language.nodes.base import Text

LONDON = ZoneInfo("Europe/London")

Channel = Literal["resident", "staff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that an evaluation may know besides the definition and the facts.

    `now` is an aware time. `bindings` holds what the council filled in, by key. `form` is the form
    of texts (`self` or `other`) for a service that does not say by its `audience` who is spoken of.
    """

    now: dt.datetime
    nation: str
    calendar: Calendar
    language: str = "en"
    settings: Settings = field(default_factory=Settings)
    bindings: Mapping[str, Text] = field(default_factory=dict)
    channel: Channel = "resident"
    form: str = "self"

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("The time of a context must have a time zone.")

    @property
    def local_now(self) -> dt.datetime:
        """The time as clocks in the United Kingdom show it."""
        return self.now.astimezone(LONDON)

    @property
    def today(self) -> dt.date:
        """The date as calendars in the United Kingdom show it."""
        return self.local_now.date()
