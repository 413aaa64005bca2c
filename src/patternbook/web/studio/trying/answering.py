"""One request of a try-out: a page is shown, or read and left, as it would be for a resident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from patternbook.engine import journey
from patternbook.engine.answers.kind import line
from patternbook.engine.facts import Facts
from patternbook.engine.journey import Check, Lapsed, ReachedEnd, Ready, Redirect, Refused, ShowPage, TaskList
from patternbook.engine.journey.going import Place
from patternbook.web.kit.times import date
from patternbook.web.studio.trying import drawing
from patternbook.web.studio.trying.drawing import Wrong
from patternbook.web.studio.trying.state import unpack
from patternbook.web.studio.trying.trial import ROUNDS, Trial
from patternbook.web.studio.trying.words import words

Form = Mapping[str, list[str]]
# Fields of ours among those of the definition's questions, whose keys never begin with a hyphen.
STATE, PAGE, TO, CHANGING, LANGUAGE = "-state", "-page", "-to", "-changing", "-language"
SUBMIT = "submit"
# A place that is not on the way leads to another; this only ends a defect.
REDIRECTS = 8


def respond(request: HttpRequest, trial: Trial) -> HttpResponse:
    """The next page of a try-out. Whoever calls has worked out what is tried, and by whom."""
    if request.method != "POST":
        return drawing.start(request, trial)
    form: Form = {name: request.POST.getlist(name) for name in request.POST}
    if line(form, LANGUAGE) in ("en", "cy"):
        trial = replace(trial, language=line(form, LANGUAGE))
    state = line(form, STATE)
    facts = unpack(trial, state) if state else Facts()
    if facts is None:
        return drawing.start(request, trial, note=words(trial.language)["lost"])
    page = line(form, PAGE)
    if page in trial.service.pages and TO not in form:
        return _send(request, trial, facts, form)
    to = line(form, TO)
    if to == SUBMIT:
        return _submit(request, trial, facts)
    return _stand(request, trial, facts, to if _is_place(trial, to) else None, CHANGING in form)


def _is_place(trial: Trial, place: str) -> bool:
    kind, _, key = place.partition(".")
    if kind == "page":
        return key in trial.service.pages
    if kind == "end":
        return key in trial.service.ends
    return place in (journey.CHECK_ANSWERS, journey.TASK_LIST)


def _stand(
    request: HttpRequest, trial: Trial, facts: Facts, place: str | None, changing: bool = False
) -> HttpResponse:
    """The page at a place, or where the journey stands instead."""
    found, facts = _found(trial, facts, place)
    for _ in range(REDIRECTS):
        if not isinstance(found, Redirect):
            break
        found, facts = _found(trial, facts, found.to)
    if isinstance(found, ShowPage):
        wrong = Wrong(found.problems, fallen=True) if found.problems else Wrong()
        return drawing.page(request, trial, facts, found, wrong, changing=changing)
    if isinstance(found, ReachedEnd):
        return drawing.end(request, trial, facts, found)
    if isinstance(found, TaskList):
        return drawing.tasks(request, trial, facts, found)
    assert isinstance(found, Check)
    return drawing.check(request, trial, facts, found)


def _found(trial: Trial, facts: Facts, place: str | None) -> tuple[Place, Facts]:
    context = trial.context()
    return trial.ask(facts, lambda known: journey.at(trial.compiled, known, context, place))


def _send(request: HttpRequest, trial: Trial, before: Facts, form: Form) -> HttpResponse:
    """Read a page that was sent in; shown again with what is wrong, or left for the next."""
    page, context, compiled = line(form, PAGE), trial.context(), trial.compiled
    changing = CHANGING in form
    said, facts = trial.ask_form(
        before, lambda known: journey.submit_page(compiled, known, context, page, form)
    )
    if isinstance(said.stop, Redirect):
        return _stand(request, trial, facts, said.stop.to)
    if said.problems or said.warnings:
        again, facts = trial.ask(
            facts, lambda known: journey.at(compiled, known, context, f"page.{page}", sent=form)
        )
        if isinstance(again, ShowPage):
            wrong = Wrong(said.problems, said.warnings)
            return drawing.page(request, trial, facts, again, wrong, changing=changing)
        return _stand(request, trial, facts, None)
    to, after = trial.ask(said.facts, lambda known: journey.next_after(compiled, known, context, page))
    return _stand(request, trial, after, _next(trial, to, page, after, changing))


def _next(trial: Trial, to: Redirect, page: str, facts: Facts, changing: bool) -> str:
    """The page that follows on the way, even where it was answered before; after a change, wherever is open."""
    if changing or to.to.startswith("end.") or trial.service.tasks:
        return to.to
    pages = journey.path(trial.compiled, facts, trial.context()).pages
    following = pages[pages.index(page) + 1 :] if page in pages else ()
    return f"page.{following[0]}" if following else to.to


def _submit(request: HttpRequest, trial: Trial, before: Facts) -> HttpResponse:
    """What would happen if it were sent: asked again what must be asked again, as for a resident."""
    context, compiled = trial.context(), trial.compiled
    result, facts = journey.at_submit(compiled, before, context), before
    for _ in range(ROUNDS):
        if not isinstance(result, journey.Need):
            break
        facts = facts.with_results(trial.fetch(result))
        result = journey.at_submit(compiled, facts, context, before.results)
    if isinstance(result, Ready):
        return drawing.confirmation(request, trial, result.facts)
    if isinstance(result, Lapsed):
        note = words(trial.language)["not_after"].format(date=date(result.not_after, trial.language))
        return drawing.start(request, trial, note=note)
    place = result.to if isinstance(result, Redirect) else journey.CHECK_ANSWERS
    if isinstance(result, Refused):
        found, facts = _found(trial, facts, place)
        if isinstance(found, Check):
            return drawing.check(request, trial, facts, found, result.problems)
    return _stand(request, trial, facts, place)
