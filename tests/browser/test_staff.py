"""What stands around the officers' work: what goes wrong there, their passwords, the auditor's page."""

from __future__ import annotations

import pytest

from patternbook.web.kit.words import words
from tests.browser.conftest import Walks
from tests.browser.test_officers import MODES, send
from tests.browser.visiting import forms, officer
from tests.browser.visiting.walk import Walk

pytestmark = pytest.mark.browser
EXAMPLE = "01_collected"
NEW = "gate lantern orchard"


def heading(walk: Walk) -> str:
    """The page's heading."""
    return walk.page.locator("h1").inner_text()


@MODES
def test_two_who_work_on_one_case_at_once(walks: Walks, scripted: bool) -> None:
    mine = walks.at(EXAMPLE, scripted=scripted)
    send(mine)
    first, second = (officer.sign_in(mine, walks.page(scripted)) for _ in range(2))
    address = officer.task_address(first)
    first.go(address)
    second.go(address)
    mine.site.ask("quicker", there=True)
    officer.send_outcome(first)
    mine.site.ask("quicker", there=False)
    assert forms.has_errors(first.page)
    first.look("409: the case moved meanwhile", errors=True)
    officer.send_outcome(first)
    assert first.path == officer.case_path(first), forms.errors(first.page)
    officer.send_outcome(second)
    assert heading(second) == "This can no longer be done"
    second.look("409: too late", errors=None)


@MODES
def test_what_goes_wrong_in_the_staff_area(walks: Walks, scripted: bool) -> None:
    theirs = officer.sign_in(walks.at(EXAMPLE, scripted=scripted), walks.page(scripted))
    queue = f"/staff/{theirs.slug}/"
    theirs.go(f"{queue}cases/NONE-SUCH")
    assert heading(theirs) == words("en")["not_found_title"]
    theirs.look("404", errors=None)
    for how, what in (("defect", "went_wrong"), ("database", "unavailable")):
        theirs.site.ask("break", how=how)
        theirs.go(queue)
        theirs.site.ask("break", how="")
        assert heading(theirs) == words("en")[f"{what}_title"]
        theirs.look(f"{what}: 500 or 503", errors=None)
    theirs.go("/staff/password")
    cookies = [one for one in theirs.page.context.cookies() if one["name"] != "form"]
    theirs.page.context.clear_cookies()
    theirs.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they were given
    forms.send(theirs.page)
    assert heading(theirs) == words("en")["form_expired_title"]
    theirs.look("403: the form is old", errors=None)


@MODES
def test_changing_a_password(walks: Walks, scripted: bool) -> None:
    mine = walks.at(EXAMPLE, scripted=scripted)
    theirs = officer.sign_in(mine, walks.page(scripted))
    forms.press(theirs.page, theirs.page.get_by_role("link", name="Change password"))
    theirs.look("change password")
    known = mine.people["password"]
    for state, old, new in (
        ("empty", "", ""), ("no change", known, known), ("too short", known, "short"), ("common", known, "password1234"),
        ("like the address", known, mine.people["lead"]), ("wrong", "x", NEW),
    ):  # fmt: skip
        forms.fill(theirs.page, {"old": [old], "new": [new]})
        forms.send(theirs.page)
        theirs.look(state, errors=True)
    forms.fill(theirs.page, {"old": [known], "new": [NEW]})
    forms.send(theirs.page)
    assert not forms.has_errors(theirs.page), forms.errors(theirs.page)
    theirs.look("password changed")


@MODES
def test_the_pages_of_those_who_work_on_no_case_and_at_several_councils(walks: Walks, scripted: bool) -> None:
    mine, other = walks.at(EXAMPLE, scripted=scripted), walks.at(EXAMPLE, scripted=scripted)
    auditor = sign_in_somewhere(mine, walks, "auditor")
    assert auditor.path == f"/staff/{mine.slug}/sign-ins"
    auditor.look("sign-ins")
    operator = sign_in_somewhere(mine, walks, "operator")
    assert operator.path == "/staff/"
    operator.look("no council")
    mine.site.ask("join", slug=other.slug, email=mine.people["lead"])
    lead = sign_in_somewhere(mine, walks, "lead")
    assert lead.page.locator("main li a").count() == 2
    lead.look("several councils")


def sign_in_somewhere(mine: Walk, walks: Walks, who: str) -> Walk:
    """Sign somebody in, and go wherever that leads."""
    walk = Walk(
        mine.site, mine.looker, walks.page(mine.scripted), mine.service, mine.slug, mine.example, mine.scripted, mine.people
    )  # fmt: skip
    walk.go("/staff/")
    forms.fill(walk.page, {"email": [mine.people[who]], "password": [mine.people["password"]]})
    forms.send(walk.page)
    return walk
