"""The types of what expressions see of a case: `case`, `tasks`, `events`, `clocks`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patternbook.language.kinds.answer_types import Asking, answer_type
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.process import CaseEvent, Process, Reason, Task
from patternbook.language.scopes.points import CaseKnown
from patternbook.language.types import DATETIME, TEXT, Type, choice, list_of, record

CASE_NAMES = ("case", "tasks", "events", "clocks")
DONE = "done"
"""The outcome of a task that names none."""

CLOCK_TIMES = ("due", "opens", "warn", "started_at", "stopped_at")

MOST_ITEMS = 100


def case_names(process: Process, known: CaseKnown, around: Asking) -> dict[str, Type]:
    """The names that a process adds, with what is known of the case.

    A task with `for_each` is seen from an item as that item's own; its `items` are those that are
    done, each with its `key`.
    """
    stages = choice(process.stages)
    case = record({"submitted_at": DATETIME, "reference": TEXT, "stage": stages}, "case")
    tasks = {
        key: _task(task, key in known.done, around)
        for stage in process.stages.values()
        for key, task in stage.tasks.items()
    }
    events = {key: _event(event, key in known.happened, around) for key, event in process.events.items()}
    due = record(dict.fromkeys(CLOCK_TIMES, DATETIME.maybe()))
    clocks = dict.fromkeys(process.clocks, due)
    return {
        "case": case,
        "tasks": record(tasks, "tasks"),
        "events": record(events, "events"),
        "clocks": record(clocks, "clocks"),
    }


def _task(task: Task, surely: bool, around: Asking) -> Type:
    if task.for_each is None:
        return record(_task_fields(task, surely, around))
    done = record({"key": TEXT, **_task_fields(task, True, around)})
    return record({**_task_fields(task, surely, around), "items": list_of(done, MOST_ITEMS)})


def _task_fields(task: Task, surely: bool, around: Asking) -> dict[str, Type]:
    return {
        "outcome": choice(task.outcomes or (DONE,)).maybe(not surely),
        "done_at": DATETIME.maybe(not surely),
        "explain": TEXT.maybe(),
        **_reason(reason for outcome in task.outcomes.values() for reason in outcome.reasons.items()),
        **_form(task.form, surely, around),
    }


def _event(event: CaseEvent, surely: bool, around: Asking) -> Type:
    return record(
        {
            "at": DATETIME.maybe(not surely),
            "explain": TEXT.maybe(),
            **_reason(event.reasons.items()),
            **_form(event.form, surely, around),
        }
    )


def _reason(reasons: Iterable[tuple[str, Reason]]) -> dict[str, Type]:
    keys = dict.fromkeys(key for key, _ in reasons)
    return {"reason": choice(keys).maybe()} if keys else {}


def _form(form: Mapping[str, Question], surely: bool, around: Asking) -> dict[str, Type]:
    return {
        key: answer_type(question, around).maybe(not surely or may_be_left_out(question))
        for key, question in form.items()
    }


def may_be_left_out(question: Question) -> bool:
    """Whether a question of a form may stay without an answer."""
    return (
        question.optional
        or question.show is not None
        or question.under is not None
        or question.channel != "any"
    )
