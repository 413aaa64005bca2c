"""How a case goes, for whoever holds its link, and what they can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from patternbook.engine.answers.asking import FieldProblem
from patternbook.web.cases import queries as cases
from patternbook.web.cases.actions import CaseMoved, NotPossible, Said, resident_event
from patternbook.web.catalogue.queries import wording as text_in
from patternbook.web.journeys import addresses
from patternbook.web.journeys.following import EventForm, Following, event_form
from patternbook.web.journeys.pages import summary_of
from patternbook.web.journeys.visits import AtCouncil, at_council
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.fields import Asking, Field, draw, nested_under
from patternbook.web.kit.links import link_to
from patternbook.web.kit.pages import FieldError, language_chosen, render
from patternbook.web.kit.times import moment
from patternbook.web.notices import queries as notices


@require_safe
def progress(request: HttpRequest, council: str, token: str) -> HttpResponse:
    """Where the case stands, until when, what was sent about it, and what the resident can do."""
    here = at_council(request, council)
    following = _following(here, token)
    case = following.stands.case
    if not language_chosen(request) and case.submission.language != here.language:
        # A letter is often opened in a browser that knows nothing of the language that the report was sent in.
        query = request.GET.copy()
        query["lang"] = case.submission.language
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    told = notices.told(case_id=case.pk, authority_id=case.authority_id, keys=following.told(), by=here.by)
    service = following.stands.running.key
    return _show(
        here,
        "journeys/progress.html",
        service=text_in(following.stands.running.service.title, here.language),
        reference=case.reference,
        label=following.label(),
        says=following.says(),
        sent_on=moment(case.opened, here.language),
        closed_on=moment(case.closed, here.language) if case.closed else "",
        clocks=list(following.clocks()),
        told=[(notice.subject, moment(notice.settled or notice.made, here.language)) for notice in told],
        events=[(line.title, _event_url(here, token, line.key)) for line in following.events()],
        done="done" in request.GET,
        feedback_url=f"{addresses.named('journey_feedback', here.council.slug, service)}?from=progress",
    )


def _following(here: AtCouncil, token: str) -> Following:
    """The case that the link opens. Raises Http404 for any other link."""
    stands = cases.by_progress_token(authority_id=here.authority.pk, token=token, now=here.now, by=here.by)
    if stands is None:
        raise Http404
    return Following(stands, here.language)


def _event_url(here: AtCouncil, token: str, key: str) -> str:
    return link_to("case_event", here.council.slug, token, addresses.shown(key))


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, council: str, token: str, event: str) -> HttpResponse:
    """Something that the resident does about their case: asked for once more, then done."""
    here = at_council(request, council)
    following = _following(here, token)
    key = addresses.key_of(event)
    if key not in following.stands.running.service.process.events:
        raise Http404
    if key not in {line.key for line in following.events()}:
        return _not_now(here, token)
    sent = {name: request.POST.getlist(name) for name in request.POST} if request.method == "POST" else None
    form = event_form(following, key, sent)
    if sent is None or form.problems:
        return _form(here, following, token, key, form)
    return _do(here, following, token, key, form)


def _do(here: AtCouncil, following: Following, token: str, key: str, form: EventForm) -> HttpResponse:
    stands = following.stands
    said = Said(role="resident", reason=form.event.reason, answers=form.event.answers)
    try:
        resident_event(case=stands.case, running=stands.running, key=key, said=said, now=here.now, by=here.by)
    except (NotPossible, CaseMoved):
        return _not_now(here, token)
    return HttpResponseRedirect(f"{addresses.progress(here.council.slug, token)}?done=1")


def _not_now(here: AtCouncil, token: str) -> HttpResponse:
    words = wording(here.language)
    url = addresses.progress(here.council.slug, token)
    said: dict[str, Any] = {"title": words["event_not_now"], "body": words["event_not_now_body"]}
    return _show(here, "journeys/message.html", status=409, state_url=url, **said)


def _form(here: AtCouncil, following: Following, token: str, key: str, form: EventForm) -> HttpResponse:
    problems = {problem.field: problem for problem in form.problems}
    nested = nested_under(form.questions)
    fields: list[Field] = [
        draw(Asking(asked, problems, nested)) for asked in form.questions if asked.question.under is None
    ]
    if form.reasons:
        fields.append(_reasons(here, form, problems))
    title = next(line.title for line in following.events() if line.key == key)
    return _show(
        here,
        "journeys/event.html",
        back=addresses.progress(here.council.slug, token),
        errors=summary_of(form.problems),
        title=title,
        fields_=fields,
        action=_event_url(here, token, key),
    )


def _reasons(here: AtCouncil, form: EventForm, problems: Mapping[str, FieldProblem]) -> Field:
    words = wording(here.language)
    items = [
        {
            "value": key,
            "text": title,
            "id": f"reason-{place + 1}" if place else "reason",
            "checked": key == form.event.reason,
        }
        for place, (key, title) in enumerate(form.reasons)
    ]
    legend = {"legend": {"text": words["reason"], "classes": "govuk-fieldset__legend--s"}}
    params: dict[str, object] = {"name": "reason", "idPrefix": "reason", "items": items, "fieldset": legend}
    if "reason" in problems:
        params["errorMessage"] = {"text": words["reason_missing"]}
    return Field("radios", params)


def _show(
    here: AtCouncil,
    template: str,
    *,
    status: int = 200,
    back: str = "",
    errors: tuple[FieldError, ...] = (),
    **context: Any,
) -> HttpResponse:
    return render(
        here.request, template, here.edges(back=back, errors=errors), status=status,
        words_=wording(here.language), **context,
    )  # fmt: skip
