"""Dana designs services at Alice's council, which runs a shipped one; Chris designs at Charlie's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client

from patternbook import library
from patternbook.language import reader
from patternbook.language.nodes.service import Service
from patternbook.library import demonstration
from patternbook.web.authorities.models import Authority, Person, Team
from patternbook.web.catalogue import actions, queries
from patternbook.web.catalogue.actions import Adopting
from patternbook.web.catalogue.models import WorkingCopy
from patternbook.web.catalogue.shipped import SETTING_UP, publish_shipped
from tests.web.conftest import Cast, make_person

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
SERVICE = "missed_bin"


@pytest.fixture
def dana(cast: Cast) -> Person:
    """A designer at Alice's council."""
    return make_person("Dana", cast.council, "designer", team=None)


@pytest.fixture
def deva(cast: Cast) -> Person:
    """Another designer there."""
    return make_person("Deva", cast.council, "designer", team=None)


@pytest.fixture
def chris(cast: Cast) -> Person:
    """A designer at Charlie's council."""
    return make_person("Chris", cast.other_council, "designer", team=None)


@pytest.fixture
def adopted(cast: Cast) -> Authority:
    """Alice's council, running the shipped service."""
    publish_shipped(now=NOW)
    version = queries.version(service=SERVICE)
    assert version is not None
    for key in ("contact_centre", "contract_monitor", "crew"):
        Team.objects.create(authority=cast.council, key=key, name=key)
    adopting = Adopting(version=version, adoption_text=demonstration.adoptions("exampleford")[SERVICE])
    actions.adopt(authority=cast.council, adopting=adopting, now=NOW, by=SETTING_UP)
    return cast.council


@pytest.fixture
def editor(cast: Cast, adopted: Authority, dana: Person) -> Editor:
    """Dana's browser, editing the service that her council runs."""
    found = Editor(cast.client(dana), adopted.slug)
    assert found.client.post(found.url("begin")).status_code == 302
    return found


@dataclass
class Editor:
    """A designer's browser on the pages of one service."""

    client: Client
    slug: str
    service: str = "missed-bin"

    def url(self, page: str = "") -> str:
        """The address of a page of the editor."""
        return f"/staff/{self.slug}/services/{self.service}/edit/{page}"

    def see(self, page: str = "", status: int = 200) -> HttpResponse:
        """Open a page."""
        response = self.client.get(self.url(page))
        assert response.status_code == status, response.content.decode()[:3000]
        return response  # type: ignore[return-value]  # the test client's answer is one

    def send(self, page: str, status: int = 302, **boxes: str | list[str]) -> HttpResponse:
        """Change some boxes of a page's form, as it is shown, and send it in."""
        return self.send_form(page, self.boxes(page), status, boxes)

    def send_form(
        self, page: str, form: dict[str, list[str]], status: int, changes: dict[str, str | list[str]]
    ) -> HttpResponse:
        """Send a form that was opened before, with some boxes changed."""
        changed = {
            name.replace("__", "-"): [said] if isinstance(said, str) else said
            for name, said in changes.items()
        }
        response = self.client.post(self.url(page), form | changed)
        assert response.status_code == status, response.content.decode()[:6000]
        return response  # type: ignore[return-value]  # the test client's answer is one

    def boxes(self, page: str) -> dict[str, list[str]]:
        """What a browser would send of the page's form if nothing were changed."""
        return boxes_of(self.see(page).content.decode())

    @property
    def copy(self) -> WorkingCopy:
        """The working copy as it stands."""
        return WorkingCopy.objects.get(authority__slug=self.slug, service=self.service.replace("-", "_"))

    @property
    def definition(self) -> Service:
        """What the working copy says."""
        read = reader.read(self.copy.text, kind=Service, steps=library.steps())
        assert read.node is not None
        return read.node


def boxes_of(html: str, button: str = "Save") -> dict[str, list[str]]:
    """The boxes of the form with a button of these words, as a browser would send them."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    (form,) = [
        form for form in page.iter("form") if any(button in _words(one) for one in form.iter("button"))
    ]
    boxes: dict[str, list[str]] = {}
    for element in form.iter():
        name = element.get("name")
        if name is None or element.tag == "button" or name == "csrfmiddlewaretoken":
            continue
        for value in _sent(element):
            boxes.setdefault(name, []).append(value)
    return boxes


def _sent(element: Element) -> list[str]:
    if element.tag == "textarea":
        return [element.text or ""]
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return [one.get("value") or "" for one in chosen]
    if element.get("type") in ("radio", "checkbox"):
        return [element.get("value") or "on"] if element.get("checked") is not None else []
    return [element.get("value") or ""]


def _words(element: Element) -> str:
    return "".join(element.itertext())


def words_of(response: Any) -> str:
    """The words of the page's main part, in single spaces."""
    page = html5lib.parse(response.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
    main = page.find(".//main")
    assert main is not None
    return " ".join(" ".join(main.itertext()).split())
