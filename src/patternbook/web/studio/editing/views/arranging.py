"""Collections: adding a part, moving it, renaming it, taking it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from patternbook.errors import Path
from patternbook.language.nodes.base import Part
from patternbook.language.nodes.service import Service
from patternbook.language.plans import QUESTIONS_BY_ASK, KeyedBy, ListOf, QuestionOf
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing import adding, locks
from patternbook.web.studio.editing.bench import Bench, at_bench, path_of
from patternbook.web.studio.editing.changing import said_by
from patternbook.web.studio.editing.definition import Opened, opened, written
from patternbook.web.studio.editing.forms import ASK, Boxes, BoxWrong, asked_inside, given, labels
from patternbook.web.studio.editing.forms.kinds import KEY
from patternbook.web.studio.editing.naming import said_of
from patternbook.web.studio.editing.parts import NoSuchPart, Spot, moved, put, spot, with_key
from patternbook.web.studio.editing.saving import Change, save, step_of, text_of_step
from patternbook.web.studio.editing.views.part import spot_or_404

STEPS = {"up": -1, "down": 1}
REMOVE = "remove"


def _before(bench: Bench) -> tuple[int, Opened, Service]:
    """What a form was made from."""
    step = step_of(bench)
    before = opened(text_of_step(bench, step))
    if before.service is None:
        raise Http404
    return step, before, before.service


def _collection(bench: Bench, part: str) -> Spot:
    here = spot_or_404(bench, path_of(part))
    around = spot(bench.service, here.path[:-1])
    of_parts = isinstance(here.shape, KeyedBy | ListOf) and not asked_inside(here.shape)
    if not of_parts or around.value is None or locks.lock_of(bench, here.path) is not None:
        raise Http404
    return here


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def add(bench: Bench, part: str) -> HttpResponse:
    """Add a part to a collection: what it cannot be without, and where it goes."""
    here = _collection(bench, part)
    request = bench.desk.request
    if request.method != "POST":
        if _is_of_questions(here) and request.GET.get("ask") not in QUESTIONS_BY_ASK:
            return _ask_kind(bench, here)
        return _draw_add(bench, here, {ASK: [request.GET.get("ask", "")]})
    step, before, service = _before(bench)
    boxes = given(dict(request.POST.lists()))
    try:
        made = adding.added(service, spot(service, here.path), boxes)
    except BoxWrong as error:
        return _draw_add(bench, here, boxes, error.wrong)
    except NoSuchPart as missing:
        raise Http404 from missing
    text = written(before, made.service)
    return save(bench, Change(text, step, said_by(service, made.service), bench.part_url(made.path)))


def _is_of_questions(here: Spot) -> bool:
    return isinstance(here.shape, KeyedBy) and isinstance(here.shape.item, QuestionOf)


def _ask_kind(bench: Bench, here: Spot) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/kinds.html", bench.edges(), bench=bench,
        crumbs=bench.crumbs_with(here.path), kinds=adding.kinds(),
    )  # fmt: skip


def _draw_add(bench: Bench, here: Spot, boxes: Boxes, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    rows = adding.rows(bench, here, boxes, wrong or {})
    errors = tuple(FieldError(message, name) for row in rows for name, message in row.errors())
    _, one = labels.collection(here.path[-1])
    return render(
        bench.desk.request, "studio/editing/add.html", bench.edges(errors), status=422 if wrong else 200,
        bench=bench, rows=rows, one=one, one_more=labels.one_more(here.path[-1]), crumbs=bench.crumbs_with(here.path), step=bench.copy.step,
        ask=(boxes.get(ASK) or [""])[0], list_url=bench.part_url(here.path),
    )  # fmt: skip


@require_POST
@at_bench
def arrange(bench: Bench, part: str) -> HttpResponse:
    """Move a part up or down, or take it out. The way back is one step."""
    here = _collection(bench, part)
    step, before, service = _before(bench)
    what, _, key = bench.desk.request.POST.get("do", "").partition(":")
    path = (*here.path, key)
    try:
        if spot(service, path).value is None or locks.lock_of(bench, path) is not None:
            raise Http404
        after = _arranged(service, path, what)
    except NoSuchPart as missing:
        raise Http404 from missing
    then = bench.desk.request.POST.get("then", "")
    back = bench.part_url(path_of(then)) if then else bench.part_url(here.path)
    text = written(before, after, gone=path if what == REMOVE else None)
    return save(bench, Change(text, step, said_by(service, after), back))


def _arranged(service: Service, path: Path, what: str) -> Service:
    if what in STEPS:
        return moved(service, path, STEPS[what])
    if what == REMOVE:
        return put(service, path, None)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def rename(bench: Bench, part: str) -> HttpResponse:
    """Give a part another key."""
    here = spot_or_404(bench, path_of(part))
    if here.value is None or not here.path or locks.lock_of(bench, here.path) is not None:
        raise Http404
    request = bench.desk.request
    if request.method != "POST":
        return _draw_rename(bench, here, here.path[-1])
    step, before, service = _before(bench)
    key = request.POST.get("key", "").strip()
    wrong = _wrong_key(service, here.path, key)
    if wrong:
        return _draw_rename(bench, here, key, wrong)
    if key == here.path[-1]:
        return redirect(bench.part_url(here.path))
    after = with_key(service, here.path, key, was=_was(bench, here))
    text = written(before, after, renamed=(here.path, key))
    then = bench.part_url((*here.path[:-1], key))
    return save(bench, Change(text, step, said_by(service, after), then))


def _wrong_key(service: Service, path: Path, key: str) -> str:
    if re.fullmatch(KEY, key) is None:
        return "Enter a key of small letters, digits and underscores that begins with a letter"
    around: Any = spot(service, path[:-1]).value
    return (
        f"There is a part called {key} already: enter another key"
        if key in around and key != path[-1]
        else ""
    )


def _was(bench: Bench, here: Spot) -> str | None:
    """What the base calls the part: its former key, or its key where the base has it."""
    if isinstance(here.value, Part) and here.value.was:
        return here.value.was
    base = opened(bench.base.text).service if bench.base is not None else None
    if base is None:
        return None
    try:
        return here.path[-1] if spot(base, here.path).value is not None else None
    except NoSuchPart:
        return None


def _draw_rename(bench: Bench, here: Spot, key: str, wrong: str = "") -> HttpResponse:
    errors = (FieldError(wrong, "key"),) if wrong else ()
    return render(
        bench.desk.request, "studio/editing/key.html", bench.edges(errors), status=422 if wrong else 200,
        bench=bench, here=here, key=key, wrong=wrong, crumbs=bench.crumbs_with(here.path),
        step=bench.copy.step, words=said_of(bench.service, here.path), part_url=bench.part_url(here.path),
    )  # fmt: skip
