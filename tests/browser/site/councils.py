"""A council for each example: its nation, its settings, its lookups, and people who work there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import yaml

from patternbook.engine.settings import plain_data
from patternbook.language.nodes.example import Example
from patternbook.library import demonstration
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import actions
from patternbook.web.authorities.actions.councils import Looks
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import shipped
from patternbook.web.catalogue.definitions import compiled as compile_text
from patternbook.web.catalogue.queries import version
from tests.browser.site.lookups import NAME

PASSWORD = "correct horse battery staple"
LEAD, OFFICER, DESIGNER, ADMINISTRATOR, CURATOR = "lead", "officer", "designer", "administrator", "curator"
AUDITOR, OPERATOR = "auditor", "operator"


@dataclass(frozen=True)
class Opening:
    """A council to be opened: its name in addresses, for which service and example, and when."""

    slug: str
    service: str
    example: Example
    now: dt.datetime


def open_council(opening: Opening) -> Authority:
    """Set the council up as its example has it, with the service switched on."""
    like = next(one for one in demonstration.councils() if one.nation == opening.example.nation)
    wanted = Authority(
        slug=opening.slug, name=like.name, name_cy=like.name_cy, official_name=like.official_name,
        nation=like.nation, kind=like.kind, tier=like.tier, demonstration=True,
    )  # fmt: skip
    authority = actions.set_up_council(council=wanted, installation=INSTALLATION, by=SYSTEM)
    looks = Looks(like.colours, like.telephone, like.email, like.contact)
    actions.set_brand(authority=authority, looks=looks, by=SYSTEM)
    teams = [
        actions.add_team(authority=authority, key=key, name=name, by=SYSTEM)
        for key, name in like.teams.items()
    ]
    for role, name, theirs in ((LEAD, "Bob Paragon", teams), (OFFICER, "Alice Exemplar", teams[:1])):
        person = actions.add_person(
            authority=authority, email=email_of(role, opening.slug), name=name, password=PASSWORD, by=SYSTEM
        )
        for team in theirs:
            actions.add_membership(
                authority=authority,
                person=person,
                role={LEAD: "team_lead"}.get(role, role),
                team=team,
                by=SYSTEM,
            )
    for role, name in (
        (DESIGNER, "Dilys Pattern"), (ADMINISTRATOR, "Ada Model"), (CURATOR, "Cerys Library"),
        (AUDITOR, "Audrey Specimen"), (OPERATOR, "Otto Sample"),
    ):  # fmt: skip
        person = actions.add_person(
            authority=authority, email=email_of(role, opening.slug), name=name, password=PASSWORD, by=SYSTEM
        )
        actions.add_membership(authority=authority, person=person, role=role, team=None, by=SYSTEM)
    text = adoption_text(opening.service, like.key, opening.example)
    shipped.set_up(authority=authority, service=opening.service, adoption_text=text, now=opening.now)
    return authority


def email_of(role: str, slug: str) -> str:
    """The address with which somebody of that role signs in."""
    return f"{role}@{slug}.example.org"


def adoption_text(service: str, council: str, example: Example) -> str:
    """What a demonstration council chose, with the example's settings in place of its own."""
    choices = yaml.safe_load(demonstration.adoptions(council)[service])
    choices["settings"] = {
        key: {"values": [{"value": plain_data(value)}]} for key, value in example.settings.items()
    }
    declared = compile_text(_newest(service)).service.bindings
    for key, binding in declared.items():
        if binding.type == "connection" and key in choices["bindings"]:
            choices["bindings"][key] = NAME
    return yaml.safe_dump(choices, allow_unicode=True, sort_keys=False)


def _newest(service: str) -> str:
    found = version(service=service)
    assert found is not None
    return found.text
