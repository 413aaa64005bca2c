"""A council's edit goes back to the publisher, and comes home with the next version without a conflict."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from patternbook import library
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions, picking
from patternbook.web.catalogue.actions.editing import Edit, save_edit
from patternbook.web.catalogue.models import Adoption, Offer, Upgrade, Version, WorkingCopy
from patternbook.web.catalogue.shipped import SETTING_UP
from patternbook.web.catalogue.upgrades import ready
from patternbook.web.notices.models import Notice
from tests.web.conftest import Cast, make_person
from tests.web.studio.desks import Desk, changed, desk, edited, words

ASK, OURS, PUBLISHERS = (
    "What is the postcode where the collection was missed?",
    "Which postcode?",
    "Postcode?",
)
WHICH, WHICH_OURS = "Which collections were missed?", "Which bins did we miss?"
HINT, HINT_THEIRS = "Select all that apply.", "Select one or more."
LABEL = "changed:pages/postcode/questions/postcode/label"
WHICH_LABEL = "changed:pages/which/questions/missed/label"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    """An administrator of a council that runs, with two edits of its own, what the other council publishes."""
    publish(cast.other_council, library.service("missed_bin").text)
    found = desk(cast, "Ada", "administrator").run()
    edited(current().current, (ASK, OURS), (WHICH, WHICH_OURS))
    return found


@pytest.fixture
def cerys(cast: Cast) -> Desk:
    """A curator of the council that publishes."""
    return desk(cast, "Cerys", "curator", cast.other_council)


def publish(authority: Authority, text: str, now: dt.datetime | None = None) -> Version:
    bundle = actions.Bundle(text=text)
    publisher = actions.Publisher(authority.name, authority)
    return actions.publish(bundle=bundle, publisher=publisher, now=now or timezone.now(), by=SETTING_UP)


def current() -> Adoption:
    return Adoption.objects.select_related("current__version__publisher", "authority").get(
        authority__slug="vale-of-larkmoor"
    )


def give(ada: Desk, *edits: str) -> Offer:
    sent = {
        "edit": list(edits),
        "title": "Shorter questions",
        "because": "Residents asked",
        "evidence": "12 calls fewer",
    }
    ada.post("offer", **sent)
    return Offer.objects.latest("pk")


def answer(cerys: Desk, offer: Offer, status: int = 302, **form: object) -> str:
    page = cerys.client.post(f"/staff/{cerys.slug}/services/offers-received/{offer.pk}", form)
    assert page.status_code == status, words(page)
    return words(page) if status != 302 else ""


def test_an_edit_goes_round_and_dissolves_without_a_conflict(ada: Desk, cerys: Desk, cast: Cast) -> None:
    page = words(ada.get("offer"))
    assert OURS in page
    assert WHICH_OURS in page
    offer = give(ada, LABEL, WHICH_LABEL)
    assert Notice.objects.get().address == "cerys@cwm-yr-hebog.example"
    listed = cerys.client.get(f"/staff/{cerys.slug}/services/")
    assert "1 to answer" in words(listed)
    shown = words(cerys.client.get(f"/staff/{cerys.slug}/services/offers-received/{offer.pk}"))
    for said in ("Shorter questions", "Residents asked", "12 calls fewer", OURS, "Vale of Larkmoor Council"):
        assert said in shown, said
    answer(cerys, offer, do="take", edit=[LABEL, WHICH_LABEL], answer="Thank you")
    offer.refresh_from_db()
    assert offer.state == "taken"
    copy = WorkingCopy.objects.get(authority=cast.other_council)
    assert OURS in copy.text
    assert not Upgrade.objects.exists()
    version = publish(cast.other_council, copy.text)
    assert {
        "name": "Vale of Larkmoor Council",
        "authority": ada.slug,
        "of": "Shorter questions",
    } in version.contributors
    offer.refresh_from_db()
    assert offer.published_in == version
    upgrade = Upgrade.objects.get()
    assert ready(upgrade).problems == ()
    ada.post("upgrade", do="now")
    assert current().current.version == version
    assert picking.edits(version.text, current().current.text) == ()
    assert current().current.text == version.text
    assert "Published in version" in words(ada.get("offer"))


def test_the_publisher_takes_a_part_and_the_rest_stays_the_givers_own(
    ada: Desk, cerys: Desk, cast: Cast
) -> None:
    offer = give(ada, LABEL, WHICH_LABEL)
    answer(cerys, offer, do="take", edit=[LABEL])
    offer.refresh_from_db()
    assert (offer.state, offer.taken_paths) == ("taken_in_part", [LABEL])
    copy = WorkingCopy.objects.get(authority=cast.other_council)
    assert OURS in copy.text
    assert WHICH_OURS not in copy.text
    version = publish(cast.other_council, copy.text)
    ada.post("upgrade", do="now")
    (left,) = picking.edits(version.text, current().current.text)
    assert left.name == WHICH_LABEL


def test_only_what_was_chosen_is_offered(ada: Desk, cerys: Desk) -> None:
    offer = give(ada, WHICH_LABEL, "changed:made/up")
    assert offer.paths == [WHICH_LABEL]
    shown = words(cerys.client.get(f"/staff/{cerys.slug}/services/offers-received/{offer.pk}"))
    assert WHICH_OURS in shown
    assert OURS not in shown
    assert answer(cerys, offer, 422, do="take", edit=[LABEL])


def test_where_the_publisher_changed_the_same_somebody_decides(ada: Desk, cerys: Desk, cast: Cast) -> None:
    answer(cerys, give(ada, WHICH_LABEL), do="take", edit=[WHICH_LABEL])
    copy = WorkingCopy.objects.get(authority=cast.other_council)
    by = cast.actor(make_person("Cai", cast.other_council, "designer", None))
    text = changed(copy.text, (ASK, PUBLISHERS))
    save_edit(copy=copy, edit=Edit(text=text, made_from=copy.step), now=timezone.now(), by=by)
    offer = give(ada, LABEL)
    page = cerys.client.post(
        f"/staff/{cerys.slug}/services/offers-received/{offer.pk}", {"do": "take", "edit": [LABEL]}
    )
    assert page.status_code == 422
    assert "You changed the same. Decide which one counts" in words(page)
    for said in (OURS, PUBLISHERS, "As offered", "As you have it"):
        assert said in words(page), said
    offer.refresh_from_db()
    assert offer.state == "offered"
    body = page.content.decode()
    clashes = {part.split('"')[0] for part in body.split('name="clash-')[1:]}
    answer(cerys, offer, do="take", edit=[LABEL], **{f"clash-{one}": "council" for one in clashes})
    copy.refresh_from_db()
    assert OURS in copy.text
    assert WHICH_OURS in copy.text


def test_declining_answers_the_giver(ada: Desk, cerys: Desk) -> None:
    offer = give(ada, LABEL)
    assert "Select what to do" in answer(cerys, offer, 422)
    assert "Enter why, for those who offered it" in answer(cerys, offer, 422, do="decline")
    assert "Select what you take" in answer(cerys, offer, 422, do="take")
    answer(cerys, offer, do="decline", answer="Too short for a screen reader")
    page = words(ada.get("offer"))
    assert "Declined" in page
    assert "Too short for a screen reader" in page
    assert Notice.objects.latest("pk").address == "ada@vale-of-larkmoor.example"
    assert Event.objects.latest("pk").verb == "offer.declined"


def test_an_answered_offer_is_not_answered_twice(ada: Desk, cerys: Desk) -> None:
    offer = give(ada, LABEL)
    answer(cerys, offer, do="decline", answer="No")
    assert "This offer was answered already" in answer(cerys, offer, 422, do="take", edit=[LABEL])
    assert not WorkingCopy.objects.exists()


def test_what_is_missing_in_an_offer_is_told_at_its_field(ada: Desk) -> None:
    page = ada.post("offer", status=422)
    for said in (
        "Select what you offer",
        "Enter what it is, in a few words",
        "Enter why the publisher should take it",
    ):
        assert said in words(page)
    for id_ in ("edit", "title", "because"):
        assert f'id="{id_}"' in page.content.decode()
    assert not Offer.objects.exists()


def test_an_offer_is_taken_back(ada: Desk, cerys: Desk) -> None:
    offer = give(ada, LABEL)
    ada.post("offer/withdraw", offer=offer.pk)
    assert "There are none" in words(cerys.client.get(f"/staff/{cerys.slug}/services/offers-received"))
    ada.post("offer/withdraw", status=404, offer=offer.pk)


def test_what_the_publisher_took_and_wrote_over_is_not_credited(ada: Desk, cerys: Desk, cast: Cast) -> None:
    answer(cerys, give(ada, LABEL), do="take", edit=[LABEL])
    version = publish(
        cast.other_council,
        changed(library.service("missed_bin").text, (ASK, PUBLISHERS), (HINT, HINT_THEIRS)),
    )
    assert version.contributors == []
    assert Offer.objects.get().published_in is None


def test_others_neither_see_nor_answer_an_offer(ada: Desk, cerys: Desk, cast: Cast) -> None:
    offer = give(ada, LABEL)
    assert ada.client.get(f"/staff/{ada.slug}/services/offers-received/{offer.pk}").status_code == 404
    charlie = cast.client(cast.charlie)
    assert charlie.get(f"/staff/{cerys.slug}/services/offers-received/{offer.pk}").status_code == 404
    designer = desk(cast, "Dewi", "designer", cast.other_council)
    page = designer.client.post(
        f"/staff/{cerys.slug}/services/offers-received/{offer.pk}", {"do": "decline", "answer": "x"}
    )
    assert page.status_code == 403
    offer.refresh_from_db()
    assert offer.state == "offered"


def test_edits_are_picked_one_by_one() -> None:
    base = library.service("missed_bin").text
    variant = changed(
        base, (ASK, OURS), ("  crew:\n    title:", "  depot:\n    title: Depot\n    type: email\n  crew:\n    title:"),
        ("length: 10", "length: 5"), ("  escalation:\n    title: Whether", "  escalate:\n    was: escalation\n    title: Whether"),
    )  # fmt: skip
    variant = re.sub(r"settings\.escalation\b", "settings.escalate", variant)
    names = [edit.name for edit in picking.edits(base, variant)]
    assert set(names) == {
        LABEL, "added:bindings/depot", "changed:settings/return_within/bounds/two_weeks/max", "renamed:settings/escalate",
    }  # fmt: skip
    for name in names:
        only = picking.picked(base, variant, [name])
        assert [edit.name for edit in picking.edits(base, only)] == [name]
    assert picking.edits(base, picking.picked(base, variant, [])) == ()
    assert picking.edits(variant, picking.picked(base, variant, names)) == ()
