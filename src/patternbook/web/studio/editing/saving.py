"""A changed text becomes the next step of its working copy; two designers at once lose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpResponse
from django.shortcuts import redirect

from patternbook.changes import locked
from patternbook.web.catalogue.actions.editing import CopyMoved, Edit, save_edit
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.editing.bench import Bench, bench_of
from patternbook.web.studio.editing.clashes import Joined, joined
from patternbook.web.studio.editing.definition import opened

SAVED = "saved"
# Somebody who is always a moment later than all others is shown their text after so many tries.
TRIES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """What a designer wants to save: the new text, the step it was made from, what it says it does, where to go then.

    `taken` is what they decided of what others changed too.
    """

    text: str
    made_from: int
    says: tuple[str, ...]
    then: str
    taken: Mapping[str, str] = field(default_factory=dict)


def step_of(bench: Bench) -> int:
    """The step that a form was made from, as it says itself."""
    said = bench.desk.request.POST.get("step", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else bench.copy.step


def text_of_step(bench: Bench, step: int) -> str:
    """The text that a form was made from; the text in hand where there is no such step."""
    if step == bench.copy.step:
        return bench.copy.text
    return copies.text_at_step(copy=bench.copy, number=step, by=bench.desk.by) or bench.copy.text


def save(bench: Bench, change: Change) -> HttpResponse:
    """Save, and go on. What others saved meanwhile is joined with it; what cannot be joined is asked."""
    base = text_of_step(bench, change.made_from)
    if change.text == base:
        return redirect(change.then)
    if refused := _locked(bench, change.text):
        return _refused(bench, change, refused)
    for _ in range(TRIES):
        theirs = bench.copy
        found = Joined(change.text)
        if theirs.text != base:
            found = joined(opened(base), opened(theirs.text), opened(change.text), change.taken)
        if not found.text:
            return _clash(bench, change, found)
        edit = Edit(text=found.text, made_from=theirs.step, says=change.says)
        try:
            if found.text != theirs.text:
                save_edit(copy=theirs, edit=edit, now=bench.desk.now, by=bench.desk.by)
        except CopyMoved:
            again = bench_of(bench.desk, theirs.service)
            bench = again if again is not None else bench
            continue
        mark = "&" if "?" in change.then else "?"
        return redirect(f"{change.then}{mark}{SAVED}")
    return _clash(bench, change, Joined(""))


def _locked(bench: Bench, text: str) -> tuple[str, ...]:
    """What the text changes of parts that the council may not touch, each with the law that says so."""
    base, after = bench.base, opened(text).service
    if bench.is_own or base is None or after is None:
        return ()
    before = opened(base.text).service
    if before is None:
        return ()
    return tuple(f"{problem.message} {problem.hint}".strip() for problem in locked(before, after))


def _refused(bench: Bench, change: Change, why: tuple[str, ...]) -> HttpResponse:
    """What was typed is shown again, with why it cannot be saved."""
    errors = tuple(FieldError(said) for said in why)
    return render(
        bench.desk.request, "studio/editing/refused.html", bench.edges(errors), status=422,
        bench=bench, change=change, why=why,
    )  # fmt: skip


def _clash(bench: Bench, change: Change, found: Joined) -> HttpResponse:
    errors: tuple[FieldError, ...] = ()
    if bench.desk.request.POST.get("deciding"):
        errors = tuple(FieldError("Select whose change stands", f"take-{one.id}") for one in found.questions)
    return render(
        bench.desk.request, "studio/editing/clash.html", bench.edges(errors), status=422 if errors else 409,
        bench=bench, change=change, questions=found.questions, wrong=bool(errors),
        others=_others(bench, change.made_from),
    )  # fmt: skip


def _others(bench: Bench, step: int) -> tuple[tuple[str, str], ...]:
    """What others did since a step: who, and what it changed."""
    steps = copies.working_steps(copy=bench.copy, by=bench.desk.by)
    return tuple(
        (one.by.name if one.by else "Somebody", said)
        for one in reversed(steps)
        if one.number > step
        for said in one.says
    )


def decided(bench: Bench, change: Change) -> HttpResponse:
    """Save what was held back, with what was decided since."""
    post = bench.desk.request.POST
    taken = {
        name.removeprefix("take-"): post[name]
        for name in post
        if name.startswith("take-") and post[name] in ("theirs", "yours")
    }
    return save(bench, replace(change, taken={**change.taken, **taken}))
