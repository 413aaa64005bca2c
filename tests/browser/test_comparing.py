"""Councils side by side, as anybody reads them in a browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Walks
from tests.browser.test_library import open_everything
from tests.browser.visiting import forms

pytestmark = pytest.mark.browser
PAGE = "/library/missed-bin/compare"


@pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
def test_councils_are_chosen_and_compared(walks: Walks, scripted: bool) -> None:
    first, second = (
        walks.at(example, scripted=scripted)
        for example in ("05_one_report_for_the_property", "23_last_minute")
    )
    walk = second
    walk.go(PAGE)
    walk.look("all councils")
    walk.page.locator("summary").first.click()
    for one in (first, second):
        walk.page.locator(f"#c-{one.slug}").check()
    forms.send(walk.page)
    assert "2 councils, as things stand on" in walk.said
    assert "How many reports can be open" in walk.said
    open_everything(walk)
    walk.look("two councils, everything open")
    plots = walk.page.locator("svg.pb-plot").count()
    assert plots
    for place in range(plots):
        drawing = walk.page.locator("svg.pb-plot").nth(place)
        assert drawing.is_visible()
        assert (
            drawing.locator("rect").count()
            == walk.page.locator("details table").nth(place).locator("tbody tr").count()
        )
    walk.page.locator("#on").fill("31")
    walk.page.locator("#on-month").fill("2")
    forms.send(walk.page)
    walk.look("no such day", errors=True)
    walk.go(f"{PAGE}?c=nowhere")
    walk.look("none of the councils")
