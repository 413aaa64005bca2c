"""Addresses as monitors ask for them and as people type them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from patternbook.web.catalogue.shipped import publish_shipped
from tests.web.conftest import Cast
from tests.web.journeys.conftest import running_council

PAGES = ("", "accessibility", "privacy", "cookies", "contact", "missed-bin/")


@pytest.fixture
def slug(db: None) -> str:
    publish_shipped(now=timezone.now())
    return running_council("exampleford").slug


def test_head_is_answered_where_get_is(slug: str) -> None:
    client = Client()
    for address in ("/", "/staff/sign-in", "/health/live", *(f"/{slug}/{page}" for page in PAGES)):
        asked = client.head(address)
        assert (asked.status_code, asked.content) == (client.get(address).status_code, b""), address
        assert asked.status_code == 200, address


@pytest.mark.parametrize("service", ["", "/missed-bin"])
def test_an_address_without_its_last_slash_leads_to_the_page(slug: str, service: str) -> None:
    response = Client().get(f"/{slug}{service}?lang=cy")
    assert (response.status_code, response["Location"]) == (301, f"/{slug}{service}/?lang=cy")
    assert Client().get(response["Location"]).status_code == 200


def test_so_does_the_staff_area(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert client.get("/staff")["Location"] == "/staff/"
    assert client.get(f"/staff/{cast.council.slug}")["Location"] == f"/staff/{cast.council.slug}/"


def test_what_is_nowhere_stays_nowhere(slug: str) -> None:
    for address in (f"/{slug}/missed-bin/no-such-page/", f"/{slug}/nothing", "/nowhere"):
        response = Client().get(address, follow=True)
        assert response.status_code == 404, address
