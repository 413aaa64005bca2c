"""Changing one's own password: who may, what is refused, and what it ends."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.http import HttpResponse
from django.test import Client, override_settings

from patternbook.web.audit.actors import NotAllowed
from patternbook.web.audit.models import Event
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions, queries
from patternbook.web.authorities.models import Person
from tests.web.authorities.test_sign_in import PASSWORD, sign_in, signed_in, works
from tests.web.conftest import Cast

PAGE = "/staff/password"
NEW = "gate lantern orchard"


def change(client: Client, old: str = PASSWORD, new: str = NEW) -> HttpResponse:
    return client.post(PAGE, {"old": old, "new": new})


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_a_new_password_replaces_the_old_one_and_stands_in_the_log(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert change(client)["Location"] == f"{PAGE}?changed"
    assert "Your password is changed" in client.get(f"{PAGE}?changed").content.decode()
    for password, works_now in ((PASSWORD, False), (NEW, True)):
        other = Client()
        sign_in(other, cast.bob, password)
        assert signed_in(other) is works_now
    assert verbs() == ["accounts.password_changed", "accounts.signed_in"]
    event = Event.objects.earliest("id")
    assert (event.person_id, event.subject_id) == (cast.bob.pk, str(cast.bob.pk))
    assert NEW not in str(list(Event.objects.values()))


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_the_new_password_is_kept_by_argon2(cast: Cast) -> None:
    cast.bob.set_password(PASSWORD)
    cast.bob.save()
    change(cast.client(cast.bob))
    assert identify_hasher(Person.objects.get(pk=cast.bob.pk).password).algorithm == "argon2"


def test_this_session_goes_on_and_all_others_end(cast: Cast) -> None:
    here, elsewhere, alice = cast.client(cast.bob), cast.client(cast.bob), cast.client(cast.alice)
    key = here.session.session_key
    change(here)
    assert works(here)
    assert here.session.session_key != key
    assert not works(elsewhere)
    assert works(alice)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", ["Enter your current password", "Enter a new password"]),
        ("wrong", NEW, ["The current password is not the one of your account"]),
        (PASSWORD, PASSWORD, ["New password must be another than your current one"]),
        (PASSWORD, "short", ["New password must be 12 characters or more"]),
        (PASSWORD, "password1234", ["Too many people use this password"]),
        (PASSWORD, "bob@vale-of-larkmoor.example", ["New password must not be like your name"]),
    ],
)
def test_what_is_refused_changes_nothing(cast: Cast, old: str, new: str, words: list[str]) -> None:
    before = Person.objects.get(pk=cast.bob.pk).password
    response = change(cast.client(cast.bob), old, new)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Change your password" in page
    for said in words:
        assert page.count(said) == 2, said
    for secret in (PASSWORD, NEW):
        assert secret not in page
    assert Person.objects.get(pk=cast.bob.pk).password == before
    assert verbs() == []


def test_the_page_names_the_length_that_is_asked_for() -> None:
    (length,) = [
        one["OPTIONS"]["min_length"]
        for one in settings.AUTH_PASSWORD_VALIDATORS
        if one["NAME"].endswith("MinimumLengthValidator")
    ]
    assert length == 12


def test_whoever_finds_an_open_screen_cannot_guess_the_password_for_long(cast: Cast) -> None:
    client = cast.client(cast.bob)
    answers = [change(client, "wrong").status_code for _ in range(6)]
    assert answers == [422, 422, 422, 422, 429, 429]
    assert change(client).status_code == 429
    assert verbs() == ["accounts.locked"]
    assert Person.objects.get(pk=cast.bob.pk).check_password(PASSWORD)


def test_who_is_not_signed_in_signs_in_first(cast: Cast) -> None:
    for response in (Client().get(PAGE), change(Client())):
        assert response["Location"] == f"/staff/sign-in?next={PAGE}"


def test_nobody_changes_anothers_password(cast: Cast) -> None:
    request = cast.client(cast.bob).get(PAGE).wsgi_request
    with pytest.raises(NotAllowed):
        actions.change_password(
            request=request, person=cast.bob, password=NEW, by=queries.signing(cast.alice), installation=INSTALLATION
        )  # fmt: skip
    assert Person.objects.get(pk=cast.bob.pk).check_password(PASSWORD)
