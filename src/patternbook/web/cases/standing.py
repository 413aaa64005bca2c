"""How a case stands: its rows and events, read through the definition that it is pinned to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patternbook.engine import process
from patternbook.engine.context import Channel, Context
from patternbook.engine.facts import Facts
from patternbook.engine.process import CaseState, Event
from patternbook.web.cases import moved
from patternbook.web.cases.models import Case
from patternbook.web.catalogue.queries import Running


@dataclass(frozen=True, slots=True)
class Standing:
    """A case with everything needed to show it or to move it on."""

    case: Case
    running: Running
    facts: Facts
    events: tuple[Event, ...]
    context: Context
    state: CaseState


def standing(*, case: Case, running: Running, now: datetime, channel: Channel = "staff") -> Standing:
    """Fold the case's events. Costs one query (two for a case that was moved); nothing is cached between requests."""
    events, given = (
        tuple(Event.from_json(row.event) for row in case.log.order_by("number")),
        case.submission.facts,
    )
    if case.moved:
        events, given = moved.in_the_names_of_now(events, given, moved.moves_of(case))
    facts = Facts.from_json(running.compiled, given)
    submission = case.submission
    context = running.context(
        now=now, language=submission.language, channel=channel, submitted=submission.submitted
    )
    state = process.state(running.compiled, facts, events, context)
    return Standing(case, running, facts, events, context, state)
