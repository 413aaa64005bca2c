"""The process: stages, tasks, clocks and notices of a case, as a fold of its events."""

from __future__ import annotations

from collections.abc import Iterable

from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case
from patternbook.engine.process.changing import with_changes
from patternbook.engine.process.events import Event
from patternbook.engine.process.filling import Filled, fill_in
from patternbook.engine.process.following import GoesRound, Run
from patternbook.engine.process.offers import Offered, OutcomeOffered, offered
from patternbook.engine.process.refusals import possible, refusal
from patternbook.engine.process.sending import effects_due, notices_due
from patternbook.engine.process.standing import case_state
from patternbook.engine.process.states import (
    CaseState,
    EffectDue,
    NoticeDue,
    Outcome,
    TaskState,
    Timer,
)
from patternbook.engine.texts import Shown
from patternbook.errors import Path, Problem

__all__ = [
    "CaseState", "EffectDue", "Event", "Filled", "NoticeDue", "Offered", "Outcome", "OutcomeOffered", "TaskState", "Timer",
    "advance", "choices", "fill_in", "possible_events", "start", "state", "words",
]  # fmt: skip


def start(compiled: Compiled, facts: Facts, context: Context, reference: str) -> Outcome:
    """Begin a case from what was submitted, at the time of the context.

    `reference` is the case's own, as residents quote it. The outcome's events begin with `submitted`.
    """
    event = Event(kind=kinds.SUBMITTED, key=reference, at=context.now, role="resident")
    return advance(compiled, facts, (), event, context)


def advance(
    compiled: Compiled, facts: Facts, events: Iterable[Event], event: Event, context: Context
) -> Outcome:
    """What comes of one more event: it and all that follows, or why it is refused. Never raises.

    `events` are those of the case so far. Conditions see the time of the event as `now`. A clock
    or timer that has been told of already gives no events and no refusal.
    """
    case = Case(compiled, facts, context, events)
    if problem := _time_problem(event):
        return Outcome(state=case_state(case), refused=problem)
    case = case.at(event.at)
    if _was_told(case, event):
        return Outcome(state=case_state(case))
    if problem := refusal(case, event):
        return Outcome(state=case_state(case), refused=problem)
    tried = case.copied()
    try:
        recorded = Run(tried, with_changes(case, event)).follow()
    except GoesRound as round_:
        return Outcome(state=case_state(case), refused=round_.problem)
    return Outcome(
        events=recorded,
        state=case_state(tried),
        notices=notices_due(tried, recorded),
        effects=effects_due(tried, recorded),
    )


def state(compiled: Compiled, facts: Facts, events: Iterable[Event], context: Context) -> CaseState:
    """How a case stands at the time of the context, from its events alone."""
    return case_state(Case(compiled, facts, context, events))


def words(
    compiled: Compiled,
    path: Path,
    facts: Facts,
    events: Iterable[Event],
    context: Context,
    item: str | None = None,
) -> Shown:
    """The words of a text of the process, such as ``("process", "notices", "received", "body")``.

    `item` is the item that a notice is about, as `NoticeDue.item` says.
    """
    case = Case(compiled, facts, context, events)
    return case.words(path, case.any_item(item))


def choices(
    compiled: Compiled, facts: Facts, events: Iterable[Event], event: Event, context: Context
) -> Offered:
    """What a task or event offers: outcomes, reasons and questions, given what `event` says so far.

    Raises KeyError where `event` names no task or event of the definition.
    """
    return offered(Case(compiled, facts, context, events), event)


def possible_events(
    compiled: Compiled, facts: Facts, events: Iterable[Event], role: str, context: Context
) -> tuple[str, ...]:
    """The keys of the case-wide events that somebody in that role can make happen now."""
    case = Case(compiled, facts, context, events)
    return tuple(
        key
        for key in compiled.service.process.events
        if possible(case, Event(kind=kinds.EVENT, key=key, role=role, at=context.now))
    )


def _time_problem(event: Event) -> Problem | None:
    if event.at.tzinfo is None or event.at.utcoffset() is None:
        return Problem("event-time", "The time of the event must have a time zone.")
    return None


def _was_told(case: Case, event: Event) -> bool:
    """Whether a clock has said that already in its present run."""
    if event.kind != kinds.CLOCK:
        return False
    run = case.clock_run(event.key, event.item)
    return run is not None and case.ledger.has_told(
        event.key, event.item, event.outcome or "", run.started_at
    )
