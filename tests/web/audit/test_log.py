"""The log cannot be changed unnoticed, and what it keeps of people can be erased."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from patternbook.web.audit import chain, queries, triggers
from patternbook.web.audit.actions import erase_values
from patternbook.web.audit.actors import SYSTEM, Actor, NotAllowed, resident
from patternbook.web.audit.models import Detail, Event, Seal
from patternbook.web.audit.record import AuditError, action, record
from patternbook.web.authorities.models import Authority, Team
from tests.web.conftest import Cast

BOSS = Actor("system", "boss", everywhere=frozenset({"test.do"}))


@action("test.do", on="team")
def do(*, team: Team, by: Actor, secret: str = "", times: int = 1) -> Team:
    """Do something that is recorded."""
    team.name = f"{team.name}!"
    team.save()
    for _ in range(times):
        record(
            "test.done", subject=team, facts={"b": 1, "a": [1, 2]}, values={"who": secret} if secret else None
        )
    return team


@pytest.fixture
def team(council: Authority) -> Team:
    return Team.objects.get(authority=council)


@pytest.fixture
def sealed(team: Team) -> Team:
    for secret in ("Ann", "", "Ben", "Cy"):
        do(team=team, by=BOSS, secret=secret)
    assert chain.seal() == 4
    return team


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """Somebody with the database's own password took the triggers down."""
    with connection.cursor() as cursor:
        for statement in triggers.take_down(connection.vendor):
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in triggers.put_up(connection.vendor):
            cursor.execute(statement)


def test_an_action_writes_one_event_with_its_values_apart(team: Team) -> None:
    do(team=team, by=BOSS, secret="Ann")
    event = Event.objects.get()
    assert (event.authority_id, event.verb, event.subject_type) == (
        team.authority_id,
        "test.done",
        "authorities.team",
    )
    assert "Ann" not in str(event.facts) + event.commitment
    assert event.detail.values == {"who": "Ann"}


@pytest.mark.parametrize("times", [0, 2])
def test_an_action_without_exactly_one_event_leaves_nothing(team: Team, times: int) -> None:
    with pytest.raises(AuditError):
        do(team=team, by=BOSS, times=times)
    assert Team.objects.get().name == "Waste and recycling"
    assert not Event.objects.exists()


def test_an_action_needs_its_permission_there(team: Team, other_council: Authority) -> None:
    elsewhere = Actor("person", "Charlie", {other_council.pk: frozenset({"test.do"})}, person_id=1)
    for nobody in (elsewhere, resident(team.authority_id), SYSTEM):
        with pytest.raises(NotAllowed):
            do(team=team, by=nobody)
    assert not Event.objects.exists()


def test_recording_outside_an_action_is_a_defect(team: Team) -> None:
    with pytest.raises(AuditError):
        record("test.done", subject=team)


def test_an_intact_log_verifies(sealed: Team) -> None:
    assert list(chain.verify()) == []
    assert chain.heads()[sealed.authority_id][0] == 4
    assert queries.unsealed() == 0


@pytest.mark.parametrize("rows", [Event, Seal])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_changes(sealed: Team, rows: type[Event | Seal], verb: str) -> None:
    change = {"update": "UPDATE {} SET authority_id = 7", "delete": "DELETE FROM {}"}[verb]
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(rows._meta.db_table))
    assert rows._default_manager.count() == 4


def test_the_database_refuses_to_change_kept_values(sealed: Team) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Detail.objects.update(salt="x")


@pytest.mark.usefixtures("unguarded")
def test_a_changed_event_is_found(sealed: Team) -> None:
    Event.objects.filter(pk=Event.objects.order_by("id")[1].pk).update(verb="test.undone")
    assert [broken.what for broken in chain.verify()] == ["the event is not what was sealed"]


@pytest.mark.usefixtures("unguarded")
def test_a_gap_is_found(sealed: Team) -> None:
    event = Event.objects.order_by("id")[1]
    Seal.objects.filter(event=event).delete()
    Event.objects.filter(pk=event.pk).delete()
    assert "seals 2 to 2 are missing" in [broken.what for broken in chain.verify()]
    with pytest.raises(CommandError) as failed:
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())
    assert failed.value.returncode == 1


@pytest.mark.usefixtures("unguarded")
def test_a_changed_value_is_found(sealed: Team) -> None:
    Detail.objects.filter(values={"who": "Ben"}).update(values={"who": "Bob"})
    assert [broken.what for broken in chain.verify()] == ["the values are not what the event vouches for"]


def test_an_erased_value_still_verifies(sealed: Team) -> None:
    assert erase_values(subject=sealed, by=SYSTEM) == 3
    assert not Detail.objects.exists()
    chain.seal()
    assert list(chain.verify()) == []
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "5 events sealed" in out.getvalue()


def test_each_authority_has_its_own_chain(sealed: Team, other_council: Authority) -> None:
    do(team=Team.objects.get(authority=other_council), by=BOSS)
    chain.seal()
    assert chain.heads()[other_council.pk][0] == 1
    assert list(chain.verify()) == []


def test_only_an_auditor_of_the_council_reads_its_log(cast: Cast) -> None:
    for person in (cast.alice, cast.charlie):
        with pytest.raises(NotAllowed):
            queries.events(cast.council.pk, by=cast.actor(person))


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_each_event_once(council: Authority) -> None:
    team = Team.objects.get(authority=council)
    for _ in range(20):
        do(team=team, by=BOSS)
    ready = threading.Barrier(2)
    sealed: list[int] = []

    def run() -> None:
        ready.wait()
        try:
            sealed.append(chain.seal())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sealed) == Seal.objects.count() == 20
    assert list(chain.verify()) == []
