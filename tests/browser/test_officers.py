"""Every example's case, worked in a browser: each task, each outcome, each event, by officers and residents."""

from __future__ import annotations

import pytest

from patternbook.language.nodes.example import Step
from tests.browser.conftest import EVERYTHING, SERVICE, Walks
from tests.browser.visiting import forms, officer, progress, resident
from tests.browser.visiting.choosing import covering, of_case, walkable
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk, examples

pytestmark = pytest.mark.browser
ALL = {name: one for name, one in walkable(examples(SERVICE)).items() if one.steps}
CHOSEN = sorted(ALL) if EVERYTHING else covering(ALL, of_case)
MODES = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])


def send(walk: Walk) -> None:
    """Send the example's report, as quickly as may be."""
    resident.begin(walk)
    every, walk.looker.every = walk.looker.every, False
    resident.travel(walk, Tried.of_everything())
    resident.submit(walk)
    walk.looker.every = every


def take_step(mine: Walk, theirs: Walk, step: Step, tried: Tried) -> None:
    """Take one step of an example: whoever takes it, where they take it."""
    mine.site.ask("at", time=step.at)
    role = (step.by or "").partition(".")[0]
    if role == "resident":
        progress.make_happen(mine, step)
    elif role == "outside":
        mine.site.ask("outside", slug=mine.slug, event=step.event, said={})
    elif role == "timer" or (step.event or "").startswith("clock."):
        mine.site.ask("work")
    elif step.task:
        officer.do_task(theirs, step, tried)
    else:
        officer.make_happen(theirs, step)


@pytest.mark.parametrize(
    ("name", "scripted"),
    [(name, scripted) for name in CHOSEN for scripted in ((True, False) if EVERYTHING else (True,))],
)
def test_a_case(walks: Walks, tried: Tried, name: str, scripted: bool) -> None:
    mine = walks.at(name, scripted=scripted)
    send(mine)
    theirs = officer.sign_in(mine, walks.page(scripted))
    for step in mine.example.steps:
        take_step(mine, theirs, step, tried)
        officer.see_case(theirs)
        stages = mine.compiled.service.process.stages
        if step.stage:
            title = stages[step.stage].title.wordings["en"]
            assert str(title) in theirs.page.locator("main dl").first.inner_text()
        progress.see_progress(mine)


@MODES
def test_the_queue_search_notes_and_notices(walks: Walks, scripted: bool) -> None:
    mine = walks.at("01_collected", scripted=scripted)
    send(mine)
    theirs = officer.sign_in(mine, walks.page(scripted))
    officer.look_around(theirs)
    officer.see_case(theirs)
    officer.write_note(theirs)
    officer.take(theirs)
    officer.settle_uncertain_notice(theirs)
    walk = officer.sign_in(mine, walks.page(scripted), "officer")
    walk.reference = mine.reference
    officer.see_case(walk)


@MODES
def test_signing_in_and_its_errors(walks: Walks, scripted: bool) -> None:
    mine = walks.at("01_collected", scripted=scripted)
    officer.sign_in_wrongly(mine)
    theirs = officer.sign_in(mine, walks.page(scripted))
    forms.press(theirs.page, theirs.page.get_by_role("button", name="Sign out"))
    theirs.look("signed out", errors=None)


def test_a_queue_of_eighty_cases_by_keyboard(walks: Walks) -> None:
    """Officers open the case that is due first with few keys, and nothing is lost on a narrow screen."""
    mine = walks.at("01_collected", scripted=True)
    made = mine.site.ask("crowd", slug=mine.slug, count=80, days=1)
    mine.site.ask("at", time="2026-11-26 12:00")
    assert len(made["references"]) == 80
    theirs = officer.sign_in(mine, walks.page(True))
    assert theirs.page.locator("table.pb-cases tbody tr").count() == 80
    theirs.look("eighty cases")
    theirs.page.reload()
    theirs.page.keyboard.press("Tab")
    theirs.page.keyboard.press("Enter")
    presses = 0
    while "/cases/" not in (theirs.page.evaluate("document.activeElement.getAttribute('href')") or ""):
        theirs.page.keyboard.press("Tab")
        presses += 1
        assert presses < 12, "It takes too many keys from the skip link to the first case"
    first = theirs.page.locator("table.pb-cases tbody tr a").first.get_attribute("href")
    assert theirs.page.evaluate("document.activeElement.getAttribute('href')") == first
    with theirs.page.expect_navigation(wait_until="load"):
        theirs.page.keyboard.press("Enter")
    assert theirs.path == first
