"""Finding a draft: by the token that its resident holds, and by nothing else."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, QuerySet

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.drafts.models import Draft
from patternbook.web.drafts.tokens import token_hash
from patternbook.web.kit.prepared import Prepared


def held(*, slug: str, service: str, token: str, now: dt.datetime) -> Draft | None:
    """The draft that this token opens at this council's service, with all that a page of it needs.

    One SELECT: draft, revision, adoption, council and brand. None for a token that is unknown, foreign
    or expired. Holding the token is the permission.
    """
    draft = _HELD.first(token_hash(token))
    if draft is None or draft.expires <= now or draft.authority.slug != slug:
        return None
    return draft if draft.revision.adoption.service == service else None


def with_all(hashed: str) -> QuerySet[Draft]:
    """The draft of that hash with its revision, adoption, council and brand. The text is not read: a process
    reads it once for each revision."""
    found = Draft.objects.select_related("authority__brand", "revision__adoption").defer("revision__text")
    return found.filter(token_hash=hashed)


# Every page of every journey asks this.
_HELD = Prepared(with_all)


def to_resume(*, authority: Authority, token: str, now: dt.datetime, by: Actor) -> Draft | None:
    """The saved draft that an emailed link opens, unless it was submitted or its time is over."""
    by.must("drafts.write", authority.pk)
    found = Draft.objects.select_related("revision__adoption", "authority").filter(
        resume_hash=token_hash(token), authority=authority, expires__gt=now
    )
    return found.exclude(ended_at="submitted").first()


def opened_elsewhere(*, authority: Authority, token: str, now: dt.datetime, by: Actor) -> bool:
    """Whether this token opened a draft that was opened on another device since, by its emailed link."""
    by.must("drafts.write", authority.pk)
    # The second condition is the index's own.
    found = Draft.objects.filter(former_hash=token_hash(token), authority=authority, expires__gt=now)
    return found.exclude(former_hash="").exists()


def open_by_page(*, authority_id: int, service: str, now: dt.datetime, by: Actor) -> dict[str, int]:
    """How many drafts of a service are open at each page, for whoever changes it; nothing of any single one."""
    by.must("catalogue.read", authority_id)
    found = Draft.objects.filter(
        authority_id=authority_id, revision__adoption__service=service, expires__gt=now
    )
    return dict(found.values_list("page").annotate(count=Count("pk")).order_by("page"))
