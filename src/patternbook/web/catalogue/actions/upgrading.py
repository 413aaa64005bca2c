"""Offering newer versions to those who run a service, deciding conflicts, and bringing them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog

from patternbook.changes.parts import Conflict
from patternbook.errors import Problem, ProblemsFound
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.catalogue import telling, upgrades
from patternbook.web.catalogue.actions.adopting import Adopting, adopt
from patternbook.web.catalogue.models import Adoption, ConflictDecision, Revision, Upgrade, Version

log = structlog.get_logger(__name__)

# Who offers: the library itself, at every council that runs the service.
OFFERING = Actor("system", "library", everywhere=frozenset({"catalogue.offer_upgrade"}))
SUPERSEDED = "A newer version followed."
URGENT = "{title}: a change in the law must be in by {day}"
URGENT_LETTER = """\
{publisher} published version {number} of “{title}”, which {council} runs. It follows a change in the law that must be in by {day}.

What changed:

{notes}

Open your services in the staff area to see what it means for you, and bring it in.
"""
HELD = "{title}: version {number} was not brought in"
HELD_LETTER = """\
Version {number} of “{title}” was to be brought in at {council} today. It was not, because something has to be decided first.

Residents go on using the version that is in force. Open your services in the staff area to decide.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """What somebody decides of one conflict: the side that they take, or a value of their own, and why."""

    conflict: Conflict
    take: str = ""
    value: object = None
    because: str = ""


def offer_upgrades(*, version: Version, now: dt.datetime, urgent_by: dt.date | None = None) -> list[Upgrade]:
    """Offer a version to every council that runs an older one of its service. Told twice, it does nothing.

    Part of publishing, or called by whoever brings versions in from elsewhere. Each council's offer has its own
    event. `urgent_by`: the day by which a change in the law must be in; the councils' administrators are told.
    """
    found = Adoption.objects.select_related("current__version", "authority").filter(
        service=version.service, current__isnull=False
    )
    runs_older = [
        one for one in found.order_by("pk") if one.current and _is_newer(version, one.current.version)
    ]
    offered = set(Upgrade.objects.filter(to=version).values_list("adoption_id", flat=True))
    return [
        offer_upgrade(adoption=one, to=version, urgent_by=urgent_by, now=now, by=OFFERING)
        for one in runs_older
        if one.pk not in offered
    ]


def _is_newer(version: Version, than: Version) -> bool:
    return version.pk != than.pk and version.published >= than.published


@action("catalogue.offer_upgrade", on="adoption")
def offer_upgrade(
    *, adoption: Adoption, to: Version, urgent_by: dt.date | None, now: dt.datetime, by: Actor
) -> Upgrade:
    """Offer a version to one council, in place of older ones that it has not decided on."""
    older = Upgrade.objects.filter(adoption=adoption, state__in=("offered", "prepared"))
    earliest = min(
        [day for day in (*older.values_list("urgent_by", flat=True), urgent_by) if day], default=None
    )
    superseded = older.update(state="declined", because=SUPERSEDED)
    upgrade = Upgrade.objects.create(
        authority_id=adoption.authority_id,
        adoption=adoption,
        to=to,
        state="offered",
        urgent_by=earliest,
        made=now,
    )
    if urgent_by is not None:
        words = {"day": f"{urgent_by:%-d %B %Y}", "notes": to.notes}
        telling.tell_administrators(
            adoption, to, telling.Letter(f"upgrade_urgent:{upgrade.pk}", URGENT, URGENT_LETTER, words), now
        )
    record(
        "upgrade.offered", subject=upgrade,
        facts={"service": to.service, "number": to.number, "superseded": superseded, "urgent": urgent_by is not None},
    )  # fmt: skip
    return upgrade


@action("catalogue.edit", on="upgrade")
def decide(*, upgrade: Upgrade, deciding: Deciding, now: dt.datetime, by: Actor) -> ConflictDecision:
    """Decide one conflict, for this upgrade and whenever the same question comes again."""
    conflict = deciding.conflict
    decision, _ = ConflictDecision.objects.update_or_create(
        adoption_id=upgrade.adoption_id, conflict=conflict.id,
        defaults={
            "authority_id": upgrade.authority_id, "path": ".".join(conflict.path)[:400], "take": deciding.take,
            "value": deciding.value, "because": deciding.because, "at": now, "by_id": by.person_id,
        },
    )  # fmt: skip
    record(
        "conflict.decided", subject=decision,
        facts={"conflict": conflict.id, "path": decision.path, "take": deciding.take or "own"},
    )  # fmt: skip
    return decision


@action("catalogue.edit", on="upgrade")
def forget_decision(*, upgrade: Upgrade, conflict: str, by: Actor) -> None:
    """Take a decision back, so that the question is open again."""
    ConflictDecision.objects.filter(adoption_id=upgrade.adoption_id, conflict=conflict).delete()
    record("conflict.reopened", subject=upgrade, facts={"conflict": conflict})


@action("catalogue.edit", on="upgrade")
def keep_choices_for(*, upgrade: Upgrade, adoption_text: str, by: Actor) -> Upgrade:
    """Keep settings and bindings as they will be with the new version."""
    upgrade.adoption_text, upgrade.merged_from_id = adoption_text, upgrade.adoption.current_id
    if upgrade.state == "offered":
        upgrade.state = "prepared"
    upgrade.save(update_fields=["adoption_text", "merged_from", "state"])
    record(
        "upgrade.prepared",
        subject=upgrade,
        facts={"service": upgrade.to.service, "number": upgrade.to.number},
    )
    return upgrade


@action("catalogue.adopt", on="upgrade")
def apply_upgrade(*, upgrade: Upgrade, because: str, now: dt.datetime, by: Actor) -> Revision:
    """Bring a version in: the merged text and the council's choices become its current revision.

    Raises NotAllowed, or ProblemsFound with what has to be decided or put right first.
    """
    held = _held(upgrade, Upgrade.OPEN)
    _refuse_downgrade(held)
    ready = upgrades.ready(held)
    if ready.problems:
        raise ProblemsFound(ready.problems)
    adopting = Adopting(version=held.to, adoption_text=ready.adoption_text, text=ready.text, because=because)
    revision = adopt(authority=held.adoption.authority, adopting=adopting, now=now, by=by)
    held.state, held.text, held.adoption_text = "applied", ready.text, ready.adoption_text
    held.merged_from, held.applied, held.by_id, held.because = (
        ready.merged_from,
        revision,
        by.person_id,
        because,
    )
    held.save()
    passed_over = Upgrade.objects.filter(
        adoption_id=held.adoption_id, state__in=Upgrade.OPEN, to__published__lte=held.to.published
    )
    record(
        "upgrade.applied", subject=held,
        facts={"service": held.to.service, "number": held.to.number, "revision": revision.number,
               "superseded": passed_over.update(state="declined", because=SUPERSEDED, apply_on=None)},
    )  # fmt: skip
    return revision


def _held(upgrade: Upgrade, states: Collection[str]) -> Upgrade:
    """The row as it stands, held until the end. Raises ProblemsFound where somebody else decided meanwhile."""
    held = Upgrade.objects.select_for_update().get(pk=upgrade.pk)
    if held.state not in states:
        raise ProblemsFound([Problem("decided-already", "This upgrade was applied or declined already.")])
    return held


def _refuse_downgrade(held: Upgrade) -> None:
    """What was set for a day must not undo a newer version that was brought in before it."""
    current = held.adoption.current
    if current is not None and not _is_newer(held.to, current.version):
        message = f"Your council runs version {current.version.number} by now, which is newer."
        hint = "Decline this one. To go back, use the history of the service."
        raise ProblemsFound([Problem("older-than-current", message, hint=hint)])


@action("catalogue.adopt", on="upgrade")
def schedule_upgrade(*, upgrade: Upgrade, on: dt.date, because: str, now: dt.datetime, by: Actor) -> Upgrade:
    """Have a version brought in on a day, by the worker. Raises ProblemsFound with what has to be decided first."""
    upgrade = _held(upgrade, Upgrade.OPEN)
    _refuse_downgrade(upgrade)
    ready = upgrades.ready(upgrade)
    if ready.problems:
        raise ProblemsFound(ready.problems)
    upgrade.state, upgrade.apply_on, upgrade.because = "scheduled", on, because
    upgrade.text, upgrade.adoption_text, upgrade.merged_from = (
        ready.text,
        ready.adoption_text,
        ready.merged_from,
    )
    upgrade.by_id = by.person_id
    upgrade.save()
    facts = {"service": upgrade.to.service, "number": upgrade.to.number, "on": on.isoformat()}
    record("upgrade.scheduled", subject=upgrade, facts=facts)
    return upgrade


@action("catalogue.adopt", on="upgrade")
def decline_upgrade(*, upgrade: Upgrade, because: str, now: dt.datetime, by: Actor) -> Upgrade:
    """Leave a version out, or take a day back that was set. Says why."""
    upgrade.state, upgrade.because, upgrade.apply_on, upgrade.by_id = "declined", because, None, by.person_id
    upgrade.save(update_fields=["state", "because", "apply_on", "by"])
    record(
        "upgrade.declined",
        subject=upgrade,
        facts={"service": upgrade.to.service, "number": upgrade.to.number},
    )
    return upgrade


@action("catalogue.edit", on="upgrade")
def reopen_upgrade(*, upgrade: Upgrade, by: Actor) -> Upgrade:
    """Take a declined version up again, or the day back on which it was to be brought in."""
    upgrade.state, upgrade.apply_on = "prepared", None
    upgrade.save(update_fields=["state", "apply_on"])
    record(
        "upgrade.reopened",
        subject=upgrade,
        facts={"service": upgrade.to.service, "number": upgrade.to.number},
    )
    return upgrade


@action("catalogue.offer_upgrade", on="upgrade")
def hold_upgrade(*, upgrade: Upgrade, now: dt.datetime, by: Actor) -> Upgrade:
    """An upgrade whose day has come cannot be brought in as it is: the administrators are told.

    Raises ProblemsFound where another worker brought it in meanwhile.
    """
    upgrade = _held(upgrade, ("scheduled",))
    upgrade.state, upgrade.apply_on = "prepared", None
    upgrade.save(update_fields=["state", "apply_on"])
    words: Mapping[str, str] = {}
    letter = telling.Letter(f"upgrade_held:{upgrade.pk}:{now:%Y%m%d}", HELD, HELD_LETTER, words)
    telling.tell_administrators(upgrade.adoption, upgrade.to, letter, now)
    record(
        "upgrade.held", subject=upgrade, facts={"service": upgrade.to.service, "number": upgrade.to.number}
    )
    return upgrade


def apply_due(*, now: dt.datetime, today: dt.date) -> int:
    """Bring in each upgrade whose day has come, merged again where the council's text changed; returns how many."""
    due = Upgrade.objects.select_related("adoption__authority", "to").filter(
        state="scheduled", apply_on__lte=today
    )
    done = 0
    for upgrade in due.order_by("apply_on", "pk"):
        by = Actor(
            "system",
            "worker",
            {upgrade.authority_id: frozenset({"catalogue.adopt"})},
            person_id=upgrade.by_id,
        )
        try:
            apply_upgrade(upgrade=upgrade, because=upgrade.because, now=now, by=by)
        except ProblemsFound:
            with suppress(ProblemsFound):
                hold_upgrade(upgrade=upgrade, now=now, by=OFFERING)
        except Exception as error:  # noqa: BLE001  # one council's defect must not keep the others waiting
            log.error("upgrade.failed", authority=upgrade.adoption.authority.slug, why=type(error).__name__)
            continue
        done += 1
    return done
