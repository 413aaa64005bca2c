"""Trying a service out: a resident's journey over what was published, of which nothing is sent or kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import html5lib
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from patternbook.web.audit.models import Event
from patternbook.web.cases.models import Case
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.shipped import publish_shipped
from patternbook.web.drafts.models import Draft
from tests.web.conftest import Cast, make_person
from tests.web.journeys.conftest import running_council
from tests.web.studio.reading import words_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PAGE = "/library/missed-bin/1.0.0/try"


@pytest.fixture(autouse=True)
def version(db: None) -> Version:
    """The shipped service about missed bins."""
    publish_shipped(now=NOW)
    return Version.objects.get(service="missed_bin")


class Visitor:
    """Somebody with a browser, who fills in what the page shows."""

    def __init__(self, address: str = PAGE, client: Client | None = None) -> None:
        self.client = client or Client()
        self.last = self.client.get(address)
        self.address = address

    @property
    def words(self) -> str:
        """What stands on the page."""
        return words_of(self.last)

    def fields(self, **wanted: str) -> Iterator[dict[str, str]]:
        """The hidden fields of each form of the page that holds these."""
        page = html5lib.parse(self.last.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
        for form in page.iter("form"):
            hidden = {
                one.get("name"): one.get("value", "")
                for one in form.iter("input")
                if one.get("type") == "hidden"
            }
            if all(hidden.get(name) == value for name, value in wanted.items()):
                yield {name: value for name, value in hidden.items() if name}

    def send(self, page: str, **answers: object) -> HttpResponse:
        """Answer a page, which must be the one that is shown."""
        form = next(self.fields(**{"-page": page}))
        self.last = self.client.post(self.address, {**form, **answers})
        return self.last

    def go(self, to: str) -> HttpResponse:
        """Use the form that leads to a place."""
        # The way to the other language stands first, and leads to the same place.
        form = list(self.fields(**{"-to": to}))[-1]
        self.last = self.client.post(self.address, form)
        return self.last

    def options(self, name: str) -> dict[str, str]:
        """The values of a question's options, by their words."""
        page = html5lib.parse(self.last.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
        labels = {one.get("for"): " ".join("".join(one.itertext()).split()) for one in page.iter("label")}
        return {
            labels.get(one.get("id"), ""): one.get("value", "")
            for one in page.iter("input")
            if one.get("name") == name and one.get("value")
        }


def test_a_try_out_begins_with_what_the_service_is_for_and_says_what_it_is() -> None:
    response = Client().get(PAGE)
    page = response.content.decode()
    assert "Nothing is sent and nothing is kept." in page
    assert "Report a missed bin collection" in words_of(response)
    assert "ZZ99" in words_of(response)


def test_a_page_is_answered_and_a_wrong_answer_shown_again() -> None:
    visitor = Visitor()
    visitor.go("")
    assert visitor.send("postcode", postcode="").status_code == 422
    assert "There is a problem" in visitor.words
    assert visitor.send("postcode", postcode="ZZ99 1AG").status_code == 200
    assert "Specimen Street" in visitor.words


def walk(visitor: Visitor) -> None:
    """Answer whatever is asked until the answers can be checked, with the first option of each question."""
    for _ in range(20):
        forms = [one for one in visitor.fields() if "-page" in one]
        if not forms:
            return
        page = forms[0]["-page"]
        sent: dict[str, object] = {}
        html = html5lib.parse(visitor.last.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
        for box in html.iter("input"):
            name, kind = box.get("name", ""), box.get("type", "text")
            if kind in ("radio", "checkbox") and name not in sent:
                sent[name] = box.get("value", "")
            elif kind in ("text", "email", "tel") and not name.startswith("-"):
                sent.setdefault(name, {"email": "ann@example.org"}.get(name, "Ann Other"))
        for box in html.iter("select"):
            values = [one.get("value", "") for one in box.iter("option")]
            sent[box.get("name", "")] = next(value for value in values if value)
        for box in html.iter("textarea"):
            sent[box.get("name", "")] = "Behind the gate."
        sent.pop("phone", None)
        visitor.send(page, **sent)


def test_a_whole_journey_ends_with_what_a_resident_and_the_council_would_see() -> None:
    before = {table: count(table) for table in tables()}
    visitor = Visitor()
    visitor.go("")
    visitor.send("postcode", postcode="ZZ99 1AG")
    walk(visitor)
    assert "Check your answers" in visitor.words, visitor.words
    visitor.go("submit")
    assert "Report sent" in visitor.words
    assert "What the council would do now" in visitor.words
    assert "The case stands at" in visitor.words
    assert {table: count(table) for table in tables()} == before


def tables() -> list[str]:
    """Every table that could keep something of somebody."""
    return [
        name for name in connection.introspection.table_names() if not name.startswith("django_migrations")
    ]


def count(table: str) -> int:
    """How many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_an_answer_can_be_changed_at_the_check() -> None:
    visitor = Visitor()
    visitor.go("")
    visitor.send("postcode", postcode="ZZ99 1AG")
    walk(visitor)
    visitor.go("page.contact")
    assert "Check your answers" not in visitor.words
    walk(visitor)
    assert "Check your answers" in visitor.words


def test_one_can_go_back() -> None:
    visitor = Visitor()
    visitor.go("")
    visitor.send("postcode", postcode="ZZ99 1AG")
    visitor.go("page.postcode")
    assert 'value="ZZ99 1AG"' in visitor.last.content.decode()


def test_the_language_can_be_changed_without_losing_an_answer() -> None:
    visitor = Visitor()
    visitor.go("")
    form = next(visitor.fields(**{"-language": "cy"}))
    visitor.last = visitor.client.post(PAGE, form)
    page = visitor.last.content.decode()
    assert 'lang="cy"' in page
    assert "Nid oes dim yn cael ei anfon" in page
    visitor.send("postcode", postcode="ZZ99 1AG")
    assert "Specimen Street" in visitor.words


def test_a_state_that_was_changed_by_hand_begins_again() -> None:
    visitor = Visitor()
    visitor.go("")
    visitor.send("postcode", postcode="ZZ99 1AG")
    form = {**list(visitor.fields(**{"-to": "page.postcode"}))[-1], "-to": "check_answers"}
    form["-state"] = re.sub(r"^.", "X", form["-state"])
    response = Client().post(PAGE, form)
    assert "What you answered before could not be read any more." in words_of(response)


@pytest.mark.parametrize("place", ["page.nothing", "end.nothing", "check_answers", "x", "submit", "tasks"])
def test_a_place_that_is_not_on_the_way_leads_to_where_one_stands(place: str) -> None:
    visitor = Visitor()
    visitor.go("")
    form = {**list(visitor.fields())[-1], "-to": place}
    response = visitor.client.post(PAGE, form)
    assert response.status_code == 200
    assert "postcode" in words_of(response)


def test_a_council_of_each_nation_can_be_tried() -> None:
    for nation, postcode in (("wales", "ZZ99 3AA"), ("scotland", "ZZ99 2AA"), ("nowhere", "ZZ99 1AG")):
        visitor = Visitor(f"{PAGE}?nation={nation}")
        assert "Under the law of: England, Scotland, Wales" in visitor.words
        visitor.go("")
        assert visitor.send("postcode", postcode=postcode).status_code == 200


def test_trying_out_is_offered_on_the_services_page_and_writes_nothing_in_the_log() -> None:
    before = Event.objects.count()
    assert PAGE in Client().get("/library/missed-bin/").content.decode()
    assert Client().get("/library/missed-bin/9.9.9/try").status_code == 404
    assert Event.objects.count() == before


def test_a_council_previews_what_it_prepared_with_its_own_choices_and_nobody_else_can(cast: Cast) -> None:
    council = running_council("exampleford")
    ada = make_person("Ada", council, "designer", team=None)
    page = f"/staff/{council.slug}/services/missed-bin/preview"
    visitor = Visitor(page, cast.client(ada))
    assert council.name in visitor.last.content.decode()
    cases, drafts = Case.objects.count(), Draft.objects.count()
    visitor.go("")
    visitor.send("postcode", postcode="ZZ99 1AG")
    walk(visitor)
    visitor.go("submit")
    assert "Report sent" in visitor.words
    assert (Case.objects.count(), Draft.objects.count()) == (cases, drafts)
    for client in (cast.client(cast.charlie), cast.client(cast.alice)):
        assert client.get(page).status_code == 404
        assert client.post(page, {"-to": ""}).status_code == 404
    assert Client().get(page).status_code == 302
