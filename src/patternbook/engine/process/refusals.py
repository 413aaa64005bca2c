"""Why something cannot happen to a case: each rule by itself, in the order in which they are tried.

A refusal is data. Nothing here raises, whatever the event says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case, Item
from patternbook.engine.process.clocking import clock_runs
from patternbook.engine.process.events import Event
from patternbook.engine.process.fold import DEFAULT_OUTCOME
from patternbook.engine.process.forms import form_problem
from patternbook.engine.process.timing import event_moment
from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.process import Reason
from patternbook.language.unknown import Unknown

Rule = Callable[[Case, Event], Problem | None]


def refusal(case: Case, event: Event) -> Problem | None:
    """The first rule that the event breaks; None where it may happen."""
    for rule in (_has_begun, *_RULES.get(event.kind, (_not_ours,))):
        if problem := rule(case, event):
            return problem
    return None


def possible(case: Case, event: Event) -> bool:
    """Whether a case-wide event can be made to happen now, once its form is filled in."""
    rules = (_has_begun, _event_is_known, _event_role, _event_stage, _event_guard, _event_timer)
    return all(rule(case, event) is None for rule in rules)


def _has_begun(case: Case, event: Event) -> Problem | None:
    if event.kind != kinds.SUBMITTED and case.ledger.submitted is None:
        return Problem("not-submitted", "The case has not begun.", hint="Start it first.")
    if case.ledger.submitted is not None and event.at < case.ledger.submitted.at:
        return Problem("event-time", "The event is earlier than the submission.")
    return None


def _not_ours(case: Case, event: Event) -> Problem | None:
    return Problem("unknown-event", f"Nobody can make '{event.kind}' happen to a case.")


def _not_twice(case: Case, event: Event) -> Problem | None:
    if case.ledger.submitted is not None:
        return Problem("already-submitted", "The case has begun already.")
    if not case.plan.stages:
        return Problem("no-stage", "The process has no stage.", path=("process", "stages"))
    return None


# Tasks


def _task_is_open(case: Case, event: Event) -> Problem | None:
    name = f"{event.key}.{event.item}" if event.item else event.key
    if event.key not in case.plan.tasks:
        hint = did_you_mean(event.key, case.plan.tasks)
        return Problem("unknown-task", f"There is no task called '{event.key}'.", hint=hint)
    if case.plan.is_closed(case.ledger.stage):
        return Problem("case-closed", "The case is closed.", path=_task_path(case, event.key))
    state = case.ledger.tasks.get((event.key, event.item))
    if state is None or state.state != "open":
        return Problem("task-not-open", f"The task '{name}' is not open.", path=_task_path(case, event.key))
    return None


def _task_role(case: Case, event: Event) -> Problem | None:
    role = case.plan.tasks[event.key].role
    if event.role == role:
        return None
    return Problem(
        "wrong-role",
        f"The task '{event.key}' is for '{role}', not for '{event.role or 'nobody'}'.",
        path=_task_path(case, event.key),
    )


def _four_eyes(case: Case, event: Event) -> Problem | None:
    """Two tasks that may not be done by the same person, in whichever order they are done."""
    mine = case.plan.tasks[event.key].not_by
    others = {key for key, task in case.plan.tasks.items() if task.not_by == event.key}
    if mine:
        others.add(mine)
    for state in case.ledger.tasks.values():
        same_item = state.item is None or event.item is None or state.item == event.item
        if state.key in others and same_item and state.state == "done" and state.by == event.by:
            return Problem(
                "four-eyes",
                f"Whoever did '{state.name}' may not do '{event.key}'.",
                hint="Somebody else must do it.",
                path=_task_path(case, event.key),
            )
    return None


def _task_person(case: Case, event: Event) -> Problem | None:
    """Where four eyes are needed, whose they are must be said."""
    task = case.plan.tasks[event.key]
    needed = task.not_by or any(other.not_by == event.key for other in case.plan.tasks.values())
    if needed and not event.by:
        return Problem("who-missing", f"Say who did '{event.key}'.", path=_task_path(case, event.key))
    return None


def _task_outcome(case: Case, event: Event) -> Problem | None:
    task, where = case.plan.tasks[event.key], _task_path(case, event.key)
    if not task.outcomes:
        if event.outcome in (None, DEFAULT_OUTCOME):
            return None
        return Problem("unknown-outcome", f"The task '{event.key}' has no outcomes.", path=where)
    if event.outcome is None:
        return Problem("outcome-missing", f"Say how '{event.key}' ended.", path=where)
    if event.outcome not in task.outcomes:
        hint = did_you_mean(event.outcome, task.outcomes)
        return Problem(
            "unknown-outcome", f"'{event.outcome}' is no outcome of '{event.key}'.", hint=hint, path=where
        )
    here = (*where, "outcomes", event.outcome)
    if not case.as_if(event).holds((*here, "show"), _item(case, event)):
        return Problem("outcome-not-offered", f"'{event.outcome}' cannot be chosen now.", path=here)
    return None


def _task_reason(case: Case, event: Event) -> Problem | None:
    task, here = case.plan.tasks[event.key], _task_path(case, event.key)
    chosen = event.outcome or ""
    outcome, where = task.outcomes.get(chosen), (*here, "outcomes", chosen)
    if outcome is None:
        return _no_reason(event, here)
    if outcome.explain and not (event.explain or "").strip():
        return Problem("explanation-missing", f"Write why the outcome is '{event.outcome}'.", path=where)
    return _reason(case, event, outcome.reasons, where)


def _reason(case: Case, event: Event, reasons: Keyed[Reason], where: Path) -> Problem | None:
    if not reasons:
        return _no_reason(event, where)
    item = _item(case, event) if event.kind == kinds.TASK else None
    tried = case.as_if(event)
    offered = [key for key in reasons if tried.holds((*where, "reasons", key, "show"), item)]
    if not event.reason:
        if not offered:
            return None
        return Problem("reason-missing", "A reason is needed.", hint=_one_of(offered), path=where)
    if event.reason not in reasons:
        hint = did_you_mean(event.reason, reasons) or _one_of(offered)
        return Problem("unknown-reason", f"'{event.reason}' is no reason here.", hint=hint, path=where)
    if event.reason not in offered:
        return Problem("reason-not-offered", f"The reason '{event.reason}' cannot be given now.", path=where)
    return None


def _no_reason(event: Event, where: Path) -> Problem | None:
    if not event.reason:
        return None
    return Problem("unknown-reason", f"'{event.reason}' is no reason here: none is asked.", path=where)


def _one_of(keys: list[str]) -> str:
    return f"One of: {', '.join(keys)}."


def _task_form(case: Case, event: Event) -> Problem | None:
    return form_problem(case, event, _task_path(case, event.key))


# Case-wide events


def _event_is_known(case: Case, event: Event) -> Problem | None:
    if event.key in case.plan.process.events:
        return None
    hint = did_you_mean(event.key, case.plan.process.events)
    return Problem("unknown-event", f"There is no event called '{event.key}'.", hint=hint)


def _event_role(case: Case, event: Event) -> Problem | None:
    allowed = case.plan.process.events[event.key].by
    if event.role in allowed:
        return None
    return Problem(
        "wrong-role",
        f"'{event.key}' is not for '{event.role or 'nobody'}'.",
        hint=_one_of(list(allowed)),
        path=_event_path(event),
    )


def _event_stage(case: Case, event: Event) -> Problem | None:
    stages, stage = case.plan.process.events[event.key].while_, case.ledger.stage
    if stages:
        if stage in stages:
            return None
        code = "case-closed" if case.plan.is_closed(stage) else "not-in-this-stage"
        return Problem(code, f"'{event.key}' cannot happen in the stage '{stage}'.", path=_event_path(event))
    if case.plan.is_closed(stage):
        return Problem("case-closed", "The case is closed.", path=_event_path(event))
    return None


def _event_guard(case: Case, event: Event) -> Problem | None:
    if case.holds((*_event_path(event), "if")):
        return None
    return Problem("not-allowed-now", f"'{event.key}' cannot happen now.", path=_event_path(event))


def _event_timer(case: Case, event: Event) -> Problem | None:
    if event.role != "timer":
        return None
    moment = event_moment(case, event.key)
    if moment is None or moment > event.at:
        return Problem("timer-not-due", f"The time for '{event.key}' has not come.", path=_event_path(event))
    return None


def _event_reason(case: Case, event: Event) -> Problem | None:
    return _reason(case, event, case.plan.process.events[event.key].reasons, _event_path(event))


def _event_link(case: Case, event: Event) -> Problem | None:
    if case.plan.process.events[event.key].links == "duplicate_of" and not event.link:
        return Problem("link-missing", "Say which case this one repeats.", path=_event_path(event))
    return None


def _event_form(case: Case, event: Event) -> Problem | None:
    return form_problem(case, event, _event_path(event))


# Clocks


def _clock_is_known(case: Case, event: Event) -> Problem | None:
    if event.key in case.plan.process.clocks:
        return None
    hint = did_you_mean(event.key, case.plan.process.clocks)
    return Problem("unknown-clock", f"There is no clock called '{event.key}'.", hint=hint)


def _clock_has_come(case: Case, event: Event) -> Problem | None:
    where = ("process", "clocks", event.key)
    if event.outcome not in ("warn", "due", "opens"):
        return Problem("unknown-event", f"A clock does not say '{event.outcome}'.", path=where)
    run = clock_runs(case).get((event.key, event.item))
    moment = run.moment(event.outcome) if run else None
    if moment is None or isinstance(moment, Unknown) or moment > event.at:
        return Problem("clock-not-due", f"The clock '{event.key}' does not say that now.", path=where)
    return None


def _clock_extends(case: Case, event: Event) -> Problem | None:
    where, node = ("process", "clocks", event.key), case.plan.clock(event.key)
    if node.extend == "never":
        return Problem("clock-fixed", f"The clock '{event.key}' cannot be extended.", path=where)
    if event.until is None or event.until.tzinfo is None:
        return Problem("until-missing", "Say until when, as a time with its time zone.", path=where)
    if not (event.explain or "").strip():
        return Problem("explanation-missing", "Write who agreed to the extension, or why.", path=where)
    run = clock_runs(case).get((event.key, event.item))
    if run is None or run.end is None or run.is_stopped or run.paused_at:
        return Problem("clock-not-running", f"The clock '{event.key}' is not running.", path=where)
    if not isinstance(run.end, Unknown) and event.until <= run.end:
        return Problem("until-too-early", "An extension cannot end earlier than the clock does.", path=where)
    return None


def _task_path(case: Case, task: str) -> Path:
    return ("process", "stages", case.plan.stage_of[task], "tasks", task)


def _event_path(event: Event) -> Path:
    return ("process", "events", event.key)


def _item(case: Case, event: Event) -> Item | None:
    return case.item_of(event.key, event.item)


_RULES: Mapping[str, tuple[Rule, ...]] = {
    kinds.SUBMITTED: (_not_twice,),
    kinds.PAID: (),
    kinds.TASK: (
        _task_is_open,
        _task_role,
        _task_person,
        _four_eyes,
        _task_outcome,
        _task_reason,
        _task_form,
    ),
    kinds.EVENT: (
        _event_is_known,
        _event_role,
        _event_stage,
        _event_guard,
        _event_timer,
        _event_reason,
        _event_link,
        _event_form,
    ),
    kinds.CLOCK: (_clock_is_known, _clock_has_come),
    kinds.EXTEND: (_clock_is_known, _clock_extends),
}
