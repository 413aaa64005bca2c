"""Showing a page of a service with everything that stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from patternbook.web.journeys import quick
from patternbook.web.journeys.visits import Visit
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.pages import Edges, FieldError, keep_language, render

# The page that residents open most: written without its template.
QUICK = "journeys/page.html"


def show(
    here: Visit,
    template: str,
    *,
    status: int = 200,
    back: str = "",
    errors: tuple[FieldError, ...] = (),
    **context: Any,
) -> HttpResponse:
    """A page from a template, in the council's colours and the resident's language."""
    edges = here.edges(back=back, errors=errors)
    if template == QUICK and not errors:
        return _quick(here, edges, context)
    return render(
        here.request,
        template,
        edges,
        status=status,
        words_=wording(here.language),
        **context,
    )


def _quick(here: Visit, edges: Edges, context: Mapping[str, Any]) -> HttpResponse:
    """A page without errors, from its compiled segments."""
    fixed = {"words_": wording(here.language)}
    response = HttpResponse(quick.write(here.request, QUICK, {"edges": edges, **context}, fixed))
    keep_language(here.request, response)
    return response


def closed(here: Visit) -> HttpResponse:
    """The page of a service that the council has switched off for now."""
    words = wording(here.language)
    body = here.notice or words["off"]
    return show(
        here, "journeys/message.html", status=503, title=words["off_title"], body=body, ways=True,
        feedback_url=feedback_from(here, "off"),
    )  # fmt: skip


def feedback_from(here: Visit, end: str) -> str:
    """Where feedback is asked for, with the end at which it is given."""
    return f"{here.named('journey_feedback')}?from={end}"
