"""Saving a journey for later, coming back to it, and finding that it is gone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from patternbook.engine.answers.contact import email_of
from patternbook.web.catalogue.queries import adopted, pinned
from patternbook.web.catalogue.queries import wording as text_in
from patternbook.web.drafts import queries as drafts
from patternbook.web.drafts.actions import LETTERS, SAVED, ResumeLetter, TooManyLetters, save_for_later
from patternbook.web.drafts.actions import resume as take_up
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys import addresses
from patternbook.web.journeys.lost import where_instead
from patternbook.web.journeys.views.showing import closed, feedback_from, show
from patternbook.web.journeys.visits import AtCouncil, Visit, at_council, hand_out, take_back, visit
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.links import link_to
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.kit.times import moment

LONGEST_EMAIL = 254
# What an emailed link names besides its token.
SERVICE = "service"


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Ask for an email address and send a link to it."""
    here = visit(request, council, service)
    if here.draft is None or here.draft.ended_at == "submitted":
        return HttpResponseRedirect(where_instead(here))
    if not here.is_on:
        return closed(here)
    if request.method != "POST":
        return _form(here, "", "")
    typed = request.POST.get("email", "")[: LONGEST_EMAIL * 2]
    words = wording(here.language)
    if not typed.strip():
        return _form(here, typed, words["email_missing"])
    address = email_of(typed.strip())
    if address is None or len(address) > LONGEST_EMAIL:
        return _form(here, typed, words["email_wrong"])
    try:
        save_for_later(draft=here.draft, letter=_letter(here, address), now=here.here.now, by=here.here.by)
    except TooManyLetters:
        return _form(here, typed, words["letters_many"].format(most=LETTERS))
    return HttpResponseRedirect(here.named("journey_saved"))


def _form(here: Visit, typed: str, error: str) -> HttpResponse:
    errors = (FieldError(error, "email"),) if error else ()
    return show(here, "journeys/save.html", back=_go_on(here), errors=errors, typed=typed, error=error)


def _go_on(here: Visit) -> str:
    page = here.draft.page if here.draft else ""
    return here.url(f"page.{page}") if page in here.running.service.pages else here.url()


def _letter(here: Visit, address: str) -> ResumeLetter:
    words, council = wording(here.language), here.here.council
    said = {
        "service": here.service_name,
        "council": council.name,
        "until": moment(here.here.now + SAVED, here.language),
    }
    domain = here.here.authority.domain
    base = f"https://{domain}/resume/" if domain else f"{settings.ADDRESS}/{council.slug}/resume/"
    return ResumeLetter(
        address=address,
        subject=words["resume_subject"].format(**said),
        body=words["resume_letter"].format(**said),
        link_before_token=base,
        link_after_token=f"?{_about(here)}",
    )


def _about(here: Visit) -> str:
    """What the link says of the journey: the service, also when the answers are gone; the language, also in a
    browser that knows nothing of it.
    """
    about = {SERVICE: addresses.shown(here.running.key)}
    return urlencode(about if here.language == "en" else {**about, "lang": here.language})


@require_safe
def saved(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Where the link went, and until when it works."""
    here = visit(request, council, service)
    if here.draft is None or not here.draft.resume_email:
        return HttpResponseRedirect(where_instead(here))
    words = wording(here.language)
    until = moment(here.draft.expires, here.language)
    body = words["saved_body"].format(email=here.draft.resume_email, until=until)
    return show(here, "journeys/message.html", title=words["saved_title"], body=body, go_on=_go_on(here))


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, council: str, token: str) -> HttpResponse:
    """Come back by the emailed link. Only sending the form opens the draft: mail scanners follow links."""
    here = at_council(request, council)
    draft = drafts.to_resume(authority=here.authority, token=token, now=here.now, by=here.by)
    if draft is None:
        return _gone(here)
    if request.method != "POST":
        return _ask_to_resume(here, draft)
    running = pinned(draft.revision, by=here.by)
    begun = take_up(draft=draft, now=here.now, by=here.by)
    service = running.key
    page = draft.page if draft.page in running.service.pages else next(iter(running.service.pages))
    response = HttpResponseRedirect(addresses.place(here.council.slug, service, f"page.{page}"))
    return hand_out(response, here.council.slug, service, begun.token)


def _ask_to_resume(here: AtCouncil, draft: Draft) -> HttpResponse:
    words = wording(here.language)
    service = text_in(pinned(draft.revision, by=here.by).service.title, here.language)
    body = words["resume_body"].format(service=service)
    return render(
        here.request,
        "journeys/resume.html",
        here.edges(),
        words_=words,
        title=words["resume_title"],
        body=body,
    )


def _gone(here: AtCouncil) -> HttpResponse:
    words = wording(here.language)
    said = {"title": words["resume_gone_title"], "body": words["resume_gone"]}
    restart = link_to("council_home", here.council.slug)
    return render(
        here.request, "journeys/message.html", here.edges(), status=404, words_=words, restart=restart,
        feedback_url=_feedback_on(here), **said,
    )  # fmt: skip


def _feedback_on(here: AtCouncil) -> str:
    """Where feedback on the link's service is given; empty where the link names none that runs here."""
    key = addresses.key_of(here.request.GET.get(SERVICE, ""))
    if not key or adopted(authority=here.authority, service=key, by=here.by) is None:
        return ""
    return f"{addresses.named('journey_feedback', here.council.slug, key)}?from=link_gone"


@require_safe
def timed_out(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Say that the answers are not here any more, and let the browser forget them too."""
    here = visit(request, council, service)
    words = wording(here.language)
    said: dict[str, Any] = {"title": words["timed_out_title"], "body": words["timed_out"]}
    feedback = feedback_from(here, "timed_out")
    response = show(here, "journeys/message.html", restart=here.url(), feedback_url=feedback, **said)
    return take_back(response, here.slug, here.running.key) if here.lost else response


@require_safe
def elsewhere(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Say that the answers are open on another device. The key is kept, so that this stays true when reloaded."""
    here = visit(request, council, service)
    if here.draft is not None:
        return HttpResponseRedirect(_go_on(here))
    words = wording(here.language)
    feedback = feedback_from(here, "elsewhere")
    return show(
        here, "journeys/message.html", title=words["elsewhere_title"], body=words["elsewhere"],
        restart=here.url(), feedback_url=feedback,
    )  # fmt: skip
