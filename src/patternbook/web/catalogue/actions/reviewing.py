"""Somebody by name signs a version off: its law, or its words in a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from patternbook.errors import Problem, ProblemsFound
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import SignOff, Version
from patternbook.web.catalogue.reviewing import reviews_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What was reviewed (`law`, or `translation-cy`), by whom, in what capacity."""

    version: Version
    side: str
    reviewer: str
    capacity: str
    note: str = ""


@action("catalogue.review", on="authority")
def sign_off(*, authority: Authority, reviewed: Reviewed, now: dt.datetime, by: Actor) -> SignOff:
    """Keep that somebody reviewed one side of a version. The person who says so stands in the log.

    Raises NotAllowed, or ProblemsFound where the version has no such side, or it was said before.
    """
    version = reviewed.version
    sides = {one.key: one for one in reviews_of(version, version.sign_offs.all())}
    side = sides.get(reviewed.side)
    if side is None:
        raise ProblemsFound(
            [Problem("no-such-side", "This version has nothing of that kind to review.", path=("side",))]
        )
    if any(one.reviewer == reviewed.reviewer for one in side.by):
        message = f"{reviewed.reviewer} signed this off already."
        raise ProblemsFound([Problem("signed-already", message, path=("reviewer",))])
    made = SignOff.objects.create(
        version=version, kind=side.kind, language=side.language, reviewer=reviewed.reviewer,
        capacity=reviewed.capacity, note=reviewed.note, at=now, by_id=by.person_id,
    )  # fmt: skip
    record(
        "version.signed_off", subject=version,
        facts={"service": version.service, "number": version.number, "side": side.key},
        values={"reviewer": reviewed.reviewer, "capacity": reviewed.capacity},
    )  # fmt: skip
    return made
