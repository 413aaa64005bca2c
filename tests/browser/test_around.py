"""What stands around a journey: saving it, finding it gone, what goes wrong, the council's own pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from patternbook.web.journeys.wording import wording
from patternbook.web.kit.words import words
from tests.browser.conftest import EVERYTHING, Walks
from tests.browser.visiting import forms, resident
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
MODES = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
# More fields than any page has: nobody's browser sends that, and it is not read.
MANY_FIELDS = """() => {
    const form = document.querySelector('main form');
    for (let place = 0; place < 2500; place += 1) {
        const field = form.appendChild(document.createElement('input'));
        field.type = 'hidden';
        field.name = `many${place}`;
    }
}"""
# Letters with a link in an hour; the one after is refused.
MOST_LETTERS = 3
IN_ENGLISH, IN_WELSH = "01_collected", "71_in_welsh"
# Each page in both languages, and with and without scripts; all four together where everything is visited.
BOTH = pytest.mark.parametrize(
    ("example", "scripted"),
    [(IN_ENGLISH, False), (IN_WELSH, True), *([(IN_ENGLISH, True), (IN_WELSH, False)] if EVERYTHING else [])],
)


def heading(walk: Walk) -> str:
    """The page's heading."""
    return walk.page.locator("h1").inner_text()


def at_check_answers(walk: Walk) -> None:
    """Everything answered, nothing sent."""
    resident.begin(walk)
    assert resident.travel(walk, Tried.of_everything()).stopped == "check-answers"


@BOTH
def test_saving_and_coming_back(walks: Walks, example: str, scripted: bool) -> None:
    walk = walks.at(example, scripted=scripted)
    at_check_answers(walk)
    walk.go("which")
    before = forms.state(walk.page)
    forms.press(walk.page, walk.page.locator('main a[href$="/save"]'))
    walk.look("save")
    forms.send(walk.page)
    walk.look("sent empty", errors=True)
    forms.fill(walk.page, {"email": ["ann"]})
    forms.send(walk.page)
    walk.look("no address", errors=True)
    forms.fill(walk.page, {"email": ["ann@example.org"]})
    forms.send(walk.page)
    walk.look("saved")
    ask_for_too_many_letters(walk)
    letter = walk.site.ask("letters", slug=walk.slug)[-1]
    assert letter["to"] == "ann@example.org"
    link = re.search(r"\S+/resume/\S+", letter["body"])
    assert link, letter["body"]
    walk.page = walks.page(scripted)
    walk.go(urlsplit(link.group(0)).path + f"?lang={walk.language}")
    walk.look("resume")
    forms.send(walk.page)
    walk.go("which")
    assert forms.state(walk.page) == before, "Coming back changed the answers"
    walk.go(f"/{walk.slug}/resume/{'x' * 43}?lang={walk.language}")
    walk.look("a link that is gone")


def ask_for_too_many_letters(walk: Walk) -> None:
    """Whoever asks for one letter after another is told to wait."""
    for _ in range(MOST_LETTERS):
        assert not forms.has_errors(walk.page)
        walk.go("save")
        forms.fill(walk.page, {"email": ["ann@example.org"]})
        forms.send(walk.page)
    walk.look("too many letters", errors=True)


@BOTH
def test_answers_that_are_gone(walks: Walks, example: str, scripted: bool) -> None:
    walk = walks.at(example, scripted=scripted)
    resident.begin(walk)
    walk.site.ask("at", time="2027-03-01 09:00")
    walk.go(f"postcode?lang={walk.language}")
    assert walk.place == "timed-out"
    # The draft that kept the language is gone; without a cookie for it the address says it.
    walk.go(f"timed-out?lang={walk.language}")
    walk.look("timed out")


@BOTH
def test_what_goes_wrong(walks: Walks, example: str, scripted: bool) -> None:
    walk = walks.at(example, scripted=scripted)
    resident.begin(walk)
    walk.go(f"no-such-page?lang={walk.language}")
    assert heading(walk) == words(walk.language)["not_found_title"]
    walk.look("404", errors=None)
    walk.go("postcode")
    forms.fill(walk.page, {"postcode": ["ZZ99 1AG"]})
    cookies = [one for one in walk.page.context.cookies() if one["name"] != "form"]
    walk.page.context.clear_cookies()
    walk.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they were given
    forms.send(walk.page)
    assert heading(walk) == words(walk.language)["form_expired_title"]
    walk.look("403: the form is old", errors=None)
    for how, what in (("defect", "went_wrong"), ("database", "unavailable")):
        walk.site.ask("break", how=how)
        walk.go(f"postcode?lang={walk.language}")
        walk.site.ask("break", how="")
        assert heading(walk) == words(walk.language)[f"{what}_title"]
        walk.look(f"{what}: 500 or 503", errors=None)
    walk.site.ask("off", slug=walk.slug)
    walk.go("")
    walk.look("switched off")
    walk.go("postcode")
    walk.look("switched off on the way")


@BOTH
def test_what_goes_wrong_with_what_is_sent(walks: Walks, example: str, scripted: bool) -> None:
    walk = walks.at(example, scripted=scripted)
    at_check_answers(walk)
    somebody_is_quicker(walk, "a report")
    walk.go("postcode")
    forms.fill(walk.page, {"postcode": ["ZZ99 1BH"]})
    somebody_is_quicker(walk, "a page")
    walk.go("postcode")
    walk.page.evaluate(MANY_FIELDS)
    forms.send(walk.page)
    assert heading(walk) == words(walk.language)["bad_request_title"]
    walk.look("400", errors=None)


def somebody_is_quicker(walk: Walk, what: str) -> None:
    """What is sent finds that something was changed meanwhile, and the page says so."""
    walk.site.ask("quicker", there=True)
    forms.send(walk.page)
    walk.site.ask("quicker", there=False)
    assert heading(walk) == wording(walk.language)["busy_title"]
    walk.look(f"409: {what} could not be saved", errors=None)


@BOTH
def test_the_councils_own_pages(walks: Walks, example: str, scripted: bool) -> None:
    walk = walks.at(example, scripted=scripted)
    walk.language = walk.example.language
    for path in ("", "accessibility", "privacy", "cookies", "contact", "no-such/"):
        walk.go(f"/{walk.slug}/{path}?lang={walk.language}")
        walk.look(path, errors=None)
    walk.language = "en"
    walk.go("/?lang=en")
    walk.look("front page", errors=None)


@MODES
def test_a_report_that_was_sent_is_not_sent_again(walks: Walks, scripted: bool) -> None:
    walk = walks.at(IN_ENGLISH, scripted=scripted)
    at_check_answers(walk)
    resident.submit(walk)
    walk.go("postcode")
    assert walk.place == "confirmation"
    walk.go("")
    walk.look("start, after sending")
    walk.go(f"/{walk.slug}/progress/{'x' * 32}")
    walk.look("no such case", errors=None)
