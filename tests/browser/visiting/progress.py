"""The resident's page on how their case goes, and what they can do there."""

from __future__ import annotations

from patternbook.language.nodes.example import Step
from tests.browser.visiting import forms
from tests.browser.visiting.walk import Walk


def see_progress(walk: Walk) -> None:
    """How it goes, as the resident sees it."""
    walk.go(walk.progress_url)
    walk.look("progress")


def make_happen(walk: Walk, step: Step) -> None:
    """What a resident does about their case, or finds that it cannot be done now."""
    see_progress(walk)
    address = f"{walk.progress_url}/{(step.event or '').replace('_', '-')}"
    link = walk.page.locator(f'main a[href="{address}"]')
    if step.refused:
        assert not link.count(), f"{address} is offered, though the process refuses it"
        walk.go(address)
        walk.look("not now")
        return
    forms.press(walk.page, link)
    walk.look("event")
    forms.send(walk.page)
    assert walk.path == walk.progress_url, f"{step.event} was refused: {forms.errors(walk.page)}"
    walk.look("progress, after it was done")
