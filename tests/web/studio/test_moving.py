"""Open cases stay where they began; moving them is an act of its own, told case by case, and can be taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from patternbook import library
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.cases.actions import Said, outside_event
from patternbook.web.cases.models import Case, CaseEvent, CaseMove
from patternbook.web.catalogue.models import Adoption, Version
from patternbook.web.catalogue.queries import pinned
from patternbook.web.catalogue.shipped import publish_shipped
from tests.web.conftest import make_person
from tests.web.journeys.conftest import Browser, running_council
from tests.web.studio.desks import Desk, published, words

STAGE, STAGE_NEW = "With the crew", "On the crew’s round"


@pytest.fixture
def council(db: None) -> Authority:
    """A council at which residents report missed collections."""
    publish_shipped(now=timezone.now())
    return running_council("exampleford")


@pytest.fixture
def ada(council: Authority) -> Desk:
    return office(council, "Ada", "administrator")


def office(council: Authority, name: str, role: str) -> Desk:
    client = Client()
    person = make_person(name, council, role, None)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return Desk(client, council.slug)


def report(council: Authority) -> Case:
    browser = Browser(council.slug)
    browser.to_check()
    browser.post("check-answers")
    return Case.objects.latest("pk")


def renamed(*, says_was: bool) -> Version:
    """A version in which the stage with the crew has another key and title; whether it says so or not."""
    text = re.sub(r"\bwith_crew\b", "on_round", library.service("missed_bin").text)
    was = "\n      was: with_crew" if says_was else ""
    text = text.replace("\n    on_round:\n", f"\n    on_round:{was}\n", 1)
    return published(((f"en: {STAGE}"), f"en: {STAGE_NEW}"), text=text)


def stage_seen(council: Authority, case: Case) -> str:
    name = f"Olive{Event.objects.count()}"
    return words(
        office(council, name, "team_lead").client.get(f"/staff/{council.slug}/cases/{case.reference}")
    )


def test_a_case_stays_until_it_is_moved_and_then_reads_in_the_new_names(
    ada: Desk, council: Authority
) -> None:
    case = report(council)
    began = case.revision
    renamed(says_was=True)
    ada.post("upgrade", do="now")
    case.refresh_from_db()
    assert case.revision == began
    assert STAGE in stage_seen(council, case)
    page = words(ada.get("move-cases"))
    assert "1 case can be moved" in page
    assert f"The stage: {STAGE_NEW} (now: {STAGE})." in page
    assert "Specimen Street" not in page
    stored = list(CaseEvent.objects.order_by("pk").values_list("event", flat=True))
    ada.post("move-cases", case=case.reference, because="One stage for all")
    case.refresh_from_db()
    assert (case.stage, case.moved) == ("on_round", True)
    assert case.revision == Adoption.objects.get(authority=council).current
    assert list(CaseEvent.objects.order_by("pk").values_list("event", flat=True)) == stored
    seen = stage_seen(council, case)
    assert STAGE_NEW in seen
    assert "Specimen Street" in seen
    assert Event.objects.filter(verb="case.moved").count() == 1
    assert "No open case stands under another revision" in words(ada.get("move-cases"))


def test_a_moved_case_goes_on_under_the_new_definition(ada: Desk, council: Authority) -> None:
    case = report(council)
    renamed(says_was=True)
    ada.post("upgrade", do="now")
    ada.post("move-cases", case=case.reference, because="x")
    case.refresh_from_db()
    assert {task.key for task in case.tasks.all()} == {"visit"}
    running = pinned(case.revision, by=SYSTEM)
    said = Said(role="outside")
    outside_event(case=case, running=running, key="crew_collected", said=said, now=timezone.now(), by=SYSTEM)
    case.refresh_from_db()
    assert case.kind == Case.Kind.CLOSED
    assert case.events > CaseMove.objects.get().after_event
    assert "Specimen Street" in stage_seen(council, case)


def test_a_move_is_taken_back_until_something_happens(ada: Desk, council: Authority) -> None:
    case = report(council)
    began = case.revision
    renamed(says_was=True)
    ada.post("upgrade", do="now")
    ada.post("move-cases", case=case.reference, because="x")
    assert "Take it back" in words(ada.get("move-cases"))
    ada.post("move-cases", undo=case.reference)
    case.refresh_from_db()
    assert (case.revision, case.stage, case.moved) == (began, "with_crew", False)
    assert STAGE in stage_seen(council, case)
    assert CaseMove.objects.get().undone_by.name == "Ada"
    assert Event.objects.filter(verb="case.move_undone").count() == 1
    ada.post("move-cases", case=case.reference, because="x")
    Case.objects.filter(pk=case.pk).update(events=case.events + 1)
    page = ada.post("move-cases", status=422, undo=case.reference)
    assert "Something happened to the case since it was moved" in words(page)
    assert "This case was not moved" in words(ada.post("move-cases", status=422, undo="NONE"))


def test_a_case_that_cannot_be_mapped_is_refused_and_the_rest_is_moved(ada: Desk, council: Authority) -> None:
    stuck = report(council)
    renamed(says_was=False)
    ada.post("upgrade", do="now")
    page = words(ada.get("move-cases"))
    assert "1 case stays: something that happened has no place in the new revision" in page
    assert "there is no such stage any more" in page
    assert "can be moved" not in page.replace("can be moved here", "")
    ada.post("move-cases", status=422, because="x")
    answer = ada.post("move-cases", status=422, case=stuck.reference, because="x")
    assert "there is no such stage any more" in words(answer)
    stuck.refresh_from_db()
    assert not stuck.moved
    assert not CaseMove.objects.exists()


def test_what_is_missing_is_told(ada: Desk, council: Authority) -> None:
    report(council)
    renamed(says_was=True)
    ada.post("upgrade", do="now")
    page = words(ada.post("move-cases", status=422))
    assert "Select the cases to move" in page
    assert "Enter why they are moved" in page


def test_only_administrators_move_cases(ada: Desk, council: Authority) -> None:
    case = report(council)
    renamed(says_was=True)
    ada.post("upgrade", do="now")
    for name, role in (("Dilys", "designer"), ("Bea", "team_lead"), ("Cerys", "curator")):
        desk = office(council, name, role)
        assert desk.get("move-cases").status_code == 404
        assert (
            desk.client.post(desk.url("move-cases"), {"case": case.reference, "because": "x"}).status_code
            == 404
        )
    assert not CaseMove.objects.exists()
