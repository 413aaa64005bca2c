"""Honest pages for what goes wrong, in both languages, branded where the council is known."""

from __future__ import annotations

import sys

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from patternbook.web.effects import effect
from patternbook.web.kit.pages import Council, Edges, Link, language_asked, language_links, render
from patternbook.web.kit.words import words

log = structlog.get_logger("patternbook.problems")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(request, "bad_request", 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(request, "not_allowed", 403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, where the form's token is missing or old."""
    return page(request, "form_expired", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, "not_found", 404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database does not answer. Must not itself depend on what may be broken."""
    log.error("unhandled", exc_info=True)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return page(request, "went_wrong", 500, branded=False)


def unavailable(request: HttpRequest, *, retry_after: int = 300) -> HttpResponse:
    """503, while nothing works without a part that is down. Bears no council's name: that may be what is down."""
    response = page(request, "unavailable", 503, branded=False)
    response["Retry-After"] = str(retry_after)
    return response


def page(request: HttpRequest, what: str, status: int, *, branded: bool = True) -> HttpResponse:
    """The page for one kind of problem."""
    language = language_asked(request)
    council = effect("council_of_request")(request, language) if branded else None
    languages: tuple[Link, ...] = ()
    if request.path_info.startswith("/staff/"):
        return _for_staff(request, what, status, council)
    if council and not council.welsh:
        # Only a Welsh council's residents are promised both languages.
        language = "en"
    else:
        languages = language_links(request, language)
    edges = Edges(council=council, language=language, languages=languages)
    said = words(language)
    return render(
        request, "kit/problem.html", edges, status=status, title=said[f"{what}_title"], body=said[what]
    )


# What officers are told otherwise than residents; their area is in English.
_TO_STAFF = {
    "form_expired": "For your safety we could not use what you sent. Go back, load the page again and send it once "
    "more. Your browser must allow cookies.",
    "not_found": "If you typed the web address, check it is correct. A case of another council is not shown to you.",
    "went_wrong": "Try again later. What you entered may be lost: look at the case before you send it again.",
    "unavailable": "You will be able to go on later.",
}


def _for_staff(request: HttpRequest, what: str, status: int, council: Council | None) -> HttpResponse:
    """The page for an officer, with the way back to their cases. Signed in or not: it shows nothing of either."""
    said = words("en")
    body = _TO_STAFF.get(what, said[what])
    return render(
        request, "kit/problem_staff.html", Edges(council=council), status=status, title=said[f"{what}_title"], body=body
    )  # fmt: skip
