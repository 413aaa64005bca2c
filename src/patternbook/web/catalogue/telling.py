"""Letters to those who look after a council's services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.web.authorities.models import Authority, Brand
from patternbook.web.authorities.queries import in_force
from patternbook.web.catalogue.models import Adoption, Version
from patternbook.web.notices.actions import ToSend, queue


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with what is filled in. The key makes a second sending of the same a defect, not a letter."""

    key: str
    subject: str
    body: str
    words: Mapping[str, str] = field(default_factory=dict)


def tell_administrators(adoption: Adoption, version: Version, letter: Letter, now: dt.datetime) -> int:
    """Queue a letter about a version to the administrators of a council that runs it; returns to how many."""
    return tell(adoption.authority, version, letter, now)


def tell(
    authority: Authority, version: Version, letter: Letter, now: dt.datetime, role: str = "administrator"
) -> int:
    """Queue a letter about a version to a council's people of one role; returns to how many.

    Belongs to the action that calls it: its transaction, its audit event.
    """
    words = {
        "title": version.title.get("en", version.service), "number": version.number,
        "publisher": version.publisher_name, "council": authority.name, **letter.words,
    }  # fmt: skip
    kind = letter.key.partition(":")[0]
    notices = [
        ToSend(
            key=kind, idempotency_key=f"{letter.key}:{whom}", channel="email", language="en", address=address,
            subject=letter.subject.format(**words), body=letter.body.format(**words),
        )
        for whom, address in _addresses(authority, role).items()
    ]  # fmt: skip
    queue(authority=authority, case_id=None, notices=notices, now=now)
    return len(notices)


def _addresses(authority: Authority, role: str) -> dict[str, str]:
    """Where the council's people of a role are written to; where there are none, the council itself."""
    people = in_force().filter(authority=authority, role=role, person__is_active=True)
    found = {str(one.person_id): one.person.email for one in people.select_related("person").order_by("pk")}
    brand = Brand.objects.filter(authority=authority).first()
    return found or ({"council": brand.email} if brand and brand.email else {})
