"""A council's service as it runs: the definition compiled, and what the council chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from patternbook.engine.calendars import Calendar
from patternbook.engine.compiler import Compiled
from patternbook.engine.context import LONDON, Channel, Context
from patternbook.engine.settings import Settings, resolve_settings
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Forms, Text
from patternbook.language.nodes.service import Service
from patternbook.web.authorities.models import Membership
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.models import Revision
from patternbook.web.connections.connectors import BUILT_IN
from patternbook.web.connections.resolving import Via

MOST_DAYS = 512


@dataclass(frozen=True, slots=True)
class Running:
    """One revision, ready to run. Immutable, and shared by all requests of the process."""

    revision: Revision
    compiled: Compiled
    adoption: Adoption
    calendar: Calendar
    via: Via
    kept: dict[tuple[dt.date, dt.date], Settings] = field(default_factory=dict, compare=False, repr=False)

    @property
    def service(self) -> Service:
        """The definition, with its shared steps filled in."""
        return self.compiled.service

    @property
    def key(self) -> str:
        """The service's key, as the definition writes it."""
        return self.compiled.service.service

    @property
    def authority_id(self) -> int:
        """The council that runs it."""
        return self.revision.authority_id

    @property
    def digest(self) -> str:
        """The meaning digest of the definition."""
        return self.compiled.digest

    @property
    def bindings(self) -> Mapping[str, Text]:
        """What the council filled in, by key."""
        return self.adoption.bindings

    def binding(self, key: str, language: str = "en") -> str:
        """What the council filled in, in a language (else in English); empty where it filled in nothing."""
        text = self.adoption.bindings.get(key)
        return wording(text, language) if text else ""

    def team_addresses(self, key: str | None) -> tuple[str, ...]:
        """The email addresses of those who are in a team today, by the binding that names the team."""
        if not key or not (team := self.binding(key)):
            return ()
        today = timezone.localdate()
        members = Membership.objects.filter(
            Q(from_date=None) | Q(from_date__lte=today),
            Q(to_date=None) | Q(to_date__gte=today),
            team__authority_id=self.authority_id,
            team__key=team,
            person__is_active=True,
        )
        return tuple(members.order_by("person__email").values_list("person__email", flat=True).distinct())

    def context(
        self,
        *,
        now: dt.datetime,
        language: str,
        channel: Channel = "resident",
        submitted: dt.datetime | None = None,
    ) -> Context:
        """What surrounds an evaluation: settings are those of the day on which it was submitted, else of today."""
        today = now.astimezone(LONDON).date()
        on = submitted.astimezone(LONDON).date() if submitted else today
        return Context(
            now=now,
            nation=self.adoption.nation,
            calendar=self.calendar,
            language=language,
            settings=self._settings(today, on),
            bindings=self.adoption.bindings,
            channel=channel,
        )

    def _settings(self, today: dt.date, submitted: dt.date) -> Settings:
        """The council's settings on these days, kept: they are worked out once a day."""
        days = (today, submitted)
        if (known := self.kept.get(days)) is not None:
            return known
        found = resolve_settings(self.service, self.adoption, {"today": today, "submitted": submitted})
        if len(self.kept) >= MOST_DAYS:
            self.kept.clear()
        self.kept[days] = found
        return found


def wording(text: Text, language: str) -> str:
    """The words of a text in a language, else in English, where they have neither holes nor forms."""
    said = text.wordings.get(language) or text.wordings.get("en") or next(iter(text.wordings.values()), "")
    return "" if isinstance(said, Forms) else said


def via_of(revision: Revision, slug: str, compiled: Compiled, choices: Adoption) -> Via:
    """By which connectors a council answers the contracts: as it bound them, else the built-in ones."""
    named = {
        binding.contract: wording(choices.bindings[key], "en")
        for key, binding in compiled.service.bindings.items()
        if binding.type == "connection" and binding.contract and key in choices.bindings
    }
    keep: Mapping[str, int] = {key: lookup.keep for key, lookup in compiled.service.lookups.items()}
    return Via(
        authority_id=revision.authority_id,
        slug=slug,
        connectors={**BUILT_IN, **named},
        promises=definitions.promises(compiled.service),
        keep=keep,
    )
