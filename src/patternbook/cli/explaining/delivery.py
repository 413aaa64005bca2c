"""The process: roles, stages, tasks, events, clocks and notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.language.nodes.pattern import Route
from patternbook.language.nodes.process import Clock, Task
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words, english, happening, unknown

BINDS: Mapping[str, str] = {"law": "a duty in law", "promise": "a promise", "target": "a target"}
"""What a time limit is to the council."""


def roles(service: Service, words: Words) -> Iterator[str]:
    """The roles."""
    del words
    for key, role in service.process.roles.items():
        outside = ", outside the council" if role.outside else ""
        yield f"- {english(role.title)} (`{key}`{outside})"


def stages(service: Service, words: Words) -> Iterator[str]:
    """The stages in order, with their tasks and where they lead."""
    for number, (key, stage) in enumerate(service.process.stages.items(), start=1):
        kind = "" if stage.kind == "open" else f", {stage.kind}"
        result = f" as {stage.result.replace('_', ' ')}" if stage.result is not None else ""
        yield f"{number}. **{english(stage.title)}** (`{key}`{kind}{result}): the resident sees “{english(stage.label)}”"
        for task_key, task in stage.tasks.items():
            yield from _task(service, task_key, task, words)
        for route in stage.go.values():
            yield f"   - {_route(service, route, words)}"


def _task(service: Service, key: str, task: Task, words: Words) -> Iterator[str]:
    role = service.process.roles.get(task.role)
    who = english(role.title) if role is not None else task.role
    each = f", once for each of {words.value(task.for_each)}" if task.for_each is not None else ""
    due = f", within {words.value(task.due)}" if task.due is not None else ""
    yield f"   - {who}: {english(task.title)} (`{key}`){each}{due}{words.when(task.show)}"
    for outcome in task.outcomes.values():
        reasons = "; ".join(english(reason.title) for reason in outcome.reasons.values())
        because = f" because: {reasons}" if reasons else ""
        yield f"     - {english(outcome.title)}{because}{words.when(outcome.show)}"


def _goes(service: Service, target: str) -> str:
    stage = service.process.stages.get(target.partition(".")[2])
    return f"the case goes to “{english(stage.title)}”" if stage is not None else f"the case goes to {target}"


def _route(service: Service, route: Route, words: Words) -> str:
    to = _goes(service, route.to)
    if route.if_ is None:
        return f"Otherwise, {to}."
    return f"If {words.say(route.if_)}{unknown(route.unknown)}, {to}."


def events(service: Service, words: Words) -> Iterator[str]:
    """What can happen in any stage."""
    for key, event in service.process.events.items():
        who = ", ".join(by.replace("_", " ") for by in event.by)
        at = f", at {words.value(event.at)}" if event.at is not None else ""
        to = f"; {_goes(service, event.to)}" if event.to is not None else ""
        yield f"- {english(event.title)} (`{key}`, by {who}{at}){words.when(event.if_)}{to}."


def clocks(service: Service, words: Words) -> Iterator[str]:
    """The clocks, with what starts, pauses and stops them."""
    for key, clock in service.process.clocks.items():
        law = service.law.get(clock.law or "")
        by = f", by {english(law.title)}" if law is not None else ""
        yield f"- {english(clock.title)} (`{key}`, {BINDS[clock.binding]}{by}): {_length(clock, words)}{words.when(clock.show)}."
        yield f"  - Starts when {_any(clock.starts)}."
        if clock.pauses:
            yield f"  - Pauses when {_any(clock.pauses)}; goes on when {_any(clock.resumes)}."
        if clock.stops:
            yield f"  - Stops when {_any(clock.stops)}."


def _length(clock: Clock, words: Words) -> str:
    start = f" from {words.value(clock.from_)}" if clock.from_ is not None else ""
    if clock.before is not None:
        return f"{words.value(clock.before)} before{start.removeprefix(' from')}"
    runs = words.value(clock.runs) if clock.runs is not None else "no end"
    opens = f", opening after {words.value(clock.opens)}" if clock.opens is not None else ""
    return f"{runs}{start}{opens}"


def notices(service: Service, words: Words) -> Iterator[str]:
    """The notices and effects, with what sends them."""
    for key, notice in service.process.notices.items():
        by = ", ".join(channel.replace("_", " ") for channel in notice.channels)
        said = f"“{english(notice.subject)}” to the {notice.to.replace('_', ' ')} by {by}"
        yield f"- {said} (`{key}`), when {_any(notice.on)}{words.when(notice.show)}."
    for key, effect in service.process.effects.items():
        told = effect.contract.replace("_", " ")
        yield f"- To another system: {told} (`{key}`), when {_any(effect.on)}{words.when(effect.show)}."


def _any(whens: tuple[str, ...]) -> str:
    return " or ".join(happening(when) for when in whens)
