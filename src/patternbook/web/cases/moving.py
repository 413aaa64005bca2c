"""How a case would stand under another revision: told before anybody moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from patternbook.engine import process
from patternbook.engine.facts import Facts
from patternbook.language.words import english
from patternbook.web.cases.models import Case
from patternbook.web.cases.moved import Carried, carried
from patternbook.web.cases.standing import Standing
from patternbook.web.catalogue.queries import Running
from patternbook.web.kit import times


@dataclass(frozen=True, slots=True)
class Planned:
    """A case with what would happen to it, in sentences; `refused` says why it cannot be moved."""

    case: Case
    says: tuple[str, ...]
    refused: tuple[str, ...] = ()


def under_revision(stands: Standing, running: Running) -> Standing | Carried:
    """How a case would stand under another revision; what was carried, with its problems, where it cannot be read there."""
    given = stands.facts.to_json(stands.running.compiled)
    step = carried(stands.events, given, stands.running.service, running.service)
    if step.problems:
        return step
    facts = Facts.from_json(running.compiled, step.given)
    submission = stands.case.submission
    context = running.context(
        now=stands.context.now, language=submission.language, channel="staff", submitted=submission.submitted
    )
    there = process.state(running.compiled, facts, step.events, context)
    return replace(stands, running=running, facts=facts, events=step.events, context=context, state=there)


def planned(stands: Standing, running: Running) -> Planned:
    """What moving a case to another revision would change, in sentences."""
    there = under_revision(stands, running)
    if isinstance(there, Carried):
        return Planned(stands.case, (), tuple(one.message for one in there.problems))
    return Planned(stands.case, tuple(_changes(stands, there)) or ("Nothing that anybody sees changes.",))


def _changes(here: Standing, there: Standing) -> Iterator[str]:
    for name, one, other in (
        ("The stage", _stage(here), _stage(there)),
        ("What is to be done", _tasks(here), _tasks(there)),
        ("What it is due by", _due(here), _due(there)),
    ):
        if one != other:
            yield f"{name}: {other or 'nothing'} (now: {one or 'nothing'})."
    gone = [key for key in here.facts.answers if key not in there.facts.answers]
    kept = len(there.facts.answers)
    if len(here.facts.answers) > kept:
        yield f"{len(here.facts.answers) - kept} of {len(gone) + kept} answers are not asked any more. They stay stored."


def _stage(stands: Standing) -> str:
    return english(stands.running.service.process.stages[stands.state.stage or ""].title)


def _tasks(stands: Standing) -> str:
    stages = stands.running.service.process.stages
    known = {key: task for stage in stages.values() for key, task in stage.tasks.items()}
    return ", ".join(english(known[task.key].title) for task in stands.state.tasks if task.state == "open")


def _due(stands: Standing) -> str:
    running = [clock for clock in stands.state.clocks if clock.state in ("running", "breached")]
    dues = [clock.due for clock in running if isinstance(clock.due, datetime) and clock.opens is None]
    return times.deadline(min(dues)) if dues else ""
