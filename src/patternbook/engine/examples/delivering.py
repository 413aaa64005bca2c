"""What an example does to its case, step by step, and how each step differs from what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from patternbook.engine import process
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.examples.answering import form_of
from patternbook.engine.examples.travelling import Misfit, local_time
from patternbook.engine.facts import Facts
from patternbook.engine.process import CaseState, Event, Outcome
from patternbook.engine.settings import plain_data
from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.nodes.example import Example, Step

REFERENCE = "EXAMPLE-1"


@dataclass(slots=True)
class Delivery:
    """The case of an example: its events so far, and how it stands."""

    compiled: Compiled
    facts: Facts
    context: Context
    events: tuple[Event, ...] = ()
    state: CaseState | None = None


def begin(
    compiled: Compiled, facts: Facts, context: Context, example: Example
) -> tuple[Delivery, list[Problem]]:
    """Submit, and compare the stage and the notices with those that the example expects."""
    delivery = Delivery(compiled, facts, context)
    outcome = process.start(compiled, facts, context, REFERENCE)
    delivery.events, delivery.state = outcome.events, outcome.state
    if outcome.refused:
        return delivery, [replace(outcome.refused, path=("expect", "submitted"))]
    expect = example.expect
    return delivery, list(_came_of(outcome, expect.stage, expect.notices, ("expect",)))


def take(delivery: Delivery, step: Step, place: int) -> list[Problem]:
    """Take one step and say how what came of it differs."""
    path: Path = ("steps", str(place))
    try:
        event = _event(delivery, step, path)
    except Misfit as misfit:
        return list(misfit.problems)
    outcome = process.advance(delivery.compiled, delivery.facts, delivery.events, event, delivery.context)
    delivery.events += outcome.events
    delivery.state = outcome.state
    problems = list(_came_of(outcome, step.stage, step.notices, path))
    if outcome.refused and not step.refused:
        problems.insert(0, Problem("step-refused", _say(outcome.refused), path=path))
    if step.refused and not outcome.refused:
        problems.insert(0, Problem("step-not-refused", "The step is not refused.", path=(*path, "refused")))
    return problems


def _say(problem: Problem) -> str:
    hint = f" {problem.hint}" if problem.hint else ""
    return f"The step is refused ({problem.code}): {problem.message}{hint}"


def _event(delivery: Delivery, step: Step, path: Path) -> Event:
    """The event of a step. Raises Misfit where it names nothing that there is."""
    try:
        at = local_time(step.at)
    except ValueError as error:
        raise Misfit(
            Problem("example-wrong", f"The time cannot be read: {error}", path=(*path, "at"))
        ) from error
    event = _named(delivery, step, path)
    role, _, who = (step.by or event.role or "").partition(".")
    delivery.context = replace(
        delivery.context, now=at, channel="resident" if role == "resident" else "staff"
    )
    event = replace(
        event,
        at=at,
        role=role,
        by=f"{role}.{who}" if who else role,
        outcome=step.outcome or event.outcome,
        reason=step.reason,
        explain=step.explain,
    )
    return _with_answers(delivery, event, step, path)


def _named(delivery: Delivery, step: Step, path: Path) -> Event:
    service_process = delivery.compiled.service.process
    at = delivery.context.now
    if step.task:
        key, _, item = step.task.partition(".")
        tasks = {
            name: task for stage in service_process.stages.values() for name, task in stage.tasks.items()
        }
        if key not in tasks:
            message = f"There is no task called '{key}'."
            raise Misfit(
                Problem("unknown-task", message, hint=did_you_mean(key, tasks), path=(*path, "task"))
            )
        return Event(kind="task", key=key, item=item or None, role=tasks[key].role, at=at)
    name = step.event or ""
    if name == "paid":
        return Event(kind="paid", role="resident", at=at)
    if name.startswith("clock."):
        return _clock_event(name, at=delivery, path=path)
    events = service_process.events
    if name not in events:
        message = (
            f"There is no event called '{name}'." if name else "The step says neither a task nor an event."
        )
        raise Misfit(
            Problem("unknown-event", message, hint=did_you_mean(name, events), path=(*path, "event"))
        )
    links = "EXAMPLE-2" if events[name].links else None
    return Event(
        kind="event", key=name, role=events[name].by[0] if events[name].by else None, link=links, at=at
    )


def _clock_event(name: str, *, at: Delivery, path: Path) -> Event:
    """`clock.x.due`, or `clock.x.item.due` for a clock that is kept for each of several items."""
    _, *parts = name.split(".")
    if len(parts) not in (2, 3) or parts[0] not in at.compiled.service.process.clocks:
        hint = did_you_mean(parts[0], at.compiled.service.process.clocks)
        raise Misfit(Problem("unknown-clock", f"There is no '{name}'.", hint=hint, path=(*path, "event")))
    item = parts[1] if len(parts) == 3 else None
    return Event(kind="clock", key=parts[0], item=item, outcome=parts[-1], role="timer", at=at.context.now)


def _with_answers(delivery: Delivery, event: Event, step: Step, path: Path) -> Event:
    """The event with what is recorded, read by the same forms as an officer's."""
    if event.kind not in ("task", "event") or not step.answers:
        return event
    given = {key: plain_data(data) for key, data in step.answers.items()}
    filled = process.fill_in(delivery.compiled, delivery.facts, delivery.events, event, delivery.context)
    questions = {asked.key: asked.question for asked in filled.questions}
    try:
        form = form_of(questions, given)
    except (KeyError, TypeError, ValueError) as error:
        raise Misfit(
            Problem("answer-wrong", f"An answer does not fit: {error}", path=(*path, "answers"))
        ) from error
    filled = process.fill_in(
        delivery.compiled, delivery.facts, delivery.events, event, delivery.context, form
    )
    if filled.problems and not step.refused:
        raise Misfit(
            *(
                Problem(
                    "answer-refused",
                    f"The answer to '{problem.question}' is not taken: {problem.message}",
                    path=(*path, "answers", problem.question),
                )
                for problem in filled.problems
            )
        )
    return filled.event


def _came_of(outcome: Outcome, stage: str | None, notices: tuple[str, ...], path: Path) -> Iterable[Problem]:
    if stage is not None and outcome.stage != stage:
        message = f"The case is in the stage '{outcome.stage}', not in '{stage}'."
        yield Problem("stage-differs", message, path=(*path, "stage"))
    sent = sorted({notice.key for notice in outcome.notices})
    if notices and sent != sorted(set(notices)):
        message = f"The notices sent are {', '.join(sent) or 'none'}, not {', '.join(notices)}."
        yield Problem("notices-differ", message, path=(*path, "notices"))
