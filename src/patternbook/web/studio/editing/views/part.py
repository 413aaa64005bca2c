"""One part of a service: its form, what stands in it, and how residents see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from patternbook.errors import Path
from patternbook.language.nodes.pattern import Page
from patternbook.language.nodes.process import Stage
from patternbook.language.nodes.service import Price, Service, Table
from patternbook.language.plans import KeyedBy, ListOf
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing import locks, outline
from patternbook.web.studio.editing.bench import Bench, at_bench, path_of
from patternbook.web.studio.editing.changing import said_by
from patternbook.web.studio.editing.definition import opened, written
from patternbook.web.studio.editing.forms import (
    Boxes,
    BoxWrong,
    Drawing,
    class_asked,
    drawn,
    given,
    in_boxes,
    labels,
    read_back,
)
from patternbook.web.studio.editing.framing import framing
from patternbook.web.studio.editing.glossary import names_in
from patternbook.web.studio.editing.parts import NoSuchPart, Spot, put, spot
from patternbook.web.studio.editing.previews import preview_of
from patternbook.web.studio.editing.said import notice_of
from patternbook.web.studio.editing.saving import Change, save, step_of, text_of_step

# What a part is mostly about: it stands before the form of the part itself.
FIRST = {(Page, "questions"), (Stage, "tasks"), (Table, "rows"), (Price, "lines")}


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def show(bench: Bench, part: str = "") -> HttpResponse:
    """A part's form, or a collection as a list."""
    here = _here(bench, path_of(part))
    if not here.is_node:
        return _list(bench, here)
    if here.cls is None:
        raise Http404
    if bench.desk.request.method == "POST" and locks.lock_of(bench, here.path) is None:
        return _save(bench, here)
    boxes = in_boxes(here.value, here.path) if here.value is not None else {}
    return draw(bench, here, boxes)


def _here(bench: Bench, path: Path) -> Spot:
    """What stands at a path. What somebody else took out meanwhile is still there for whoever is changing it."""
    here = spot_or_404(bench, path)
    if here.value is not None or _can_begin(bench, here):
        return here
    before = opened(text_of_step(bench, step_of(bench))).service
    if bench.desk.request.method == "POST" and before is not None:
        was = spot_or_404(bench, path, before)
        if was.value is not None:
            return was
    raise Http404


def _can_begin(bench: Bench, here: Spot) -> bool:
    """Whether a part that is not there can be begun with its form: one of a collection is added in its own way."""
    around = spot(bench.service, here.path[:-1])
    return around.value is not None and (around.is_node or isinstance(here.shape, KeyedBy | ListOf))


def spot_or_404(bench: Bench, path: Path, service: Service | None = None) -> Spot:
    """What stands at a path. Raises Http404 for a path that no definition has."""
    try:
        return spot(service or bench.service, path)
    except NoSuchPart as missing:
        raise Http404 from missing


def _list(bench: Bench, here: Spot) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/collection.html", bench.edges(),
        bench=bench, listing=outline.listing(bench, here.path), crumbs=bench.crumbs(here.path),
        notice=notice_of(bench), lock=_why_locked(bench, here.path),
    )  # fmt: skip


def _why_locked(bench: Bench, path: Path) -> str:
    lock = locks.lock_of(bench, path)
    return locks.why(bench, lock) if lock is not None else ""


def _save(bench: Bench, here: Spot) -> HttpResponse:
    """Read the form against the text that it was made from; what cannot be read is shown as it was typed."""
    step = step_of(bench)
    before = opened(text_of_step(bench, step))
    boxes = given(dict(bench.desk.request.POST.lists()))
    if before.service is None:
        raise Http404
    try:
        old = spot(before.service, here.path)
        cls = class_asked(old.cls or here.cls or type(None), boxes)
        node = read_back(cls, here.path, boxes, old.value)
        after = put(before.service, here.path, node)
    except NoSuchPart as missing:
        raise Http404 from missing
    except BoxWrong as error:
        return draw(bench, here, boxes, error.wrong)
    text = written(before, after)
    if opened(text).service != after:
        return draw(bench, here, boxes, _not_kept(text))
    says = said_by(before.service, after)
    return save(bench, Change(text, step, says, bench.part_url(here.path)))


def _not_kept(text: str) -> dict[str, str]:
    """What the text cannot hold, such as control characters that were pasted in."""
    problems = opened(text).read.problems
    said = f"{problems[0].message} {problems[0].hint}".strip() if problems else ""
    return {"": said or "Something that was typed cannot stand in the text. Type it again."}


def draw(bench: Bench, here: Spot, boxes: Boxes, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    """The form with what stands in it."""
    assert here.cls is not None
    wrong = wrong or {}
    problems = tuple(bench.opened.problems_at(here.path)) if here.path else _of_root(bench)
    lock = _why_locked(bench, here.path)
    drawing = Drawing(
        boxes,
        wrong,
        problems,
        bench.service,
        bench.opened.words,
        "wales" in bench.service.nations,
        bool(lock),
    )
    form = drawn(class_asked(here.cls, boxes), here.path, drawing)
    errors = tuple(FieldError(f"{message}", name) for name, message in form.errors())
    named = {error.field_id for error in errors}
    strays = tuple(FieldError(message) for name, message in wrong.items() if name not in named and not name)
    above, below = _listings(bench, here)
    response = render(
        bench.desk.request, "studio/editing/part.html", bench.edges((*strays, *errors)),
        status=422 if wrong else 200, bench=bench, here=here, form=form, title=bench.name_of(here.path),
        kind=labels.name_of(here.cls), about=labels.about(here.cls), crumbs=bench.crumbs(here.path), lock=lock,
        above=above, below=below, parts=outline.parts_in(bench, here), step=bench_step(bench),
        preview=preview_of(bench, here.path), notice=notice_of(bench), others=_others(here, problems, form),
        names=names_in(bench.service), **_keys(bench, here),
    )  # fmt: skip
    return framing(response, bench.desk.request)


def _listings(bench: Bench, here: Spot) -> tuple[list[outline.Listing], list[outline.Listing]]:
    """The collections of a part: those that it is about stand before its form, the others below."""
    found = outline.listings_in(bench, here) if here.path else ()
    first = [one for one in found if (here.cls, one.path[-1]) in FIRST]
    return first, [one for one in found if one not in first]


def _of_root(bench: Bench) -> tuple[Any, ...]:
    """Problems of the service itself, not of its parts."""
    return tuple(problem for problem in bench.opened.problems if len(problem.path) <= 2)


def bench_step(bench: Bench) -> int:
    """The step that the form is made from: the one in hand, or that of a form which is shown again."""
    return step_of(bench) if bench.desk.request.method == "POST" else bench.copy.step


def _others(here: Spot, problems: tuple[Any, ...], form: Any) -> tuple[Any, ...]:
    """Problems of the part that no box of its form shows."""
    shown = {row.path for row in (*form.main, *form.more)}
    inside = len(here.path)
    return tuple(
        problem
        for problem in problems
        if not any(problem.path[: len(path)] == path for path in shown) and len(problem.path) <= inside + 2
    )


def _keys(bench: Bench, here: Spot) -> dict[str, Any]:
    """Where a part in a collection is renamed and taken out; nothing for others."""
    if not here.path or here.value is None:
        return {}
    around = spot(bench.service, here.path[:-1])
    if not around.is_node and around.value:
        return {"key": here.path[-1], "key_url": bench.url("edit_key", here.path),
                "arrange_url": bench.url("edit_arrange", here.path[:-1])}  # fmt: skip
    return {}
