"""Somebody's browser at a council's services, for the tests of the designers' pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from patternbook import library
from patternbook.language import reader, translations, writer
from patternbook.language.nodes.service import Service
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions
from patternbook.web.catalogue.models import Revision, Version
from patternbook.web.catalogue.shipped import PUBLISHER, SETTING_UP
from tests.web.conftest import Cast, make_person

BINDINGS = {
    "contact_centre-en": "waste", "contract_monitor-en": "waste", "crew-en": "waste", "crew_name-en": "The crews",
    "phone-en": "01632 960 101", "opening_hours-en": "9am to 5pm",
    "collection_days_page-en": "https://www.example.org/days", "what_goes_where_page-en": "https://www.example.org/what",
    "address_register-en": "register", "collection_schedule-en": "register", "report_register-en": "own_cases",
}  # fmt: skip


class Desk:
    """Somebody's browser at a council's services."""

    def __init__(self, client: Client, slug: str) -> None:
        self.client = client
        self.slug = slug

    def url(self, page: str = "", service: str = "missed-bin/") -> str:
        return f"/staff/{self.slug}/services/{service}{page}"

    def get(self, page: str = "", **query: str) -> HttpResponse:
        return self.client.get(self.url(page), query)

    def post(self, page: str, status: int = 302, **form: object) -> HttpResponse:
        answer = self.client.post(self.url(page), form)
        assert answer.status_code == status, words(answer)
        return answer

    def begin(self) -> Desk:
        self.post("adopt", number="1.0.0")
        return self

    def run(self) -> Desk:
        self.begin().post("bindings", **BINDINGS)
        self.post("switch", on="yes")
        return self


def desk(cast: Cast, name: str, role: str, council: Authority | None = None) -> Desk:
    """Somebody new with a role at a council: Alice's, where none is named."""
    where = council or cast.council
    return Desk(cast.client(make_person(name, where, role, None)), where.slug)


def words(page: HttpResponse) -> str:
    """What somebody reads on a page."""
    body = page.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def published(
    *changes: tuple[str, str], text: str = "", urgent_by: dt.date | None = None, examples: bool = False
) -> Version:
    """A version of the shipped service with some of its words replaced, each of which must be there."""
    shown = {name: read.text for name, read in library.examples("missed_bin").items()} if examples else {}
    bundle = actions.Bundle(
        text=changed(text or library.service("missed_bin").text, *changes),
        urgent_by=urgent_by,
        examples=shown,
    )
    return actions.publish(
        bundle=bundle, publisher=actions.Publisher(PUBLISHER), now=timezone.now(), by=SETTING_UP
    )


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with some of its words replaced, and the Welsh beside them marked as compared."""
    for old, new in changes:
        assert old in text, old
        before, _, after = text.partition(old)
        text = before + new + re.sub(r"\n +of: \S+", "", after, count=1)
    read = reader.read(text, kind=Service, steps=library.steps())
    assert read.node is not None, read.problems
    return writer.write(replace(read, node=translations.mark(read.node)))


def edited(revision: Revision, *changes: tuple[str, str]) -> Revision:
    """The council's text with some of its words replaced, put in force."""
    adopting = actions.Adopting(
        version=revision.version, adoption_text=revision.adoption_text, text=changed(revision.text, *changes),
        because="Our own words",
    )  # fmt: skip
    return actions.adopt(authority=revision.authority, adopting=adopting, now=timezone.now(), by=SETTING_UP)
