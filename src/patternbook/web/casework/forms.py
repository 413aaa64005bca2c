"""How a task ends, or why an event happens: outcome, reason and explanation as an officer gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from patternbook.engine import process
from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.engine.answers.kind import block, line
from patternbook.engine.process import Event
from patternbook.language.nodes.process import Reason
from patternbook.web.cases.references import clean_reference
from patternbook.web.cases.standing import Standing
from patternbook.web.casework.words import english
from patternbook.web.kit.fields import Asking, Field, draw, nested_under

# Fields of ours among those of the definition's questions, whose keys never hold a hyphen at the start.
OUTCOME, EXPLAIN, LINK = "-outcome", "-explain", "-link"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class ReasonOffered:
    """A reason that can be given."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """An outcome with its reasons; the field of its reasons is its own, so that none is sent for another."""

    key: str
    title: str
    reasons: tuple[ReasonOffered, ...]
    explain: bool

    @property
    def reason_field(self) -> str:
        """The name of the field for this outcome's reasons."""
        return f"-reason-{self.key}"


@dataclass(frozen=True, slots=True)
class Choosing:
    """What can be chosen, what was, and the event as it stands with that."""

    event: Event
    outcomes: tuple[OutcomeChoice, ...]
    asks_link: bool
    explain: str = ""

    @property
    def must_explain(self) -> bool:
        """Whether every way in which it can end must be explained."""
        return bool(self.outcomes) and all(one.explain for one in self.outcomes)

    @property
    def outcome(self) -> OutcomeChoice | None:
        """The outcome that was chosen. An event has one, without a key."""
        return next((one for one in self.outcomes if one.key == (self.event.outcome or "")), None)


def choosing(stands: Standing, event: Event, form: Form | None) -> Choosing:
    """What the task or event offers, with what was sent in."""
    said = _said(event, form or {})
    offered = process.choices(stands.running.compiled, stands.facts, stands.events, said, stands.context)
    outcomes = tuple(
        OutcomeChoice(one.key, english(one.outcome.title), _reasons(one.reasons), one.explain)
        for one in offered.outcomes
    )
    if event.kind == "event":
        outcomes = (OutcomeChoice("", "", _reasons(offered.reasons or {}), explain=False),)
    node = stands.running.compiled.service.process.events.get(event.key) if event.kind == "event" else None
    return Choosing(said, outcomes, asks_link=bool(node and node.links), explain=said.explain or "")


def _reasons(reasons: Mapping[str, Reason]) -> tuple[ReasonOffered, ...]:
    return tuple(ReasonOffered(key, english(reason.title)) for key, reason in reasons.items())


def _said(event: Event, form: Form) -> Event:
    outcome = line(form, OUTCOME) or None
    return replace(
        event, outcome=outcome, reason=line(form, f"-reason-{outcome or ''}") or None,
        explain=block(form, EXPLAIN) or None, link=clean_reference(line(form, LINK)) or None,
    )  # fmt: skip


def problems_of(chosen: Choosing) -> tuple[FieldProblem, ...]:
    """What is missing or too long in outcome, reason and explanation."""
    outcome, event = chosen.outcome, chosen.event
    if chosen.outcomes and outcome is None:
        return (FieldProblem("", OUTCOME, "missing", "Select how it ended"),)
    found = []
    if outcome and outcome.reasons and event.reason not in {reason.key for reason in outcome.reasons}:
        found.append(FieldProblem("", outcome.reason_field, "missing", "Select a reason"))
    if outcome and outcome.explain and not event.explain:
        found.append(FieldProblem("", EXPLAIN, "missing", "Write why"))
    if event.explain and len(event.explain) > LONGEST:
        found.append(
            FieldProblem("", EXPLAIN, "too_long", f"What you write must be {LONGEST} characters or less")
        )
    if chosen.asks_link and not event.link:
        found.append(FieldProblem("", LINK, "missing", "Enter the reference of the other case"))
    return tuple(found)


def fields_of(questions: tuple[ShownQuestion, ...], problems: tuple[FieldProblem, ...]) -> tuple[Field, ...]:
    """The form's questions as the components that ask them."""
    by_field = {problem.field: problem for problem in problems}
    nested = nested_under(questions)
    return tuple(draw(Asking(asked, by_field, nested)) for asked in questions if asked.question.under is None)
