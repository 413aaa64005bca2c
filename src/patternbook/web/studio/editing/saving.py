"""A changed text becomes the next step of its working copy; two designers at once lose nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from patternbook.web.catalogue.actions.editing import CopyMoved, Edit, save_edit
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import render
from patternbook.web.studio.editing.bench import Bench

SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Change:
    """What a designer wants to save: the new text, the step it was made from, what it says it does, where to go then."""

    text: str
    made_from: int
    says: tuple[str, ...]
    then: str


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
    """Save, and go on; where somebody else saved meanwhile, show both."""
    if change.text == text_of_step(bench, change.made_from):
        return redirect(change.then)
    edit = Edit(text=change.text, made_from=change.made_from, says=change.says)
    try:
        save_edit(copy=bench.copy, edit=edit, now=bench.desk.now, by=bench.desk.by)
    except CopyMoved:
        return _clash(bench, change)
    mark = "&" if "?" in change.then else "?"
    return redirect(f"{change.then}{mark}{SAVED}")


def _clash(bench: Bench, change: Change) -> HttpResponse:
    return render(
        bench.desk.request, "studio/editing/clash.html", bench.edges(), status=409,
        bench=bench, change=change, crumbs=(),
    )  # fmt: skip
