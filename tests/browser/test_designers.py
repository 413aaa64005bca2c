"""A designer's day in a browser: with and without scripts, wide and narrow, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Walks
from tests.browser.looking.layout import NARROW, WIDE
from tests.browser.visiting import forms
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
MODES = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
LABEL = "What was not emptied?"


def sign_in(walk: Walk, page: Page, who: str = "designer") -> Walk:
    """The same council in another browser, in which a designer is signed in."""
    theirs = Walk(
        walk.site, walk.looker, page, walk.service, walk.slug, walk.example, walk.scripted, walk.people
    )
    theirs.go(f"/staff/{walk.slug}/services/")
    forms.fill(page, {"email": [walk.people[who]], "password": [walk.people["password"]]})
    forms.send(page)
    assert theirs.path == f"/staff/{walk.slug}/services/", theirs.said
    return theirs


def edit(walk: Walk, page: str = "") -> None:
    """Open a page of the editor."""
    walk.go(f"/staff/{walk.slug}/services/missed-bin/edit/{page}")


def begin(walk: Walk) -> None:
    edit(walk, "begin")
    if walk.path.endswith("begin"):
        walk.look()
        forms.send(walk.page)


def look_at(walk: Walk, *pages: str) -> None:
    for page in pages:
        edit(walk, page)
        walk.look()
        for place in range(walk.page.locator("details").count()):
            walk.page.locator("details").nth(place).evaluate("one => { one.open = true; }")
        walk.look("all open")


@MODES
def test_every_page_of_the_editor(walks: Walks, scripted: bool) -> None:
    mine = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted))
    begin(mine)
    look_at(
        mine, "", "about", "part/pages", "part/pages/which", "part/pages/which/questions/missed",
        "part/pages/which/questions/missed/from", "part/check-answers", "part/settings/window", "part/purposes/place",
        "part/process/stages/checking", "part/process/notices/received", "part/process/clocks/check",
        "add/pages", "add/pages/which/questions", "add/pages/which/questions?ask=choice", "key/pages/which",
        "text", "history", "changes", "use", "discard", "examples", "examples/new", "examples/of/01_collected",
        "preview/pages/which", "preview/process/notices/received",
    )  # fmt: skip


@MODES
def test_starting_a_new_service(walks: Walks, scripted: bool) -> None:
    mine = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted))
    begin(mine)
    mine.go(f"/staff/{mine.slug}/services/start-a-service")
    mine.look()
    forms.send(mine.page)
    mine.look("sent empty", errors=True)
    forms.fill(mine.page, {"title": ["Report a fallen tree"]})
    forms.send(mine.page)
    assert mine.path.endswith("/report-a-fallen-tree/edit/")
    mine.look("a new service")


@MODES
def test_a_changed_question_is_seen_at_once_and_undone(walks: Walks, scripted: bool) -> None:
    mine = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted))
    begin(mine)
    question = "part/pages/which/questions/missed"
    edit(mine, question)
    forms.fill(mine.page, {"label-en": [""]})
    press_save(mine)
    mine.look("without words", errors=True)
    forms.fill(mine.page, {"label-en": [LABEL]})
    press_save(mine)
    mine.look("saved")
    frame = mine.page.frame_locator("iframe")
    assert LABEL in frame.locator("main").inner_text()
    mine.page.set_viewport_size(NARROW)
    assert mine.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert mine.page.locator("iframe").bounding_box() is not None
    mine.page.set_viewport_size(WIDE)
    forms.press(mine.page, mine.page.get_by_role("button", name="Undo this"))
    mine.look("history, undone")
    edit(mine, question)
    assert mine.page.locator("#label-en").input_value() == "Which collections were missed?"


def press_save(walk: Walk) -> None:
    forms.press(walk.page, walk.page.get_by_role("button", name="Save", exact=True))


def test_two_designers_change_the_same_words(walks: Walks) -> None:
    at = walks.at("01_collected", scripted=True)
    mine = sign_in(at, walks.page(True))
    begin(mine)
    theirs = sign_in(at, walks.page(True), "administrator")
    question = "part/pages/which/questions/missed"
    for walk, words in ((mine, "Mine?"), (theirs, "Theirs?")):
        edit(walk, question)
        forms.fill(walk.page, {"label-en": [words]})
    press_save(theirs)
    press_save(mine)
    mine.look("both changed it")
    press_save(mine)
    mine.look("nothing selected", errors=True)
    mine.page.get_by_label("Yours: Mine?").check()
    press_save(mine)
    assert mine.page.locator("#label-en").input_value() == "Mine?"


def test_a_page_is_moved_with_the_keyboard_alone(walks: Walks) -> None:
    mine = sign_in(walks.at("01_collected", scripted=True), walks.page(True))
    begin(mine)
    edit(mine, "part/ends")
    first = mine.page.locator(".pb-parts__item").first.inner_text()
    button = mine.page.get_by_role("button", name="Move down").first
    button.focus()
    with mine.page.expect_navigation(wait_until="load"):
        mine.page.keyboard.press("Enter")
    assert mine.page.locator(".pb-parts__item").nth(1).inner_text().split("\n")[0] == first.split("\n")[0]
    mine.look("moved")
