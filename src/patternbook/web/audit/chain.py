"""The chain: each event of an authority sealed with the hash of the seal before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from patternbook.web.audit.models import Detail, Event, Seal
from patternbook.web.audit.record import commitment

START = "0" * 64
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the log is not what was sealed."""

    authority_id: int
    event_id: int
    what: str

    def __str__(self) -> str:
        return f"authority {self.authority_id}, event {self.event_id}: {self.what}"


def link(previous: str, event: Event) -> str:
    """The hash of a seal: of the one before and of all that the event says (64 hex digits)."""
    said = [
        event.pk, event.authority_id, event.at.isoformat(), event.verb, event.subject_type, event.subject_id,
        event.actor_kind, event.person_id, event.facts, event.commitment,
    ]  # fmt: skip
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def seal() -> int:
    """Seal events that are not sealed yet; returns how many. Safe to run in several processes at once.

    A number can be taken only once (a unique constraint), and an event sealed only once: whoever loses the
    race finds its batch gone and leaves it to the other.
    """
    try:
        with transaction.atomic():
            return len(Seal.objects.bulk_create(_next_seals()))
    except IntegrityError:
        return 0


def _next_seals() -> list[Seal]:
    last: dict[int, tuple[int, str]] = {}
    seals: list[Seal] = []
    for event in Event.objects.filter(seal=None).order_by("id")[:BATCH]:
        number, previous = last.get(event.authority_id) or _last(event.authority_id)
        digest = link(previous, event)
        seals.append(Seal(event=event, authority_id=event.authority_id, number=number + 1, hash=digest))
        last[event.authority_id] = (number + 1, digest)
    return seals


def _last(authority_id: int) -> tuple[int, str]:
    found = Seal.objects.filter(authority_id=authority_id).order_by("-number").first()
    return (found.number, found.hash) if found else (0, START)


def heads() -> dict[int, tuple[int, str]]:
    """The last seal of each authority's chain: number and hash.

    Kept somewhere else (on paper, at another council), they show whether the end of a chain was cut off.
    """
    authorities = Seal.objects.order_by().values_list("authority_id", flat=True).distinct()
    return {authority_id: _last(authority_id) for authority_id in authorities}


def verify() -> Iterator[Broken]:
    """Every place where an event, its order or its kept values differ from what was sealed.

    What verifies: nothing was changed, taken out or put in before each chain's last seal. Values that were
    erased are not missed. What does not: that a whole end was not cut off; compare `heads` for that.
    """
    previous: dict[int, tuple[int, str]] = {}
    seals = Seal.objects.select_related("event", "event__detail").order_by("authority_id", "number")
    for one in seals.iterator(chunk_size=BATCH):
        yield from _broken(one, *previous.get(one.authority_id, (0, START)))
        previous[one.authority_id] = (one.number, one.hash)


def _broken(one: Seal, number: int, before: str) -> Iterator[Broken]:
    def broken(what: str) -> Broken:
        return Broken(one.authority_id, one.event_id, what)

    if one.number != number + 1:
        yield broken(f"seals {number + 1} to {one.number - 1} are missing")
    if one.authority_id != one.event.authority_id:
        yield broken("the event stands in another authority's chain")
    if link(before, one.event) != one.hash:
        yield broken("the event is not what was sealed")
    detail: Detail | None = getattr(one.event, "detail", None)
    if detail and commitment(detail.salt, detail.values) != one.event.commitment:
        yield broken("the values are not what the event vouches for")
