"""What can happen to a case. A case's state is a fold of its events and of nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

# What somebody or something outside the process makes happen.
SUBMITTED: Final = "submitted"  # the case begins; its key is the case's reference
PAID: Final = "paid"
TASK: Final = "task"  # a task is done: key, item, outcome, reason, explain, answers
EVENT: Final = "event"  # a case-wide event: key, reason, explain, answers, link
CLOCK: Final = "clock"  # a clock says `warn`, `due` or `opens`: key, item, outcome
EXTEND: Final = "extend"  # a clock's end is moved by agreement: key, item, until, explain

# What follows from those, and is kept so that reading a case evaluates no condition again.
STAGE: Final = (
    "stage"  # a stage is entered: key, and as outcome the route of the stage before, if one led there
)
OPEN: Final = "open"  # a task is opened: key, item
WAIT: Final = "wait"  # one of several items of a task must wait for an earlier task: key, item
SKIP: Final = "skip"  # a task is not needed: key, item
CANCEL: Final = "cancel"  # an open task is not needed any more: key, item

GIVEN: Final = (SUBMITTED, PAID, TASK, EVENT, CLOCK, EXTEND)
DERIVED: Final = (STAGE, OPEN, WAIT, SKIP, CANCEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a case.

    `at` is aware. `by` is whoever did it, by a stable reference of the caller's; `role` is the role
    in which they did (`resident`, `outside` and `timer` besides the definition's own). `answers` are
    what was recorded, in the form in which answers are stored; `sets` what the event changed, as
    plain data by answer. `link` is another case's reference.
    """

    kind: str
    at: dt.datetime
    key: str = ""
    item: str | None = None
    by: str | None = None
    role: str | None = None
    outcome: str | None = None
    reason: str | None = None
    explain: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    sets: Mapping[str, Any] = field(default_factory=dict)
    until: dt.datetime | None = None
    link: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The event as JSON; fields without a value are left out.

        >>> Event(kind="paid", at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)).to_json()
        {'kind': 'paid', 'at': '2026-11-23T09:00:00+00:00'}
        """
        stored: dict[str, Any] = {"kind": self.kind, "at": self.at.isoformat()}
        for name in _TEXTS:
            if value := getattr(self, name):
                stored[name] = value
        if self.answers:
            stored["answers"] = dict(self.answers)
        if self.sets:
            stored["sets"] = dict(self.sets)
        if self.until:
            stored["until"] = self.until.isoformat()
        return stored

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> Event:
        """The event that `to_json` gave. Raises KeyError or ValueError on anything else.

        >>> event = Event(kind="task", key="collect", at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
        >>> Event.from_json(event.to_json()) == event
        True
        """
        until = stored.get("until")
        return Event(
            kind=stored["kind"],
            at=dt.datetime.fromisoformat(stored["at"]),
            answers=dict(stored.get("answers", {})),
            sets=dict(stored.get("sets", {})),
            until=dt.datetime.fromisoformat(until) if until else None,
            **{name: stored[name] for name in _TEXTS if name in stored},
        )


_TEXTS = ("key", "item", "by", "role", "outcome", "reason", "explain", "link")
