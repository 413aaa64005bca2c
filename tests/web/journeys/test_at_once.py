"""Two at the same moment: a double click, two tabs, two devices. One case, and nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from patternbook.web.audit.models import Event
from patternbook.web.cases.models import Case, CaseEvent, CasePlace, Submission
from patternbook.web.drafts.models import Draft
from patternbook.web.notices.models import Notice
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db(transaction=True)


def same_device(browser: Browser) -> Browser:
    """Another tab: the same cookies."""
    client = Client()
    client.cookies.update(browser.client.cookies)
    return Browser(browser.slug, client)


def at_once(*doings: Callable[[], object]) -> list[BaseException]:
    """Do all at the same moment, each in a thread; what any of them raised."""
    start = threading.Barrier(len(doings))
    wrong: list[BaseException] = []

    def run(do: Callable[[], object]) -> None:
        try:
            start.wait(30)
            do()
        except Exception as error:  # noqa: BLE001  # told to the test, whatever it is
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def assert_one_case() -> Case:
    """One case with one of everything that belongs to it."""
    case = Case.objects.get()
    assert Submission.objects.count() == 1
    assert Notice.objects.filter(case_id=case.pk, key="received").count() == 1
    assert Event.objects.filter(verb="case.submitted").count() == 1
    numbers = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert CasePlace.objects.filter(case=case).count() == len(set(CasePlace.objects.values_list("subject")))
    return case


def test_sent_twice_at_once_it_is_one_case(browser: Browser) -> None:
    browser.to_check()
    tabs = [same_device(browser) for _ in range(2)]
    wrong = at_once(*(lambda tab=tab: tab.post("check-answers") for tab in tabs))  # type: ignore[misc]  # a default keeps each tab its own
    assert wrong == []
    case = assert_one_case()
    for tab in tabs:
        assert (tab.place, tab.status) == ("confirmation", 200)
        assert case.reference in tab.text


def test_two_neighbours_who_send_the_same_at_once_make_one_case_each_or_are_told(browser: Browser) -> None:
    """Without a lock on the place both may get through: neither may be half done."""
    other = Browser(browser.slug)
    for one in (browser, other):
        one.to_check()
    assert at_once(lambda: browser.post("check-answers"), lambda: other.post("check-answers")) == []
    places = {browser.place, other.place}
    assert places <= {"confirmation", "which"}
    assert "confirmation" in places
    made = [browser.place, other.place].count("confirmation")
    assert Case.objects.count() == Submission.objects.count() == made
    assert Notice.objects.filter(key="received").count() == made
    assert Event.objects.filter(verb="case.submitted").count() == made


def test_the_same_page_sent_from_two_tabs_at_once_keeps_one_answer_whole(browser: Browser) -> None:
    browser.to_check()
    tabs = {name: same_device(browser) for name in ("Ann One", "Ann Two")}
    doings = [
        lambda tab=tab, name=name: tab.post(
            "contact", name=name, email=f"{name[-3:].lower()}@example.org", phone=""
        )  # type: ignore[misc]  # as above
        for name, tab in tabs.items()
    ]
    assert at_once(*doings) == []
    answers = Draft.objects.get().facts["answers"]
    assert (answers["name"], answers["email"]) in {
        ("Ann One", "one@example.org"),
        ("Ann Two", "two@example.org"),
    }
    for tab in tabs.values():
        assert tab.status in (200, 409)
    assert "confirmation" not in {tab.place for tab in tabs.values()}


def test_the_last_of_two_tabs_on_the_same_page_counts(browser: Browser) -> None:
    browser.to_check()
    first, second = same_device(browser), same_device(browser)
    for tab in (first, second):
        tab.get("contact?change")
    first.post("contact?change", name="Ann First", email="ann@example.org", phone="")
    second.post("contact?change", name="Ann Second", email="ann@example.org", phone="")
    first.get("check-answers")
    assert "Ann Second" in first.text
    assert "Ann First" not in first.text


def test_a_tab_left_open_cannot_change_what_was_sent_from_the_other(browser: Browser) -> None:
    browser.to_check()
    left_open = same_device(browser)
    left_open.get("contact?change")
    browser.post("check-answers")
    left_open.post("contact?change", name="Too Late", email="late@example.org", phone="")
    assert left_open.place == "confirmation"
    assert Submission.objects.get().facts["answers"]["name"] == "Ann Other"
    assert Draft.objects.get().facts["answers"]["name"] == "Ann Other"


def test_sent_while_another_tab_changes_an_answer_one_of_both_wins_whole(browser: Browser) -> None:
    browser.to_check()
    other = same_device(browser)
    wrong = at_once(
        lambda: browser.post("check-answers"),
        lambda: other.post("contact", name="Ann Changed", email="changed@example.org", phone=""),
    )
    assert wrong == []
    assert_one_case()
    answers = Submission.objects.get().facts["answers"]
    assert (answers["name"], answers["email"]) in {
        ("Ann Other", "ann@example.org"),
        ("Ann Changed", "changed@example.org"),
    }


def test_withdrawn_twice_at_once_it_is_withdrawn_once(browser: Browser) -> None:
    browser.to_check()
    browser.post("check-answers")
    link = browser.link("See how your report is going")
    tabs = [Browser(browser.slug) for _ in range(2)]
    assert at_once(*(lambda tab=tab: tab.post(f"{link}/withdraw") for tab in tabs)) == []  # type: ignore[misc]  # as above
    assert sorted(tab.status for tab in tabs) == [200, 409]
    assert Event.objects.filter(verb="case.resident_event").count() == 1
    assert Case.objects.get().closed is not None
