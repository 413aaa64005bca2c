"""A journey from its first page to its confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from patternbook.engine import journey, process
from patternbook.engine.facts import Facts
from patternbook.engine.journey import Check, Lapsed, ReachedEnd, Ready, Redirect, Refused, ShowPage, TaskList
from patternbook.web.cases import queries as cases
from patternbook.web.cases.actions import NotPossible, PlaceChanged, submit
from patternbook.web.cases.references import token_of
from patternbook.web.cases.search import uprns
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.connections.connectors.own_cases import OwnCases
from patternbook.web.drafts.actions import DraftClosed, DraftMoved, begin, discard, note_end
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys import addresses
from patternbook.web.journeys.asking import ROUNDS, ask, ask_form, fetch, keep_facts
from patternbook.web.journeys.lost import remember_sent, where_instead
from patternbook.web.journeys.pages import Wrong, page_view, summary_of
from patternbook.web.journeys.texts import as_html
from patternbook.web.journeys.views.showing import closed, feedback_from, show
from patternbook.web.journeys.visits import Visit, hand_out, visit
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.fields import said
from patternbook.web.kit.times import date

Form = Mapping[str, list[str]]
SUBMITTED = "submitted"
CHANGE = "change"
# How often a submission is tried again because a neighbour reported something at the same moment.
TRIES = 5


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """What the service is for. Sending the form begins a draft, or a new one in place of the old."""
    here = visit(request, council, service)
    if not here.is_on:
        return closed(here)
    if request.method == "POST":
        return _begin(here)
    under_way = here.draft is not None and here.draft.ended_at != SUBMITTED
    return show(
        here,
        "journeys/start.html",
        start=as_html(_start_text(here), here.language),
        summary=catalogue.wording(here.running.service.summary, here.language),
        under_way=under_way,
        go_on_url=here.url(f"page.{here.draft.page}") if under_way and here.draft and here.draft.page else "",
        made_up=here.running.via.is_made_up,
    )


def _start_text(here: Visit) -> journey.Shown | None:
    if here.running.service.start is None:
        return None
    compiled = here.running.compiled
    return process.words(compiled, ("start",), Facts(), (), here.context)


def _begin(here: Visit) -> HttpResponse:
    if here.draft is not None and here.draft.ended_at != SUBMITTED:
        discard(draft=here.draft, by=here.here.by)
    found = here.here
    begun = begin(
        authority=found.authority, running=_current(here), language=here.language, now=found.now, by=found.by
    )
    first = next(iter(here.running.service.pages))
    return hand_out(HttpResponseRedirect(here.url(f"page.{first}")), here.slug, here.running.key, begun.token)


def _current(here: Visit) -> catalogue.Running:
    """The revision that runs now: a new draft never begins under the old one of the draft before."""
    running = catalogue.running(authority=here.here.authority, service=here.running.key, by=here.here.by)
    if running is None:
        raise Http404
    return running


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, council: str, service: str, page: str) -> HttpResponse:
    """A page of the journey: shown, or read, saved and left."""
    here = visit(request, council, service)
    key = addresses.key_of(page)
    if key not in here.running.service.pages:
        raise Http404
    if (elsewhere := _not_under_way(here)) is not None:
        return elsewhere
    return _send(here, key) if request.method == "POST" else _see(here, key)


def _not_under_way(here: Visit) -> HttpResponse | None:
    """Where to go instead, where there is no draft to go on with."""
    if here.draft is None:
        return HttpResponseRedirect(where_instead(here))
    if here.draft.ended_at == SUBMITTED:
        return HttpResponseRedirect(here.named("journey_confirmation"))
    return None if here.is_on else closed(here)


def _see(here: Visit, key: str) -> HttpResponse:
    before, context, compiled = here.facts, here.context, here.running.compiled
    found, facts = ask(here, before, lambda known: journey.at(compiled, known, context, f"page.{key}"))
    keep_facts(here, before, facts, "")
    if isinstance(found, ShowPage):
        fallen = Wrong(found.problems, fallen=True) if found.problems else None
        return _show_page(here, found, facts, fallen)
    return HttpResponseRedirect(here.url(_to(found)))


def _to(found: object) -> str:
    """The place that the engine stands at, as it writes places."""
    if isinstance(found, Redirect):
        return found.to
    if isinstance(found, ReachedEnd):
        return f"end.{found.key}"
    return "tasks" if isinstance(found, TaskList) else journey.CHECK_ANSWERS


def _show_page(here: Visit, found: ShowPage, facts: Facts, wrong: Wrong | None = None) -> HttpResponse:
    wrong = wrong or Wrong()
    changing = CHANGE in here.request.GET
    action = here.url(f"page.{found.key}") + (f"?{CHANGE}" if changing else "")
    back = here.named("journey_check") if changing else here.url(found.back or "")
    view = page_view(here, found, facts, wrong, action)
    return show(here, "journeys/page.html", back=back, errors=summary_of(wrong.problems), page=view)


def _send(here: Visit, key: str) -> HttpResponse:
    form = _form(here.request)
    before, context, compiled = here.facts, here.context, here.running.compiled
    said_, facts = ask_form(
        here, before, lambda known: journey.submit_page(compiled, known, context, key, form)
    )
    if isinstance(said_.stop, Redirect):
        return HttpResponseRedirect(here.url(said_.stop.to))
    if said_.problems or said_.warnings:
        return _again(here, key, facts, form, Wrong(said_.problems, said_.warnings))
    to, after = ask(here, said_.facts, lambda known: journey.next_after(compiled, known, context, key))
    try:
        keep_facts(here, before, after, key)
    except DraftClosed:
        return HttpResponseRedirect(here.named("journey_confirmation"))
    except DraftMoved:
        return show(
            here, "journeys/message.html", status=409, back=here.url(f"page.{key}"), **_says(here, "busy")
        )
    return HttpResponseRedirect(here.url(_next(here, to, key, after)))


def _next(here: Visit, to: Redirect, key: str, facts: Facts) -> str:
    """The page that follows on the way, even where it was answered before; after a change, wherever is open."""
    if CHANGE in here.request.GET or to.to.startswith("end."):
        return to.to
    pages = journey.path(here.running.compiled, facts, here.context).pages
    following = pages[pages.index(key) + 1 :] if key in pages and not here.running.service.tasks else ()
    return f"page.{following[0]}" if following else to.to


def _form(request: HttpRequest) -> Form:
    return {name: request.POST.getlist(name) for name in request.POST}


def _again(here: Visit, key: str, facts: Facts, form: Form, wrong: Wrong) -> HttpResponse:
    """The page once more, with what was sent in and what is wrong with it."""
    context, compiled = here.context, here.running.compiled
    found, facts = ask(
        here, facts, lambda known: journey.at(compiled, known, context, f"page.{key}", sent=form)
    )
    if isinstance(found, ShowPage):
        return _show_page(here, found, facts, wrong)
    return HttpResponseRedirect(here.url(_to(found)))


def _says(here: Visit, what: str) -> dict[str, Any]:
    words = wording(here.language)
    return {"title": words[f"{what}_title"], "body": words[what]}


@require_safe
def tasks(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """The task list, of a service that has one."""
    here = visit(request, council, service)
    if not here.running.service.tasks:
        raise Http404
    if (elsewhere := _not_under_way(here)) is not None:
        return elsewhere
    before, context, compiled = here.facts, here.context, here.running.compiled
    found, facts = ask(here, before, lambda known: journey.at(compiled, known, context, journey.TASK_LIST))
    keep_facts(here, before, facts, "")
    if not isinstance(found, TaskList):
        return HttpResponseRedirect(here.url(_to(found)))
    rows = [
        (said(row.title, here.language), row.state, here.url(f"page.{row.page}") if row.page else "")
        for row in found.tasks
    ]
    check_url = here.named("journey_check") if found.done else ""
    return show(here, "journeys/tasks.html", back=here.url(found.back or ""), rows=rows, check_url=check_url)


@require_http_methods(["GET", "HEAD", "POST"])
def check_answers(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Every answer with a way to change it; sending it submits the journey, once."""
    here = visit(request, council, service)
    if (elsewhere := _not_under_way(here)) is not None:
        return elsewhere
    return _submit(here) if request.method == "POST" else _check(here)


def _check(here: Visit, *, changed: bool = False, refused: Refused | None = None) -> HttpResponse:
    before, context, compiled = here.facts, here.context, here.running.compiled
    found, facts = ask(
        here, before, lambda known: journey.at(compiled, known, context, journey.CHECK_ANSWERS)
    )
    keep_facts(here, before, facts, "")
    if not isinstance(found, Check):
        return HttpResponseRedirect(here.url(_to(found)))
    rows = [
        (said(row.label, here.language), row.lines, f"{here.url(f'page.{row.change}')}?{CHANGE}")
        for row in found.rows
    ]
    return show(
        here,
        "journeys/check.html",
        back=here.url(found.back or ""),
        errors=summary_of(refused.problems if refused else ()),
        title=said(found.title, here.language),
        rows=rows,
        declaration=as_html(found.declaration, here.language),
        button=found.button.text if found.button else wording(here.language)["send"],
        changed=changed,
        warnings=[warning.message for warning in found.warnings],
    )


def _submit(here: Visit) -> HttpResponse:
    """Submit; where something came to be open at the property meanwhile, ask again what is reported there."""
    for _ in range(TRIES):
        with suppress(PlaceChanged):
            return _submit_once(here)
    return _busy(here)


def _busy(here: Visit) -> HttpResponse:
    back = here.named("journey_check")
    return show(here, "journeys/message.html", status=409, back=back, **_says(here, "busy"))


def _seen(here: Visit) -> cases.Seen | None:
    """What is open at the property now, where the council's own cases say what is reported there."""
    if OwnCases.name not in here.running.via.connectors.values():
        return None
    found = here.here
    return cases.open_at(
        authority_id=found.authority.pk, uprns=uprns(here.running.compiled, here.facts), by=found.by
    )


def _submit_once(here: Visit) -> HttpResponse:
    """Ask again what must be asked again, then submit. No other system is asked inside the transaction."""
    context, compiled, before = here.context, here.running.compiled, here.facts
    seen = _seen(here)
    result = journey.at_submit(compiled, before, context)
    facts, rounds = before, 0
    while isinstance(result, journey.Need) and rounds < ROUNDS:
        facts = facts.with_results(fetch(here, result.calls, afresh=True))
        result = journey.at_submit(compiled, facts, context, before.results)
        rounds += 1
    if isinstance(result, Ready):
        return _submitted(here, result, seen)
    keep_facts(here, before, facts, "")
    if isinstance(result, Lapsed):
        body = wording(here.language)["lapsed"].format(date=date(result.not_after, here.language))
        title = wording(here.language)["lapsed_title"]
        return show(
            here,
            "journeys/message.html",
            title=title,
            body=body,
            restart=here.url(),
            feedback_url=feedback_from(here, "lapsed"),
        )
    if isinstance(result, Redirect) and result.to != journey.CHECK_ANSWERS:
        return HttpResponseRedirect(here.url(result.to))
    return _check(here, changed=True, refused=result if isinstance(result, Refused) else None)


def _submitted(here: Visit, ready: Ready, seen: cases.Seen | None) -> HttpResponse:
    assert here.draft is not None
    try:
        submit(
            draft=here.draft, ready=ready, running=here.running, now=here.here.now, by=here.here.by, seen=seen
        )
    except NotPossible:
        return _busy(here)
    return HttpResponseRedirect(here.named("journey_confirmation"))


@require_safe
def confirmation(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """What happens next and until when, for whoever holds the draft that was sent."""
    here = visit(request, council, service)
    if here.draft is None or here.draft.ended_at != SUBMITTED:
        return _not_under_way(here) or HttpResponseRedirect(here.named("journey_check"))
    case = cases.of_draft(authority_id=here.here.authority.pk, draft_id=here.draft.pk, by=here.here.by)
    if case is None:
        raise Http404
    token = token_of(case.authority_id, case.reference, case.progress_hash)
    stands = cases.by_progress_token(
        authority_id=case.authority_id, token=token, now=here.here.now, by=here.here.by
    )
    if stands is None:
        raise Http404
    where = ("check_answers", "confirmation")
    context = here.context
    words = [
        process.words(here.running.compiled, (*where, part), stands.facts, stands.events, context)
        for part in ("title", "next")
    ]
    response = show(
        here,
        "journeys/confirmation.html",
        title=said(words[0], here.language),
        next=as_html(words[1], here.language),
        reference=case.reference,
        progress_url=addresses.progress(here.slug, token),
        feedback_url=feedback_from(here, "confirmation"),
    )
    return remember_sent(response, here, token)


@require_safe
def end(request: HttpRequest, council: str, service: str, end: str) -> HttpResponse:
    """An end before anything is sent: why, and what to do now."""
    here = visit(request, council, service)
    key = addresses.key_of(end)
    if key not in here.running.service.ends:
        raise Http404
    if (elsewhere := _not_under_way(here)) is not None:
        return elsewhere
    before, context, compiled = here.facts, here.context, here.running.compiled
    found, facts = ask(here, before, lambda known: journey.at(compiled, known, context, f"end.{key}"))
    keep_facts(here, before, facts, "")
    if not isinstance(found, ReachedEnd):
        return HttpResponseRedirect(here.url(_to(found)))
    draft: Draft | None = here.draft
    if draft is not None and draft.ended_at != f"end.{key}":
        note_end(draft=draft, end=key, by=here.here.by)
    return show(
        here,
        "journeys/end.html",
        back=here.url(found.back or ""),
        title=said(found.title, here.language),
        body=as_html(found.body, here.language),
        explains=[
            (said(one.label, here.language), said(one.because, here.language)) for one in found.explains
        ],
        feedback_url=feedback_from(here, f"end.{key}"),
        restart=here.url(),
    )
