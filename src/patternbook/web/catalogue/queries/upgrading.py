"""Newer versions on offer to a council, and what was decided of them."""

from __future__ import annotations

from django.db.models import F

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import upgrades
from patternbook.web.catalogue.models import Adoption, ConflictDecision, EditReason, Upgrade
from patternbook.web.catalogue.upgrades import Ready


def on_offer(*, authority: Authority, by: Actor) -> list[Upgrade]:
    """The newer versions that the council has not brought in, the most urgent first."""
    by.must("catalogue.read", authority.pk)
    found = Upgrade.objects.filter(authority=authority, state__in=Upgrade.OPEN)
    found = found.select_related("adoption__authority", "adoption__current__version", "to__recall", "by")
    return list(found.order_by(F("urgent_by").asc(nulls_last=True), "-made"))


def of_service(*, authority: Authority, service: str, by: Actor) -> list[Upgrade]:
    """Every upgrade that the council was offered of a service, the newest first."""
    by.must("catalogue.read", authority.pk)
    found = Upgrade.objects.filter(authority=authority, adoption__service=service)
    found = found.select_related("adoption__authority", "adoption__current__version", "to", "by", "applied")
    return list(found.order_by("-made", "-pk"))


def standing(*, upgrade: Upgrade, by: Actor) -> Ready:
    """Where an upgrade stands: merged into what the council runs now, with everything that was decided."""
    by.must("catalogue.read", upgrade.authority_id)
    return upgrades.ready(upgrade)


def decided(*, adoption: Adoption, by: Actor) -> list[ConflictDecision]:
    """What the council decided of conflicts, the newest first, each with who did."""
    by.must("catalogue.read", adoption.authority_id)
    found = ConflictDecision.objects.filter(adoption=adoption).select_related("by")
    return list(found.order_by("-at", "-pk"))


def reasons(*, adoption: Adoption, by: Actor) -> dict[str, EditReason]:
    """Why the council's text differs from its base, by path."""
    by.must("catalogue.read", adoption.authority_id)
    return {one.path: one for one in EditReason.objects.filter(adoption=adoption).select_related("by")}
