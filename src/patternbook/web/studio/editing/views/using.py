"""What the council changed and why, and putting the working copy to use."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from patternbook.errors import Problem, ProblemsFound
from patternbook.web.catalogue import examples
from patternbook.web.catalogue.actions.editing import (
    CopyMoved,
    Edit,
    bring_up_to_date,
    discard_copy,
    give_reasons,
    put_to_use,
)
from patternbook.web.catalogue.examples import Ran
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing.bench import Bench, at_bench
from patternbook.web.studio.editing.clashes import joined
from patternbook.web.studio.editing.definition import opened
from patternbook.web.studio.editing.differing import Difference, differences, sentences
from patternbook.web.studio.editing.previews import compiled_of
from patternbook.web.studio.editing.saving import text_of_step

MOST = 2000


def _adoption(bench: Bench) -> Adoption | None:
    if bench.is_own:
        return None
    return copies.held_adoption(authority=bench.desk.authority, service=bench.copy.service, by=bench.desk.by)


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def compare(bench: Bench) -> HttpResponse:
    """How the working copy differs from its base, and why; sending the form keeps the reasons."""
    adoption = _adoption(bench)
    found = differences(bench, adoption)
    if bench.desk.request.method == "POST" and adoption is not None:
        return _reasons(bench, adoption, found)
    return _draw_compare(bench, adoption, found)


def _draw_compare(bench: Bench, adoption: Adoption | None, found: list[Difference]) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/compare.html", bench.edges(), bench=bench, found=found,
        asks_why=adoption is not None,
    )  # fmt: skip


def _reasons(bench: Bench, adoption: Adoption, found: list[Difference]) -> HttpResponse:
    post = bench.desk.request.POST
    given = {
        one.path: said
        for one in found
        if (said := post.get(f"why-{one.path}", "").strip()[:MOST])
        and (one.reason is None or one.reason.because != said)
    }
    if given:
        give_reasons(adoption=adoption, reasons=given, now=bench.desk.now, by=bench.desk.by)
    return redirect(bench.url("edit_use" if post.get("then") == "use" else "edit_compare"))


@dataclass(frozen=True, slots=True)
class Ready:
    """What stands between a working copy and its use."""

    problems: tuple[Problem, ...]
    without_reason: tuple[Difference, ...]
    failed: tuple[Ran, ...]
    passed: int
    out_of_date: bool

    @property
    def can_be_used(self) -> bool:
        """Whether nothing stands in the way but what somebody can accept."""
        return not self.problems and not self.without_reason and not self.out_of_date


def _ready(bench: Bench, adoption: Adoption) -> Ready:
    errors = tuple(problem for problem in bench.opened.problems if problem.severity == "error")
    ran: tuple[Ran, ...] = ()
    if not errors and compiled_of(bench.opened) is not None:
        ran = examples.run_all(bench.copy.text, tuple(sorted(bench.copy.examples.items())))
    current = adoption.current
    assert current is not None
    return Ready(
        problems=errors,
        without_reason=tuple(one for one in differences(bench, adoption) if one.reason is None),
        failed=tuple(one for one in ran if one.problems),
        passed=sum(1 for one in ran if not one.problems),
        out_of_date=current.text != text_of_step(bench, 0),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def use(bench: Bench) -> HttpResponse:
    """What will change for residents, what stands in the way; sending the form puts the copy to use."""
    adoption = _adoption(bench)
    if adoption is None or adoption.current is None:
        raise Http404
    ready = _ready(bench, adoption)
    if bench.desk.request.method == "POST":
        return _use(bench, adoption, ready)
    return _draw_use(bench, adoption, ready)


def _use(bench: Bench, adoption: Adoption, ready: Ready) -> HttpResponse:
    post = bench.desk.request.POST
    moved = FieldError("Somebody changed this after you opened the page. Look at it again before you send it")
    if post.get("step") != str(bench.copy.step):
        return _draw_use(bench, adoption, ready, (moved,))
    if not ready.can_be_used:
        return _draw_use(bench, adoption, ready, (FieldError("This cannot be put to use yet: see below"),))
    if ready.failed and post.get("anyway") != "yes":
        message = (
            "Select that you have looked at the examples, or change the service so that they come out right"
        )
        return _draw_use(bench, adoption, ready, (FieldError(message, "anyway"),))
    because = post.get("because", "").strip()[:MOST]
    if not because:
        return _draw_use(
            bench, adoption, ready, (FieldError("Enter what changes, for the history", "because"),)
        )
    try:
        put_to_use(copy=bench.copy, adoption=adoption, because=because, now=bench.desk.now, by=bench.desk.by)
    except CopyMoved:
        return _draw_use(bench, adoption, ready, (moved,))
    except ProblemsFound as found:
        said = tuple(FieldError(f"{problem.message} {problem.hint}".strip()) for problem in found.problems)
        return _draw_use(bench, adoption, ready, said)
    return redirect("service", bench.desk.authority.slug, bench.copy.service.replace("_", "-"))


def _draw_use(
    bench: Bench, adoption: Adoption, ready: Ready, errors: tuple[FieldError, ...] = ()
) -> HttpResponse:
    assert adoption.current is not None
    now = opened(adoption.current.text).service
    changes = sentences(now, bench.service) if now is not None else ()
    return render(
        bench.desk.request, "studio/editing/use.html", bench.edges(errors), status=422 if errors else 200,
        bench=bench, ready=ready, changes=changes, adoption=adoption, may=bench.desk.may("catalogue.adopt"),
        sent=bench.desk.request.POST, wrong={error.field_id: error.text for error in errors if error.field_id},
    )  # fmt: skip


@require_POST
@at_bench
def update(bench: Bench) -> HttpResponse:
    """Bring in what the council runs by now."""
    adoption = _adoption(bench)
    if adoption is None or adoption.current is None:
        raise Http404
    runs = adoption.current.text
    taken = {
        name.removeprefix("take-"): side
        for name, side in bench.desk.request.POST.items()
        if name.startswith("take-") and side in ("theirs", "yours")
    }
    found = joined(opened(text_of_step(bench, 0)), opened(runs), bench.opened, taken)
    if not found.text:
        asked = bool(bench.desk.request.POST.get("deciding"))
        errors = tuple(FieldError("Select what stands", f"take-{one.id}") for one in found.questions if asked)
        return render(
            bench.desk.request, "studio/editing/update.html", bench.edges(errors), status=422 if errors else 409,
            bench=bench, questions=found.questions, taken=taken, wrong=bool(errors),
        )  # fmt: skip
    says = ("Brought in what your council runs by now.",)
    edit = Edit(text=found.text, made_from=bench.copy.step, says=says)
    # Where somebody saved in this very moment, the page shows what stands now, with the same button.
    with suppress(CopyMoved):
        bring_up_to_date(
            copy=bench.copy,
            base=adoption.current.version,
            runs=runs,
            edit=edit,
            now=bench.desk.now,
            by=bench.desk.by,
        )
    return redirect(bench.url("edit_use"))


@require_http_methods(["GET", "HEAD", "POST"])
@at_bench
def discard(bench: Bench) -> HttpResponse:
    """Throw the working copy away."""
    if bench.desk.request.method != "POST":
        return render(bench.desk.request, "studio/editing/discard.html", bench.edges(), bench=bench)
    discard_copy(copy=bench.copy, by=bench.desk.by)
    return redirect("services", bench.desk.authority.slug)
