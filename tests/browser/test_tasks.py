"""A journey with a task list, and questions that hold several answers: walked at a made-up service of the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.browser.conftest import Walks
from tests.browser.visiting import forms, resident
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
SERVICE = "street_party"
PAGES: Mapping[str, forms.SentIn] = {
    "helpers": {
        "helpers-0-name": ["Tables"], "helpers-0-strong": ["yes"],
        "helpers-1-name": ["Flags"], "helpers-1-strong": ["no"],
    },
    "days": {"days-saturday": ["well"], "days-sunday": ["badly"]},
    "music": {"music-1": ["choir"], "music-2": ["brass"]},
}  # fmt: skip
WRONG: Mapping[str, forms.SentIn] = {
    "helpers": {"helpers-0-name": ["Tables"], "helpers-0-strong": []},
    "days": {"days-saturday": ["well"]},
    "music": {"music-1": ["choir"], "music-2": ["choir"]},
}


def answer(walk: Walk, page: str) -> None:
    """Look at a page, send it in empty and half right, then with its answers."""
    walk.look()
    forms.send(walk.page)
    if forms.has_errors(walk.page):
        walk.look("sent empty", errors=True)
    walk.go(page)
    fill(walk, WRONG[page])
    forms.send(walk.page)
    if forms.has_errors(walk.page):
        walk.look("half right", errors=True)
    walk.go(page)
    fill(walk, PAGES[page])
    forms.send(walk.page)
    assert not forms.has_errors(walk.page), forms.errors(walk.page)


def fill(walk: Walk, form: forms.SentIn) -> None:
    """Fill in what the page shows."""
    there = {
        name: values for name, values in form.items() if walk.page.locator(f'main [name="{name}"]').count()
    }
    forms.fill(walk.page, there)


@pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
def test_a_task_list(walks: Walks, scripted: bool) -> None:
    walk = replace(walks.at("01_collected", scripted=scripted), service=SERVICE)
    walk.site.ask("party", slug=walk.slug)
    resident.begin(walk)
    walk.go("tasks")
    walk.look("nothing done")
    for page in PAGES:
        walk.go(page)
        answer(walk, page)
        walk.go("tasks")
        walk.look(f"{page} done")
    forms.press(walk.page, walk.page.locator("main a.govuk-button"))
    assert walk.place == "check-answers", walk.path
    resident.check_answers(walk, change=False)
    for page in PAGES:
        walk.go(f"{page}?change")
        walk.look("change")
        forms.send(walk.page)
        assert not forms.has_errors(walk.page), forms.errors(walk.page)
    walk.go("check-answers")
    resident.submit(walk)
