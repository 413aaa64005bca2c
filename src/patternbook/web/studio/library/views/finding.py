"""Searching the library."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from patternbook.language.nodes.service import Function
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.queries import Wanted
from patternbook.web.catalogue.reviewing import reviews_of
from patternbook.web.kit.pages import Edges, render
from patternbook.web.studio.typed import in_words

LONGEST = 200
FUNCTIONS = tuple((key, in_words(key)) for key in get_args(Function))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The services that fit what was asked for, the best first."""
    wanted = _wanted(request)
    found = catalogue.search(wanted=wanted)
    rows = [(row, reviews_of(row.indexed.version, row.indexed.version.sign_offs.all())) for row in found.rows]
    councils = catalogue.running_somewhere()
    return render(
        request, "studio/library/search.html", edges(),
        wanted=wanted, found=found, rows=rows, councils=councils, query=_query(wanted),
        functions=[(key, words, found.functions.get(key, 0)) for key, words in FUNCTIONS],
        filtered=any((wanted.function, wanted.lgsl, wanted.law, wanted.council)),
    )  # fmt: skip


def edges(back: str = "") -> Edges:
    """What stands around the library's pages."""
    return Edges(service_name="Library of council services", service_url=reverse("library"), back_url=back)


def _wanted(request: HttpRequest) -> Wanted:
    asked = {
        key: request.GET.get(key, "").strip()[:LONGEST] for key in ("function", "lgsl", "law", "council")
    }
    page = request.GET.get("page", "1")
    return Wanted(
        words=request.GET.get("q", "").strip()[:LONGEST],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        **asked,
    )


def _query(wanted: Wanted) -> str:
    """What was asked for, as addresses say it, without the page."""
    said = {
        "q": wanted.words, "function": wanted.function, "lgsl": wanted.lgsl, "law": wanted.law,
        "council": wanted.council,
    }  # fmt: skip
    return urlencode({key: value for key, value in said.items() if value})
