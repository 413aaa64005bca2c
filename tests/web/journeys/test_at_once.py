"""Two at the same moment: a double click, two tabs, two devices. One case, and nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from patternbook.web.audit.models import Event
from patternbook.web.cases import actions as cases
from patternbook.web.cases.models import Case, CaseEvent, CasePlace, Submission
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys.views import journey as views
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


@pytest.fixture
def neighbour(browser: Browser) -> Browser:
    """Somebody at the same address, who like `browser` has answered everything about the same collection."""
    other = Browser(browser.slug)
    for one in (browser, other):
        one.to_check()
    return other


def assert_one_of_both(browser: Browser, neighbour: Browser) -> None:
    """One of them made a case; the other was told why not, and nothing of theirs is left half done."""
    assert_one_case()
    assert sorted([browser.place, neighbour.place]) == ["confirmation", "which"]
    told = browser if browser.place == "which" else neighbour
    assert "already reported" in told.text.lower()


def test_of_two_neighbours_who_send_the_same_at_once_one_makes_a_case_and_one_is_told(
    browser: Browser, neighbour: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have asked what is reported, and were told nothing is, before either begins to write."""
    asked = threading.Barrier(2)
    first = threading.local()

    def submit(**said: Any) -> Case:
        if not getattr(first, "done", False):
            first.done = True
            asked.wait(30)
        return cases.submit(**said)

    monkeypatch.setattr(views, "submit", submit)
    assert at_once(lambda: browser.post("check-answers"), lambda: neighbour.post("check-answers")) == []
    assert_one_of_both(browser, neighbour)


def test_a_case_that_came_while_a_report_was_sent_is_seen_in_time(
    browser: Browser, neighbour: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = iter([True])

    def submit(**said: Any) -> Case:
        if next(came, False):
            neighbour.post("check-answers")
        return cases.submit(**said)

    monkeypatch.setattr(views, "submit", submit)
    browser.post("check-answers")
    assert neighbour.place == "confirmation"
    assert_one_of_both(browser, neighbour)


def test_a_report_of_another_collection_at_the_same_house_leads_back_and_not_to_an_end(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.to_check()
    came = iter([True])

    def submit(**said: Any) -> Case:
        if next(came, False):
            case = Case.objects.create(**another_at_the_same_house(said["draft"]))
            CasePlace.objects.create(
                authority=case.authority, case=case, uprn="990001000001", subject="garden"
            )
        return cases.submit(**said)

    monkeypatch.setattr(views, "submit", submit)
    browser.post("check-answers")
    assert browser.place == "which"
    browser.post("which", missed=["refuse"])
    browser.post("check-answers")
    assert browser.place == "confirmation"
    assert Case.objects.count() == 2


def another_at_the_same_house(draft: Draft) -> dict[str, Any]:
    """What a case of another service needs."""
    submission = Submission.objects.create(
        authority=draft.authority, revision=draft.revision, meaning_digest="", idempotency_key="other", facts={},
        settings={}, language="en", channel="resident", submitted=timezone.now(),
    )  # fmt: skip
    return {
        "authority": draft.authority, "service": "garden_waste", "submission": submission, "revision": draft.revision,
        "meaning_digest": "", "reference": "OTHER", "progress_hash": "x", "title": "", "stage": "open",
        "kind": Case.Kind.OPEN, "opened": timezone.now(),
    }  # fmt: skip


def test_where_places_never_come_to_rest_the_resident_is_told_to_try_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.to_check()

    def submit(**said: Any) -> Case:
        raise cases.PlaceChanged

    monkeypatch.setattr(views, "submit", submit)
    browser.post("check-answers")
    assert browser.status == 409
    assert Submission.objects.count() == 0


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
