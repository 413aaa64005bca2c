"""What a council runs, what it is preparing, and what stood before: for those who design its services."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.engine import calendars
from patternbook.engine.compiler import Compiled
from patternbook.errors import Problem
from patternbook.language.nodes.adoption import Adoption as Choices
from patternbook.language.nodes.service import Service
from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority, Team
from patternbook.web.catalogue import adoption_texts, definitions
from patternbook.web.catalogue.choices import missing_for_switching_on
from patternbook.web.catalogue.models import Adoption, Preparation, Revision, Version
from patternbook.web.catalogue.running import Running, via_of
from patternbook.web.connections.connectors import BUILT_IN, CONNECTORS


@dataclass(frozen=True, slots=True)
class InHand:
    """A service at a council as somebody is changing it: what is prepared, else what is in force."""

    authority: Authority
    version: Version
    text: str
    adoption_text: str
    adoption: Adoption | None = None
    preparation: Preparation | None = None

    @property
    def compiled(self) -> Compiled:
        """The definition."""
        return definitions.compiled(self.text)

    @property
    def service(self) -> Service:
        """The definition's nodes, with shared steps filled in."""
        return self.compiled.service

    @property
    def choices(self) -> Choices:
        """Settings and bindings."""
        return definitions.adoption(self.adoption_text)

    @property
    def own_text(self) -> str:
        """The council's own text; empty where it takes the version's."""
        return "" if self.text == self.version.text else self.text

    @property
    def missing(self) -> tuple[Problem, ...]:
        """What has to be filled in before residents can use it."""
        return missing_for_switching_on(self.service, self.choices, self.authority)

    @property
    def current(self) -> Revision | None:
        """The revision in force."""
        return self.adoption.current if self.adoption else None

    @property
    def is_on(self) -> bool:
        """Whether residents can use the service now."""
        return self.adoption is not None and self.adoption.is_on

    @property
    def is_stale(self) -> bool:
        """Whether another revision was put in force after this was begun."""
        return self.preparation is not None and self.preparation.begun_from_id != (
            self.current.pk if self.current else None
        )

    def running(self) -> Running:
        """What would run, for a preview. Its revision is no row of the database."""
        revision = Revision(
            authority=self.authority, version=self.version, text=self.text, adoption_text=self.adoption_text,
            meaning_digest=self.compiled.digest,
        )  # fmt: skip
        calendar = calendars.of(self.choices.nation)
        via = via_of(revision, self.authority.slug, self.compiled, self.choices)
        return Running(revision, self.compiled, self.choices, calendar, via)


def in_hand(*, authority: Authority, service: str, by: Actor) -> InHand | None:
    """What is prepared of a service, else what is in force; None where the council has neither."""
    by.must("catalogue.read", authority.pk)
    adoption = (
        Adoption.objects.select_related("current", "current__version", "authority")
        .filter(authority=authority, service=service)
        .first()
    )
    preparation = (
        Preparation.objects.select_related("version", "by", "authority")
        .filter(authority=authority, service=service)
        .first()
    )
    if preparation is not None:
        text = preparation.text or preparation.version.text
        return InHand(authority, preparation.version, text, preparation.adoption_text, adoption, preparation)
    if adoption is None or adoption.current is None:
        return None
    current = adoption.current
    return InHand(authority, current.version, current.text, current.adoption_text, adoption)


def at_first(*, authority: Authority, version: Version, by: Actor) -> str:
    """The adoption text with which a council begins: the library's settings, and the connectors that are there."""
    by.must("catalogue.read", authority.pk)
    return adoption_texts.first(definitions.compiled(version.text).service, authority.nation, BUILT_IN)


def adoptions(*, authority: Authority, by: Actor) -> list[Adoption]:
    """The services that a council took, on or off, by key."""
    by.must("catalogue.read", authority.pk)
    found = Adoption.objects.filter(authority=authority, current__isnull=False)
    return list(
        found.select_related("current__version", "current__version__recall", "current__by").order_by(
            "service"
        )
    )


def preparations(*, authority: Authority, by: Actor) -> list[Preparation]:
    """What a council is preparing, by key."""
    by.must("catalogue.read", authority.pk)
    return list(
        Preparation.objects.filter(authority=authority).select_related("version", "by").order_by("service")
    )


def revisions(*, adoption: Adoption, by: Actor) -> list[Revision]:
    """Every revision of a service at a council, the newest first."""
    by.must("catalogue.read", adoption.authority_id)
    return list(adoption.revisions.select_related("version", "by", "authority").order_by("-number"))


def teams(*, authority: Authority, by: Actor) -> list[Team]:
    """The council's teams, to which bindings can point."""
    by.must("catalogue.read", authority.pk)
    return list(Team.objects.filter(authority=authority).order_by("name"))


def connectors(*, by: Actor) -> tuple[str, ...]:
    """The connectors that are built in, by name."""
    return tuple(CONNECTORS)
