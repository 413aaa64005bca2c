"""The ground that the web's benchmarks stand on: a database of their own, one invented council, its service."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from django.test import Client

    from patternbook.web.authorities.models import Authority

Database = Literal["sqlite", "postgresql"]
COUNCIL, SERVICE = "exampleford", "missed_bin"
HOST = "bench.example"


@contextlib.contextmanager
def ready(database: Database) -> Iterator[None]:
    """Django set up for production on a new, empty, migrated database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="patternbook-bench-") as folder, _database(database) as address:
        os.environ.update(_environment(folder, address))
        _set_up()
        try:
            yield
        finally:
            _let_go()


def postgresql_address() -> str:
    """The server that DATABASE_URL names; empty where it names none."""
    address = os.environ.get("DATABASE_URL", "")
    return address if urlsplit(address).scheme in ("postgresql", "postgres") else ""


@contextlib.contextmanager
def _database(database: Database) -> Iterator[str]:
    """The address of a database that is made and dropped here; empty for a file in the folder."""
    if database == "sqlite":
        yield ""
        return
    with new_database() as address:
        yield address


@contextlib.contextmanager
def new_database() -> Iterator[str]:
    """The address of a database on the server, which is dropped afterwards."""
    import psycopg

    server, name = postgresql_address(), f"patternbook_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _environment(folder: str, address: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "bench.web.settings",
        "DATABASE_URL": address,
        "PATTERNBOOK_MODE": "production",
        "PATTERNBOOK_FOLDER": folder,
        "PATTERNBOOK_SECRET_KEY": secrets.token_hex(40),
        "PATTERNBOOK_HOSTS": HOST,
        "PATTERNBOOK_ADDRESS": f"https://{HOST}",
        "PATTERNBOOK_HTTPS": "no",
        "PATTERNBOOK_EMAIL": "file",
    }


def _set_up() -> None:
    from django.core.management import call_command

    # Sets Django up and configures its logging.
    import_module("patternbook.web.wsgi")
    # Each request is logged as in production; the lines go nowhere.
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(open(os.devnull, "w"))  # noqa: SIM115  # open as long as the process
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def _let_go() -> None:
    from django.db import connections

    connections.close_all()


def council() -> Authority:
    """The invented council with its looks, teams and service."""
    from django.utils import timezone

    from patternbook.library import demonstration
    from patternbook.web.authorities.models import Authority, Brand, Team
    from patternbook.web.catalogue import shipped

    known, now = demonstration.council(COUNCIL), timezone.now()
    authority = Authority.objects.create(
        slug=known.slug, name=known.name, name_cy=known.name_cy, official_name=known.official_name,
        nation=known.nation, kind=known.kind, tier=known.tier, demonstration=True,
    )  # fmt: skip
    Brand.objects.create(
        authority=authority, telephone=known.telephone, email=known.email, contact=dict(known.contact)
    )
    for key, title in known.teams.items():
        Team.objects.create(authority=authority, key=key, name=title)
    shipped.publish_shipped(now=now)
    text = demonstration.adoptions(COUNCIL)[SERVICE]
    shipped.set_up(authority=authority, service=SERVICE, adoption_text=text, now=now)
    return authority


ANSWERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("postcode", {"postcode": "ZZ99 1AG"}),
    ("property", {"property": "990001000001"}),
    ("which", {"missed": ["refuse", "food"]}),
    ("out-in-time", {"out_in_time": "yes"}),
    ("contact", {"name": "Ann Example", "email": "ann@bench.example", "phone": ""}),
)


@dataclass(frozen=True)
class Resident:
    """A resident who has answered pages of the service."""

    client: Client

    def url(self, page: str = "") -> str:
        """Where a page is."""
        return f"/{COUNCIL}/missed-bin/{page}"

    def cookies(self) -> str:
        """What the browser sends back."""
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.client.cookies.items())


def resident(pages: int = len(ANSWERS)) -> Resident:
    """A resident who has begun and answered the first pages."""
    from django.test import Client

    found = Resident(Client(headers={"host": HOST}))
    found.client.post(found.url())
    for page, fields in ANSWERS[:pages]:
        answer = found.client.post(found.url(page), fields)
        assert answer.status_code == 302, f"{page}: {answer.status_code}"
    return found
