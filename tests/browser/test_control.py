"""The control: on a page that is wrong on purpose the robot finds every fault. Were it blind, this would fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import axe, heads, keyboard, layout
from tests.browser.looking.findings import Finding
from tests.browser.looking.look import Looker
from tests.browser.looking.still import Still

pytestmark = pytest.mark.browser
BROKEN = (Path(__file__).parent / "broken.html").as_uri()


@pytest.fixture
def broken(page: Page) -> Page:
    """The broken page."""
    page.set_viewport_size(layout.WIDE)
    page.goto(BROKEN)
    return page


@pytest.fixture
def unjudged(second: Page) -> Looker:
    """Gathers what is wrong, and does not mind."""
    return Looker(Still(second))


def elements(found: list[Finding], rule: str) -> str:
    """The elements on which a rule is broken, as one text."""
    return " | ".join(one.element for one in found if one.rule == rule)


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        ("axe label", "#nameless"),
        ("axe color-contrast", "#pale"),
        ("axe image-alt", "img"),
    ],
)
def test_axe_finds(broken: Page, rule: str, element: str) -> None:
    assert element in elements(axe.look(broken), rule)


def test_a_page_that_scrolls_sideways_is_found(broken: Page) -> None:
    assert "#wide" in elements(layout.look(broken), "reflow at 320 px")


def test_a_trap_for_the_keyboard_is_found(broken: Page) -> None:
    assert "trap" in elements(keyboard.look(broken), "keyboard trap")


def test_focus_that_cannot_be_seen_is_found(broken: Page) -> None:
    found = elements(keyboard.look(broken), "focus visible")
    assert "unmarked" in found
    assert "nameless" not in found


def test_focus_that_is_covered_is_found(broken: Page) -> None:
    assert "covered" in elements(keyboard.look(broken), "focus not obscured")


def test_an_order_that_jumps_is_found(broken: Page) -> None:
    assert "#early" in elements(keyboard.look(broken), "order of focus")


def test_what_is_never_reached_is_found_where_nothing_traps(broken: Page) -> None:
    broken.set_content(
        "<h1>x</h1><a href='#a'>One</a><button id=two onfocus='document.activeElement.blur()'>Two</button>"
    )
    assert "two" in elements(keyboard.look(broken), "reached by keyboard")


def test_an_error_state_without_its_title_and_summary_is_found(broken: Page) -> None:
    found = heads.look(broken, errors=True, language="en")
    assert elements(found, "title of an error state")
    assert elements(found, "error summary")


def test_the_wrong_language_and_a_second_heading_are_found(broken: Page) -> None:
    broken.evaluate("document.querySelector('main').append(document.createElement('h1'))")
    found = heads.look(broken, errors=None, language="cy")
    assert elements(found, "language")
    assert elements(found, "one first heading")


def test_an_error_link_that_leads_nowhere_is_found(broken: Page) -> None:
    broken.evaluate(
        "document.querySelector('main').insertAdjacentHTML('afterbegin',"
        ' \'<ul class=govuk-error-summary__list><li><a href="#nowhere">Enter it</a></li>'
        '<li><a href="#nameless">Enter that</a></li></ul>\')'
    )
    found = heads.look(broken, errors=True, language="en")
    assert elements(found, "error link") == "Enter it"
    assert elements(found, "error at the field") == "Enter that"


def test_a_look_gathers_everything_and_says_where(broken: Page, unjudged: Looker) -> None:
    unjudged.look(broken, scripted=True, errors=False)
    said = unjudged.findings.say()
    for rule in ("axe label", "axe image-alt", "reflow at 320 px", "keyboard trap", "focus visible"):
        assert rule in said
    assert "broken.html" in said


def test_a_page_without_scripts_is_looked_at_too(browser: Browser, unjudged: Looker) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(BROKEN)
    unjudged.look(page, scripted=False)
    context.close()
    said = unjudged.findings.say()
    assert "axe label" in said
    # The trap is made by a script, which does not run here.
    assert "keyboard trap" not in said
