"""A council in one file: its colours, how to reach it, its teams and its people. Everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from patternbook.errors import PatternbookError, did_you_mean
from patternbook.web.authorities.actions.councils import Looks
from patternbook.web.authorities.permissions import ROLES

FIELDS = ("council", "colours", "telephone", "email", "contact", "teams", "people")
PERSON_FIELDS = ("name", "email", "role", "teams")


class CouncilFileWrong(PatternbookError):
    """The file cannot be used. Carries every reason."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "\n".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works at the council. Without teams the role is in the whole council."""

    name: str
    email: str
    role: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilFile:
    """What the file says."""

    slug: str
    looks: Looks
    teams: Mapping[str, str]
    people: tuple[Member, ...]


def read(text: str) -> CouncilFile:
    """Read the file. Raises CouncilFileWrong with every reason."""
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CouncilFileWrong([f"This is not YAML: {error}"]) from error
    if not isinstance(said, dict):
        raise CouncilFileWrong(["The file must begin with 'council:' and the council's name in addresses."])
    reading = _Reading(said)
    found = reading.council()
    if reading.wrong:
        raise CouncilFileWrong(reading.wrong)
    return found


class _Reading:
    def __init__(self, said: dict[object, object]) -> None:
        self.said = said
        self.wrong: list[str] = []

    def council(self) -> CouncilFile:
        self.known(self.said, FIELDS, "the file")
        slug = self.text(self.said, "council", "the file")
        if not slug:
            self.wrong.append("The file does not say which council it is: 'council: …'.")
        teams = self.texts("teams")
        looks = Looks(
            colours=self.texts("colours"),
            telephone=self.text(self.said, "telephone", "the file"),
            email=self.text(self.said, "email", "the file"),
            contact=self.texts("contact"),
        )
        return CouncilFile(slug, looks, teams, self.people(teams))

    def people(self, teams: Mapping[str, str]) -> tuple[Member, ...]:
        listed = self.said.get("people") or []
        if not isinstance(listed, list):
            self.wrong.append("'people' must be a list.")
            return ()
        return tuple(self.member(one, f"person {n}", teams) for n, one in enumerate(listed, start=1))

    def member(self, one: object, where: str, teams: Mapping[str, str]) -> Member:
        said = one if isinstance(one, dict) else {}
        self.known(said, PERSON_FIELDS, where)
        theirs = said.get("teams") or []
        keys = tuple(str(key) for key in theirs) if isinstance(theirs, list) else ()
        found = Member(
            self.text(said, "name", where),
            self.text(said, "email", where),
            self.text(said, "role", where),
            keys,
        )
        self.wrong += [f"In {where}, {reason}" for reason in _wrong_with(found, teams)]
        return found

    def known(self, said: dict[object, object], fields: tuple[str, ...], where: str) -> None:
        for key in said:
            if key not in fields:
                hint = did_you_mean(str(key), fields)
                self.wrong.append(f"In {where}, there is no field '{key}'. {hint}".strip())

    def text(self, said: dict[object, object], key: str, where: str) -> str:
        value = said.get(key, "")
        if not isinstance(value, str):
            self.wrong.append(f"In {where}, '{key}' must be a text; put it in quotation marks.")
            return ""
        return value.strip()

    def texts(self, key: str) -> dict[str, str]:
        value = self.said.get(key) or {}
        if not isinstance(value, dict):
            self.wrong.append(f"'{key}' must be a list of 'key: text'.")
            return {}
        return {str(name): self.text(value, name, f"'{key}'") for name in value}


def _wrong_with(member: Member, teams: Mapping[str, str]) -> Iterator[str]:
    if not member.name:
        yield "there is no name."
    if "@" not in member.email:
        yield f"'{member.email}' is no email address."
    if member.role not in ROLES:
        yield f"'{member.role}' is no role. Roles are: {', '.join(ROLES)}."
    for key in member.teams:
        if key not in teams:
            yield f"there is no team '{key}'. {did_you_mean(key, teams)}".strip()
