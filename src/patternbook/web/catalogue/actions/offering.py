"""Offering edits to the publisher of a service, and answering an offer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook import library
from patternbook.changes.parts import Conflict, Decision
from patternbook.changes.texts import merge_texts
from patternbook.errors import PatternbookError, Problem, ProblemsFound
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import picking, telling
from patternbook.web.catalogue.actions.editing import Beginning, Edit, begin_copy, save_edit
from patternbook.web.catalogue.models import Adoption, Offer, Version, WorkingCopy
from patternbook.web.catalogue.releases import newest

PUBLISHER, GIVER = "publisher", "council"
OFFERED = "{giver} offers a change to “{title}”"
OFFERED_LETTER = """\
{giver} offers you a change to “{title}”, which you publish:

{offer}

Why: {because}

Open your services in the staff area to look at it and to answer.
"""
ANSWERED = "Your offer for “{title}”: {state}"
ANSWERED_LETTER = """\
{publisher} answered your offer “{offer}” for “{title}”: {state}.

{answer}
"""
STATES = {"taken": "taken", "taken_in_part": "taken in part", "declined": "declined"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """What a council offers: the edits by name, a title, why, and what shows that it is better."""

    names: tuple[str, ...]
    title: str
    because: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What a publisher takes of an offer: the edits by name, what it decides where both changed something, and its answer."""

    names: tuple[str, ...]
    decisions: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""


class MustDecide(PatternbookError):
    """The publisher changed the same as the offer: somebody must decide. Carries the conflicts."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__(conflicts)

    def __str__(self) -> str:
        return f"{len(self.conflicts)} conflicts must be decided."


@action("catalogue.offer", on="adoption")
def offer(*, adoption: Adoption, offering: Offering, now: dt.datetime, by: Actor) -> Offer:
    """Offer edits to the publisher, who is told. Raises ProblemsFound where there is nobody to answer, or nothing to offer."""
    current = adoption.current
    if current is None or current.version.publisher is None:
        raise ProblemsFound(
            [Problem("nobody-to-ask", "The publisher of this service does not answer offers here.")]
        )
    known = {edit.name for edit in picking.edits(current.version.text, current.text)}
    names = [name for name in offering.names if name in known]
    if not names:
        raise ProblemsFound([Problem("nothing-offered", "Select what you offer.")])
    made = Offer.objects.create(
        authority_id=adoption.authority_id, adoption=adoption, base=current.version, text=current.text,
        title=offering.title, because=offering.because, evidence=offering.evidence, paths=names, state="offered",
        made=now, by_id=by.person_id,
    )  # fmt: skip
    words = {"giver": adoption.authority.name, "offer": offering.title, "because": offering.because}
    letter = telling.Letter(f"offer:{made.pk}", OFFERED, OFFERED_LETTER, words)
    telling.tell(current.version.publisher, current.version, letter, now, role="curator")
    record(
        "edit.offered", subject=made,
        facts={"service": adoption.service, "base": current.version.number, "edits": len(names)},
    )  # fmt: skip
    return made


@action("catalogue.offer", on="offer")
def withdraw_offer(*, offer: Offer, now: dt.datetime, by: Actor) -> Offer:
    """Take an offer back that nobody answered."""
    _refuse_answered(offer)
    offer.state, offer.answered, offer.answered_by_id = "withdrawn", now, by.person_id
    offer.save(update_fields=["state", "answered", "answered_by"])
    record("offer.withdrawn", subject=offer, facts={"service": offer.base.service})
    return offer


@action("catalogue.publish", on="publisher")
def decline_offer(*, offer: Offer, publisher: Authority, answer: str, now: dt.datetime, by: Actor) -> Offer:
    """Decline an offer, with an answer to those who gave it."""
    _refuse_anothers(offer, publisher)
    _answered(offer, "declined", (), answer, now, by)
    record("offer.declined", subject=offer, facts={"service": offer.base.service})
    return offer


@action("catalogue.publish", on="publisher")
def take_offer(*, offer: Offer, publisher: Authority, taking: Taking, now: dt.datetime, by: Actor) -> Offer:
    """Take an offer, whole or in part, into what the publisher is writing; it is credited when that is published.

    Raises MustDecide where the publisher changed the same, and ProblemsFound where what is taken cannot stand alone.
    """
    _refuse_anothers(offer, publisher)
    names = tuple(name for name in offer.paths if name in taking.names)
    if not names:
        raise ProblemsFound([Problem("nothing-taken", "Select what you take.")])
    copy = _working_copy(publisher, offer.base, now, by)
    merged = merge_texts(
        offer.base.text,
        {PUBLISHER: copy.text, GIVER: picking.picked(offer.base.text, offer.text, names)},
        steps=library.steps(),
        owner=PUBLISHER,
        decisions=tuple(Decision(conflict, take) for conflict, take in taking.decisions.items()),
    )
    if merged.conflicts:
        raise MustDecide(merged.conflicts)
    if errors := [problem for problem in merged.problems if problem.severity == "error"]:
        raise ProblemsFound(errors)
    said = (f"Took from {offer.authority.name}: {offer.title}",)
    save_edit(copy=copy, edit=Edit(text=merged.text, made_from=copy.step, says=said), now=now, by=by)
    _answered(
        offer, "taken" if len(names) == len(offer.paths) else "taken_in_part", names, taking.answer, now, by
    )
    record(
        "offer.taken",
        subject=offer,
        facts={"service": offer.base.service, "edits": len(names), "of": len(offer.paths)},
    )
    return offer


def _working_copy(publisher: Authority, base: Version, now: dt.datetime, by: Actor) -> WorkingCopy:
    """What the publisher is writing of the service; begun from what it published last where it writes nothing."""
    copy = WorkingCopy.objects.filter(authority=publisher, service=base.service).first()
    if copy is not None:
        return copy
    last = newest(base.service) or base
    beginning = Beginning(service=base.service, text=last.text, base=last, examples=last.examples)
    return begin_copy(authority=publisher, beginning=beginning, now=now, by=by)


def _refuse_anothers(offer: Offer, publisher: Authority) -> None:
    if offer.base.publisher_id != publisher.pk:
        raise ProblemsFound([Problem("anothers-offer", "This was offered to another publisher.")])
    _refuse_answered(offer)


def _refuse_answered(offer: Offer) -> None:
    if offer.state != "offered":
        raise ProblemsFound([Problem("answered-already", "This offer was answered already.")])


def _answered(
    offer: Offer, state: str, names: tuple[str, ...], answer: str, now: dt.datetime, by: Actor
) -> None:
    """Keep the answer, and tell those who gave. Part of the actions that answer."""
    offer.state, offer.taken_paths, offer.answer = state, list(names), answer
    offer.answered, offer.answered_by_id = now, by.person_id
    offer.save(update_fields=["state", "taken_paths", "answer", "answered", "answered_by"])
    words = {"offer": offer.title, "state": STATES[state], "answer": answer}
    letter = telling.Letter(f"offer_answered:{offer.pk}", ANSWERED, ANSWERED_LETTER, words)
    telling.tell(offer.authority, offer.base, letter, now)


def offers_in(*, service: str, text: str) -> list[Offer]:
    """The offers that were taken and stand in a text that is to be published: who gave them is credited.

    What the publisher took and then wrote over is not in it.
    """
    taken = Offer.objects.filter(
        base__service=service, state__in=("taken", "taken_in_part"), published_in=None
    ).select_related("authority", "base")
    return [offer for offer in taken.order_by("pk") if _stands_in(offer, text)]


def note_published(*, offers: list[Offer], version: Version) -> None:
    """Keep in which version offers were published. Part of publishing: its transaction, its event."""
    for offer in offers:
        offer.published_in = version
        offer.save(update_fields=["published_in"])


def _stands_in(offer: Offer, text: str) -> bool:
    """Whether what was taken of the offer is in the text: merging it in again changes nothing."""
    given = picking.picked(offer.base.text, offer.text, offer.taken_paths)
    merged = merge_texts(
        offer.base.text, {PUBLISHER: text, GIVER: given}, steps=library.steps(), owner=PUBLISHER
    )
    return not merged.conflicts and not picking.edits(text, merged.text)
