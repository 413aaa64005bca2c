"""What expressions of a process see besides answers and settings: the case, its tasks, events and clocks.

Each name is worked out when it is first asked for: most conditions ask for one or two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from patternbook.engine import answers
from patternbook.engine.process.events import Event
from patternbook.engine.process.states import TaskState
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.unknown import Reason, Unknown

if TYPE_CHECKING:
    from patternbook.engine.process.case import Case

NOT_ASKED: Final = "not_asked"


class Asked(dict[str, object]):
    """A mapping that works out an entry when it is first asked for, and keeps it."""

    def __init__(self, work_out: Callable[[str], object]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: str) -> object:
        value = self[key] = self._work_out(key)
        return value


def of_process(case: Case, item: str | None) -> dict[str, object]:
    """The names of a process by name. `item` is the key of the item that is looked at, if any:
    tasks and clocks of the same item are then meant by their keys."""
    return {
        "case": _case(case),
        "tasks": Asked(lambda key: _task(case, key, item)),
        "events": Asked(lambda key: _event(case, key)),
        "clocks": Asked(lambda key: _clock(case, key, item)),
    }


def _case(case: Case) -> Mapping[str, object]:
    submitted = case.ledger.submitted
    return {
        "submitted_at": submitted.at if submitted else Unknown(NOT_ASKED, "case.submitted_at"),
        "reference": submitted.key if submitted else Unknown(NOT_ASKED, "case.reference"),
        "stage": case.ledger.stage or Unknown(NOT_ASKED, "case.stage"),
    }


def _task(case: Case, key: str, item: str | None) -> Mapping[str, object]:
    """A task's names. One that is done for each of several items is seen from an item as that
    item's; its `items` are those that are done, each by its key with what came of it."""
    node = case.plan.tasks.get(key)
    form = node.form if node else Keyed[Question]()
    done = [state for state in case.ledger.of(key) if state.state == "done"]
    mine = [state for state in done if state.item is None or state.item == item]
    if node is not None and node.for_each is not None and item is None:
        mine = done
    reason: Reason = "many" if len(mine) > 1 else "not_asked"
    found = mine[0] if len(mine) == 1 else None

    def field(name: str) -> object:
        if name == "items":
            return tuple(_done_item(state, form) for state in done)
        return _of_task(found, form, Unknown(reason, f"tasks.{key}.{name}"), name)

    return Asked(field)


def _done_item(state: TaskState, form: Keyed[Question]) -> Mapping[str, object]:
    names = ("outcome", "done_at", "explain", "reason", *form)
    key = state.item or ""
    missing = Unknown(NOT_ASKED, f"tasks.{state.key}.{key}")
    return {"key": key, **{name: _of_task(state, form, missing, name) for name in names}}


def _of_task(found: TaskState | None, form: Keyed[Question], missing: Unknown, name: str) -> object:
    if found is None:
        return missing
    if name in form:
        return _answer(form[name], found.answers, missing, name)
    fields = {
        "outcome": found.outcome,
        "done_at": found.done_at,
        "reason": found.reason,
        "explain": found.explain,
    }
    value = fields.get(name)
    return missing if value is None else value


def _event(case: Case, key: str) -> Mapping[str, object]:
    node = case.plan.process.events.get(key)
    found = case.ledger.events.get(key)
    form = node.form if node else Keyed[Question]()
    return Asked(lambda name: _of_event(found, form, key, name))


def _of_event(found: Event | None, form: Keyed[Question], key: str, name: str) -> object:
    missing = Unknown(NOT_ASKED, f"events.{key}.{name}")
    if found is None:
        return missing
    if name in form:
        return _answer(form[name], found.answers, missing, name)
    value = {"at": found.at, "reason": found.reason, "explain": found.explain}.get(name)
    return missing if value is None else value


def _answer(question: Question, given: Mapping[str, object], missing: Unknown, name: str) -> object:
    """A recorded answer as expressions see it; unknown where it was left empty."""
    try:
        kept = answers.from_json(question, given.get(name))
    except (KeyError, TypeError, ValueError):
        return missing
    return missing if kept is None else _seen(kept)


def _seen(kept: object) -> object:
    """An answer as expressions see it, of what is kept of it."""
    if isinstance(kept, answers.Agreed):
        return kept.agreed
    if isinstance(kept, answers.Picked):
        return kept.item
    return tuple(_seen(each) for each in kept) if isinstance(kept, tuple) else kept


def _clock(case: Case, key: str, item: str | None) -> Mapping[str, object]:
    run = case.clock_run(key, item)
    if run is None:
        return Asked(lambda name: Unknown(NOT_ASKED, f"clocks.{key}.{name}"))
    held = run.paused_at is not None
    found = {
        "due": None if held else run.end,
        "opens": run.opens,
        "warn": None if held else run.warn,
        "started_at": run.started_at,
        "stopped_at": run.stopped_at,
    }

    def field(name: str) -> object:
        value = found.get(name)
        return Unknown(NOT_ASKED, f"clocks.{key}.{name}") if value is None else value

    return Asked(field)
