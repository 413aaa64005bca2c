"""Two invented councils that run the missed collection service, and a resident's browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from patternbook.library import demonstration
from patternbook.web.authorities.models import Authority, Brand, Team
from patternbook.web.catalogue.shipped import publish_shipped, set_up
from patternbook.web.connections import resolving
from patternbook.web.connections.breaker import Breaker

SERVICE = "missed_bin"


@pytest.fixture(autouse=True)
def rested_breaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test's failures taught the process must not reach the next."""
    monkeypatch.setattr(resolving, "BREAKER", Breaker())


@pytest.fixture
def published(db: None) -> None:
    """The shipped services, published."""
    publish_shipped(now=timezone.now())


def running_council(name: str) -> Authority:
    """An invented council with its brand and teams, running the service."""
    known = demonstration.council(name)
    authority = Authority.objects.create(
        slug=known.slug, name=known.name, name_cy=known.name_cy, official_name=known.official_name,
        nation=known.nation, kind=known.kind, tier=known.tier, demonstration=True,
    )  # fmt: skip
    Brand.objects.create(
        authority=authority, telephone=known.telephone, email=known.email, contact=dict(known.contact)
    )
    for key, title in known.teams.items():
        Team.objects.create(authority=authority, key=key, name=title)
    text = demonstration.adoptions(name)[SERVICE]
    set_up(authority=authority, service=SERVICE, adoption_text=text, now=timezone.now())
    return authority


@pytest.fixture
def english(published: None) -> Authority:
    """Exampleford, in England."""
    return running_council("exampleford")


@pytest.fixture
def welsh(published: None) -> Authority:
    """Dyffryn Enghraifft, in Wales."""
    return running_council("dyffryn_enghraifft")


@dataclass
class Browser:
    """A resident's browser at one council's service: follows what the pages say."""

    slug: str
    client: Client = field(default_factory=Client)
    last: HttpResponse | None = None

    @property
    def base(self) -> str:
        return f"/{self.slug}/missed-bin/"

    def get(self, part: str = "") -> HttpResponse:
        """Open a page, following where it leads."""
        self.last = self.client.get(part if part.startswith("/") else self.base + part, follow=True)
        return self.last

    def post(self, part: str, **fields: str | list[str]) -> HttpResponse:
        """Send a form, following where it leads."""
        url = part if part.startswith("/") else self.base + part
        self.last = self.client.post(url, fields, follow=True)
        return self.last

    def begin(self) -> HttpResponse:
        """Start now."""
        return self.post("")

    @property
    def place(self) -> str:
        """The address of the page that is shown, after the service's own."""
        assert self.last is not None
        request = self.last.request
        return str(request["PATH_INFO"]).removeprefix(self.base)

    @property
    def tree(self) -> Element:
        """The page as a browser sees it, without scripts."""
        assert self.last is not None
        tree = html5lib.parse(self.last.content.decode(), namespaceHTMLElements=False)
        for parent in list(tree.iter()):
            for script in parent.findall("script"):
                parent.remove(script)
        return tree

    @property
    def text(self) -> str:
        """The words of the page, without markup."""
        return " ".join(" ".join(self.tree.itertext()).split())

    @property
    def title(self) -> str:
        """The page's title."""
        return self.tree.findtext(".//title") or ""

    @property
    def status(self) -> int:
        """The status of the page that is shown."""
        assert self.last is not None
        return int(self.last.status_code)

    def value(self, name: str) -> str | None:
        """What stands in a box."""
        boxes = (box for box in self.tree.iter("input") if box.get("name") == name)
        return next((box.get("value") for box in boxes), None)

    def link(self, words: str) -> str:
        """Where the link with these words leads."""
        for link in self.tree.iter("a"):
            if words in " ".join("".join(link.itertext()).split()):
                return link.get("href") or ""
        raise AssertionError(f"There is no link {words!r} on {self.place}: {self.text}")

    @property
    def errors(self) -> dict[str, str]:
        """The error summary: message by the address of the box that it leads to."""
        links = self.tree.findall(".//div[@class='govuk-error-summary']//a")
        return {link.get("href") or "": "".join(link.itertext()) for link in links}

    @property
    def ids(self) -> set[str]:
        """The address of every id on the page."""
        return {f"#{one.get('id')}" for one in self.tree.iter() if one.get("id")}

    def to_check(self, uprn: str = "990001000001", postcode: str = "ZZ99 1AG") -> None:
        """Answer everything up to check answers."""
        self.begin()
        self.post("postcode", postcode=postcode)
        self.post("property", property=uprn)
        self.post("which", missed=["refuse"])
        self.post("out-in-time", out_in_time="yes")
        self.post("contact", name="Ann Other", email="ann@example.org", phone="")
        assert self.place == "check-answers", (self.place, self.text)


@pytest.fixture
def browser(english: Authority) -> Browser:
    """A browser at the English council."""
    return Browser(english.slug)


@pytest.fixture
def welsh_browser(welsh: Authority) -> Browser:
    """A browser at the Welsh council."""
    return Browser(welsh.slug)


SetClock = Callable[[dt.datetime], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Let it be another time from now on."""

    def to(moment: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return to
