"""Deciding what stands where two designers changed the same thing."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from patternbook.web.studio.editing.bench import Bench, at_bench
from patternbook.web.studio.editing.changing import said_of_texts
from patternbook.web.studio.editing.definition import opened
from patternbook.web.studio.editing.saving import Change, decided, step_of, text_of_step


@require_POST
@at_bench
def decide(bench: Bench) -> HttpResponse:
    """Save what was held back, with what the designer decided."""
    post = bench.desk.request.POST
    text = post.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise Http404
    step = step_of(bench)
    then = post.get("then", "")
    if not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = bench.url("edit_outline")
    says = said_of_texts(opened(text_of_step(bench, step)), opened(text))
    return decided(bench, Change(text.rstrip("\n") + "\n", step, says, then))
