"""The history of a working copy: every step in sentences, and the way back to any of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from patternbook.web.catalogue.actions.editing import go_to_step
from patternbook.web.catalogue.models import WorkingStep
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import render
from patternbook.web.studio.editing.bench import Bench, at_bench


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def show(bench: Bench) -> HttpResponse:
    """Every step; sending the form goes to one of them."""
    request = bench.desk.request
    if request.method == "POST":
        return _go(bench, request.POST.get("to", ""))
    steps = copies.working_steps(copy=bench.copy, by=bench.desk.by)
    return render(request, "studio/editing/history.html", bench.edges(), bench=bench, steps=steps)


def _go(bench: Bench, to: str) -> HttpResponse:
    if not (to.isascii() and to.isdigit() and len(to) < 9):
        raise Http404
    try:
        go_to_step(copy=bench.copy, number=int(to), now=bench.desk.now, by=bench.desk.by)
    except WorkingStep.DoesNotExist as missing:
        raise Http404 from missing
    return redirect(bench.url("edit_history"))
