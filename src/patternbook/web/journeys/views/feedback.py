"""What residents think, at whatever end they came to."""

from __future__ import annotations

import re
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from patternbook.engine.answers.kind import block
from patternbook.web.cases.actions import give_feedback
from patternbook.web.cases.actions.feedback import LONGEST, Given
from patternbook.web.journeys.views.showing import show
from patternbook.web.journeys.visits import Visit, visit
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.pages import FieldError

RATINGS = ("5", "4", "3", "2", "1")
THANKS = "thanks"
FORM_KEY = re.compile("[A-Za-z0-9_-]{16,32}")


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, council: str, service: str) -> HttpResponse:
    """Ask for feedback and keep it. It is tied to the end that was reached, never to a person."""
    here = visit(request, council, service)
    if request.method != "POST":
        return _thanks(here) if THANKS in request.GET else _form(here, "", "", ())
    words = wording(here.language)
    rating, text = request.POST.get("rating", ""), block({"text": request.POST.getlist("text")}, "text")
    errors = []
    if rating not in RATINGS:
        errors.append(FieldError(words["feedback_missing"], "rating"))
    if len(text) > LONGEST:
        errors.append(FieldError(words["feedback_too_long"], "text"))
    if errors:
        return _form(here, rating, text[: LONGEST * 2], tuple(errors))
    given = Given(
        service=here.running.key, meaning_digest=here.running.digest, at_end=_end(here), rating=int(rating),
        text=text, language=here.language, form=_form_key(request) or None,
    )  # fmt: skip
    give_feedback(authority=here.here.authority, given=given, now=here.here.now, by=here.here.by)
    return HttpResponseRedirect(f"{here.named('journey_feedback')}?{THANKS}")


def _thanks(here: Visit) -> HttpResponse:
    words = wording(here.language)
    return show(
        here, "journeys/message.html", title=words["feedback_thanks"], body=words["feedback_thanks_body"],
        services_url=here.here.council.url,
    )  # fmt: skip


def _form_key(request: HttpRequest) -> str:
    """The key of the form that was sent; empty where it is none of ours."""
    said = request.POST.get("form", "")
    return said if FORM_KEY.fullmatch(said) else ""


def _end(here: Visit) -> str:
    """The end that the address names, where it is one of the service's."""
    said = here.request.GET.get("from", "")
    known = {
        "confirmation",
        "progress",
        "timed_out",
        "elsewhere",
        "off",
        "lapsed",
        "link_gone",
        "start",
        *(f"end.{key}" for key in here.running.service.ends),
    }
    return said if said in known else "unknown"


def _form(here: Visit, rating: str, text: str, errors: tuple[FieldError, ...]) -> HttpResponse:
    words = wording(here.language)
    by_field = {error.field_id: error.text for error in errors}
    items = [
        {
            "value": key,
            "text": words[f"rating_{key}"],
            "checked": key == rating,
            "id": f"rating-{key}" if place else "rating",
        }
        for place, key in enumerate(RATINGS)
    ]
    action = f"{here.named('journey_feedback')}?from={_end(here)}"
    return show(
        here,
        "journeys/feedback.html",
        errors=errors,
        by_field=by_field,
        items=items,
        text=text,
        action=action,
        form_key=_form_key(here.request) or secrets.token_urlsafe(16),
    )
