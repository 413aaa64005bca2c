"""No council sees another's residents, and no resident another's: shown for every address there is.

A new address fails `test_every_address_is_in_the_table` until it has a line below that says how to call it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from patternbook.web.authorities.models import Authority, Person
from patternbook.web.cases.models import Case, CaseEvent, Note
from patternbook.web.catalogue.shipped import publish_shipped
from patternbook.web.drafts.models import Draft
from patternbook.web.notices.models import Notice
from tests.web.conftest import make_person
from tests.web.journeys.conftest import Browser, running_council

# What is Alice's resident's own: wherever one of these words shows, something leaked.
SECRETS = ("Ann Other", "ann@example.org", "Specimen Street", "990001000001")


@dataclass
class World:
    """A case of Ann's at Alice's council and a saved draft of Ann's; Charlie works elsewhere."""

    council: Authority
    other: Authority
    alice: Person
    charlie: Person
    ann: Browser
    case: Case
    progress: str
    resume: str
    notice: int

    def client(self, person: Person | None) -> Client:
        """Somebody's browser; nobody's where there is no person."""
        client = Client()
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not show, with the case's own reference and tokens."""
        return (*SECRETS, self.case.reference)


@pytest.fixture
def world(db: None) -> World:
    publish_shipped(now=timezone.now())
    council, other = running_council("exampleford"), running_council("dyffryn_enghraifft")
    alice = make_person("Alice", council, "team_lead", team=None)
    charlie = make_person("Charlie", other, "team_lead", team=None)
    ann, again = Browser(council.slug), Browser(council.slug)
    ann.to_check()
    ann.post("save", email="ann@example.org")
    again.to_check()
    again.post("check-answers")
    notice = Notice.objects.get(case_id__isnull=False)
    progress = re.search(r"/progress/([^/\s?]+)", notice.body)
    resume = re.search(r"/resume/([^/\s?]+)", Notice.objects.get(case_id=None).body)
    assert progress
    assert resume
    return World(council, other, alice, charlie, ann, Case.objects.get(), progress[1], resume[1], notice.pk)


Parts = Callable[[World], dict[str, object]]


def nothing(world: World) -> dict[str, object]:
    return {}


def at_council(**parts: object) -> Parts:
    return lambda world: {"council": world.council.slug, **parts}


def on_case(**parts: object) -> Parts:
    return lambda world: {"council": world.council.slug, "reference": world.case.reference, **parts}


# Addresses for staff of one council only. Everybody else: not there, or sign in first.
STAFF: dict[str, Parts] = {
    "staff_queue": at_council(),
    "staff_search": at_council(),
    "staff_case": on_case(),
    "staff_assign": on_case(),
    "staff_note": on_case(),
    "staff_notice": lambda world: {**on_case()(world), "notice": world.notice},
    "staff_task": on_case(task="return"),
    "staff_task_item": on_case(task="return", item="refuse"),
    "staff_event": on_case(event="withdraw"),
    "service_publish": at_council(service="missed-bin"),
    "service_preview": at_council(service="missed-bin"),
    "service_recall": at_council(service="missed-bin", number="1.0.0"),
    "service_review": at_council(service="missed-bin", number="1.0.0"),
    "staff_sign_ins": at_council(),
}
# Pages about a council's services, for those who design them there.
STAFF |= {
    name: at_council(service="missed-bin", **parts)
    for name, parts in {
        "service": {}, "service_adopt": {}, "service_drop": {}, "service_refresh": {}, "service_settings": {}, "service_setting": {"setting": "window"},
        "service_bindings": {}, "service_text": {}, "service_examples": {}, "service_switch": {}, "service_history": {},
        "service_go_back": {"number": 1}, "service_upgrade": {}, "service_upgrade_choices": {}, "service_upgrade_reopen": {},
        "service_conflict": {"conflict": "0"}, "service_offer": {}, "service_offer_withdraw": {}, "service_move_cases": {},
    }.items()
} | {"services": at_council(), "offers_received": at_council(), "offer_received": at_council(offer=1)}  # fmt: skip
# The designers' editor, of one service or of one part of it.
STAFF |= {"edit_start": at_council(), "edit_example": at_council(service="missed-bin", name="01-collected")}
STAFF |= {
    f"edit_{page}": at_council(service="missed-bin")
    for page in (
        "about", "begin", "clash", "compare", "discard", "example_new", "examples", "history", "outline", "text",
        "update", "use",
    )
}  # fmt: skip
STAFF |= {
    f"edit_{page}": at_council(service="missed-bin", part="pages/which")
    for page in ("add", "arrange", "key", "part", "preview")
}
# Addresses that somebody's token opens: the token of another, or at another council, opens nothing.
BY_TOKEN: dict[str, Parts] = {
    "journey_resume": lambda world: {"council": world.council.slug, "token": world.resume},
    "case_progress": lambda world: {"council": world.council.slug, "token": world.progress},
    "case_event": lambda world: {"council": world.council.slug, "token": world.progress, "event": "withdraw"},
}
# Addresses of a draft that the browser's cookie opens: without it, they show nothing of anybody.
BY_COOKIE: dict[str, Parts] = {
    name: at_council(service="missed-bin", **parts)
    for name, parts in {
        "journey_start": {}, "journey_tasks": {}, "journey_check": {}, "journey_confirmation": {}, "journey_save": {},
        "journey_saved": {}, "journey_feedback": {}, "journey_timed_out": {}, "journey_elsewhere": {}, "journey_end": {"end": "too-late"},
        "journey_page": {"page": "contact"},
    }.items()
}  # fmt: skip
# Addresses for all, which hold nothing of anybody.
FOR_ALL: dict[str, Parts] = {
    "health_live": nothing, "health_ready": nothing, "front_page": nothing, "sign_in": nothing, "sign_out": nothing,
    "staff_home": nothing, "change_password": nothing, "theme": at_council(digest="0"), "council_home": at_council(),
    "council_accessibility": at_council(), "council_privacy": at_council(), "council_cookies": at_council(),
    "council_contact": at_council(), "library": nothing, "library_service": lambda world: {"service": "missed-bin"},
    "library_version": lambda world: {"service": "missed-bin", "number": "1.0.0"},
    "library_try": lambda world: {"service": "missed-bin", "number": "1.0.0"},
    "library_compare": lambda world: {"service": "missed-bin"},
    "library_compare_csv": lambda world: {"service": "missed-bin"},
}  # fmt: skip
TABLE = STAFF | BY_TOKEN | BY_COOKIE | FOR_ALL


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            assert pattern.name, f"The address {pattern.pattern} has no name."
            yield pattern.name


def address(name: str, world: World, **changed: object) -> str:
    return reverse(name, kwargs={**TABLE[name](world), **changed})


def both(client: Client, url: str) -> list[HttpResponse]:
    """The address opened, and a form sent to it that would do much if it could."""
    form = {
        "text": "x",
        "q": "Specimen",
        "outcome": "collected",
        "to": "x",
        "email": "eve@example.org",
        "sent": "yes",
    }
    return [client.get(url), client.get(url, {"q": "Specimen"}), client.post(url, form)]


def assert_nothing_of(world: World, response: HttpResponse, where: str) -> None:
    # The address itself is known to whoever asked for it: a link back to it tells nothing new.
    shown = response.content.decode().replace(response.request["PATH_INFO"], "")
    for secret in world.secrets:
        assert secret not in shown, f"{where} shows {secret}"
        assert secret not in response.get("Location", "").partition("?next=")[0], where


def test_every_address_is_in_the_table() -> None:
    known = list(names(get_resolver().url_patterns))
    assert len(known) == len(set(known)), "two addresses have one name"
    assert set(known) == set(TABLE)


@pytest.mark.parametrize("name", sorted(STAFF))
def test_staff_addresses_are_closed_to_all_others(name: str, world: World) -> None:
    before = state_of(world)
    for url in {address(name, world), address(name, world, council=world.other.slug)}:
        for response in both(world.client(None), url):
            assert response.status_code in {302, 405}
            assert response.status_code == 405 or response["Location"].startswith(reverse("sign_in"))
            assert_nothing_of(world, response, f"{url} for nobody")
    for response in both(world.client(world.charlie), address(name, world)):
        assert response.status_code in {403, 404, 405}
        assert_nothing_of(world, response, f"{name} for Charlie")
    if "reference" in TABLE[name](world):
        for response in both(world.client(world.charlie), address(name, world, council=world.other.slug)):
            assert response.status_code in {403, 404, 405}
            assert_nothing_of(world, response, f"{name} for Charlie through his own council")
    assert state_of(world) == before


def test_charlies_own_queue_and_search_hold_nothing_of_alices(world: World) -> None:
    for name in ("staff_queue", "staff_search"):
        client = world.client(world.charlie)
        for query in ("", world.case.reference, "Ann Other", "Specimen"):
            response = client.get(address(name, world, council=world.other.slug), {"q": query})
            assert response.status_code in {200, 302}
            shown = (
                response.content.decode().replace(f'value="{query}"', "").replace(query, "", 3)
                if query
                else response.content.decode()
            )
            assert "ann@example.org" not in shown
            assert reverse("staff_case", args=[world.other.slug, world.case.reference]) not in shown


def test_alice_sees_what_others_do_not(world: World) -> None:
    """The control: the words that must not leak are really on Alice's pages."""
    client = world.client(world.alice)
    page = client.get(address("staff_case", world)).content.decode()
    for secret in ("Ann Other", "ann@example.org", "Specimen Street", world.case.reference):
        assert secret in page, secret
    assert world.case.reference in client.get(address("staff_queue", world)).content.decode()


@pytest.mark.parametrize("name", sorted(BY_TOKEN))
def test_a_token_opens_nothing_elsewhere_and_another_opens_nothing_here(name: str, world: World) -> None:
    before = state_of(world)
    wrong = [address(name, world, council=world.other.slug)]
    wrong += [
        address(name, world, token=token) for token in ("x", world.resume[:-1] + "!", world.case.reference)
    ]
    wrong.append(address(name, world, token=world.progress if name == "journey_resume" else world.resume))
    for url in wrong:
        for response in both(Client(), url):
            assert response.status_code in {302, 404, 405, 410}, url
            assert_nothing_of(world, response, url)
    assert state_of(world) == before


@pytest.mark.parametrize("name", sorted(BY_COOKIE))
def test_pages_of_a_draft_show_nothing_to_another_browser(name: str, world: World) -> None:
    before = state_of(world)
    stranger = Browser(world.council.slug)
    stranger.begin()
    for client in (Client(), stranger.client):
        for response in both(client, address(name, world)):
            assert response.status_code < 500
            assert_nothing_of(world, response, name)
    elsewhere = Client()
    for key, morsel in world.ann.client.cookies.items():
        elsewhere.cookies[key] = morsel.value
        elsewhere.cookies[key.replace(world.council.slug, world.other.slug)] = morsel.value
    for response in both(elsewhere, address(name, world, council=world.other.slug)):
        assert response.status_code < 500
        assert_nothing_of(world, response, f"{name} at the other council with Ann's cookies")
    assert state_of(world) == before


def test_ann_sees_her_own(world: World) -> None:
    """The control: with her cookie and her links, Ann's words are there."""
    world.ann.get("check-answers")
    assert "Ann Other" in world.ann.text
    assert world.case.reference in Client().get(address("case_progress", world)).content.decode()


@pytest.mark.parametrize("name", sorted(FOR_ALL))
def test_addresses_for_all_hold_nothing_of_anybody(name: str, world: World) -> None:
    for person in (None, world.charlie):
        for response in both(world.client(person), address(name, world)):
            assert response.status_code < 500
            assert_nothing_of(world, response, name)


def state_of(world: World) -> tuple[object, ...]:
    """What must not have moved: the case, and the drafts that Ann began."""
    case = Case.objects.get(pk=world.case.pk)
    rows = (CaseEvent.objects.count(), Note.objects.count(), Notice.objects.filter(case_id=case.pk).count())
    drafts = [
        draft
        for draft in Draft.objects.order_by("pk").values("pk", "facts", "resume_email")
        if "Ann Other" in str(draft)
    ]
    return (case.stage, case.events, case.person_id, case.team_id, *rows, drafts)
