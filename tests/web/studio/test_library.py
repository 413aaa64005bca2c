"""The library in the browser: search, and all that is known of a service on one page."""

from __future__ import annotations

import datetime as dt

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import queries
from patternbook.web.catalogue.models import Adoption, EditReason, Recall, SignOff, Version
from patternbook.web.catalogue.queries import Wanted
from patternbook.web.catalogue.shipped import publish_shipped
from tests.web.journeys.conftest import running_council
from tests.web.studio.reading import read

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PAGE = "/library/missed-bin/"


@pytest.fixture
def version(db: None) -> Version:
    """The shipped service about missed bins."""
    publish_shipped(now=NOW)
    return Version.objects.get(service="missed_bin")


@pytest.fixture
def running(version: Version) -> Authority:
    """A council that runs it."""
    return running_council("exampleford")


def test_anybody_can_search(version: Version) -> None:
    page = read(Client(), "/library/?q=missed+bin")
    assert "1 service" in page
    assert "Report a missed bin collection" in page
    assert "Published by Patternbook, version 1.0.0, 24 November 2026." in page
    assert "No council runs it yet." in page


def test_a_typing_error_is_said(version: Version) -> None:
    page = read(Client(), "/library/?q=missde+bin")
    assert "Showing results for missed bin." in page
    assert "Report a missed bin collection" in page


def test_an_empty_search_says_what_to_do(version: Version) -> None:
    page = read(Client(), "/library/?q=xylophone&function=waste")
    assert "0 services" in page
    assert "search without the filters" in page


def test_what_is_typed_is_shown_again_and_never_run(version: Version) -> None:
    response = Client().get("/library/", {"q": '"><script>alert(1)</script>', "page": "-1", "lgsl": "x"})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_the_words_of_a_search_in_welsh_find_it_too(version: Version) -> None:
    assert "Report a missed bin collection" in read(Client(), "/library/?q=casgliad")


def test_who_runs_it_is_counted(running: Authority) -> None:
    page = read(Client(), f"/library/?council={running.slug}")
    assert "1 council runs it." in page


def test_search_does_not_ask_more_for_more_services(
    version: Version, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        Client().get("/library/?q=report")


def test_neither_search_nor_a_list_of_councils_reads_anybodys_text(running: Authority) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = queries.search(wanted=Wanted(words="bin"))
        taken = queries.adopters(service="missed_bin")
        assert (found.rows[0].councils, taken[0].current.version.number) == (1, "1.0.0")
    assert not [one["sql"] for one in asked.captured_queries if '."text"' in one["sql"]]


def test_a_services_page_says_what_it_is(running: Authority) -> None:
    page = read(Client(), PAGE)
    for words in (
        "Version 1.0.0, published by Patternbook on 24 November 2026",
        "Tell us that a bin, box, bag or caddy was put out on time and was not emptied.",
        "England, Scotland and Wales",
        "524: Find out which day the refuse is collected",
        "Environmental Protection Act 1990, section 45",
        "Run by 1 council",
        "How soon the crew returns",
        "Limit: At most 10 working days. By then the next collection has come.",
        f"{running.name}: version 1.0.0",
    ):
        assert words in page, words


def test_what_councils_chose_stands_beside_each_setting(running: Authority) -> None:
    page = read(Client(), PAGE)
    assert f"2 working days, until 4pm: 1 council ({running.name})" in page


def test_a_setting_that_changes_later_is_counted_as_it_is_today(running: Authority) -> None:
    """Exampleford promises three working days, and two from 1 April 2027."""
    page = Client().get(PAGE).content.decode()
    setting = page.partition('id="setting-return_within"')[2].partition('id="setting-check_within"')[0]
    assert "<strong>3 working days</strong>: 1 council" in setting
    assert "2 working days" not in setting


def test_examples_are_shown_with_when_they_passed_and_of_what(version: Version) -> None:
    page = read(Client(), PAGE)
    assert "Each of these passed on 24 November 2026" in page
    assert version.meaning_digest in page
    assert page.count("Passed") == len(version.examples)


def test_what_nobody_reviewed_says_so_and_who_reviewed_is_named(version: Version) -> None:
    page = read(Client(), PAGE)
    assert "Law not yet reviewed" in page
    assert "Welsh not yet reviewed" in page
    SignOff.objects.create(
        version=version, kind=SignOff.LAW, reviewer="Lena Lawyer", capacity="solicitor", at=NOW
    )
    page = read(Client(), PAGE)
    assert "Law reviewed" in page
    assert "reviewed by Lena Lawyer, solicitor, on 24 November 2026" in page
    assert "Welsh not yet reviewed" in page
    assert "Law reviewed Welsh not yet reviewed" in read(Client(), "/library/")


def test_who_varies_what_and_why_is_shown(running: Authority) -> None:
    adoption = Adoption.objects.get()
    EditReason.objects.create(
        authority=running,
        adoption=adoption,
        path="pages.contact.title",
        because="Our residents asked.",
        at=NOW,
    )
    assert f"{running.name}, “" in read(Client(), PAGE)
    assert "”: Our residents asked." in read(Client(), PAGE)


def test_a_recalled_version_says_why_and_what_to_do(version: Version) -> None:
    Recall.objects.create(version=version, because="A date is wrong.", what_to_do="Go to 1.0.1.", at=NOW)
    page = read(Client(), PAGE)
    assert "The publisher recalled this version on 24 November 2026. A date is wrong." in page
    assert "What to do: Go to 1.0.1." in page
    assert "Recalled" in read(Client(), "/library/")


def test_a_version_has_its_own_page(version: Version) -> None:
    assert "Version 1.0.0" in read(Client(), f"{PAGE}1.0.0/")
    for address in (f"{PAGE}9.9.9/", "/library/no-such-service/"):
        assert Client().get(address).status_code == 404


def test_the_pages_and_the_process_are_drawn_and_said_as_lists(version: Version) -> None:
    html = Client().get(PAGE).content.decode()
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    drawings = list(page.iter("{http://www.w3.org/2000/svg}svg")) or list(page.iter("svg"))
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.get("role") == "img"
        named = drawing.get("aria-labelledby", "").split()
        assert {one.get("id") for one in drawing.iter()} >= set(named)
    said = read(Client(), PAGE)
    for words in (
        "What is the postcode where the collection was missed?",
        "the journey ends: “There is no collection that you can report now”",
        "Contact centre: Check a report that was described by hand",
        "The next collection has come",
    ):
        assert words in said, words
