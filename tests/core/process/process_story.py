"""A small service around a process, and a case that is moved on step by step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from patternbook.engine import calendars, process
from patternbook.engine.calendars import Calendar
from patternbook.engine.compiler import Compiled, compile_service
from patternbook.engine.context import LONDON, Context
from patternbook.engine.facts import Facts
from patternbook.engine.process import CaseState, Event, Outcome
from patternbook.engine.settings import resolve_settings
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read

# The questions that the tests' processes may ask about. Each test answers those that it needs.
PATTERN = """
patternbook: 1
service: try_out
title: Try out a process
summary: A service for tests.
nations: [england, scotland, wales, northern_ireland]
function: other
settings:
  target:
    title: Target
    type: period
    default: {length: 3, unit: working_day}
pages:
  about:
    questions:
      urgent:
        ask: yes_no
        label: Is it urgent?
      places:
        ask: choices
        label: Which places?
        optional: true
        min: 0
        options:
          north: {label: North}
          south: {label: South}
          east: {label: East}
      held_on:
        ask: date
        label: When is it held?
        optional: true
check_answers:
  confirmation:
    title: Sent
    next: We answer.
process:
  roles:
    clerk: {title: Clerk}
    chief: {title: Chief}
    crew: {title: Crew, outside: true}
"""

PLAIN_STAGE = "{title: Stage, label: Stage}"
START = dt.datetime(2026, 11, 23, 9, tzinfo=LONDON)
MINUTE = dt.timedelta(minutes=1)


def build(process_text: str, more: str = "") -> Compiled:
    """A compiled service with this process: its stages, events, clocks and so on; `more` are other parts."""
    indented = "".join(f"  {line}\n" for line in process_text.strip("\n").splitlines())
    found = read(PATTERN.lstrip("\n") + indented + more, file="try_out.yaml", kind=Service, steps={})
    assert found.node is not None, found.problems
    assert not found.problems, found.problems
    return compile_service(found.node, {})


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


class Story:
    """One case of a process, told event by event."""

    def __init__(
        self,
        process_text: str | Compiled,
        answers: dict[str, Any] | None = None,
        *,
        at: dt.datetime = START,
        calendar: Calendar | None = None,
        language: str = "en",
    ) -> None:
        self.compiled = process_text if isinstance(process_text, Compiled) else build(process_text)
        self.facts = Facts(answers={"urgent": False, "places": (), **(answers or {})})
        self.calendar = calendar or calendars.of("england")
        self.language = language
        self.now = at
        self.events: tuple[Event, ...] = ()
        self.outcome: Outcome = process.start(self.compiled, self.facts, self.context(at), "AB-1")
        self.events = self.outcome.events

    def context(self, now: dt.datetime) -> Context:
        return Context(now=now, nation=self.calendar.nation, calendar=self.calendar, language=self.language,
                       settings=resolve_settings(self.compiled.service, None, {"today": START.date()}))  # fmt: skip

    def give(self, event: Event) -> Outcome:
        """Give an event to the case; keep what came of it."""
        self.now = max(self.now, event.at) if event.at.tzinfo else self.now
        self.outcome = process.advance(self.compiled, self.facts, self.events, event, self.context(self.now))
        self.events += self.outcome.events
        return self.outcome

    def task(
        self, name: str, outcome: str | None = None, *, at: dt.datetime | None = None, **more: Any
    ) -> Outcome:
        key, _, item = name.partition(".")
        role = more.pop("role", "clerk")
        when = at or self.now + MINUTE
        return self.give(
            Event(kind="task", key=key, item=item or None, outcome=outcome, at=when, role=role, **more)
        )

    def happen(self, key: str, *, at: dt.datetime | None = None, **more: Any) -> Outcome:
        role = more.pop("role", "clerk")
        return self.give(Event(kind="event", key=key, at=at or self.now + MINUTE, role=role, **more))

    def clock(self, key: str, outcome: str, *, at: dt.datetime, item: str | None = None) -> Outcome:
        return self.give(Event(kind="clock", key=key, item=item, outcome=outcome, at=at, role="timer"))

    def state(self, now: dt.datetime | None = None) -> CaseState:
        return process.state(self.compiled, self.facts, self.events, self.context(now or self.now))

    @property
    def stage(self) -> str | None:
        return self.outcome.stage

    @property
    def refused(self) -> str | None:
        """The code of the refusal, if the last event was refused."""
        return self.outcome.refused.code if self.outcome.refused else None

    def tasks(self, standing: str = "open") -> list[str]:
        """The names of the tasks that stand so."""
        return [task.name for task in self.outcome.tasks if task.state == standing]

    def sent(self) -> list[str]:
        return [notice.key for notice in self.outcome.notices]
