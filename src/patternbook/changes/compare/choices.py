"""What each council chose for each setting, on one day, and where that comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from patternbook.changes.compare.grouping import Group, grouped
from patternbook.changes.describe.values import typed
from patternbook.engine.settings import Settings, resolve_settings
from patternbook.engine.values import to_plain
from patternbook.errors import Problem, ProblemsFound
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Service
from patternbook.language.types import Type
from patternbook.language.words import english

NOT_THERE = "no such setting"
NOT_CHOSEN = "nothing chosen yet"
NOT_KNOWN = "cannot be told, because its choices have problems"


@dataclass(frozen=True, slots=True)
class Compared:
    """A council in a comparison: its definition, and its settings of the day where they can be told.

    Councils with the same definition share its `types`.
    """

    name: str
    service: Service
    settings: Settings | None
    types: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Choice:
    """One council's value of one setting: in words, as a value, and where it comes from.

    `by` is `default` or `council`; empty where there is no value.
    """

    council: str
    says: str
    value: object = None
    by: Literal["default", "council", ""] = ""
    since: dt.date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """One setting with every council's value."""

    key: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The councils by their value, the commonest first."""
        return grouped((choice.council, choice.says) for choice in self.choices)

    @property
    def differs(self) -> bool:
        """Whether not all have the same."""
        return len(self.groups) > 1

    @property
    def says(self) -> str:
        """The setting as a sentence: “How soon the crew returns: three councils: 2 working days; …”."""
        return f"{self.title}: {'; '.join(group.sentence for group in self.groups)}."


def resolved(
    service: Service, adoption: Adoption | None, as_of: dt.date
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """A council's settings of a day; None, and why, where it chose what it may not have."""
    try:
        return resolve_settings(service, adoption, {"today": as_of}), ()
    except ProblemsFound as found:
        return None, tuple(found.problems)


def choices_of(compared: Iterable[Compared]) -> Iterator[Choices]:
    """Every setting that any of the councils has, in written order."""
    councils = tuple(compared)
    titles = {
        key: english(setting.title)
        for each in reversed(councils)
        for key, setting in each.service.settings.items()
    }
    order = dict.fromkeys(key for each in councils for key in each.service.settings)
    for key in order:
        yield Choices(key, titles[key], tuple(_choice(each, key) for each in councils))


def _choice(council: Compared, key: str) -> Choice:
    if key not in council.service.settings:
        return Choice(council.name, NOT_THERE)
    if council.settings is None:
        return Choice(council.name, NOT_KNOWN)
    if key not in council.settings.values:
        return Choice(council.name, NOT_CHOSEN)
    value, source = council.settings.values[key], council.settings.sources[key]
    return Choice(
        council=council.name,
        says=typed(_kept(to_plain(value)), council.types[key]),
        value=value,
        by="council" if source.by == "council" else "default",
        since=source.since,
        because=source.because or "",
    )


def _kept(plain: object) -> object:
    """Plain data in the form in which a definition holds it."""
    if isinstance(plain, dict):
        return Keyed((str(key), _kept(item)) for key, item in plain.items())
    return tuple(_kept(item) for item in plain) if isinstance(plain, list) else plain
