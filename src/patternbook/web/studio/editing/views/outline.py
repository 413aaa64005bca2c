"""The outline of a service that is being edited, and beginning to edit it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from patternbook.web.catalogue.actions.editing import Beginning, begin_copy
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import render
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.editing import outline
from patternbook.web.studio.editing.bench import PERMISSION, Bench, at_bench, bench_of
from patternbook.web.studio.editing.parts import spot
from patternbook.web.studio.editing.said import notice_of


@require_safe
@at_bench
def show(bench: Bench) -> HttpResponse:
    """Every part of the service."""
    return render(
        bench.desk.request, "studio/editing/outline.html", bench.edges(),
        bench=bench, groups=outline.groups(bench), parts=outline.parts_in(bench, spot(bench.service, ())),
        problems=bench.opened.problems, notice=notice_of(bench),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(PERMISSION)
def begin(desk: Desk, service: str) -> HttpResponse:
    """Begin to edit a service that the council runs or publishes."""
    bench = bench_of(desk, service)
    if bench is not None:
        return redirect(bench.url("edit_outline"))
    beginning = _beginning(desk, service.replace("-", "_"))
    if beginning is None:
        raise Http404
    if desk.request.method != "POST":
        return render(desk.request, "studio/editing/begin.html", desk.edges(), beginning=beginning)
    begin_copy(authority=desk.authority, beginning=beginning, now=desk.now, by=desk.by)
    return redirect("edit_outline", desk.authority.slug, service)


def _beginning(desk: Desk, service: str) -> Beginning | None:
    """What the council's designers begin with: what it published itself, else what it runs."""
    own = copies.own_version(authority=desk.authority, service=service, by=desk.by)
    if own is not None:
        return Beginning(service=service, text=own.text, base=own, examples=own.examples)
    adoption = copies.held_adoption(authority=desk.authority, service=service, by=desk.by)
    if adoption is None or adoption.current is None:
        return None
    version = adoption.current.version
    return Beginning(service=service, text=adoption.current.text, base=version, examples=version.examples)
