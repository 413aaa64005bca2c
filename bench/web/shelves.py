"""Libraries of any size: so many services, each taken by so many councils. The adoptions are rows in bulk.

Two libraries of different size stand side by side, each in a database of its own; `at` says which is read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.growth import definition
from bench.web import ground

if TYPE_CHECKING:
    from datetime import datetime

# So many services share a word, in a library of any size: a search for it finds as much.
SHARING = 10
SYLLABLES = tuple(f"{first}{second}" for first in "bdfgklmnprst" for second in "aeiou")
OTHER = "other"


@dataclass
class Router:
    """Reads and writes go to one database, which can be changed."""

    alias: str = "default"

    def db_for_read(self, model: object, **hints: object) -> str:
        """The database that is at hand."""
        return self.alias

    db_for_write = db_for_read

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        """Rows of one library only ever meet their own."""
        return True


@dataclass(frozen=True)
class Shelves:
    """Libraries by the alias of their database."""

    router: Router = field(default_factory=Router)

    def at(self, alias: str, work: Callable[[], object]) -> Callable[[], object]:
        """The same work, done in one library."""

        def there() -> object:
            self.router.alias = alias
            try:
                return work()
            finally:
                self.router.alias = "default"

        return there


@contextmanager
def two() -> Iterator[Shelves]:
    """A second database beside the one that is set up, migrated, and reading from either."""
    from django.core.management import call_command
    from django.db import connections, router

    shelves = Shelves()
    known = connections.databases["default"]
    with ExitStack() as stack:
        name = stack.enter_context(_another(known))
        connections.databases[OTHER] = {**known, "NAME": name}
        call_command("migrate", database=OTHER, verbosity=0)
        before, router.routers = router.routers, [shelves.router]
        try:
            yield shelves
        finally:
            router.routers = before
            connections[OTHER].close()
            del connections.databases[OTHER]


@contextmanager
def _another(known: dict[str, Any]) -> Iterator[str]:
    """The name of a new database of the same kind."""
    if known["ENGINE"].endswith("sqlite3"):
        yield f"{known['NAME']}-{OTHER}"
        return
    with ground.new_database() as address:
        yield address.rpartition("/")[2]


def word(number: int) -> str:
    """A made-up word, another for each number."""
    said = ""
    while number or len(said) < 6:
        number, place = divmod(number, len(SYLLABLES))
        said += SYLLABLES[place]
    return said


def shared(number: int) -> str:
    """The word that a service shares with some others."""
    return word(100_000 + number // SHARING)


def fill(services: int, councils: int, now: datetime) -> None:
    """A library with so many services, each run by so many councils."""
    from django.db import transaction

    from patternbook.web.authorities.models import Authority

    with transaction.atomic(using=_alias()):
        Authority.objects.bulk_create(
            Authority(slug=f"council-{place}", name=f"Council {place}", official_name="", nation="england")
            for place in range(councils)
        )
        chance = random.Random(services)
        for number in range(services):
            _publish(number, chance, now)
        _adopt(now)


def _alias() -> str:
    from django.db import router

    from patternbook.web.catalogue.models import Version

    return router.db_for_write(Version)


def _publish(number: int, chance: random.Random, now: datetime) -> None:
    """A version with its place in the index."""
    from patternbook.language import digests
    from patternbook.web.catalogue import definitions
    from patternbook.web.catalogue.actions.indexing import index
    from patternbook.web.catalogue.models import Version

    summary = " ".join(word(chance.randrange(5_000)) for _ in range(20))
    text = (
        definition(1)
        .replace("service: eight", f"service: service_{number}")
        .replace("title: Eight tasks", f"title: Service {shared(number)} {word(number)}", 1)
        .replace("summary: Eight tasks, one after another.", f"summary: {summary}", 1)
    )
    service = definitions.as_written(text)
    version = Version.objects.create(
        service=service.service, number="1.0.0", publisher_name="Patternbook", text=text, published=now,
        text_digest=digests.text(text), meaning_digest=digests.meaning(service, {}), title={"en": "Service"},
    )  # fmt: skip
    index(version=version, service=service)


ADOPTIONS = """
INSERT INTO {adoption} (authority_id, service, is_on, notice_when_off)
SELECT a.id, v.service, TRUE, '{{}}' FROM {authority} a, {version} v"""
REVISIONS = """
INSERT INTO {revision} (authority_id, adoption_id, number, version_id, text, text_digest, meaning_digest,
                        adoption_text, because, made)
SELECT o.authority_id, o.id, 1, v.id, v.text, v.text_digest, v.meaning_digest,
       'patternbook: 1\nadopts: ' || v.service || '\nnation: england\n', '', v.published
FROM {adoption} o JOIN {version} v ON v.service = o.service"""
CURRENT = (
    "UPDATE {adoption} SET current_id = (SELECT r.id FROM {revision} r WHERE r.adoption_id = {adoption}.id)"
)


def _adopt(now: datetime) -> None:
    """Every council takes every service, as it was published."""
    from django.db import connections

    from patternbook.web.authorities.models import Authority
    from patternbook.web.catalogue.models import Adoption, Revision, Version

    tables = {
        model.__name__.lower(): model._meta.db_table for model in (Authority, Adoption, Revision, Version)
    }
    connection = connections[_alias()]
    with connection.cursor() as cursor:
        for statement in (ADOPTIONS, REVISIONS, CURRENT):
            cursor.execute(statement.format(**tables))
        cursor.execute("ANALYZE")
