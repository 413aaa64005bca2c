"""Sets the made-up councils up, with looks, teams, people and services. Done again, it changes nothing."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from patternbook.library import demonstration
from patternbook.library.demonstration import Council, Staff
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions, queries
from patternbook.web.authorities.actions.councils import Looks
from patternbook.web.authorities.models import Authority, Person, Team
from patternbook.web.authorities.permissions import CASEWORKERS, DESIGNERS
from patternbook.web.authorities.register import read_register
from patternbook.web.catalogue import shipped


def set_up(*, password: str, now: dt.datetime) -> None:
    """The register, the shipped services and every made-up council, whose people all get the password."""
    actions.load_register(register=read_register(), installation=INSTALLATION, by=SYSTEM)
    shipped.publish_shipped(now=now)
    for council in demonstration.councils():
        authority = _authority(council)
        _people(council, authority, _teams(council, authority), password)
        for service, text in demonstration.adoptions(council.slug).items():
            shipped.set_up(authority=authority, service=service, adoption_text=text, now=now)


def _authority(council: Council) -> Authority:
    wanted = Authority(
        slug=council.slug, name=council.name, name_cy=council.name_cy, official_name=council.official_name,
        nation=council.nation, kind=council.kind, tier=council.tier, demonstration=True,
    )  # fmt: skip
    authority = actions.set_up_council(council=wanted, installation=INSTALLATION, by=SYSTEM)
    if not authority.demonstration:
        raise RuntimeError(f"{council.slug} is a real body's name; a demonstration must not touch it.")
    looks = Looks(council.colours, council.telephone, council.email, council.contact)
    actions.set_brand(authority=authority, looks=looks, by=SYSTEM)
    return authority


def _teams(council: Council, authority: Authority) -> dict[str, Team]:
    return {
        key: actions.add_team(authority=authority, key=key, name=name, by=SYSTEM)
        for key, name in council.teams.items()
    }


def _people(council: Council, authority: Authority, teams: dict[str, Team], password: str) -> None:
    for staff in council.people:
        person = actions.add_person(
            authority=authority, email=staff.email, name=staff.name, password=password, by=SYSTEM
        )
        _roles(staff, person, authority, teams)
        if not person.check_password(password):
            actions.set_password(authority=authority, person=person, password=password, by=SYSTEM)


def _roles(staff: Staff, person: Person, authority: Authority, teams: dict[str, Team]) -> None:
    # Somebody without a team has the role in the whole council.
    theirs: list[Team | None] = [teams[key] for key in staff.teams]
    for team in theirs or [None]:
        actions.add_membership(authority=authority, person=person, role=staff.role, team=team, by=SYSTEM)


def where_to_look(address: str, password: str) -> str:
    """What is printed when it is ready: addresses, accounts, and what to try."""
    lines = [
        "",
        "PATTERNBOOK – A DEMONSTRATION. The councils and people are made up; nothing reaches a council.",
        "",
    ]
    lines += [
        f"Everything starts at  {address}/",
        f"The library is at     {address}/library/",
        f"Staff sign in at      {address}/staff/sign-in",
        "",
    ]
    known = {authority.slug for authority in queries.demonstration_councils()}
    for council in demonstration.councils():
        if council.slug in known:
            lines += [council.name, f"  residents: {address}/{council.slug}/"]
            lines += [f"  try the postcodes: {', '.join(council.try_postcodes)}"]
            lines += [
                f"  staff: {staff.email} ({staff.role.replace('_', ' ')})"
                for staff in council.people
                if staff.role in CASEWORKERS | DESIGNERS
            ]
    lines += [
        "",
        f"Everybody's password: {password}",
        f"Emails are kept as files in {settings.NOTICES_FOLDER}. Stop with Ctrl+C.",
        "",
    ]
    return "\n".join(lines)
