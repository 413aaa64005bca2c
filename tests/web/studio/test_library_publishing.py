"""Publishing, recalling and signing off in the browser: by those who may, and seen by those whom it touches."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Membership, Person
from patternbook.web.catalogue import actions
from patternbook.web.catalogue.actions import Bundle, Publisher
from patternbook.web.catalogue.models import (
    Adoption,
    Recall,
    Revision,
    SignOff,
    Upgrade,
    Version,
    WorkingCopy,
)
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from patternbook.web.notices.models import Notice
from tests.web.catalogue.test_search import LIGHT
from tests.web.conftest import Cast, make_person
from tests.web.journeys.conftest import running_council
from tests.web.studio.reading import read, words_of

pytestmark = pytest.mark.django_db
# Before today: what a browser publishes comes after it.
NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
KEY = "street_light"
TEXT = LIGHT.format(key=KEY, title="Report a street light")


@pytest.fixture
def curator(cast: Cast) -> Person:
    """Cora, who publishes for Alice's council."""
    return make_person("Cora", cast.council, "curator", team=None)


@pytest.fixture
def copy(cast: Cast) -> WorkingCopy:
    """What designers of Alice's council wrote."""
    return WorkingCopy.objects.create(authority=cast.council, service=KEY, text=TEXT, changed=NOW)


def address(cast: Cast, part: str) -> str:
    """A curator's page about the service."""
    return f"/staff/{cast.council.slug}/services/street-light/{part}"


def publish(cast: Cast, text: str = TEXT) -> Version:
    """Publish for Alice's council."""
    publisher = Publisher(cast.council.name, cast.council)
    return actions.publish(bundle=Bundle(text=text), publisher=publisher, now=NOW, by=SETTING_UP)


def test_a_first_version_is_published_from_what_designers_wrote(
    cast: Cast, curator: Person, copy: WorkingCopy
) -> None:
    client = cast.client(curator)
    page = read(client, address(cast, "publish"))
    assert "Publish version 1.0.0" in page
    assert "This is the first version." in page
    sent = {"notes": "The first.", "credit": "Ann Other: wrote the Welsh\nMaintenance crew", "step": "0"}
    response = client.post(address(cast, "publish"), sent)
    assert (response.status_code, response["Location"]) == (302, "/library/street-light/1.0.0/")
    version = Version.objects.get(service=KEY)
    assert (version.publisher, version.notes, version.follows) == (cast.council, "The first.\n", None)
    page = read(client, "/library/street-light/")
    assert "Ann Other: wrote the Welsh" in page
    assert "Maintenance crew" in page
    event = Event.objects.get(verb="version.published", authority_id=cast.council.pk)
    assert event.person_id == curator.pk


def test_the_next_number_and_notes_come_from_what_changed(
    cast: Cast, curator: Person, copy: WorkingCopy
) -> None:
    first = publish(cast)
    WorkingCopy.objects.update(text=TEXT.replace("Which column is it?", "What is its number?"))
    client = cast.client(curator)
    page = read(client, address(cast, "publish"))
    assert "Publish version 1.0.1" in page
    assert "“What is its number?”" in page
    assert "“Which column is it?”" in page
    response = client.get(address(cast, "publish"))
    notes = response.content.decode().partition('name="notes"')[2].partition(">")[2].partition("<")[0]
    assert "What is its number?" in notes
    client.post(address(cast, "publish"), {"notes": "Plainer words.", "credit": "", "step": "0"})
    second = Version.objects.get(number="1.0.1")
    assert (second.follows, second.severity, second.notes) == (first, "wording", "Plainer words.\n")
    page = read(client, "/library/street-light/")
    assert "Plainer words." in page
    assert "Changes words." in page


def test_problems_are_listed_at_their_line_and_nothing_is_published(
    cast: Cast, curator: Person, copy: WorkingCopy
) -> None:
    WorkingCopy.objects.update(text=TEXT.replace("role: officer", "role: oficer"))
    client = cast.client(curator)
    page = read(client, address(cast, "publish"))
    assert "This cannot be published yet" in page
    line = TEXT[: TEXT.index("role: officer")].count("\n") + 1
    assert f"service.yaml:{line}:" in page
    assert "Did you mean 'officer'?" in page
    response = client.post(address(cast, "publish"), {"notes": "", "credit": "", "step": "0"})
    assert response.status_code == 422
    assert not Version.objects.filter(service=KEY).exists()


def test_a_text_that_changed_while_it_was_read_is_not_published(
    cast: Cast, curator: Person, copy: WorkingCopy
) -> None:
    WorkingCopy.objects.update(step=3)
    response = cast.client(curator).post(address(cast, "publish"), {"notes": "x", "credit": "", "step": "2"})
    assert response.status_code == 422
    assert "Somebody changed the text while you were reading." in words_of(response)
    assert not Version.objects.filter(service=KEY).exists()


def test_anothers_service_cannot_be_published(cast: Cast, curator: Person, copy: WorkingCopy) -> None:
    publisher = Publisher(cast.other_council.name, cast.other_council)
    actions.publish(bundle=Bundle(text=TEXT), publisher=publisher, now=NOW, by=SETTING_UP)
    WorkingCopy.objects.update(text=TEXT.replace("burns by day", "burns at noon"))
    client = cast.client(curator)
    assert f"This service belongs to {cast.other_council.name}" in read(client, address(cast, "publish"))
    response = client.post(address(cast, "publish"), {"notes": "", "credit": "", "step": "0"})
    assert response.status_code == 422
    assert Version.objects.filter(service=KEY).count() == 1


def test_others_cannot_publish_recall_or_sign_off(cast: Cast, curator: Person, copy: WorkingCopy) -> None:
    publish(cast)
    elsewhere = make_person("Carl", cast.other_council, "curator", team=None)
    administrator = make_person("Ada", cast.council, "administrator", team=None)
    before = Event.objects.count()
    for part in ("publish", "recall/1.0.0", "review/1.0.0"):
        for person in (elsewhere, cast.alice, cast.charlie, administrator):
            client = cast.client(person)
            assert client.get(address(cast, part)).status_code == 404, (part, person)
            assert client.post(address(cast, part), {"side": "law"}).status_code == 404, (part, person)
        assert Client().get(address(cast, part)).status_code == 302
    own = f"/staff/{cast.other_council.slug}/services/street-light/recall/1.0.0"
    assert cast.client(elsewhere).get(own).status_code == 404
    assert (Event.objects.count(), Recall.objects.count(), SignOff.objects.count()) == (before, 0, 0)


def test_every_council_that_runs_a_recalled_version_is_told(cast: Cast, curator: Person) -> None:
    publish_shipped(now=timezone.now())
    running = running_council("exampleford")
    version = Version.objects.get(service="missed_bin")
    Version.objects.filter(pk=version.pk).update(publisher=cast.council, publisher_name=cast.council.name)
    administrator = Person.objects.create(email="ada@exampleford.example", name="Ada")
    Membership.objects.create(person=administrator, authority=running, role="administrator")
    former = Person.objects.create(email="former@exampleford.example", name="Former", is_active=False)
    Membership.objects.create(person=former, authority=running, role="administrator")
    client = cast.client(curator)
    page = f"/staff/{cast.council.slug}/services/missed-bin/recall/{version.number}"
    assert running.name in read(client, page)
    response = client.post(page, {"because": "A date is wrong.", "what_to_do": "Take 1.0.1."})
    assert response["Location"] == f"/library/missed-bin/{version.number}/"
    letter = Notice.objects.get(authority=running)
    assert letter.address == "ada@exampleford.example"
    for words in ("A date is wrong.", "Take 1.0.1.", cast.council.name, "Report a missed bin collection"):
        assert words in letter.body
    assert Event.objects.get(verb="version.recalled").authority_id == cast.council.pk
    assert Event.objects.get(verb="adoption.told_of_recall").authority_id == running.pk
    assert "Recalled" in read(client, "/library/")
    assert "It was recalled on" in read(client, page)
    assert client.post(page, {"because": "Again.", "what_to_do": "Nothing."}).status_code == 422
    assert Notice.objects.filter(authority=running).count() == 1


def test_where_nobody_administers_the_council_itself_is_written_to(cast: Cast, curator: Person) -> None:
    publish_shipped(now=timezone.now())
    running = running_council("exampleford")
    Version.objects.filter(service="missed_bin").update(
        publisher=cast.council, publisher_name=cast.council.name
    )
    page = f"/staff/{cast.council.slug}/services/missed-bin/recall/1.0.0"
    cast.client(curator).post(page, {"because": "A date is wrong.", "what_to_do": "Take 1.0.1."})
    assert Notice.objects.get(authority=running).address == running.brand.email


def test_a_recall_without_a_reason_is_refused(cast: Cast, curator: Person) -> None:
    publish(cast)
    response = cast.client(curator).post(address(cast, "recall/1.0.0"), {"because": " ", "what_to_do": ""})
    assert response.status_code == 422
    page = words_of(response)
    assert "Enter why it is recalled" in page
    assert "Enter what councils must do" in page
    assert not Recall.objects.exists()


def test_the_law_and_a_translation_are_signed_off_by_name(cast: Cast, curator: Person) -> None:
    publish_shipped(now=NOW)
    client = cast.client(curator)
    page = f"/staff/{cast.council.slug}/services/missed-bin/review/1.0.0"
    assert "Welsh: not yet reviewed" in read(client, page)
    sent = {
        "side": "translation-cy",
        "reviewer": "Tomos Rees",
        "capacity": "translator",
        "note": "One term changed.",
    }
    assert client.post(page, sent)["Location"] == "/library/missed-bin/1.0.0/#reviews"
    signed = SignOff.objects.get()
    assert (signed.kind, signed.language, signed.by) == (SignOff.TRANSLATION, "cy", curator)
    shown = read(Client(), "/library/missed-bin/")
    assert "Welsh: reviewed by Tomos Rees, translator," in shown
    assert "One term changed." in shown
    assert "Law not yet reviewed" in shown
    event = Event.objects.get(verb="version.signed_off")
    assert event.facts["side"] == "translation-cy"
    assert "Tomos" not in str(event.facts)
    assert "signed this off already" in words_of(client.post(page, sent))


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reviewer": "A", "capacity": "b"}, "Select what was reviewed"),
        ({"side": "law", "capacity": "b"}, "Enter the name of who reviewed it"),
        ({"side": "law", "reviewer": "A"}, "Enter in what capacity"),
        ({"side": "law", "reviewer": "A" * 161, "capacity": "b"}, "This must be 160 characters or less"),
        ({"side": "translation-fr", "reviewer": "A", "capacity": "b"}, "nothing of that kind to review"),
    ],
)
def test_a_sign_off_that_says_too_little_is_refused(
    cast: Cast, curator: Person, sent: dict[str, str], says: str
) -> None:
    publish(cast)
    response = cast.client(curator).post(address(cast, "review/1.0.0"), sent)
    assert response.status_code == 422
    assert says in words_of(response)
    assert not SignOff.objects.exists()


def test_what_somebody_may_do_is_offered_on_the_librarys_page(cast: Cast, curator: Person) -> None:
    publish(cast)
    administrator = make_person("Ada", cast.council, "administrator", team=None)
    assert "Recall this version" in read(cast.client(curator), "/library/street-light/")
    assert f"Take it for {cast.council.name}" in read(cast.client(administrator), "/library/street-light/")
    for client in (Client(), cast.client(cast.alice)):
        page = read(client, "/library/street-light/")
        assert "Recall this version" not in page
        assert "Take it for" not in page


def test_a_change_in_the_law_can_be_made_urgent_by_a_day(
    cast: Cast, curator: Person, copy: WorkingCopy
) -> None:
    first = publish(cast)
    adoption = Adoption.objects.create(authority=cast.other_council, service=KEY)
    adoption.current = Revision.objects.create(
        authority=cast.other_council, adoption=adoption, number=1, version=first, text=TEXT, made=NOW,
        text_digest=first.text_digest, meaning_digest=first.meaning_digest, adoption_text="",
    )  # fmt: skip
    adoption.save()
    WorkingCopy.objects.update(text=TEXT.replace("section 41", "section 41A"))
    client = cast.client(curator)
    sent = {"notes": "The law changed.", "credit": "", "step": "0"}
    wrong = {**sent, "urgent-day": "31", "urgent-month": "2", "urgent-year": "2027"}
    response = client.post(address(cast, "publish"), wrong)
    assert response.status_code == 422
    assert "Enter a day, month and year" in words_of(response)
    assert Version.objects.filter(service=KEY).count() == 1
    client.post(address(cast, "publish"), {**wrong, "urgent-day": "28"})
    upgrade = Upgrade.objects.get(adoption=adoption)
    assert (upgrade.to.number, upgrade.urgent_by) == ("2.0.0", dt.date(2027, 2, 28))
    letter = Notice.objects.get(authority=cast.other_council)
    assert "28 February 2027" in letter.body
    assert "The law changed." in letter.body
