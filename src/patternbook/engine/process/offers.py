"""What can be done with a case now, for whoever draws the buttons. The same rules refuse the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case
from patternbook.engine.process.events import Event
from patternbook.engine.process.forms import asked_questions, item_of, path_of
from patternbook.errors import Path
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.process import Reason, TaskOutcome


@dataclass(frozen=True, slots=True)
class OutcomeOffered:
    """An outcome that can be chosen, the reasons of which one is needed, and whether why must be written."""

    key: str
    outcome: TaskOutcome
    reasons: Mapping[str, Reason]
    explain: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What a task or an event offers: the questions that are asked, what can be chosen.

    `path` is where it stands in the definition.
    """

    path: Path
    questions: Mapping[str, Question]
    outcomes: tuple[OutcomeOffered, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)


def offered(case: Case, event: Event) -> Offered:
    """What is offered for the task or event that `event` names, given what it says so far."""
    where = path_of(case, event)
    questions = asked_questions(case, event, where)
    if event.kind == kinds.TASK:
        return Offered(where, questions, _outcomes(case, event, where))
    reasons = _reasons(case, event, case.plan.process.events[event.key].reasons, where)
    return Offered(where, questions, reasons=reasons)


def _outcomes(case: Case, event: Event, where: Path) -> tuple[OutcomeOffered, ...]:
    item, found = item_of(case, event), []
    tried = case.as_if(event)
    for key, outcome in case.plan.tasks[event.key].outcomes.items():
        here = (*where, "outcomes", key)
        if tried.holds((*here, "show"), item):
            found.append(
                OutcomeOffered(key, outcome, _reasons(case, event, outcome.reasons, here), outcome.explain)
            )
    return tuple(found)


def _reasons(case: Case, event: Event, reasons: Keyed[Reason], where: Path) -> Mapping[str, Reason]:
    tried, item = case.as_if(event), item_of(case, event)
    return {
        key: reason for key, reason in reasons.items() if tried.holds((*where, "reasons", key, "show"), item)
    }
