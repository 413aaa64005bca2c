"""The library in a browser: with and without scripts, wide and narrow, by keyboard, with every error state."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Walks
from tests.browser.test_designers import sign_in
from tests.browser.visiting import forms
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
MODES = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
SERVICE = "/library/missed-bin/"
TRY = f"{SERVICE}1.0.0/try"


def open_everything(walk: Walk) -> None:
    """Open what can be folded out, which without scripts a press on it does too."""
    for place in range(walk.page.locator("details").count()):
        walk.page.locator("details").nth(place).evaluate("one => { one.open = true; }")


@MODES
def test_searching_and_a_services_page(walks: Walks, scripted: bool) -> None:
    walk = walks.at("01_collected", scripted=scripted)
    walk.go("/library/")
    walk.look()
    forms.fill(walk.page, {"q": ["missde bin"]})
    forms.press(walk.page, walk.page.locator("main").get_by_role("button", name="Search"))
    assert "Showing results for missed bin" in walk.said
    walk.look("a typing error")
    walk.go("/library/?q=xylophone&function=waste")
    walk.look("nothing found")
    walk.go("/library/?q=bin")
    forms.press(walk.page, walk.page.get_by_role("link", name="Report a missed bin collection"))
    assert walk.path == SERVICE
    walk.look()
    open_everything(walk)
    walk.look("all open")


@MODES
def test_trying_it_out(walks: Walks, scripted: bool) -> None:
    walk = walks.at("01_collected", scripted=scripted)
    walk.go(TRY)
    walk.look()
    forms.press(walk.page, walk.page.get_by_role("button", name="Start now"))
    walk.look("the first page")
    press(walk, "Continue")
    walk.look("an error", errors=True)
    forms.fill(walk.page, {"postcode": ["ZZ99 1AG"]})
    press(walk, "Continue")
    walk.look("the second page")
    press(walk, "Back")
    assert walk.page.locator("#postcode").input_value() == "ZZ99 1AG"
    press(walk, "Cymraeg")
    walk.look("in Welsh", language="cy")


def press(walk: Walk, words: str) -> None:
    """Press a button of the page's own."""
    forms.press(walk.page, walk.page.get_by_role("button", name=words, exact=True))


@MODES
def test_signing_off_and_its_errors(walks: Walks, scripted: bool) -> None:
    mine = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted), "curator")
    mine.go(f"/staff/{mine.slug}/services/missed-bin/review/1.0.0")
    mine.look()
    press(mine, "Sign off")
    mine.look("sent empty", errors=True)
    mine.page.get_by_label("The law", exact=True).check()
    forms.fill(mine.page, {"reviewer": [f"Lena Lawyer of {mine.slug}"], "capacity": ["solicitor"]})
    press(mine, "Sign off")
    assert mine.path == f"{SERVICE}1.0.0/"
    assert "reviewed by Lena Lawyer" in mine.said
    mine.look("signed in")


@MODES
def test_publishing_and_recalling(walks: Walks, scripted: bool) -> None:
    mine = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted), "curator")
    key = f"lost_clock_{mine.slug.replace('-', '_')}"[:60]
    services = f"/staff/{mine.slug}/services/"
    mine.go(f"{services}start-a-service")
    forms.fill(mine.page, {"title": ["Report a lost clock"], "key": [key]})
    forms.send(mine.page)
    address = key.replace("_", "-")
    mine.go(f"{services}{address}/publish")
    mine.look()
    forms.fill(mine.page, {"notes": ["Clocks can be lost."], "credit": ["Ann Other: thought of it"]})
    press(mine, "Publish version 1.0.0")
    assert mine.path == f"/library/{address}/1.0.0/", mine.said
    mine.look("just published")
    mine.go(f"{services}{address}/publish")
    assert "Nothing changed since version 1.0.0" in mine.said
    mine.look("nothing to publish")
    mine.go(f"{services}{address}/recall/1.0.0")
    mine.look()
    press(mine, "Recall this version")
    mine.look("sent empty", errors=True)
    forms.fill(mine.page, {"because": ["Its clock is wrong."], "what_to_do": ["Wait for 1.0.1."]})
    press(mine, "Recall this version")
    assert "Its clock is wrong." in mine.said
    mine.look("recalled")
