"""The cast: Alice and Bob at one made-up council, Charlie at another; and what each needs to act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from patternbook.web.audit import triggers
from patternbook.web.audit.actors import SYSTEM, Actor, resident
from patternbook.web.authorities import queries as authority_queries
from patternbook.web.authorities.models import Authority, Brand, Membership, Person, Team
from patternbook.web.catalogue import queries as catalogue_queries


@pytest.fixture(autouse=True)
def no_memory_between_tests() -> Iterator[None]:
    """What a process remembers about the database must not outlive the test that filled it."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    authority_queries.forget_domains()
    catalogue_queries.forget_running()


@pytest.fixture
def council(db: None) -> Authority:
    """Alice's council, in England."""
    return make_council("vale-of-larkmoor", "Vale of Larkmoor Council", "england")


@pytest.fixture
def other_council(db: None) -> Authority:
    """Charlie's council, in Wales."""
    return make_council(
        "cwm-yr-hebog",
        "Cwm yr Hebog County Borough Council",
        "wales",
        "Cyngor Bwrdeistref Sirol Cwm yr Hebog",
    )


def make_council(slug: str, name: str, nation: str, name_cy: str = "") -> Authority:
    """A made-up council with a brand and one team called waste."""
    authority = Authority.objects.create(
        slug=slug, name=name, name_cy=name_cy, official_name=name, nation=nation, kind="UTA", tier="unitary",
        started=date(2009, 4, 1), demonstration=True,
    )  # fmt: skip
    Brand.objects.create(
        authority=authority,
        telephone="01632 960001",
        email=f"services@{slug}.example",
        contact={"hours_en": "9am to 5pm"},
    )
    Team.objects.create(authority=authority, key="waste", name="Waste and recycling")
    return authority


def make_person(name: str, authority: Authority, role: str = "officer", team: str | None = "waste") -> Person:
    """A member of staff with one role. Everybody's password is `correct horse battery`."""
    person = Person(email=f"{name.lower()}@{authority.slug}.example", name=name)
    person.set_password("correct horse battery")
    person.save()
    found = Team.objects.get(authority=authority, key=team) if team else None
    Membership.objects.create(person=person, authority=authority, role=role, team=found)
    return person


@dataclass(frozen=True)
class Cast:
    """Alice and Bob work at one council, Charlie at another."""

    council: Authority
    other_council: Authority
    alice: Person
    bob: Person
    charlie: Person

    def actor(self, person: Person) -> Actor:
        """Who that person is to actions and queries."""
        return authority_queries.actor_for(person)

    def client(self, person: Person) -> Client:
        """A browser in which that person is signed in."""
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def cast(council: Authority, other_council: Authority) -> Cast:
    """Everybody at once."""
    return Cast(
        council,
        other_council,
        alice=make_person("Alice", council, "team_lead"),
        bob=make_person("Bob", council),
        charlie=make_person("Charlie", other_council, "team_lead"),
    )


@pytest.fixture
def alice(cast: Cast) -> Person:
    """A team lead."""
    return cast.alice


@pytest.fixture
def bob(cast: Cast) -> Person:
    """An officer, Alice's colleague."""
    return cast.bob


@pytest.fixture
def charlie(cast: Cast) -> Person:
    """A team lead at another council."""
    return cast.charlie


@pytest.fixture
def by_resident(council: Authority) -> Actor:
    """A resident of Alice's council."""
    return resident(council.pk)


@pytest.fixture
def by_system() -> Actor:
    """The worker."""
    return SYSTEM


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_log() -> Iterator[None]:
    """After a test with real transactions every table is emptied; for that moment the log's triggers are down."""
    original = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        _run(triggers.take_down(connection.vendor))
        try:
            original(case)
        finally:
            _run(triggers.put_up(connection.vendor))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about SQLite alone is no part of a run on another database."""
    if connection.vendor == "sqlite":
        return
    others = [item for item in items if item.get_closest_marker("sqlite")]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]
