"""An administrator's day: taking a service, choosing, upgrading, offering, moving cases; with and without scripts."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Walks
from tests.browser.visiting import forms
from tests.browser.visiting.resident import begin, submit, travel
from tests.browser.visiting.tried import Tried
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
MODES = pytest.mark.parametrize("scripted", [True, False], ids=["with scripts", "without scripts"])
MAIN = "main form button.govuk-button[type=submit]:not(.govuk-button--secondary)"
# A folder for pictures of every page, for whoever wants to look.
PICTURES = os.environ.get("PATTERNBOOK_PICTURES", "")


def sign_in(walk: Walk, page: Page, who: str) -> Walk:
    """The same council in another browser, in which somebody of that role is signed in."""
    theirs = Walk(
        walk.site, walk.looker, page, walk.service, walk.slug, walk.example, walk.scripted, walk.people
    )
    theirs.go(f"/staff/{walk.slug}/services/")
    forms.fill(page, {"email": [walk.people[who]], "password": [walk.people["password"]]})
    forms.send(page)
    assert theirs.path == f"/staff/{walk.slug}/services/", theirs.said
    return theirs


def look(
    walk: Walk, address: str, state: str = "", service: str = "missed-bin/", *, errors: bool = False
) -> None:
    """Open a page about the council's services, and look at it; with errors, at the page that is shown."""
    if not errors:
        walk.go(f"/staff/{walk.slug}/services/{service}{address}")
    for place in range(walk.page.locator("main details").count()):
        walk.page.locator("main details").nth(place).evaluate("one => { one.open = true; }")
    walk.look(state, errors=errors)
    if PICTURES and walk.scripted:
        name = f"{service}{address}{'-' + state if state else ''}".replace("/", "_")
        walk.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def wrong(
    walk: Walk, address: str, form: Mapping[str, list[str]], says: str, service: str = "missed-bin/"
) -> None:
    """Send a form in that is refused, and look at what is told."""
    walk.go(f"/staff/{walk.slug}/services/{service}{address}")
    forms.fill(walk.page, form)
    forms.press(walk.page, walk.page.locator(MAIN).last)
    assert says in walk.said, walk.said
    look(walk, address, says[:20], service, errors=True)


def save(walk: Walk, address: str, form: Mapping[str, list[str]], service: str = "missed-bin/") -> None:
    """Send a form in that is taken."""
    walk.go(f"/staff/{walk.slug}/services/{service}{address}")
    forms.fill(walk.page, form)
    forms.press(walk.page, walk.page.locator(MAIN).last)
    assert not forms.has_errors(walk.page), walk.said


@MODES
def test_choosing_and_putting_in_force(walks: Walks, scripted: bool) -> None:
    ada = sign_in(walks.at("01_collected", scripted=scripted), walks.page(scripted), "administrator")
    look(ada, "", service="")
    for page in ("", "adopt", "settings", "bindings", "text", "examples", "switch", "history"):
        look(ada, page)
    for setting in (
        "window",
        "windows",
        "window-from",
        "set-out-by",
        "blocked-classes",
        "crew-codes",
        "disputes",
        "blocked-codes",
    ):
        look(ada, f"settings/{setting}")
    wrong(
        ada,
        "settings/return-within",
        {"value-length": ["11"], "value-unit": ["working_day"]},
        "must be at most 10",
    )
    wrong(ada, "settings/window-from", {"from-day": ["40"]}, "Enter a day, month and year")
    wrong(ada, "bindings", {"phone-en": ["x"]}, "This must be a telephone number")
    wrong(ada, "text", {"text": ["adopts: ["]}, "Line ")
    day = {"from-day": ["1"], "from-month": ["4"], "from-year": ["2027"], "because": ["The new contract"]}
    save(ada, "settings/return-within", {"value-length": ["2"], "value-unit": ["working_day"], **day})
    for page in ("", "settings/return-within", "switch"):
        look(ada, page, "prepared")
    wrong(ada, "switch", {}, "Enter why")
    save(ada, "switch", {"because": ["Decided"]})
    look(ada, "history", "two")
    look(ada, "history/1")
    wrong(ada, "history/1", {}, "Enter why")


@MODES
def test_upgrading_with_a_conflict_and_offering(walks: Walks, scripted: bool) -> None:
    mine = walks.at("01_collected", scripted=scripted)
    made = mine.site.ask("vary", slug=mine.slug)
    service = made["service"].replace("_", "-") + "/"
    ada = sign_in(mine, walks.page(scripted), "administrator")
    look(ada, "", "new things", service="")
    look(ada, "upgrade", service=service)
    wrong(ada, "upgrade", {}, "Select what to do", service)
    wrong(ada, "upgrade", {"do": ["decline"]}, "Enter why", service)
    for conflict in made["conflicts"]:
        look(ada, f"conflicts/{conflict}", service=service)
        wrong(ada, f"conflicts/{conflict}", {}, "Select what to take", service)
        save(
            ada, f"conflicts/{conflict}", {"take": ["council"], "because": ["Tested with residents"]}, service
        )
    look(ada, "upgrade", "decided", service)
    look(ada, "offer", service=service)
    wrong(ada, "offer", {}, "Select what you offer", service)
    save(ada, "upgrade", {"do": ["now"]}, service)
    look(ada, "upgrade", "none", service)
    cerys = sign_in(mine, walks.page(scripted), "curator")
    look(cerys, "offers-received", service="")
    look(cerys, f"offers-received/{made['offer']}", service="")
    wrong(cerys, f"offers-received/{made['offer']}", {"do": ["decline"]}, "Enter why, for those", "")


@MODES
def test_moving_cases(walks: Walks, scripted: bool) -> None:
    mine = walks.at("01_collected", scripted=scripted)
    begin(mine)
    travel(mine, Tried.of_everything())
    submit(mine)
    ada = sign_in(mine, walks.page(scripted), "administrator")
    save(ada, "settings/disputes", {"value": ["yes"]})
    save(ada, "switch", {"because": ["Fair"]})
    look(ada, "move-cases")
    wrong(ada, "move-cases", {"case": []}, "Enter why they are moved")
    save(ada, "move-cases", {"because": ["The same for all"]})
    assert "Take it back" in ada.said
    look(ada, "move-cases", "moved")
