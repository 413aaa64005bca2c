"""Moving a case on: tasks done, events, clocks. The engine decides; this writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from patternbook.engine import process
from patternbook.engine.process import Event, Outcome, Timer
from patternbook.web.audit.actors import Actor, NotAllowed
from patternbook.web.audit.record import action, record
from patternbook.web.cases import queries
from patternbook.web.cases.actions.write import index_clocks, timer_key, write_outcome
from patternbook.web.cases.models import Case, CaseClock
from patternbook.web.cases.standing import standing
from patternbook.web.catalogue.queries import Running


class NotPossible(Exception):
    """The process does not allow it. `code` is the engine's, `message` says why in an officer's words."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(code, message)

    def __str__(self) -> str:
        return self.message


class CaseMoved(Exception):
    """Somebody else moved the case meanwhile; nothing was changed."""


def _advance(case: Case, event: Event, running: Running, person_id: int | None) -> tuple[Case, Outcome]:
    """Give the event to the engine and write what comes of it. Raises NotPossible or CaseMoved."""
    locked = (
        Case.objects.select_for_update(of=("self",)).select_related("submission", "authority").get(pk=case.pk)
    )
    if locked.revision_id != running.revision.pk:
        raise CaseMoved
    stands = standing(case=locked, running=running, now=event.at)
    outcome = process.advance(running.compiled, stands.facts, stands.events, event, stands.context)
    if outcome.refused:
        raise NotPossible(outcome.refused.code, outcome.refused.message)
    if outcome.events:
        moved = replace(stands, events=stands.events + outcome.events, state=outcome.state)
        try:
            write_outcome(moved, outcome, person_id=person_id)
        except IntegrityError as problem:
            raise CaseMoved from problem
    return locked, outcome


def _record(verb: str, case: Case, event: Event, **facts: object) -> None:
    said = {key: value for key, value in (("reason", event.reason), ("outcome", event.outcome)) if value}
    values: dict[str, Any] = {"answers": dict(event.answers)} if event.answers else {}
    if event.explain:
        values["explain"] = event.explain
    record(verb, subject=case, facts={"key": event.key, "stage": case.stage, **said, **facts}, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a task or event: in which role, with which outcome, reason and answers."""

    role: str
    outcome: str | None = None
    reason: str | None = None
    explain: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    link: str | None = None


def _event(kind: str, key: str, said: Said, now: datetime, by: Actor, item: str | None = None) -> Event:
    who = f"person:{by.person_id}" if by.person_id else by.kind
    return Event(
        kind=kind, key=key, item=item, at=now, by=who, role=said.role, outcome=said.outcome,
        reason=said.reason, explain=said.explain, answers=said.answers, link=said.link,
    )  # fmt: skip


def _move(verb: str, case: Case, event: Event, running: Running, by: Actor) -> Case:
    moved, outcome = _advance(case, event, running, by.person_id)
    _record(verb, moved, event, events=len(outcome.events))
    return moved


def _must_hold(case: Case, running: Running, role: str, now: datetime, by: Actor) -> None:
    """Raise NotAllowed unless the officer holds the role in which they act."""
    if role not in queries.roles_held(standing=standing(case=case, running=running, now=now), by=by):
        raise NotAllowed(f"role.{role}")


@action("cases.work", on="case")
def complete_task(
    *, case: Case, running: Running, task: str, item: str | None = None, said: Said, now: datetime, by: Actor
) -> Case:
    """Complete an open task with its outcome, reason and what was recorded.

    The officer must hold the task's role; the engine refuses what the definition does not allow. Raises
    NotAllowed, NotPossible or CaseMoved.
    """
    _must_hold(case, running, said.role, now, by)
    return _move("task.completed", case, _event("task", task, said, now, by, item), running, by)


@action("cases.event", on="case")
def officer_event(*, case: Case, running: Running, key: str, said: Said, now: datetime, by: Actor) -> Case:
    """Make a case-wide event happen, such as closing as a duplicate. Raises as `complete_task`."""
    _must_hold(case, running, said.role, now, by)
    return _move("case.event", case, _event("event", key, said, now, by), running, by)


@action("cases.resident_event", on="case")
def resident_event(*, case: Case, running: Running, key: str, said: Said, now: datetime, by: Actor) -> Case:
    """What a resident may do to their own case, such as withdrawing it. Raises as `complete_task`."""
    said = replace(said, role="resident")
    return _move("case.resident_event", case, _event("event", key, said, now, by), running, by)


@action("cases.advance", on="case")
def outside_event(*, case: Case, running: Running, key: str, said: Said, now: datetime, by: Actor) -> Case:
    """What another system says of the case: its state wins where the definition lets it. Raises as `complete_task`."""
    said = replace(said, role="outside")
    return _move("case.outside_event", case, _event("event", key, said, now, by), running, by)


@action("cases.advance", on="case")
def fire_timer(*, case: Case, running: Running, timer: Timer, now: datetime, by: Actor) -> Case:
    """Tell the process that a moment has come. Telling it twice changes nothing the second time.

    A timer that the process refuses (it no longer applies) is taken out of the index, so that it is not
    tried for ever.
    """
    event = timer.event(now)
    try:
        moved, outcome = _advance(case, event, running, None)
    except NotPossible as problem:
        moved, outcome = case, None
        refused = problem.code
    else:
        refused = ""
    CaseClock.objects.filter(case=case, key=timer_key(timer), next_at__lte=now).delete()
    count = len(outcome.events) if outcome else 0
    _record("clock.told", moved, event, events=count, refused=refused)
    return moved


@action("cases.advance", on="case")
def refresh_timers(*, case: Case, running: Running, now: datetime, by: Actor) -> None:
    """Work the index of a case's moments out again, where it says something else than the events do."""
    stands = standing(case=case, running=running, now=now)
    index_clocks(case, stands.state)
    record("case.index_refreshed", subject=case, facts={"timers": len(stands.state.timers)})
