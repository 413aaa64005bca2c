"""A council with a reported missed collection, and the officers who work it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client

from patternbook.web.authorities.models import Authority, Membership, Person, Team
from patternbook.web.cases.models import Case
from tests.web.conftest import make_council
from tests.web.journeys.conftest import Browser, published, rested_breaker, running_council

__all__ = ["published", "rested_breaker"]

# Homes of the made-up register whose rubbish collection was missed lately and can be reported.
HOMES = (
    ("990001000001", "ZZ99 1AG"),
    ("990001000008", "ZZ99 1AG"),
    ("990001000148", "ZZ99 1BH"),
    ("990001000155", "ZZ99 1BH"),
)
PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Office:
    """A council at work: its officers by name, and a resident's browser."""

    council: Authority
    resident: Browser
    # A collection can be reported once: each report is from another home of the same street.
    homes: Iterator[tuple[str, str]] = field(default_factory=lambda: iter(HOMES))

    def officer(self, name: str, role: str, *teams: str) -> Desk:
        """A new officer in these teams, signed in."""
        person = Person.objects.create(email=f"{name.lower()}@{self.council.slug}.example", name=name)
        for team in teams or (None,):
            found = Team.objects.get(authority=self.council, key=team) if team else None
            Membership.objects.create(person=person, authority=self.council, role=role, team=found)
        return Desk(self.council.slug, person)

    def reported(self) -> Case:
        """A new case, reported by a resident through the service's own pages."""
        known = set(Case.objects.values_list("pk", flat=True))
        browser = Browser(self.council.slug)
        uprn, postcode = next(self.homes)
        browser.to_check(uprn, postcode)
        browser.post("check-answers")
        return Case.objects.exclude(pk__in=known).get()


class Desk:
    """An officer's browser."""

    def __init__(self, slug: str, person: Person) -> None:
        self.slug = slug
        self.person = person
        self.client = Client()
        self.client.force_login(person, backend=PASSWORD_BACKEND)
        self.last: HttpResponse | None = None

    def get(self, part: str = "") -> HttpResponse:
        """Open a page of the staff area."""
        self.last = self.client.get(f"/staff/{self.slug}/{part}", follow=True)
        return self.last

    def post(self, part: str, **fields: str) -> HttpResponse:
        """Send a form. Fields that begin with a hyphen are written with a leading underscore here."""
        sent = {f"-{key[1:]}" if key.startswith("_") else key: value for key, value in fields.items()}
        self.last = self.client.post(f"/staff/{self.slug}/{part}", sent, follow=True)
        return self.last

    @property
    def text(self) -> str:
        """The words of the page."""
        assert self.last is not None
        tree = html5lib.parse(self.last.content.decode(), namespaceHTMLElements=False)
        return " ".join(" ".join(tree.find(".//main").itertext()).split())


@pytest.fixture
def office(published: None) -> Office:
    """Exampleford at work."""
    council = running_council("exampleford")
    return Office(council, Browser(council.slug))


@pytest.fixture
def elsewhere(db: None) -> Authority:
    """Another council."""
    return make_council("elsewhere", "Elsewhere Council", "england")
