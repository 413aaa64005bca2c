"""What somebody asks a comparison for: which councils, on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from patternbook.engine.answers.kind import line
from patternbook.language.types import DATE
from patternbook.web.kit.fields.base import Field
from patternbook.web.kit.pages import FieldError
from patternbook.web.studio import typed
from patternbook.web.studio.typed.times import draw_date, fill_day, read_day

DAY = typed.Asked(
    "on", DATE, "On which day?", "Councils can decide today what holds from a later day", small=True
)
# The name is short, because many councils stand in one address.
COUNCILS = "c"
MOST_COUNCILS = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """The councils, none for all; the day; the day's boxes as they are shown; what is wrong with them."""

    councils: frozenset[str]
    day: dt.date
    field: Field
    errors: tuple[FieldError, ...] = ()

    @property
    def query(self) -> str:
        """The same question as an address says it."""
        day = {"on-day": self.day.day, "on-month": self.day.month, "on-year": self.day.year}
        return urlencode({COUNCILS: sorted(self.councils), **day}, doseq=True)


def wanted(form: Mapping[str, list[str]], today: dt.date) -> Wanted:
    """Read what was asked. Without a day it is today; so it is where there is no such day, and that is said."""
    wrong: typed.Wrong = {}
    said = any(line(form, f"on-{part}") for part in ("day", "month", "year"))
    day = read_day(DAY, form, wrong) if said else today
    boxes = form if said else fill_day("on", today)
    field = draw_date(DAY, typed.Drawing(boxes, wrong))
    councils = frozenset(form.get(COUNCILS, [])[:MOST_COUNCILS])
    return Wanted(councils, day or today, field, tuple(FieldError(text, "on") for text in wrong.values()))
