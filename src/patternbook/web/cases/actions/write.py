"""Writing what came of an event: its rows, the indexes over the fold, the outbox. Called inside an action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from patternbook.engine.process import CaseState, Event, Outcome, TaskState, Timer
from patternbook.web.authorities.models import Team
from patternbook.web.cases.letters import letters
from patternbook.web.cases.models import Case, CaseClock, CaseEvent, CaseTask
from patternbook.web.cases.standing import Standing
from patternbook.web.kit.rows import insert, insert_one
from patternbook.web.notices.actions import queue


def write_outcome(standing: Standing, outcome: Outcome, *, person_id: int | None) -> None:
    """Append the outcome's events and bring rows, indexes and outbox up to date.

    The unique number of an event makes two who act at once collide (IntegrityError): one wins whole,
    the other leaves nothing behind.
    """
    case = standing.case
    _append(case, outcome.events, person_id)
    reindex(standing, outcome.state)
    queue(
        authority=case.authority,
        case_id=case.pk,
        notices=letters(standing, outcome),
        now=outcome.events[0].at,
    )


def write_new(standing: Standing, outcome: Outcome, *, person_id: int | None) -> None:
    """The same for a case that is not stored yet: it is inserted as it stands after its first events."""
    case, state = standing.case, outcome.state
    teams = teams_by_role(standing)
    open_tasks = _describe(standing, state, teams)
    case.events = len(outcome.events)
    insert_one(case)
    case.events = 0
    _append(case, outcome.events, person_id)
    insert(_task_rows(case, open_tasks, teams))
    insert(_clock_rows(case, state))
    queue(
        authority=case.authority,
        case_id=case.pk,
        notices=letters(standing, outcome),
        now=outcome.events[0].at,
    )


def _append(case: Case, events: Iterable[Event], person_id: int | None) -> None:
    rows = [
        CaseEvent(
            authority_id=case.authority_id, case=case, number=case.events + place, at=event.at,
            event=event.to_json(), person_id=person_id if place == 1 else None,
        )
        for place, event in enumerate(events, start=1)
    ]  # fmt: skip
    insert(rows)
    case.events += len(rows)


def reindex(standing: Standing, state: CaseState) -> None:
    """Make the case's row, its tasks and its clocks say what the fold says."""
    case = standing.case
    teams = teams_by_role(standing)
    open_tasks = _describe(standing, state, teams)
    case.save()
    _index_tasks(case, open_tasks, teams)
    index_clocks(case, state)


def _describe(standing: Standing, state: CaseState, teams: Mapping[str, Team | None]) -> list[TaskState]:
    """Make the case's fields say what the fold says; the tasks that are open."""
    case = standing.case
    stage = standing.running.compiled.service.process.stages[state.stage or ""]
    open_tasks = [task for task in state.tasks if task.state == "open"]
    running = [clock for clock in state.clocks if clock.state in ("running", "breached")]
    # A window (a right that the resident has for a time) is nobody's deadline.
    dues = [clock.due for clock in running if isinstance(clock.due, datetime) and clock.opens is None]
    case.stage, case.kind, case.result = state.stage or "", stage.kind, stage.result or ""
    case.due_at = min(dues, default=None)
    case.paused = any(clock.state == "paused" for clock in state.clocks)
    case.closed = state.entered_at if state.closed else None
    case.team = next((teams[task.role] for task in open_tasks if teams.get(task.role)), case.team)
    return open_tasks


def teams_by_role(standing: Standing) -> dict[str, Team | None]:
    """The council's team for each role of the process, by the bindings of this case's revision."""
    roles = standing.running.compiled.service.process.roles
    keys = {role: standing.running.binding(node.team) if node.team else "" for role, node in roles.items()}
    found = {
        team.key: team
        for team in Team.objects.filter(authority_id=standing.case.authority_id, key__in=set(keys.values()))
    }
    return {role: found.get(key) for role, key in keys.items()}


def _index_tasks(case: Case, tasks: Iterable[TaskState], teams: Mapping[str, Team | None]) -> None:
    """Keep the rows of tasks that stay open, so that who took one on is not forgotten."""
    wanted = {(task.key, task.item or ""): task for task in tasks}
    for row in case.tasks.all():
        if (row.key, row.item) in wanted:
            del wanted[(row.key, row.item)]
        else:
            row.delete()
    insert(_task_rows(case, wanted.values(), teams))


def _task_rows(case: Case, tasks: Iterable[TaskState], teams: Mapping[str, Team | None]) -> list[CaseTask]:
    return [
        CaseTask(
            authority_id=case.authority_id, case=case, key=task.key, item=task.item or "", role=task.role,
            team=teams.get(task.role), due_at=task.due if isinstance(task.due, datetime) else None,
        )
        for task in tasks
    ]  # fmt: skip


def index_clocks(case: Case, state: CaseState) -> None:
    """One row for each moment of which the process must be told, so that a worker finds those that have come."""
    case.clocks.all().delete()
    insert(_clock_rows(case, state))


def _clock_rows(case: Case, state: CaseState) -> list[CaseClock]:
    return [
        CaseClock(
            authority_id=case.authority_id, case=case, key=timer_key(timer), state="running",
            next_at=timer.at, next_what=timer.outcome[:10],
        )
        for timer in state.timers
    ]  # fmt: skip


def timer_key(timer: Timer) -> str:
    """A timer's name within its case, such as `clock.return_visit.due`."""
    return ".".join(part for part in (timer.kind, timer.key, timer.item, timer.outcome) if part)[:80]
