"""Signing in: who can, who cannot, and for how long nobody can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, Actor, NotAllowed
from patternbook.web.audit.models import Event
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions, queries
from patternbook.web.authorities.actions import accounts
from patternbook.web.authorities.models import Membership, Person
from tests.web.conftest import Cast

PASSWORD = "correct horse battery"
SIGN_IN = "/staff/sign-in"


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: str) -> object:
    return client.post(SIGN_IN, {"email": person.email, "password": password, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def works(client: Client) -> bool:
    """Whether the staff area opens in this browser."""
    response = client.get("/staff/")
    return not response.get("Location", "").startswith(SIGN_IN)


def test_the_right_password_opens_the_staff_area(cast: Cast) -> None:
    client = Client()
    response = client.post(SIGN_IN, {"email": f"  {cast.alice.email.upper()} ", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("staff_home"))
    assert signed_in(client)


def test_the_session_gets_a_new_key_when_signing_in(cast: Cast) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["staff"] = before
    sign_in(client, cast.alice)
    assert client.cookies["staff"].value != before


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        ("", "", ["Enter your email address", "Enter your password"]),
        ("alice", "x", ["Enter an email address in the correct format"]),
        ("nobody@example.org", "x", ["Enter the email address and password of your account"]),
    ],
)
def test_errors_say_what_to_do(cast: Cast, email: str, password: str, words: list[str]) -> None:
    page = Client().post(SIGN_IN, {"email": email, "password": password}).content.decode()
    assert "<title>Error: Sign in" in page
    assert "There is a problem" in page
    for said in words:
        assert page.count(said) == 2, said
    assert PASSWORD not in page


def test_nobody_can_find_out_who_works_here(cast: Cast) -> None:
    known = Client().post(SIGN_IN, {"email": cast.alice.email, "password": "wrong"}).content.decode()
    unknown = Client().post(SIGN_IN, {"email": "nobody@example.org", "password": "wrong"}).content.decode()
    strip = [
        page.split("<main")[1].replace(cast.alice.email, "").replace("nobody@example.org", "")
        for page in (known, unknown)
    ]
    hidden = [part.split('name="csrfmiddlewaretoken"')[0] for part in strip]
    assert hidden[0] == hidden[1]


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example/staff/", "/\\evil.example", "javascript:alert(1)", "/other"],
)
def test_nobody_is_sent_elsewhere(cast: Cast, next: str) -> None:
    response = Client().post(SIGN_IN, {"email": cast.alice.email, "password": PASSWORD, "next": next})
    assert response["Location"] == reverse("staff_home")


def test_one_goes_on_to_where_one_was_going(cast: Cast) -> None:
    wanted = f"/staff/{cast.council.slug}/search"
    response = Client().post(SIGN_IN, {"email": cast.alice.email, "password": PASSWORD, "next": wanted})
    assert response["Location"] == wanted


def test_five_wrong_passwords_lock_the_account_from_there(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, cast.alice, "wrong")
    response = client.post(SIGN_IN, {"email": cast.alice.email, "password": PASSWORD})
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()
    assert not signed_in(client)
    other = Client()
    sign_in(other, cast.bob)
    assert signed_in(other)
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    sign_in(elsewhere, cast.alice)
    assert signed_in(elsewhere)


def events() -> list[tuple[str, int | None, str]]:
    found = Event.objects.filter(authority_id=INSTALLATION.authority_id).order_by("id")
    return [(event.verb, event.person_id, event.subject_id) for event in found]


def test_signing_in_and_out_stands_in_the_log(cast: Cast) -> None:
    client, bob = Client(), cast.bob.pk
    sign_in(client, cast.bob, "wrong")
    client.post("/staff/sign-out")
    assert events() == []
    sign_in(client, cast.bob)
    client.post("/staff/sign-out")
    client.post("/staff/sign-out")
    assert events() == [("accounts.signed_in", bob, str(bob)), ("accounts.signed_out", bob, str(bob))]
    assert cast.bob.email not in str(list(Event.objects.values()))


@pytest.mark.parametrize("known", [True, False])
def test_a_lock_stands_in_the_log_once(cast: Cast, known: bool) -> None:
    email = cast.alice.email if known else "nobody@example.org"
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(9):
        client.post(SIGN_IN, {"email": email, "password": "wrong"})
    assert events() == [("accounts.locked", None, str(cast.alice.pk) if known else "")]
    event = Event.objects.get()
    assert event.facts == {"known": known, "failures": 5}
    assert event.detail.values == {"email": email, "address": "203.0.113.9"}


def test_who_cannot_be_logged_is_not_signed_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session and its event are one: where the log cannot be written, nobody gets in."""

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(accounts, "record", broken)
    client = Client(raise_request_exception=False)
    sign_in(client, cast.bob)
    assert not works(client)
    assert Session.objects.count() == 0


def test_old_sessions_and_attempts_are_deleted(cast: Cast) -> None:
    client = cast.client(cast.bob)
    sign_in(Client(), cast.alice, "wrong")
    assert actions.forget_old(now=timezone.now()) == 0
    assert actions.forget_old(now=timezone.now() + timedelta(minutes=16)) == 1
    assert works(client)
    assert actions.forget_old(now=timezone.now() + timedelta(hours=13)) == 1
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (0, 0)
    assert not works(client)


def test_signing_out_ends_the_session_and_needs_a_post(cast: Cast) -> None:
    client = cast.client(cast.alice)
    assert client.get("/staff/sign-out").status_code == 405
    assert signed_in(client)
    assert client.post("/staff/sign-out")["Location"] == SIGN_IN
    assert not signed_in(client)


def test_a_closed_account_is_closed_at_once(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert works(client)
    actions.close_account(authority=cast.council, person=cast.bob, by=SYSTEM)
    assert not works(client)
    again = Client()
    sign_in(again, cast.bob)
    assert not signed_in(again)
    with pytest.raises(queries.NotSignedIn):
        queries.actor_for(Person.objects.get(pk=cast.bob.pk))


def test_what_an_actor_may_follows_from_roles_in_force(cast: Cast) -> None:
    actor = queries.actor_for(cast.alice)
    assert actor.may("cases.reassign", cast.council.pk)
    assert not actor.may("cases.read", cast.other_council.pk)
    (membership,) = queries.memberships_of(cast.alice)
    actions.end_membership(membership=membership, on=timezone.localdate() - timedelta(days=1), by=SYSTEM)
    assert not queries.actor_for(cast.alice).may("cases.read", cast.council.pk)
    Membership.objects.filter(pk=membership.pk).update(to_date=timezone.localdate())
    assert queries.actor_for(cast.alice).may("cases.read", cast.council.pk)
    Membership.objects.filter(pk=membership.pk).update(
        from_date=timezone.localdate() + timedelta(days=1), to_date=None
    )
    assert not queries.actor_for(cast.alice).may("cases.read", cast.council.pk)


@pytest.mark.parametrize("password", ["short", "password1234", "alice.larkmoor"])
def test_a_guessable_password_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(ValidationError):
        actions.add_person(
            authority=cast.council, email="alice.larkmoor@x.example", name="New", password=password, by=SYSTEM
        )
    assert not Person.objects.filter(name="New").exists()


def test_a_new_password_ends_other_sessions(cast: Cast) -> None:
    client = cast.client(cast.bob)
    actions.set_password(authority=cast.council, person=cast.bob, password="another long one", by=SYSTEM)
    assert not works(client)


def test_what_ends_a_persons_sessions_ends_nobody_elses(cast: Cast) -> None:
    alice, bob = cast.client(cast.alice), cast.client(cast.bob)
    actions.set_password(authority=cast.council, person=cast.bob, password="another long one", by=SYSTEM)
    assert works(alice)
    assert not works(bob)


def test_a_session_of_a_closed_account_stays_over_when_it_is_open_again(cast: Cast) -> None:
    client = cast.client(cast.bob)
    actions.close_account(authority=cast.council, person=cast.bob, by=SYSTEM)
    Person.objects.filter(pk=cast.bob.pk).update(is_active=True)
    assert not works(client)
    assert works(cast.client(Person.objects.get(pk=cast.bob.pk)))


def test_a_change_of_the_secret_key_ends_no_session(cast: Cast) -> None:
    client, other = cast.client(cast.bob), cast.client(cast.bob)
    with override_settings(SECRET_KEY="k" * 60, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert works(client)
    with override_settings(SECRET_KEY="k" * 60, SECRET_KEY_FALLBACKS=[]):
        assert works(client)  # it was given the new key's hash meanwhile
        assert not works(other)


def test_charlie_cannot_manage_alices_council(cast: Cast) -> None:
    charlie = Actor(
        "person", "Charlie", {cast.other_council.pk: frozenset({"authorities.manage"})}, cast.charlie.pk
    )
    for refused in (
        lambda: actions.close_account(authority=cast.council, person=cast.bob, by=charlie),
        lambda: actions.set_password(authority=cast.council, person=cast.bob, password="x" * 20, by=charlie),
        lambda: actions.add_team(authority=cast.council, key="x", name="X", by=charlie),
        lambda: actions.add_membership(
            authority=cast.council, person=cast.charlie, role="officer", team=None, by=charlie
        ),
        lambda: queries.colleagues(cast.council, by=charlie),
        lambda: queries.teams_of(cast.council, by=charlie),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(ValueError, match="no role"):
        actions.close_account(authority=cast.other_council, person=cast.bob, by=charlie)
    assert Person.objects.get(pk=cast.bob.pk).is_active


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_passwords_are_kept_by_argon2() -> None:
    from patternbook.web import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert get_hasher().algorithm == "argon2"
