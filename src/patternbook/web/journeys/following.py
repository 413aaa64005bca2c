"""A case as its resident follows it: where it stands, until when, what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from patternbook.engine import process
from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.engine.clocks.states import ClockState
from patternbook.engine.context import Context
from patternbook.engine.process import Event
from patternbook.engine.texts import Shown
from patternbook.web.cases.standing import Standing
from patternbook.web.journeys.texts import as_html
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.fields import said
from patternbook.web.kit.times import deadline, moment

RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A time limit that the resident may see."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that the resident can do now."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Following:
    """A case in the words of one language."""

    stands: Standing
    language: str

    @property
    def context(self) -> Context:
        """The case's context, in the language of the page."""
        return replace(self.stands.context, language=self.language)

    def words(self, *path: str) -> Shown:
        """A text of the definition, with what is known of the case."""
        stands = self.stands
        return process.words(stands.running.compiled, path, stands.facts, stands.events, self.context)

    def label(self) -> str:
        """The state, as residents see it."""
        return said(self.words("process", "stages", self.stands.state.stage or "", "label"), self.language)

    def says(self) -> Markup:
        """What the resident is told to expect."""
        return as_html(self.words("process", "stages", self.stands.state.stage or "", "says"), self.language)

    def clocks(self) -> Iterator[ClockLine]:
        """The time limits that the resident may see, each with how it stands."""
        nodes = self.stands.running.service.process.clocks
        for clock in self.stands.state.clocks:
            if nodes[clock.key].public:
                part = "label" if nodes[clock.key].label else "title"
                title = said(self.words("process", "clocks", clock.key, part), self.language)
                yield ClockLine(title, self._stands(clock))

    def _stands(self, clock: ClockState) -> str:
        words = wording(self.language)
        if clock.state == "stopped":
            return words["due_kept" if clock.kept else "due_ended"]
        if clock.state == "paused":
            return words["due_paused"]
        if not isinstance(clock.due, dt.datetime):
            return words["due_unknown"]
        if isinstance(clock.opens, dt.datetime):
            opens = moment(clock.opens, self.language)
            return words["due_window"].format(opens=opens, moment=deadline(clock.due, self.language))
        said_ = words["due_late" if clock.state == "breached" else "due_by"]
        return said_.format(moment=deadline(clock.due, self.language))

    def events(self) -> Iterator[EventLine]:
        """What the resident can do now."""
        stands = self.stands
        possible = process.possible_events(
            stands.running.compiled, stands.facts, stands.events, RESIDENT, self.context
        )
        for key in possible:
            part = "button" if stands.running.service.process.events[key].button else "title"
            yield EventLine(key, said(self.words("process", "events", key, part), self.language))

    def told(self) -> frozenset[str]:
        """The notices that go to residents."""
        notices = self.stands.running.service.process.notices
        return frozenset(key for key, notice in notices.items() if notice.to == "applicant")


@dataclass(frozen=True, slots=True)
class EventForm:
    """The form of an event, shown or sent in: its questions, the reasons of which one is needed, and
    the event with what was said. `problems` says what is wrong with it."""

    questions: tuple[ShownQuestion, ...]
    reasons: tuple[tuple[str, str], ...]
    event: Event
    problems: tuple[FieldProblem, ...] = ()


def event_form(following: Following, key: str, sent: Form | None = None) -> EventForm:
    """The form of an event that is offered now; read, where `sent` is what was sent in.

    The engine then has the last word on whether it can happen. Raises KeyError for an event that is
    not in the definition.
    """
    stands, compiled = following.stands, following.stands.running.compiled
    event = Event(kind="event", key=key, role=RESIDENT, at=stands.context.now, reason=_reason(sent))
    offered = process.choices(compiled, stands.facts, stands.events, event, following.context)
    filled = process.fill_in(compiled, stands.facts, stands.events, event, following.context, sent)
    reasons = tuple(
        (name, said(following.words(*offered.path, "reasons", name, "title"), following.language))
        for name in offered.reasons or ()
    )
    problems = filled.problems
    if sent is not None and reasons and event.reason not in dict(reasons):
        missing = wording(following.language)["reason_missing"]
        problems = (*problems, FieldProblem("reason", "reason", "missing", missing))
    return EventForm(filled.questions, reasons, filled.event, problems)


def _reason(sent: Form | None) -> str | None:
    return next(iter((sent or {}).get("reason", ())), "") or None
