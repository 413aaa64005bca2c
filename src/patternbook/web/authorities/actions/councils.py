"""Setting a council up to be served: itself, its looks, its teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.authorities.models import Authority, Brand, Team
from patternbook.web.kit.themes import theme_of


@dataclass(frozen=True, slots=True)
class Looks:
    """A council's colours and how to reach it by other ways than the web."""

    colours: Mapping[str, str] = field(default_factory=dict)
    telephone: str = ""
    email: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)


@action("authorities.load", on="installation")
def set_up_council(*, council: Authority, by: Actor, installation: Installation) -> Authority:
    """Add a council that is in no register, such as one for demonstration. Returns the one there, if its slug is taken."""
    found = Authority.objects.filter(slug=council.slug).first()
    if found is None:
        council.save(force_insert=True)
    record("authorities.set_up", subject=found or council, facts={"slug": council.slug, "new": found is None})
    return found or council


@action("authorities.manage", on="authority")
def set_brand(*, authority: Authority, looks: Looks, by: Actor) -> Brand:
    """Say what the council looks like. Raises ThemeRefused where people could not read the colours."""
    theme = theme_of(looks.colours)
    brand, _ = Brand.objects.update_or_create(
        authority=authority,
        defaults={
            "colours": dict(looks.colours),
            "telephone": looks.telephone,
            "email": looks.email,
            "contact": dict(looks.contact),
        },
    )
    record("authorities.brand_set", subject=brand, facts={"theme": theme.digest})
    return brand


@action("authorities.manage", on="authority")
def add_team(*, authority: Authority, key: str, name: str, by: Actor) -> Team:
    """Add a team, or give the one of that key its name."""
    team, made = Team.objects.update_or_create(authority=authority, key=key, defaults={"name": name})
    record("authorities.team_added", subject=team, facts={"key": key, "new": made})
    return team
