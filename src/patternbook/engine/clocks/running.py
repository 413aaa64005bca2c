"""One run of a clock: from its events, its periods and the calendar to when it opens and ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from patternbook.engine.clocks import counting
from patternbook.engine.clocks.counting import Left, is_after
from patternbook.engine.clocks.states import Standing
from patternbook.language import periods
from patternbook.language.calendar_protocol import Calendar
from patternbook.language.periods import Period
from patternbook.language.unknown import Unknown

MarkKind = Literal["start", "pause", "resume", "stop", "extend"]
Moment = dt.datetime | Unknown | None
StepKind = Literal[
    "started", "opens", "ends", "before", "paused", "resumed", "extended", "stopped", "unknown"
]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a clock heeds. `until` is the new end that was agreed, for `extend`."""

    kind: MarkKind
    at: dt.datetime
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The lengths of a clock, as its expressions give them; None for what it does not have.

    `from_` is a date or a time: what is counted from, where it is not the start itself.
    """

    runs: Period | Unknown | None = None
    opens: Period | Unknown | None = None
    before: Period | Unknown | None = None
    warn: Period | Unknown | None = None
    from_: dt.date | Unknown | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in working out a date, kept to be explained."""

    kind: StepKind
    at: dt.datetime
    period: Period | None = None
    end: Moment = None
    left: Left | None = None


@dataclass(slots=True)
class Run:
    """A clock since it was last started. Only `run` changes it."""

    started_at: dt.datetime
    rule: Rule
    calendar: Calendar
    opens: Moment = None
    end: Moment = None
    paused_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None
    is_extended: bool = False
    unit: str = "day"
    steps: list[Step] = field(default_factory=list)
    _left: Left | None = None
    _left_to_opening: Left | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether the clock was ended, kept or not."""
        return self.stopped_at is not None

    @property
    def warn(self) -> Moment:
        """When to warn: that long before the end."""
        if self.rule.warn is None or self.end is None:
            return None
        if isinstance(self.rule.warn, Unknown):
            return self.rule.warn
        return self.end if isinstance(self.end, Unknown) else _before(self.end, self.rule.warn, self.calendar)

    def moment(self, outcome: str | None) -> Moment:
        """When the clock says `opens`, `warn` or `due`: None while it is paused or has been stopped."""
        if self.is_stopped or self.paused_at is not None:
            return None
        return {"opens": self.opens, "warn": self.warn, "due": self.end}.get(outcome or "")

    def is_late(self, now: dt.datetime) -> bool:
        """Whether the end has passed: at `now`, or before the clock was paused or stopped."""
        at = self.paused_at or self.stopped_at or now
        return isinstance(self.end, dt.datetime) and is_after(at, self.end)


def run(marks: Iterable[Mark], rule_at: Callable[[dt.datetime], Rule], calendar: Calendar) -> Run | None:
    """The present or last run of a clock; None where it has not started.

    `marks` stand in the order in which they happened. `rule_at` gives the lengths for a start.
    """
    current: Run | None = None
    for mark in marks:
        if mark.kind == "start":
            current = _begin(mark.at, rule_at(mark.at), calendar)
        elif current is not None and not current.is_stopped:
            _MOVES[mark.kind](current, mark)
    return current


def standing(run: Run, now: dt.datetime) -> Standing:
    """How the clock stands at `now`."""
    if run.is_stopped:
        return "stopped"
    if run.paused_at is not None:
        return "paused"
    return "breached" if run.is_late(now) else "running"


def kept(run: Run, now: dt.datetime) -> bool | None:
    """Whether it was ended in time; None while that is open, or where there was no end to keep."""
    if not isinstance(run.end, dt.datetime):
        return None
    if run.is_late(now):
        return False
    return True if run.is_stopped else None


def _begin(at: dt.datetime, rule: Rule, calendar: Calendar) -> Run:
    new = Run(started_at=at, rule=rule, calendar=calendar)
    new.steps.append(Step("started", at))
    base: Moment = _moment(rule.from_) if rule.from_ is not None else counting.local(at)
    if rule.before is not None:
        new.end = _leg(new, "before", base, rule.before)
        return new
    if rule.opens is not None:
        new.opens = base = _leg(new, "opens", base, rule.opens)
    if rule.runs is not None:
        new.end = _leg(new, "ends", base, rule.runs)
    return new


def _leg(current: Run, kind: StepKind, base: Moment, period: Period | Unknown) -> Moment:
    """Count one period from a moment, and remember how."""
    if isinstance(period, Unknown):
        current.steps.append(Step("unknown", current.started_at))
        return period
    if not isinstance(base, dt.datetime):
        current.steps.append(Step("unknown", current.started_at))
        return base
    current.unit = period.unit
    add = _before if kind == "before" else _after
    end = add(base, period, current.calendar)
    current.steps.append(Step(kind, base, period, end))
    return end


def _moment(day: dt.date | Unknown) -> dt.datetime | Unknown:
    """A date as the moment at which it begins; a time as local time."""
    if isinstance(day, Unknown):
        return day
    if isinstance(day, dt.datetime):
        return counting.local(day)
    return counting.on_day(day, dt.timedelta())


def _after(base: dt.datetime, period: Period, calendar: Calendar) -> Moment:
    return _as_moment(periods.add(base, period, calendar))


def _before(base: dt.datetime, period: Period, calendar: Calendar) -> Moment:
    return _as_moment(periods.before(base, period, calendar))


def _as_moment(value: object) -> Moment:
    if isinstance(value, Unknown):
        return value
    return counting.local(value) if isinstance(value, dt.datetime) else None


def _pause(current: Run, mark: Mark) -> None:
    """Keep what is left. A clock that counts backwards from a day cannot be held: the day does not move."""
    if current.paused_at is not None or current.rule.before is not None or current.is_late(mark.at):
        return
    current.paused_at = mark.at
    opens = current.opens
    if isinstance(opens, dt.datetime) and is_after(opens, mark.at):
        current._left_to_opening = _known(
            counting.left(mark.at, opens, _unit(current.rule.opens), current.calendar)
        )
    current._left = None
    if isinstance(current.end, dt.datetime):
        current._left = _known(counting.left(mark.at, current.end, current.unit, current.calendar))
    current.steps.append(Step("paused", mark.at, left=current._left))


def _resume(current: Run, mark: Mark) -> None:
    if current.paused_at is None:
        return
    current.paused_at = None
    to_opening, to_end = current._left_to_opening, current._left
    current._left_to_opening = current._left = None
    if to_opening is not None:
        current.opens = counting.resume(mark.at, to_opening, current.calendar)
    if to_opening is not None and isinstance(current.rule.runs, Period) and not current.is_extended:
        current.end = _after_opening(current.opens, current.rule.runs, current.calendar)
    elif to_end is not None:
        current.end = counting.resume(mark.at, to_end, current.calendar)
    current.steps.append(Step("resumed", mark.at, end=current.end))


def _after_opening(opens: Moment, runs: Period, calendar: Calendar) -> Moment:
    return _after(opens, runs, calendar) if isinstance(opens, dt.datetime) else opens


def _extend(current: Run, mark: Mark) -> None:
    if mark.until is None or current.paused_at is not None:
        return
    if isinstance(current.end, dt.datetime) and not is_after(mark.until, current.end):
        return
    current.end = counting.local(mark.until)
    current.is_extended = True
    current.steps.append(Step("extended", mark.at, end=current.end))


def _stop(current: Run, mark: Mark) -> None:
    current.stopped_at = mark.at
    current.steps.append(Step("stopped", mark.at, end=current.end))


def _known(value: Left | Unknown) -> Left | None:
    return None if isinstance(value, Unknown) else value


def _unit(period: Period | Unknown | None) -> str:
    return period.unit if isinstance(period, Period) else "day"


_MOVES: dict[str, Callable[[Run, Mark], None]] = {
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "stop": _stop,
}
