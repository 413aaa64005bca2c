"""Reading notices."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from patternbook.web.audit.actors import Actor
from patternbook.web.notices.models import Notice


def of_case(*, case_id: int, authority_id: int, by: Actor) -> QuerySet[Notice]:
    """The notices of a case, newest first, for officers."""
    by.must("notices.read", authority_id)
    return Notice.objects.filter(authority_id=authority_id, case_id=case_id).order_by("-made", "-id")


def one(*, notice_id: int, authority_id: int, by: Actor) -> Notice | None:
    """One notice of an authority, or None."""
    by.must("notices.read", authority_id)
    return Notice.objects.filter(authority_id=authority_id, id=notice_id).first()


def to_look_at(*, authority_id: int, by: Actor) -> QuerySet[Notice]:
    """Notices that failed, or of which nobody knows whether they went out."""
    by.must("notices.read", authority_id)
    return Notice.objects.filter(
        authority_id=authority_id, state__in=[Notice.State.UNCERTAIN, Notice.State.FAILED]
    ).order_by("settled")


def case_has_trouble(case_id: int) -> bool:
    """Whether a notice of the case failed or is uncertain. Says nothing of the case itself."""
    return Notice.objects.filter(
        case_id=case_id, state__in=[Notice.State.UNCERTAIN, Notice.State.FAILED]
    ).exists()


def told(*, case_id: int, authority_id: int, keys: frozenset[str], by: Actor) -> QuerySet[Notice]:
    """What the resident of a case was told, oldest first. `keys` are the notices that go to residents."""
    by.must("cases.follow", authority_id)
    found = Notice.objects.filter(
        authority_id=authority_id, case_id=case_id, key__in=keys, state=Notice.State.SENT
    )
    return found.order_by("settled", "id")


def letters_since(*, authority_id: int, about: str, address: str, since: datetime, by: Actor) -> int:
    """How many letters of no case were written since then about the same thing, or to the same address.

    `about` is how their idempotency keys begin. Says how many, never what or to whom.
    """
    by.must("drafts.write", authority_id)
    recent = Notice.objects.filter(authority_id=authority_id, case_id=None, made__gt=since)
    return recent.filter(Q(idempotency_key__startswith=about) | Q(address__iexact=address)).count()
