"""A resident's journey, walked as an example has it: every page, every error state, to its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from patternbook.engine.examples.answering import form_of
from patternbook.language.kinds.questions import Question
from tests.browser.visiting import forms
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk
from tests.browser.visiting.wrong import wrong_answers

MOST_PAGES = 40


@dataclass
class Journey:
    """What came of a journey: the pages on its way, and where it stopped."""

    pages: list[str] = field(default_factory=list)
    stopped: str = ""


def begin(walk: Walk) -> None:
    """From the start page into the journey."""
    if walk.example.language == "cy":
        walk.go("?lang=cy")
        walk.language = "cy"
    else:
        walk.go("")
    walk.look()
    forms.send(walk.page)


def travel(walk: Walk, tried: Tried) -> Journey:
    """Answer page after page, until an end, check answers, or a page for which the example has no answer."""
    journey, before = Journey(), ""
    for _ in range(MOST_PAGES):
        place = walk.place
        if place == "check-answers" or place.startswith("end/"):
            journey.stopped = place
            return journey
        key = place.replace("-", "_")
        journey.pages.append(key)
        walk.look()
        _back_is_true(walk, before)
        before = walk.path
        if tried.first_time(walk, walk.looker.every):
            _switch_language(walk)
            _send_wrong(walk, key)
        if not _answer(walk, key):
            journey.stopped = key
            return journey
    raise AssertionError(f"The journey does not end: {journey.pages}")


def _questions(walk: Walk, key: str) -> dict[str, Question]:
    return dict(walk.compiled.service.pages[key].questions)


def _answer(walk: Walk, key: str) -> bool:
    """Fill the page in and send it. False where the example expects that its answer is refused."""
    form = form_of(_questions(walk, key), walk.answers)
    forms.fill(walk.page, {name: values for name, values in form.items() if _is_there(walk, name)})
    forms.send(walk.page)
    if not forms.has_errors(walk.page):
        return True
    walk.look("answer refused", errors=True)
    assert walk.example.expect.refused, f"{key} was refused: {forms.errors(walk.page)}"
    return False


def _is_there(walk: Walk, name: str) -> bool:
    return walk.page.locator(f'main [name="{name}"]').count() > 0


def _back_is_true(walk: Walk, before: str) -> None:
    """The back link leads to the page before."""
    if before:
        back = walk.page.locator("a.govuk-back-link").get_attribute("href")
        assert back == before, f"Back on {walk.path} leads to {back}, not to {before}"


def _switch_language(walk: Walk) -> None:
    """The other language on the same page, and back; what stands in the fields stays."""
    links = walk.page.locator(".pb-languages a")
    if not links.count():
        return
    before, path = forms.state(walk.page), walk.path
    other = links.get_attribute("hreflang") or ""
    for language in (other, walk.language):
        forms.press(walk.page, walk.page.locator(".pb-languages a"))
        assert walk.path == path, f"The language switch led from {path} to {walk.path}"
        walk.look("other language", language=language)
        assert forms.state(walk.page) == before, "The language switch changed what stands in the fields"


def _send_wrong(walk: Walk, key: str) -> None:
    """Send the page in empty, and with every wrong answer; each must be refused, and lead to its field."""
    url, questions = walk.path, _questions(walk, key)
    if not questions:
        return
    forms.send(walk.page)
    if forms.has_errors(walk.page):
        _refused(walk, "sent empty")
    for name, question in questions.items():
        for says, form in wrong_answers(name, question):
            walk.go(url)
            if all(_is_there(walk, field) for field in form):
                right = form_of(questions, walk.answers)
                there = {field: values for field, values in (right | form).items() if _is_there(walk, field)}
                forms.fill(walk.page, there)
                forms.send(walk.page)
                assert forms.has_errors(walk.page), f"{key} took a wrong answer: {name}, {says}"
                _refused(walk, f"{name}: {says}")
    walk.go(url)


def _refused(walk: Walk, state: str) -> None:
    """A page in an error state: looked at, and its links lead to their fields."""
    walk.look(state, errors=True)
    links = walk.page.locator(".govuk-error-summary__list a")
    for place in range(links.count()):
        target = urlsplit(links.nth(place).get_attribute("href") or "").fragment
        links.nth(place).click()
        if walk.scripted:
            focused = walk.page.evaluate("document.activeElement.id")
            assert focused == target, f"{state}: the link to #{target} leads to #{focused}"


def check_answers(walk: Walk, *, change: bool) -> None:
    """Look at all answers, and follow each Change link there and back."""
    walk.look()
    if not change:
        return
    links = walk.page.locator(".govuk-summary-list__actions a")
    addresses = dict.fromkeys(links.nth(place).get_attribute("href") or "" for place in range(links.count()))
    for address in addresses:
        walk.go(address)
        walk.look("change")
        _switch_language(walk)
        forms.send(walk.page)
        assert walk.place == "check-answers", (
            f"Changing {address} led to {walk.path}: {forms.errors(walk.page)}"
        )


def submit(walk: Walk) -> None:
    """Send the report; the confirmation says what happens next, and leads to the progress page."""
    forms.send(walk.page)
    assert walk.place == "confirmation", f"Sending led to {walk.path}: {walk.said}"
    walk.look()
    walk.reference = walk.page.locator(".govuk-panel__body strong").inner_text()
    link = walk.page.locator('main a[href*="/progress/"]')
    walk.progress_url = link.get_attribute("href") or ""


def give_feedback(walk: Walk) -> None:
    """Every end asks what the resident thinks: an answer is missing, then it is given."""
    forms.press(walk.page, walk.page.locator('main a[href*="/feedback"]'))
    walk.look()
    forms.send(walk.page)
    _refused(walk, "sent empty")
    forms.fill(walk.page, {"rating": ["4"], "text": ["It was quick. " * 100]})
    forms.send(walk.page)
    _refused(walk, "too long")
    forms.fill(walk.page, {"rating": ["4"], "text": ["It was quick."]})
    forms.send(walk.page)
    assert not forms.has_errors(walk.page), forms.errors(walk.page)
    walk.look("thanks")
