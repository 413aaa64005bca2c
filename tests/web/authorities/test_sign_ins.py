"""An auditor sees who of the council's people signed in; nobody else does, and nothing of other councils."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.web.audit.actors import NotAllowed
from patternbook.web.authorities import queries
from patternbook.web.authorities.models import Authority, Membership, Person
from tests.web.authorities.test_sign_in import sign_in
from tests.web.conftest import Cast, make_person


@pytest.fixture
def audrey(cast: Cast) -> Person:
    """The auditor of Alice's council."""
    return make_person("Audrey", cast.council, "auditor", team=None)


def page(cast: Cast, person: Person, at: Authority) -> str:
    response = cast.client(person).get(f"/staff/{at.slug}/sign-ins")
    return response.content.decode() if response.status_code == 200 else str(response.status_code)


def lines(cast: Cast, person: Person) -> list[tuple[str, str]]:
    found = queries.sign_ins(cast.council, by=queries.actor_for(person))
    return [(name, verb) for _, name, verb in found]


def test_an_auditor_sees_their_own_people_and_the_newest_first(cast: Cast, audrey: Person) -> None:
    bob = Client()
    sign_in(bob, cast.bob)
    bob.post("/staff/sign-out")
    sign_in(Client(), cast.charlie)
    for _ in range(5):
        sign_in(Client(), cast.alice, "wrong")
    assert lines(cast, audrey) == [
        ("Alice", "accounts.locked"), ("Bob", "accounts.signed_out"), ("Bob", "accounts.signed_in"),
    ]  # fmt: skip
    shown = page(cast, audrey, cast.council)
    assert shown.index("Locked for a while") < shown.index("Signed out") < shown.index("Signed in")
    assert "Charlie" not in shown
    assert cast.alice.email not in shown


def test_who_works_at_two_councils_is_seen_at_both(cast: Cast, audrey: Person) -> None:
    Membership.objects.create(person=cast.charlie, authority=cast.council, role="officer")
    Membership.objects.create(person=cast.charlie, authority=cast.council, role="designer")
    sign_in(Client(), cast.charlie)
    assert lines(cast, audrey) == [("Charlie", "accounts.signed_in")]


@pytest.mark.parametrize(("began", "ended"), [(1, None), (None, -1)], ids=["not yet", "no longer"])
def test_what_somebody_did_while_they_worked_elsewhere_is_not_seen(
    cast: Cast, audrey: Person, began: int | None, ended: int | None
) -> None:
    day = timezone.localdate()
    role = Membership.objects.filter(person=cast.bob)
    role.update(
        from_date=day + timedelta(days=began) if began else None,
        to_date=day + timedelta(days=ended) if ended else None,
    )
    sign_in(Client(), cast.bob)
    assert lines(cast, audrey) == []
    role.update(from_date=day, to_date=day)
    assert lines(cast, audrey) == [("Bob", "accounts.signed_in")]


def test_a_guess_at_no_ones_account_is_nobodys(cast: Cast, audrey: Person) -> None:
    for _ in range(5):
        Client().post("/staff/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    assert lines(cast, audrey) == []
    assert "Nobody has signed in yet" in page(cast, audrey, cast.council)


def test_only_the_councils_auditor_may_look(cast: Cast, audrey: Person) -> None:
    assert page(cast, audrey, cast.other_council) == "404"
    for person in (cast.alice, cast.bob, cast.charlie):
        assert page(cast, person, cast.council) == "404"
        with pytest.raises(NotAllowed):
            queries.sign_ins(cast.council, by=queries.actor_for(person))
    nobody = Client().get(f"/staff/{cast.council.slug}/sign-ins")
    assert nobody["Location"].startswith("/staff/sign-in?next=")


def test_an_auditor_who_signs_in_comes_to_that_page(cast: Cast, audrey: Person) -> None:
    assert cast.client(audrey).get("/staff/")["Location"] == f"/staff/{cast.council.slug}/sign-ins"
