"""The demonstration is set up twice without harm, is plainly one, and never runs in production."""

from __future__ import annotations

import socket

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.library import demonstration
from patternbook.web.audit import chain
from patternbook.web.authorities.models import Authority, Membership, Person, Team
from patternbook.web.authorities.queries import demonstration_people
from patternbook.web.catalogue import actions, shipped
from patternbook.web.catalogue.models import Adoption, Revision, Version
from patternbook.web.catalogue.shipped import publish_shipped
from patternbook.web.demonstration import __main__ as command
from patternbook.web.demonstration.councils import set_up, where_to_look
from tests.web.conftest import Cast, make_person
from tests.web.journeys.conftest import running_council


def counts() -> list[int]:
    return [
        rows._default_manager.count()
        for rows in (Authority, Person, Membership, Team, Version, Adoption, Revision)
    ]


@pytest.mark.django_db
def test_set_up_twice_is_set_up_once() -> None:
    set_up(password="quite a long password", now=timezone.now())
    once = counts()
    set_up(password="another long password", now=timezone.now())
    assert counts() == once
    assert Authority.objects.count() == 470 + len(demonstration.councils())
    assert all(person.check_password("another long password") for person in Person.objects.all())
    while chain.seal():
        pass
    assert list(chain.verify()) == []
    said = where_to_look("http://localhost:8000", "another long password")
    for council in demonstration.councils():
        assert f"http://localhost:8000/{council.slug}/" in said
        page = Client().get(f"/{council.slug}/").content.decode()
        assert "This is a demonstration. Nothing you send reaches a council." in page
    for role in ("administrator", "designer", "curator"):
        assert said.count(f"({role})") == len(demonstration.councils())
    assert "http://localhost:8000/library/" in said
    assert 'href="/library/"' in Client().get("/").content.decode()
    staff = demonstration.councils()[0].people[0]
    assert staff.email in said
    client = Client()
    client.post("/staff/sign-in", {"email": staff.email, "password": "another long password"})
    assert "_auth_user_id" in client.session


def test_nobody_is_offered_an_account_without_pages(cast: Cast) -> None:
    make_person("Olga", cast.council, "auditor", team=None)
    dana = make_person("Dana", cast.council, "designer", team=None)
    assert demonstration_people() == [cast.alice, cast.bob, cast.charlie, dana]


def test_a_service_that_was_switched_off_stays_off(db: None) -> None:
    publish_shipped(now=timezone.now())
    council = running_council("exampleford")
    text = demonstration.adoptions("exampleford")["missed_bin"]

    def set_up_again(choices: str) -> Adoption:
        shipped.set_up(authority=council, service="missed_bin", adoption_text=choices, now=timezone.now())
        return Adoption.objects.get()

    adoption = Adoption.objects.get()
    assert adoption.is_on
    actions.switch_off(adoption=adoption, notice={"en": "Closed for snow."}, by=shipped.SETTING_UP)
    assert not set_up_again(text).is_on
    changed = set_up_again(f"{text}\n# changed\n")
    assert (changed.is_on, changed.notice_when_off) == (False, {"en": "Closed for snow."})
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("mode", ["production", "test"])
def test_it_refuses_to_run_elsewhere(
    mode: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATTERNBOOK_MODE", mode)
    assert command.main([]) == 2
    assert "does not run" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_and_another_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATTERNBOOK_MODE", "demonstration")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert command.main(["--port", str(port)]) == 1
    assert f"make run PORT={port + 1}" in capsys.readouterr().err
    assert command.is_free("127.0.0.1", port)
