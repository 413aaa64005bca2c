"""The invented councils: names, colours, contact, teams, staff, and what they adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from patternbook.errors import PatternbookError, did_you_mean

_COUNCIL = "council.yaml"


class NoSuchCouncil(PatternbookError):
    """There is no invented council of this key or slug."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    def __str__(self) -> str:
        known = [council.slug for council in councils()]
        return (
            f"There is no demonstration council called '{self.key}'. {did_you_mean(self.key, known)}".rstrip()
        )


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody invented who works at an invented council."""

    name: str
    email: str
    role: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """An invented council. Texts that stand in two languages have the endings `_en` and `_cy` in `contact`."""

    key: str
    slug: str
    name: str
    name_cy: str
    official_name: str
    nation: str
    kind: str
    tier: str
    colours: Mapping[str, str]
    telephone: str
    email: str
    contact: Mapping[str, str]
    teams: Mapping[str, str]
    people: tuple[Staff, ...]
    try_postcodes: tuple[str, ...]


def folder(key: str) -> Traversable:
    """The folder with the data of a council."""
    return files("patternbook.library.demonstration") / key


@cache
def councils() -> tuple[Council, ...]:
    """The invented councils, by key."""
    root = files("patternbook.library.demonstration")
    found = (item for item in root.iterdir() if item.is_dir() and (item / _COUNCIL).is_file())
    return tuple(_council(item) for item in sorted(found, key=lambda item: item.name))


def council(name: str) -> Council:
    """The council of this key or slug. Raises `NoSuchCouncil`."""
    for one in councils():
        if name in (one.key, one.slug):
            return one
    raise NoSuchCouncil(name)


@cache
def adoptions(name: str) -> Mapping[str, str]:
    """The texts of a council's adoptions, by the key of the service. Raises `NoSuchCouncil`."""
    texts = {
        item.name.removesuffix(".yaml"): item.read_text(encoding="utf-8")
        for item in sorted(folder(council(name).key).iterdir(), key=lambda item: item.name)
        if item.name.endswith(".yaml") and item.name != _COUNCIL
    }
    return MappingProxyType(texts)


def _council(item: Traversable) -> Council:
    read: dict[str, Any] = yaml.safe_load((item / _COUNCIL).read_text(encoding="utf-8"))
    people = tuple(
        Staff(name=one["name"], email=one["email"], role=one["role"], teams=tuple(one["teams"]))
        for one in read.pop("people")
    )
    return Council(
        people=people,
        try_postcodes=tuple(read.pop("try_postcodes")),
        **read,
    )
