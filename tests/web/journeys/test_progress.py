"""Following a case by its link, and what a resident can do about it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.library import demonstration
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.cases.models import Case, CaseEvent
from patternbook.web.catalogue.shipped import set_up
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import SERVICE, Browser, SetClock

pytestmark = pytest.mark.django_db


def reported(browser: Browser) -> str:
    """A report, and the link to its progress."""
    browser.to_check()
    browser.post("check-answers")
    return browser.link("See how your report is going")


def test_the_progress_page_says_where_it_stands_and_until_when(browser: Browser) -> None:
    link = reported(browser)
    browser.get(link)
    assert Case.objects.get().reference in browser.text
    assert "What happens next" in browser.text
    assert "by " in browser.text
    assert "Ann Other" not in browser.text


def test_another_token_opens_nothing(browser: Browser, welsh_browser: Browser) -> None:
    link = reported(browser)
    assert Client().get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    assert Client().get(link.replace(browser.slug, welsh_browser.slug)).status_code == 404


def test_a_report_is_withdrawn_once(browser: Browser) -> None:
    link = reported(browser)
    browser.get(f"{link}/withdraw")
    assert Case.objects.get().closed is None
    browser.post(f"{link}/withdraw")
    assert "We have noted it" in browser.text
    assert Case.objects.get().closed is not None
    browser.post(f"{link}/withdraw")
    assert browser.status == 409


# A Tuesday. Both councils let residents escalate from 6pm two working days later, and for two working days,
# since the collection is fortnightly.
REPORTED = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TOO_EARLY = dt.datetime(2026, 11, 26, 17, 59, tzinfo=dt.UTC)
OPEN = dt.datetime(2026, 11, 26, 18, 1, tzinfo=dt.UTC)
TOO_LATE = dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)


def let_residents_escalate(council: Authority) -> None:
    """The Welsh council does not by itself."""
    chosen = demonstration.adoptions(council.slug)[SERVICE]
    text = chosen.replace("bindings:\n", "  escalation:\n    values:\n      - value: true\nbindings:\n", 1)
    set_up(authority=council, service=SERVICE, adoption_text=text, now=timezone.now())


@pytest.fixture(params=["en", "cy"])
def reporter(request: pytest.FixtureRequest, set_clock: SetClock) -> tuple[Browser, str]:
    """Somebody who has reported, in each language, and the link to their case."""
    set_clock(REPORTED)
    if request.param == "en":
        browser: Browser = request.getfixturevalue("browser")
        return browser, reported(browser)
    let_residents_escalate(request.getfixturevalue("welsh"))
    browser = request.getfixturevalue("welsh_browser")
    browser.get("?lang=cy")
    browser.to_check("990002000001", "ZZ99 2AG")
    browser.post("check-answers")
    return browser, browser.link("Gweld sut mae eich adroddiad yn dod ymlaen")


BUTTON = {"en": "Ask us to look at it again", "cy": "Gofyn i ni edrych arno eto"}


def tongue(browser: Browser) -> str:
    """The language of the page."""
    return browser.tree.get("lang") or ""


@pytest.mark.parametrize("moment", [TOO_EARLY, TOO_LATE])
def test_outside_its_time_a_case_cannot_be_escalated(
    reporter: tuple[Browser, str], set_clock: SetClock, moment: dt.datetime
) -> None:
    browser, link = reporter
    set_clock(moment)
    browser.get(link)
    assert BUTTON[tongue(browser)] not in browser.text
    for send in (browser.get, browser.post):
        send(f"{link}/escalate")
        assert browser.status == 409
        title = {"en": "This cannot be done now", "cy": "Ni ellir gwneud hyn nawr"}[tongue(browser)]
        assert title in browser.text
    assert Case.objects.get().stage == "with_crew"


def test_a_case_is_escalated_once_and_those_who_watch_are_told(
    reporter: tuple[Browser, str], set_clock: SetClock
) -> None:
    browser, link = reporter
    set_clock(OPEN)
    browser.get(link)
    language = tongue(browser)
    browser.get(browser.link(BUTTON[language]))
    question = {
        "en": "What has happened since you reported it?",
        "cy": "Beth sydd wedi digwydd ers i chi roi gwybod?",
    }[language]
    assert question in browser.text
    assert Case.objects.get().stage == "with_crew"
    browser.post(f"{link}/escalate", still_missing="It is still there <b>today</b>.")
    assert {"en": "We have noted it", "cy": "Rydym wedi’i nodi"}[language] in browser.text
    assert {"en": "Being looked at again", "cy": "Yn cael ei ystyried eto"}[language] in browser.text
    case = Case.objects.get()
    assert case.stage == "escalated"
    happened = CaseEvent.objects.filter(case=case).values_list("event", flat=True)
    assert [one["answers"] for one in happened if one.get("key") == "escalate"] == [
        {"still_missing": "It is still there <b>today</b>."}
    ]
    notice = Notice.objects.get(key="escalated", address="ann@example.org")
    assert (notice.language, case.reference in notice.subject) == (language, True)
    assert Event.objects.filter(verb="case.resident_event").count() == 1
    browser.post(f"{link}/escalate", still_missing="Again.")
    assert browser.status == 409
    assert Notice.objects.filter(key="escalated").count() == 1


def test_what_is_wrong_with_an_escalation_is_told_at_its_box(
    reporter: tuple[Browser, str], set_clock: SetClock
) -> None:
    browser, link = reporter
    set_clock(OPEN)
    browser.post(f"{link}/escalate", still_missing="x" * 501)
    prefix = {"en": "Error: ", "cy": "Gwall: "}[tongue(browser)]
    assert browser.title.startswith(prefix)
    assert list(browser.errors) == ["#still_missing"]
    assert set(browser.errors) <= browser.ids
    assert "500" in browser.errors["#still_missing"]
    assert (browser.tree.findtext(".//textarea[@name='still_missing']") or "").strip() == "x" * 501
    assert Case.objects.get().stage == "with_crew"
    assert not Event.objects.filter(verb="case.resident_event").exists()


def test_a_report_is_withdrawn_in_both_languages(reporter: tuple[Browser, str]) -> None:
    browser, link = reporter
    browser.get(link)
    language = tongue(browser)
    browser.get(f"{link}/withdraw")
    assert (tongue(browser), browser.status) == (language, 200)
    browser.post(f"{link}/withdraw")
    assert {"en": "We have noted it", "cy": "Rydym wedi’i nodi"}[language] in browser.text
    assert Case.objects.get().closed == REPORTED
    for event in ("withdraw", "escalate"):
        browser.post(f"{link}/{event}")
        assert browser.status == 409


def test_what_is_not_offered_cannot_be_done(browser: Browser) -> None:
    link = reported(browser)
    for event in ("escalate", "reopen", "duplicate", "next-collection"):
        browser.post(f"{link}/{event}")
        assert browser.status == 409
    browser.post(f"{link}/no-such-event")
    assert browser.status == 404
    assert Case.objects.get().closed is None


def test_the_progress_page_in_welsh(welsh_browser: Browser) -> None:
    welsh_browser.begin()
    welsh_browser.post("postcode", postcode="ZZ99 2AG")
    welsh_browser.post("property", property="990002000001")
    welsh_browser.post("which", missed=["refuse"])
    while welsh_browser.place not in ("check-answers", "contact"):
        welsh_browser.post(welsh_browser.place, out_in_time="yes")
    welsh_browser.post("contact", name="Ann", email="ann@example.org", phone="")
    link = welsh_browser.post("check-answers") and welsh_browser.link("See how your report is going")
    welsh_browser.get(f"{link}?lang=cy")
    assert "Beth sy’n digwydd nesaf" in welsh_browser.text
