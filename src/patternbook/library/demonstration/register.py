"""The made-up register of an invented council: properties, rounds and what crews logged.

Answers are plain data in the shape of the shipped contracts: dates and times as ISO text. None means
not found. A place that stands for a system that fails raises `RegisterDown`.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from zoneinfo import ZoneInfo

from patternbook.errors import PatternbookError
from patternbook.library.demonstration.councils import council, folder

LONDON = ZoneInfo("Europe/London")
# Postcodes that play a part whatever the council, so that every way a lookup can end can be shown.
# In place of rounds the same words play the part for the collections at a property.
PARTS: Mapping[str, str] = MappingProxyType(
    {"ZZ999ZZ": "UNAVAILABLE", "ZZ999YZ": "SLOW", "ZZ999XZ": "MANY", "ZZ999WZ": "MALFORMED"}
)
# More than any contract takes.
_MANY = 250
_SATURDAY = 5


class RegisterDown(PatternbookError):
    """The register does not answer about this place, so that a failure can be shown."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)

    def __str__(self) -> str:
        return f"The made-up register does not answer about {self.place}."


class RegisterSlow(RegisterDown):
    """The register would answer about this place only after longer than anybody waits."""

    def __str__(self) -> str:
        return f"The made-up register takes too long to answer about {self.place}."


@dataclass(frozen=True, slots=True)
class Round:
    """A round as a rule: it came `due` weekdays ago, and comes `every` so many days."""

    service: str
    name: str
    name_cy: str
    kind: str
    due: int | None
    every: int
    done: dt.time | None
    street_closed: bool
    subscribed: bool | None

    def last(self, today: dt.date) -> dt.date | None:
        """The last day on which it was due."""
        return None if self.due is None else _weekdays_before(today, self.due)

    def next(self, today: dt.date) -> dt.date | None:
        """The next day on which it is due."""
        last = self.last(today)
        while last is not None and last <= today:
            last += dt.timedelta(days=self.every)
        return last

    def done_at(self, now: dt.datetime) -> dt.datetime | None:
        """When the crew logged the round as complete, where they had by now."""
        last = self.last(_day(now))
        if last is None or self.done is None:
            return None
        done = dt.datetime.combine(last, self.done, LONDON)
        return done if done <= now else None


@dataclass(frozen=True, slots=True)
class Property:
    """A made-up property: which rounds come, and what the crew logged there."""

    uprn: str
    line: str
    town: str
    postcode: str
    kind: str
    rounds: tuple[str, ...]
    log: str
    shows: str

    def logged(self, service: str) -> tuple[str | None, str | None]:
        """The code and the class that the crew logged for this collection; None, None where nothing."""
        of, _, rest = self.log.partition(":")
        if not rest or of != service:
            return None, None
        code, _, kind = rest.partition(":")
        return code, kind


def addresses_at_postcode(name: str, postcode: str) -> list[dict[str, object]] | None:
    """The addresses of a council with this postcode, as the contract has them; None where there are none.

    Raises `NoSuchCouncil`, and `RegisterDown` or `RegisterSlow` for the postcodes of `PARTS` that stand for
    a failing register. Another of them gives more than any contract takes, another breaks the contract.

    >>> [found["line"] for found in addresses_at_postcode("exampleford", "zz991ag")][:2]
    ['1 Specimen Street', '2 Specimen Street']
    """
    wanted = _postcode(postcode)
    known = council(name)
    part = PARTS.get(wanted)
    if part:
        return _play(
            part, postcode, {"uprn": "990009000000", "line": "Endless House", "town": "", "postcode": ""}
        )
    found = [_address(place) for place in _by_postcode(known.key).get(wanted, ())]
    return found or None


def _play(part: str, place: str, one: dict[str, object]) -> list[dict[str, object]]:
    """The answer of a place that plays a part. Raises `RegisterDown`, `RegisterSlow`."""
    if part == "UNAVAILABLE":
        raise RegisterDown(place)
    if part == "SLOW":
        raise RegisterSlow(place)
    return [one] * _MANY if part == "MANY" else [{**one, next(iter(one)): None}]


def property_at_uprn(name: str, uprn: str) -> dict[str, object] | None:
    """The property with this number; None where there is none. Raises `NoSuchCouncil`."""
    place = _properties(council(name).key).get(uprn)
    return None if place is None else {**_address(place), "kind": place.kind, "at": None, "area": None}


def collections_at_property(name: str, uprn: str, now: dt.datetime) -> list[dict[str, object]] | None:
    """What is collected at a property and what crews logged by `now`; None where nothing is listed.

    `now` is aware. Raises `NoSuchCouncil`, and `RegisterDown` or `RegisterSlow` where the property stands
    for a failure.
    """
    key = council(name).key
    place = _properties(key).get(uprn)
    if place is None or not place.rounds:
        return None
    rounds = _rounds(key)
    if place.rounds[0] in PARTS.values():
        return _play(place.rounds[0], uprn, _collection(place, next(iter(rounds.values())), now))
    return [_collection(place, rounds[one], now) for one in place.rounds]


def reference_properties(name: str) -> Sequence[Property]:
    """The properties that each show one way of a report, for guides and tests. Raises `NoSuchCouncil`."""
    return tuple(place for place in _properties(council(name).key).values() if place.shows)


def _collection(place: Property, round_: Round, now: dt.datetime) -> dict[str, object]:
    today = _day(now)
    code, kind = place.logged(round_.service)
    done = round_.done_at(now)
    return {
        "service": round_.service,
        "name": round_.name,
        "name_cy": round_.name_cy,
        "kind": round_.kind,
        "last": _iso(round_.last(today)),
        "next": _iso(round_.next(today)),
        "frequency": {7: "weekly", 14: "fortnightly"}.get(round_.every, "other"),
        "round_done_at": _iso(done),
        "collected_at": None,
        "exception": code if done else None,
        "exception_class": kind if done else None,
        "street_closed": round_.street_closed,
        "subscribed": round_.subscribed,
    }


def _address(place: Property) -> dict[str, object]:
    return {"uprn": place.uprn, "line": place.line, "town": place.town, "postcode": place.postcode}


def _iso(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _day(now: dt.datetime) -> dt.date:
    return now.astimezone(LONDON).date()


def _postcode(text: str) -> str:
    return "".join(text.split()).upper()


def _weekdays_before(day: dt.date, count: int) -> dt.date:
    while count:
        day -= dt.timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


@cache
def _properties(key: str) -> Mapping[str, Property]:
    found = (_property(row) for row in _rows(folder(key) / "addresses.csv"))
    return MappingProxyType({place.uprn: place for place in found})


def _property(row: Mapping[str, str]) -> Property:
    rounds = tuple(row["rounds"].split())
    plain = {key: value for key, value in row.items() if key != "rounds"}
    return Property(rounds=rounds, **plain)


@cache
def _by_postcode(key: str) -> Mapping[str, tuple[Property, ...]]:
    found: dict[str, tuple[Property, ...]] = {}
    for place in _properties(key).values():
        wanted = _postcode(place.postcode)
        found[wanted] = (*found.get(wanted, ()), place)
    return MappingProxyType(found)


@cache
def _rounds(key: str) -> Mapping[str, Round]:
    return MappingProxyType({row["round"]: _round(row) for row in _rows(folder(key) / "rounds.csv")})


def _round(row: Mapping[str, str]) -> Round:
    return Round(
        service=row["service"],
        name=row["name"],
        name_cy=row["name_cy"],
        kind=row["kind"],
        due=int(row["due"]) if row["due"] else None,
        every=int(row["every"]),
        done=dt.time.fromisoformat(row["done"]) if row["done"] else None,
        street_closed=row["street_closed"] == "yes",
        subscribed={"yes": True, "no": False}.get(row["subscribed"]),
    )


def _rows(file: Traversable) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
