"""Councils side by side: as a page, and as a sheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from patternbook.changes.compare.grouping import named
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.queries import SideBySide
from patternbook.web.kit.pages import Edges, render
from patternbook.web.studio.comparing import shown
from patternbook.web.studio.comparing.asking import Wanted, wanted
from patternbook.web.studio.comparing.sheet import sheet


@require_safe
def compare(request: HttpRequest, service: str) -> HttpResponse:
    """Every difference between councils that took a service."""
    asked, found = _found(request, service)
    title = found.newest.title.get("en", service)
    edges = Edges(
        service_name="Library of council services", service_url=reverse("library"),
        back_url=reverse("library_service", args=[service]), errors=asked.errors,
    )  # fmt: skip
    return render(
        request, "studio/comparing/compare.html", edges, slug=service, title=title, asked=asked, found=found,
        page=shown.page_of(found.comparison), who=named, status=422 if asked.errors else 200,
    )  # fmt: skip


@require_safe
def as_sheet(request: HttpRequest, service: str) -> HttpResponse:
    """The same comparison as comma-separated values."""
    asked, found = _found(request, service)
    name = f"{service}-{asked.day.isoformat()}.csv"
    return HttpResponse(
        sheet(found), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _found(request: HttpRequest, service: str) -> tuple[Wanted, SideBySide]:
    """What was asked, and what is so. Raises Http404 where nobody published the service."""
    form = {key: request.GET.getlist(key) for key in request.GET}
    asked = wanted(form, timezone.localdate())
    key = service.replace("-", "_")
    found = catalogue.side_by_side(service=key, slugs=asked.councils, day=asked.day)
    if found is None:
        raise Http404
    return asked, found
