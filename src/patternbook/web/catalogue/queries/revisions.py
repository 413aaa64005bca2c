"""Which services a council runs, and in which revision."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.engine import calendars
from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.models import Adoption, Revision
from patternbook.web.catalogue.running import Running, via_of, wording

__all__ = ["Adopted", "Running", "adopted", "forget_running", "pinned", "running", "services", "wording"]

MOST_KEPT = 512
_RUNNING: dict[tuple[object, ...], Running] = {}


@dataclass(frozen=True, slots=True)
class Adopted:
    """A service at a council, switched on or off, with what to say while it is off."""

    adoption: Adoption
    running: Running

    @property
    def is_on(self) -> bool:
        """Whether residents can use it now."""
        return self.adoption.is_on

    def notice(self, language: str) -> str:
        """What the council says while the service is off; empty where it says nothing."""
        said: dict[str, str] = self.adoption.notice_when_off
        return said.get(language) or said.get("en") or ""


def adopted(*, authority: Authority, service: str, by: Actor) -> Adopted | None:
    """The council's current revision of a service, on or off; None where it has not adopted it."""
    by.must("catalogue.run", authority.pk)
    found = Adoption.objects.select_related("current", "authority").filter(
        authority=authority, service=service, current__isnull=False
    )
    adoption = found.first()
    if adoption is None or adoption.current is None:
        return None
    return Adopted(adoption, _run(adoption.current, authority.slug))


def running(*, authority: Authority, service: str, by: Actor) -> Running | None:
    """The council's current revision of a service, where it is switched on."""
    found = adopted(authority=authority, service=service, by=by)
    return found.running if found and found.is_on else None


def pinned(revision: Revision, *, by: Actor) -> Running:
    """The revision to which a draft or case is pinned. `revision` comes from that draft or case."""
    by.must("catalogue.run", revision.authority_id)
    return _run(revision, "")


def services(*, authority: Authority, by: Actor) -> tuple[Adopted, ...]:
    """Every service that the council has switched on, by key."""
    by.must("catalogue.run", authority.pk)
    rows = Adoption.objects.select_related("current", "authority").filter(
        authority=authority, is_on=True, current__isnull=False
    )
    return tuple(
        Adopted(row, _run(row.current, authority.slug)) for row in rows.order_by("service") if row.current
    )


def forget_running() -> None:
    """Forget every revision made ready in this process."""
    _RUNNING.clear()


def _run(revision: Revision, slug: str) -> Running:
    """A revision ready to run, kept in the process: a revision never changes.

    The key holds the moment and the texts besides the id, so that an id that is used again (a database restored)
    does not meet what belonged to another.
    """
    key = (revision.pk, revision.authority_id, revision.made, revision.text_digest, revision.adoption_text)
    known = _RUNNING.get(key)
    if known is None:
        while len(_RUNNING) >= MOST_KEPT:
            # Another thread may have taken the oldest one out already.
            _RUNNING.pop(next(iter(_RUNNING)), None)
        known = _RUNNING[key] = _make(revision, slug or revision.authority.slug)
    return known


def _make(revision: Revision, slug: str) -> Running:
    compiled = definitions.compiled(revision.text)
    choices = definitions.adoption(revision.adoption_text)
    return Running(
        revision, compiled, choices, calendars.of(choices.nation), via_of(revision, slug, compiled, choices)
    )
