"""How a case stands: the fold of its events, with what its clocks and tasks say at the present time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from patternbook.engine.clocks import counting
from patternbook.engine.process.case import Case
from patternbook.engine.process.clocking import clock_states
from patternbook.engine.process.states import CaseState, TaskState
from patternbook.engine.process.timing import timers
from patternbook.language import periods
from patternbook.language.periods import Period
from patternbook.language.unknown import Unknown


def case_state(case: Case) -> CaseState:
    """How the case stands at the time of its context."""
    ledger = case.ledger
    return CaseState(
        stage=ledger.stage,
        closed=case.plan.is_closed(ledger.stage),
        entered_at=ledger.entered_at,
        tasks=tuple(_task(case, task) for task in ledger.tasks.values()),
        clocks=clock_states(case),
        timers=timers(case),
    )


def _task(case: Case, task: TaskState) -> TaskState:
    node, where = case.plan.tasks[task.key], case.plan.task_path(task.key)
    if node.due is None and node.assign is None:
        return task
    item = case.item_of(task.key, task.item)
    assigned = case.value((*where, "assign"), item) if node.assign else None
    return replace(
        task,
        due=_due(case, task) if node.due else None,
        assigned=assigned if isinstance(assigned, str) else None,
    )


def _due(case: Case, task: TaskState) -> dt.datetime | Unknown | None:
    """By when a task should be done: its period from when it was opened. Expressions see that as `now`."""
    if task.opened_at is None:
        return None
    then = case.seen_at(task.opened_at)
    period = then.value((*case.plan.task_path(task.key), "due"), then.item_of(task.key, task.item))
    if not isinstance(period, Period):
        return period if isinstance(period, Unknown) else Unknown("undefined")
    due = periods.add(counting.local(task.opened_at), period, case.context.calendar)
    return due if isinstance(due, dt.datetime | Unknown) else Unknown("undefined")
