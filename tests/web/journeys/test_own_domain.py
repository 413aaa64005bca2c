"""A council under its own domain: no link, form, redirect or style sheet there bears the council's name again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from patternbook.web.authorities.models import Authority
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db
DOMAIN = "services.exampleford.example"
LEADS = re.compile(r'(?:href|action|src)="([^"]*)"')


@dataclass
class OwnDomain(Browser):
    """A resident's browser that only ever saw the council's own domain; keeps what every page leads to."""

    led: set[str] = field(default_factory=set)

    @property
    def base(self) -> str:
        return "/missed-bin/"

    def get(self, part: str = "") -> HttpResponse:
        return self._kept(super().get(part))

    def post(self, part: str, **fields: str | list[str]) -> HttpResponse:
        return self._kept(super().post(part, **fields))

    def _kept(self, response: HttpResponse) -> HttpResponse:
        self.led |= set(LEADS.findall(response.content.decode()))
        self.led |= {url for url, _ in response.redirect_chain}  # type: ignore[attr-defined]  # the test client's
        return response


@pytest.fixture
def own(english: Authority) -> OwnDomain:
    Authority.objects.filter(pk=english.pk).update(domain=DOMAIN)
    return OwnDomain(english.slug, Client(headers={"host": DOMAIN}))


@override_settings(ALLOWED_HOSTS=[DOMAIN, "testserver"])
def test_nothing_leads_to_an_address_with_the_councils_name(own: OwnDomain) -> None:
    own.get("/")
    assert own.link("Report a missed bin collection") == "/missed-bin/"
    for page in (
        "/accessibility",
        "/privacy",
        "/cookies",
        "/contact",
        "/no-such-page",
        "/resume/no-such-token",
    ):
        own.get(page)
    own.get()
    own.to_check()
    own.get("save")
    own.post("contact", name="", email="", phone="")
    assert own.errors
    own.get("check-answers")
    own.post("check-answers")
    assert own.place == "confirmation"
    own.get(own.link("See how your report is going"))
    assert own.status == 200
    own.get(own.link("Withdraw"))
    assert own.status == 200
    own.get("no-such-page")
    assert own.status == 404
    assert {"/", "/contact", "/missed-bin/", "/missed-bin/which"} <= own.led
    assert [led for led in own.led if f"/{own.slug}" in led] == []


@override_settings(ALLOWED_HOSTS=[DOMAIN, "testserver"])
def test_under_the_common_domain_links_bear_the_councils_name_all_the_same(own: OwnDomain) -> None:
    """The control: what one request wrote short, the next one to another domain writes whole."""
    own.get("/")
    page = Client().get(f"/{own.slug}/").content.decode()
    assert f'href="/{own.slug}/missed-bin/"' in page
    assert 'href="/missed-bin/"' not in page


@override_settings(ALLOWED_HOSTS=[DOMAIN, "testserver"])
def test_the_staff_area_and_the_theme_are_there_too(own: OwnDomain) -> None:
    response = own.client.get(f"/staff/{own.slug}/")
    assert response["Location"].startswith("/staff/sign-in?next=/staff/")
    theme = re.search(r'href="(/theme-[^"]+)"', own.client.get("/").content.decode())
    assert theme
    assert own.client.get(theme[1])["Content-Type"] == "text/css"
