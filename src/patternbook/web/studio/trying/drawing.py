"""The pages of a try-out: the resident's own, and what the council would do once it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from markupsafe import Markup

from patternbook.engine import process
from patternbook.engine.answers.asking import FieldProblem
from patternbook.engine.facts import Facts
from patternbook.engine.journey import Check, ReachedEnd, ShowPage, TaskList
from patternbook.engine.process import Outcome
from patternbook.language.words import english
from patternbook.library import demonstration
from patternbook.web.catalogue.queries import wording
from patternbook.web.kit.fields import Asking, draw, nested_under, said
from patternbook.web.kit.pages import Edges, FieldError, render
from patternbook.web.kit.texts import as_html
from patternbook.web.kit.times import deadline
from patternbook.web.studio.trying.state import pack
from patternbook.web.studio.trying.trial import Trial
from patternbook.web.studio.trying.words import words


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was wrong with a page that was sent in; `fallen` where it was right then and cannot stand now."""

    problems: tuple[FieldProblem, ...] = ()
    warnings: tuple[FieldProblem, ...] = ()
    fallen: bool = False


def _show(
    request: HttpRequest, trial: Trial, template: str, *, facts: Facts | None = None,
    problems: tuple[FieldProblem, ...] = (), **context: Any,
) -> HttpResponse:  # fmt: skip
    edges = Edges(
        council=trial.council,
        language=trial.language,
        service_name=wording(trial.service.title, trial.language),
        errors=tuple(FieldError(problem.message, problem.field) for problem in problems),
    )
    state = pack(trial, facts) if facts is not None else ""
    # What every form holds; Django's own `csrf_input` says the same as its first part.
    carried = Markup(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="-state" value="{}">'
        '<input type="hidden" name="-language" value="{}">'
    ).format(get_token(request), state, trial.language)
    others = [one for one in trial.service.title.wordings if one in ("en", "cy") and one != trial.language]
    return render(
        request, f"studio/trying/{template}.html", edges, trial=trial, words_=words(trial.language),
        state=state, carried=carried, others=others, status=422 if problems else 200, **context,
    )  # fmt: skip


def start(request: HttpRequest, trial: Trial, note: str = "") -> HttpResponse:
    """What the service is for, as a resident reads it first."""
    about = None
    if trial.service.start is not None:
        about = process.words(trial.compiled, ("start",), Facts(), (), trial.context())
    known = {one.slug: one for one in demonstration.councils()}.get(trial.via.slug)
    postcodes = ", ".join(known.try_postcodes) if known and trial.via.is_made_up else ""
    return _show(
        request, trial, "start", note=note, title=wording(trial.service.title, trial.language),
        summary=wording(trial.service.summary, trial.language), about=as_html(about, trial.language),
        postcodes=postcodes, place="",
    )  # fmt: skip


def page(
    request: HttpRequest, trial: Trial, facts: Facts, found: ShowPage, wrong: Wrong, *, changing: bool = False
) -> HttpResponse:
    """A page with its questions."""
    language = trial.language
    label_is_title = len(found.questions) == 1 and found.questions[0].label.text == found.title.text
    in_label = label_is_title and found.intro is None
    problems = {problem.field: problem for problem in wrong.problems}
    nested = nested_under(found.questions)
    fields = [
        draw(Asking(asked, problems, nested, heading=in_label, hidden_label=label_is_title and not in_label))
        for asked in found.questions
        if asked.question.under is None
    ]
    button = words(language)["go_on_anyway" if wrong.warnings else "continue"]
    return _show(
        request, trial, "page", facts=facts, problems=wrong.problems,
        title=found.title.text, heading="" if in_label else said(found.title, language),
        intro=as_html(found.intro, language), fields=fields, after=as_html(found.after, language),
        button=found.button.text if found.button else button, key=found.key, warnings=wrong.warnings,
        fallen=wrong.fallen, back="check_answers" if changing else found.back or "", changing=changing,
        place=f"page.{found.key}",
    )  # fmt: skip


def check(
    request: HttpRequest, trial: Trial, facts: Facts, found: Check, problems: tuple[FieldProblem, ...] = ()
) -> HttpResponse:
    """Every answer, with a way to change it."""
    language = trial.language
    rows = [(said(row.label, language), row.lines, f"page.{row.change}") for row in found.rows]
    return _show(
        request, trial, "check", facts=facts, problems=problems, title=said(found.title, language), rows=rows,
        declaration=as_html(found.declaration, language), back=found.back or "", place="check_answers",
        button=found.button.text if found.button else words(language)["send"],
        warnings=[warning.message for warning in found.warnings],
    )  # fmt: skip


def tasks(request: HttpRequest, trial: Trial, facts: Facts, found: TaskList) -> HttpResponse:
    """The task list, of a service that has one."""
    rows = [
        (said(row.title, trial.language), row.state, f"page.{row.page}" if row.page else "")
        for row in found.tasks
    ]
    return _show(
        request, trial, "tasks", facts=facts, rows=rows, done=found.done, back=found.back or "", place="tasks"
    )


def end(request: HttpRequest, trial: Trial, facts: Facts, found: ReachedEnd) -> HttpResponse:
    """An end before anything is sent."""
    language = trial.language
    explains = [(said(one.label, language), said(one.because, language)) for one in found.explains]
    return _show(
        request, trial, "end", facts=facts, title=said(found.title, language),
        body=as_html(found.body, language), explains=explains, back=found.back or "", place=f"end.{found.key}",
    )  # fmt: skip


def confirmation(request: HttpRequest, trial: Trial, facts: Facts) -> HttpResponse:
    """What a resident reads once it is sent, and what the council would do then. There is no case."""
    language, context = trial.language, trial.context()
    outcome = process.start(trial.compiled, facts, context, words("en")["reference"])
    where = ("check_answers", "confirmation")
    title, following = (
        process.words(trial.compiled, (*where, part), facts, outcome.events, context)
        for part in ("title", "next")
    )
    return _show(
        request, trial, "confirmation", facts=facts, title=said(title, language),
        following=as_html(following, language), lines=tuple(_delivery(trial, outcome)), place="submit",
    )  # fmt: skip


def _delivery(trial: Trial, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What the council would do, line by line: stage, tasks, time limits, notices."""
    nodes = trial.service.process
    stage = nodes.stages.get(outcome.stage or "")
    if stage is not None:
        yield "The case stands at", english(stage.title)
    for task in outcome.state.tasks:
        if task.state == "open":
            what = english(nodes.stages[task.stage].tasks[task.key].title)
            due = f", until {deadline(task.due)}" if isinstance(task.due, dt.datetime) else ""
            yield f"Task for {english(nodes.roles[task.role].title)}", f"{what}{due}"
    for clock in outcome.state.clocks:
        due = deadline(clock.due) if isinstance(clock.due, dt.datetime) else "no date yet"
        yield english(nodes.clocks[clock.key].title), due
    for notice in outcome.notices:
        node = nodes.notices[notice.key]
        yield f"Notice to the {node.to.replace('_', ' ')}", english(node.subject)
    for effect in outcome.effects:
        yield "Message to another system", effect.contract.replace("_", " ")
