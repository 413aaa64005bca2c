"""The queue and the search: what an officer finds, and what only other officers may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.web.authorities.models import Authority, Membership
from patternbook.web.cases.models import Case
from patternbook.web.casework.views.queue import Row
from patternbook.web.journeys.quick import environment
from tests.web.casework.conftest import Desk, Office
from tests.web.conftest import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(office: Office) -> Desk:
    return office.officer("Alice", "officer", "contact_centre")


def test_a_reported_collection_stands_in_the_queue(office: Office, alice: Desk) -> None:
    case = office.reported()
    alice.get("?team=-all")
    for shown in (case.reference, "1 Specimen Street", "With the crew"):
        assert shown in alice.text
    assert "1 case" in alice.text


@pytest.mark.parametrize(
    ("services", "said"), [(("Bins", "Bins"), False), (("Bins", "Skips"), True)], ids=["one", "several"]
)
def test_a_list_says_the_service_where_it_holds_several(services: tuple[str, ...], said: bool) -> None:
    rows = [
        Row(f"REF-{place}", "1 Mill Lane", service, "Open", "Crew", None, None, trouble=False, opened=timezone.now())
        for place, service in enumerate(services)
    ]  # fmt: skip
    template = environment().get_template("casework/macros.html")
    html = str(template.module.cases(rows, "exampleford", "Cases"))  # type: ignore[attr-defined]  # a macro of the template
    assert ("Service</th>" in html) is said
    assert html.count("<td") == len(rows) * html.count('scope="col"') - len(rows)
    assert ("Skips" in html) is ("Skips" in services)


def test_the_queue_is_for_officers_of_the_council(office: Office, elsewhere: Authority) -> None:
    case = office.reported()
    charlie = Desk(office.council.slug, make_person("Charlie", elsewhere, "team_lead"))
    assert charlie.get().status_code == 404
    assert charlie.get(f"cases/{case.reference}").status_code == 404
    assert charlie.get(f"search?q={case.reference}").status_code == 404
    nobody = Client().get(f"/staff/{office.council.slug}/")
    assert nobody.status_code == 302
    assert "/staff/sign-in" in nobody["Location"]


def test_a_designer_has_no_queue(office: Office) -> None:
    assert office.officer("Dana", "designer").get().status_code == 404


def test_home_leads_to_the_only_council(office: Office, alice: Desk) -> None:
    alice.client.get("/staff/")
    assert alice.client.get("/staff/")["Location"] == f"/staff/{office.council.slug}/"


def test_home_leads_a_designer_to_the_services(office: Office) -> None:
    home = office.officer("Dana", "designer").client.get("/staff/")
    assert home["Location"] == f"/staff/{office.council.slug}/services/"


def test_home_says_that_an_account_has_no_council(office: Office) -> None:
    page = office.officer("Otto", "operator").client.get("/staff/")
    assert page.status_code == 200
    assert b"no role that works on cases" in page.content


def test_the_nearest_deadline_comes_first_and_none_last(office: Office, alice: Desk) -> None:
    first, second, third = (office.reported() for _ in range(3))
    now = timezone.now()
    for case, due in ((first, now + timedelta(days=3)), (second, now - timedelta(days=1)), (third, None)):
        Case.objects.filter(pk=case.pk).update(due_at=due)
    alice.get("?team=-all")
    places = [alice.text.index(case.reference) for case in (second, first, third)]
    assert places == sorted(places)
    assert "Overdue" in alice.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["open"]),
        ("?state=closed&team=-all", ["closed"]),
        ("?state=all&team=-all", ["open", "closed"]),
        ("?team=no_such_team", ["open"]),
        ("?state=nonsense", ["open"]),
        ("?overdue=yes", []),
        ("?trouble=yes", []),
        ("?mine=yes", []),
        ("?team=crew", ["open"]),
        ("?team=contract_monitor&state=all", []),
        ("?service=missed_bin", ["open"]),
        ("?service=other", []),
        ("?page=99", ["open"]),
    ],
)
def test_what_is_shown_can_be_chosen(office: Office, query: str, shown: list[str]) -> None:
    lead = office.officer("Lee", "team_lead", "contract_monitor", "crew")
    cases = {"open": office.reported(), "closed": office.reported()}
    Case.objects.filter(pk=cases["closed"].pk).update(kind="closed", team=None)
    cases["closed"].tasks.all().delete()
    lead.get(query)
    assert {name for name, case in cases.items() if case.reference in lead.text} == set(shown)


def test_the_queue_begins_with_the_officers_own_teams(office: Office, alice: Desk) -> None:
    case = office.reported()
    alice.get()
    assert case.reference not in alice.text
    crew = office.officer("Wren", "officer", "crew")
    crew.get()
    assert case.reference in crew.text
    lead = office.officer("Lee", "team_lead")
    lead.get()
    assert case.reference in lead.text


def test_a_role_that_has_ended_counts_no_more(office: Office) -> None:
    case = office.reported()
    crew = office.officer("Wren", "officer", "crew")
    office.officer("Moss", "officer", "contract_monitor")
    Membership.objects.create(person=crew.person, authority=office.council, role="officer")
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=crew.person, team__key="crew").update(to_date=yesterday)
    Membership.objects.filter(person__name="Moss").update(to_date=yesterday)
    assert crew.get(f"cases/{case.reference}/tasks/visit").status_code == 404
    crew.get(f"cases/{case.reference}")
    assert "Moss" not in crew.text


def test_a_hundred_cases_stand_on_a_page_and_the_rest_on_the_next(office: Office, alice: Desk) -> None:
    case = office.reported()
    page = alice.get("?state=open&team=-all")
    assert "Next" not in alice.text
    from patternbook.web.casework.views import queue

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "A_PAGE", 1)
        other = office.reported()
        page = alice.get("?state=open&team=-all")
        assert b"page=2" in page.content
        shown = alice.text
        alice.get("?state=open&team=-all&page=2")
        assert (case.reference in shown) != (case.reference in alice.text)
        assert (other.reference in shown) != (other.reference in alice.text)


@pytest.mark.parametrize(
    "words",
    [
        "specimen street",
        "SPECIMEN",
        "ann other",
        "ann o’ther",
        "ann@example.org",
        "ZZ99 1AG other",
        "zz991ag",
        "1 Specimen Street, Exampleford, ZZ99 1AG",
    ],
)
def test_a_case_is_found_by_any_words_of_its_answers(office: Office, alice: Desk, words: str) -> None:
    case = office.reported()
    alice.get(f"search?q={words}")
    assert case.reference in alice.text
    assert "1 case found" in alice.text


def test_the_beginning_of_a_reference_and_a_note_are_found(office: Office, alice: Desk) -> None:
    case, other = office.reported(), office.reported()
    alice.get(f"search?q={case.reference[:4]}")
    assert case.reference in alice.text
    assert other.reference not in alice.text
    alice.post(f"cases/{case.reference}/notes", text="The gate at the back is locked.")
    alice.get("search?q=gate locked")
    assert case.reference in alice.text
    assert other.reference not in alice.text


def test_a_reference_leads_straight_to_its_case(office: Office, alice: Desk) -> None:
    case = office.reported()
    office.reported()
    alice.get(f"search?q={case.reference.lower().replace('-', ' ')}")
    assert alice.last is not None
    assert alice.last.request["PATH_INFO"].endswith(case.reference)


@pytest.mark.parametrize("words", ["nobody anywhere", "specimen nowhere", "%", "'; drop table", "\u202e"])
def test_what_is_not_there_is_not_found(office: Office, alice: Desk, words: str) -> None:
    office.reported()
    page = alice.get(f"search?q={words}")
    assert page.status_code == 200
    assert "1 case found" not in alice.text
