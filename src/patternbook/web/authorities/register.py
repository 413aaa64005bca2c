"""The shipped register: bodies, official codes and successions, read from the package's own tables."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

# The scheme whose code finds a body again when the register is loaded once more.
KEY_SCHEME = "mysociety"


@dataclass(frozen=True, slots=True)
class Body:
    """A row of authorities.csv."""

    key: str
    slug: str
    name: str
    official_name: str
    nation: str
    region: str
    kind: str
    tier: str
    county: str
    combined_authority: str
    population: int | None
    homepage: str
    started: datetime.date | None
    ended: datetime.date | None


@dataclass(frozen=True, slots=True)
class OfficialCode:
    """A row of codes.csv."""

    key: str
    scheme: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Follows:
    """A row of successions.csv."""

    predecessor: str
    successor: str
    on: datetime.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Register:
    """All three tables."""

    bodies: tuple[Body, ...]
    codes: tuple[OfficialCode, ...]
    successions: tuple[Follows, ...]


def read_register() -> Register:
    """The register as it is shipped with this version."""
    return Register(
        tuple(_body(row) for row in _rows("authorities.csv")),
        tuple(OfficialCode(**row) for row in _rows("codes.csv")),
        tuple(
            Follows(row["predecessor"], row["successor"], _day(row["on"]), row["source"])
            for row in _rows("successions.csv")
        ),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("patternbook.web.authorities") / "data" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _body(row: dict[str, str]) -> Body:
    texts = {name: row[name] for name in row if name not in {"population", "started", "ended"}}
    population = int(row["population"]) if row["population"] else None
    return Body(**texts, population=population, started=_day(row["started"]), ended=_day(row["ended"]))


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
