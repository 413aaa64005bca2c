"""The front page, and the councils' colours."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from patternbook.web.authorities import queries
from patternbook.web.authorities.models import Authority
from patternbook.web.kit.pages import Edges, render

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    """The councils that are served here."""
    councils = [queries.council(authority) for authority in queries.served_councils()]
    return render(request, "authorities/front.html", Edges(), councils=councils)


@require_safe
def theme(request: HttpRequest, council: str, digest: str) -> HttpResponse:
    """A council's colours. The digest is part of the address, so that browsers may keep it for ever."""
    try:
        found = queries.theme(queries.by_slug(council))
    except Authority.DoesNotExist as missing:
        raise Http404 from missing
    if found.digest != digest:
        # An old page asks for old colours: the new ones are better than none, but not to be kept.
        return HttpResponse(found.css, content_type="text/css", headers={"Cache-Control": "no-cache"})
    return HttpResponse(
        found.css, content_type="text/css", headers={"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    )
