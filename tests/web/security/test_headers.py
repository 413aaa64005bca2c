"""Every page says what a browser may load, and error pages are honest."""

from __future__ import annotations

import re

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from patternbook.web import middleware, urls
from patternbook.web.authorities.models import Authority
from tests.web.conftest import Cast

pytestmark = pytest.mark.django_db


def breaks(request: HttpRequest) -> HttpResponse:
    """A view with a defect."""
    raise RuntimeError("secret words")


def gone(request: HttpRequest) -> HttpResponse:
    """A view that finds no database."""
    raise OperationalError("secret words")


class WithADefect:
    """The real addresses and one that breaks."""

    urlpatterns = [  # noqa: RUF012  # read once by Django
        path("breaks", breaks), path("staff/breaks", breaks), path("no-database", gone), path("staff/no-database", gone),
        *urls.urlpatterns,
    ]  # fmt: skip
    handler400, handler403, handler404, handler500 = (
        urls.handler400,
        urls.handler403,
        urls.handler404,
        urls.handler500,
    )


def test_a_page_may_load_only_what_is_ours() -> None:
    response = Client().get("/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    scripts = re.findall(r"<script[^>]*>", response.content.decode())
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert nonce[1] not in Client().get("/").content.decode()


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
        ("Permissions-Policy", middleware.PERMISSIONS_POLICY),
    ],
)
def test_headers(header: str, value: str) -> None:
    assert Client().get("/")[header] == value


def test_no_page_holds_styles_or_handlers_of_its_own() -> None:
    for address in ("/", "/staff/sign-in", "/nowhere"):
        page = Client().get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), address
        assert not re.search(r"(src|href)=\"(https?:)?//", page), address


@override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=1000,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
)
def test_https_is_demanded_and_a_forged_header_is_not_believed() -> None:
    assert Client().get("/", secure=True)["Strict-Transport-Security"] == "max-age=1000"
    assert Client().get("/", HTTP_X_FORWARDED_PROTO="https").status_code == 301
    assert Client().get("/health/live").status_code == 200


def test_an_unknown_page_is_said_to_be_so_in_the_councils_name(council: Authority) -> None:
    response = Client().get(f"/{council.slug}/no/such/page/at/all")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Page not found" in page
    assert council.name in page
    assert council.brand.telephone in page


@pytest.mark.parametrize("address", ["/staff/{}/cases/NONE", "/staff/nowhere/no/such/page"])
def test_officers_are_led_back_to_their_cases(cast: Cast, address: str) -> None:
    for client in (cast.client(cast.bob), Client()):
        response = client.get(address.format(cast.council.slug) + "/nothing")
        page = response.content.decode()
        assert response.status_code == 404
        assert '<a class="govuk-link" href="/staff/">Go to your cases</a>' in page
        assert "Other ways to contact the council" not in page
        assert cast.council.brand.telephone not in page


@override_settings(ROOT_URLCONF=WithADefect)
def test_a_defect_in_the_staff_area_is_admitted_there() -> None:
    page = Client(raise_request_exception=False).get("/staff/breaks").content.decode()
    assert "look at the case before you send it again" in page
    assert "secret words" not in page


def test_an_error_page_speaks_welsh() -> None:
    page = Client().get("/no/such/page/at/all?lang=cy").content.decode()
    assert '<html lang="cy"' in page
    assert "Heb ddod o hyd" in page


@override_settings(ROOT_URLCONF=WithADefect)
def test_a_defect_is_admitted_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    response = Client(raise_request_exception=False).get("/breaks")
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.content.decode()
    assert "secret words" not in response.content.decode()


@override_settings(ROOT_URLCONF=WithADefect)
@pytest.mark.parametrize("part", ["", "staff/"])
def test_while_the_database_does_not_answer_the_page_says_so(part: str) -> None:
    response = Client(raise_request_exception=False).get(f"/{part}no-database")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    page = response.content.decode()
    assert "unavailable" in page
    assert "secret words" not in page


def test_a_form_without_its_token_is_refused_kindly() -> None:
    response = Client(enforce_csrf_checks=True).post("/staff/sign-in", {"email": "a@b.example"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


def test_health_says_what_is_ready() -> None:
    assert Client().get("/health/live").json() == {"live": True}
    assert Client().get("/health/ready").json() == {
        "ready": True, "database": True, "migrations": True, "worker": False,
    }  # fmt: skip


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.9"), (1, "203.0.113.7"), (2, "198.51.100.1")])
def test_the_clients_address_is_counted_from_our_own_proxies(
    proxies: int, seen: str, monkeypatch: pytest.MonkeyPatch, rf: object
) -> None:
    class Behind:
        """So many proxies."""

        def __init__(self) -> None:
            self.proxies = proxies

    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 198.51.100.1, 203.0.113.7"}
    with override_settings(ENVIRONMENT=Behind()):
        assert middleware.client_address(request) == seen


@pytest.fixture
def own_domain(council: Authority) -> Authority:
    council.domain = "services.larkmoor.example"
    council.save()
    return council


@override_settings(ALLOWED_HOSTS=["services.larkmoor.example", "testserver"])
def test_a_council_is_served_under_its_own_domain(own_domain: Authority, other_council: Authority) -> None:
    client = Client(headers={"host": "services.larkmoor.example"})
    theme = client.get("/theme-0.css")
    assert theme.status_code == 200
    assert client.get(f"/{own_domain.slug}/theme-0.css").content == theme.content
    assert client.get(f"/{other_council.slug}/theme-0.css").status_code == 404


def test_a_theme_is_kept_for_ever_by_its_digest(council: Authority) -> None:
    page = Client().get("/").content.decode()
    assert council.name in page
    error = Client().get(f"/{council.slug}/no/such/page/at/all").content.decode()
    link = re.search(r'href="(/[^"]+/theme-[^"]+\.css)"', error)
    assert link is not None
    response = Client().get(link[1])
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"] == "text/css"
    assert Client().get("/no-such-council/theme-0.css").status_code == 404
