"""The texts that designers are editing."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Adoption, EditReason, Version, WorkingCopy, WorkingStep


def working_copy(*, authority: Authority, service: str, by: Actor) -> WorkingCopy | None:
    """What the council's designers are editing of a service; None where nobody began."""
    by.must("catalogue.edit", authority.pk)
    found = WorkingCopy.objects.select_related("base", "base__publisher", "authority")
    return found.filter(authority=authority, service=service).first()


def working_copies(*, authority: Authority, by: Actor) -> tuple[WorkingCopy, ...]:
    """Everything that the council's designers are editing, the last changed first."""
    by.must("catalogue.edit", authority.pk)
    found = WorkingCopy.objects.filter(authority=authority).select_related("base")
    return tuple(found.order_by("-changed", "service"))


def working_steps(*, copy: WorkingCopy, by: Actor) -> tuple[WorkingStep, ...]:
    """The history of a working copy, the newest step first, without the texts."""
    by.must("catalogue.edit", copy.authority_id)
    return tuple(copy.steps.select_related("by").defer("text").order_by("-number"))


def text_at_step(*, copy: WorkingCopy, number: int, by: Actor) -> str | None:
    """The text as it stood at a step; None where there is no such step."""
    by.must("catalogue.edit", copy.authority_id)
    found: str | None = copy.steps.filter(number=number).values_list("text", flat=True).first()
    return found


def held_adoption(*, authority: Authority, service: str, by: Actor) -> Adoption | None:
    """The council's adoption of a service with its current revision, on or off; None where there is none."""
    by.must("catalogue.edit", authority.pk)
    found = Adoption.objects.select_related("current", "current__version", "current__version__publisher")
    return found.filter(authority=authority, service=service, current__isnull=False).first()


def edit_reasons(*, adoption: Adoption, by: Actor) -> Mapping[str, EditReason]:
    """Why the council's text differs from its base, by the path of each part."""
    by.must("catalogue.edit", adoption.authority_id)
    return {
        reason.path: reason for reason in EditReason.objects.filter(adoption=adoption).select_related("by")
    }


def own_version(*, authority: Authority, service: str, by: Actor) -> Version | None:
    """The last version of a service that this council published itself; None where it published none."""
    by.must("catalogue.edit", authority.pk)
    found = Version.objects.filter(service=service, publisher=authority)
    return found.order_by("-published", "-id").first()
