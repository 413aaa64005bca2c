"""What officers read of a case: its timeline, clocks and notices, in plain English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Literal

from patternbook.engine.clocks.states import ClockState
from patternbook.engine.process import Event
from patternbook.language.nodes.base import Forms, Text
from patternbook.language.nodes.process import Process, Reason, Task, TaskOutcome
from patternbook.web.cases.models import Note
from patternbook.web.kit import times
from patternbook.web.notices.models import Notice

GONE = "A former colleague"

Colour = Literal["red", "yellow", "green", "blue", "grey", "orange"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word that says how something stands; never by colour alone."""

    words: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline."""

    at: datetime
    words: str
    detail: str = ""
    who: str = ""


def english(text: Text | None, fall_back: str = "") -> str:
    """The English of a definition's text as an officer reads it, whole; holes stay as written."""
    wording = text.wordings.get("en") if text else None
    if wording is None:
        return fall_back
    return str(next(iter(wording.forms.values()))) if isinstance(wording, Forms) else wording


def due_tag(due: datetime | None, now: datetime, *, paused: bool = False, closed: bool = False) -> Tag | None:
    """How near the nearest deadline is."""
    if closed:
        return Tag("Closed", "grey")
    if due is None:
        return Tag("Paused", "blue") if paused else None
    if due < now:
        return Tag("Overdue", "red")
    if times.local(due).date() == times.local(now).date():
        return Tag("Due today", "orange")
    if due - now < timedelta(days=2):
        return Tag("Due soon", "yellow")
    return Tag("In time", "green")


CLOCKS: dict[str, Tag] = {
    "running": Tag("Running", "green"),
    "paused": Tag("Paused", "blue"),
    "stopped": Tag("Stopped", "grey"),
    "breached": Tag("Overdue", "red"),
}


def clock_tag(clock: ClockState) -> Tag:
    """How a clock stands; a stopped one says whether it was kept."""
    if clock.state == "stopped" and clock.kept is not None:
        return Tag("Kept", "green") if clock.kept else Tag("Not kept", "red")
    return CLOCKS[clock.state]


NOTICES: dict[str, Tag] = {
    "waiting": Tag("Waiting to be sent", "blue"),
    "claimed": Tag("Being sent", "blue"),
    "sent": Tag("Sent", "green"),
    "failed": Tag("Not sent", "red"),
    "uncertain": Tag("May not have been sent", "orange"),
    "cancelled": Tag("Cancelled", "grey"),
}


def timeline(
    process: Process, events: tuple[Event, ...], people: Mapping[int, str], others: Iterable[Line] = ()
) -> tuple[Line, ...]:
    """What happened to the case and `others`, the latest first. What only keeps the books is left out, and
    so are stages that the case only passed through: nobody did anything there.
    """
    told = [(event, line) for event in events if (line := _line(process, event, people))]
    after = [event for event, _ in told[1:]]
    lines = [line for (event, line), then in zip_longest(told, after) if not _is_passed(event, then)]
    # Of lines at one moment the later one stands above: sorting keeps the order of equals.
    return tuple(reversed(sorted([*lines, *others], key=lambda line: line.at)))


def _is_passed(event: Event, after: Event | None) -> bool:
    """Whether the case left the stage in the moment in which it came there."""
    return event.kind == "stage" and after is not None and after.kind == "stage" and after.at == event.at


def note_line(note: Note) -> Line:
    """A note in the timeline."""
    return Line(note.written, "Note", note.text, note.person.name)


def notice_line(notice: Notice) -> Line:
    """A notice in the timeline: what became of it, and when."""
    return Line(notice.settled or notice.made, f"{notice.subject}: {NOTICES[notice.state].words.lower()}")


def given_line(at: datetime, to: int | None, by: int | None, people: Mapping[int, str]) -> Line:
    """Giving the case to somebody in the timeline."""
    whom = people.get(to, GONE) if to else "the team"
    return Line(at, f"Given to {whom}", "", people.get(by, GONE) if by else "")


def _line(process: Process, event: Event, people: Mapping[int, str]) -> Line | None:
    words = _WORDS.get(event.kind)
    said = words(process, event) if words else ""
    if not said:
        return None
    return Line(event.at, said, _detail(process, event), _who(event, people))


def _detail(process: Process, event: Event) -> str:
    reasons = _reasons(process, event)
    reason = reasons.get(event.reason or "")
    parts = (english(reason.title) if reason else event.reason or "", event.explain or "")
    return "\n".join(part for part in parts if part)


def _reasons(process: Process, event: Event) -> Mapping[str, Reason]:
    if event.kind == "event":
        node = process.events.get(event.key)
        return node.reasons if node else {}
    outcome = _outcome(process, event)
    return outcome.reasons if outcome else {}


def _outcome(process: Process, event: Event) -> TaskOutcome | None:
    task = _task(process, event.key)
    return task.outcomes.get(event.outcome or "") if task else None


def _task(process: Process, key: str) -> Task | None:
    return next((stage.tasks[key] for stage in process.stages.values() if key in stage.tasks), None)


def _said_submitted(process: Process, event: Event) -> str:
    return "Submitted"


def _said_stage(process: Process, event: Event) -> str:
    stage = process.stages.get(event.key)
    return f"Moved to: {english(stage.title)}" if stage else ""


def _said_task(process: Process, event: Event) -> str:
    task, outcome = _task(process, event.key), _outcome(process, event)
    if task is None:
        return ""
    title = english(task.title)
    return f"{title}: {english(outcome.title)}" if outcome else f"{title}: done"


def _said_event(process: Process, event: Event) -> str:
    node = process.events.get(event.key)
    linked = f" ({event.link})" if event.link else ""
    return f"{english(node.title)}{linked}" if node else ""


def _said_clock(process: Process, event: Event) -> str:
    clock = process.clocks.get(event.key)
    happened = {"due": "time is up", "warn": "time is nearly up", "opens": "the window opened"}
    return f"{english(clock.title)}: {happened.get(event.outcome or '', event.outcome)}" if clock else ""


def _said_extended(process: Process, event: Event) -> str:
    clock = process.clocks.get(event.key)
    return f"{english(clock.title)}: extended to {times.moment(event.until)}" if clock and event.until else ""


_WORDS: Mapping[str, Callable[[Process, Event], str]] = {
    "submitted": _said_submitted,
    "stage": _said_stage,
    "task": _said_task,
    "event": _said_event,
    "clock": _said_clock,
    "extend": _said_extended,
}


def _who(event: Event, people: Mapping[int, str]) -> str:
    kind, _, number = (event.by or "").partition(":")
    if kind == "person" and number.isdigit():
        return people.get(int(number), GONE)
    return {"resident": "Resident", "outside": "Another system"}.get(event.role or kind, "")
