"""Queueing, claiming and settling notices. Nothing is sent in here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, Actor
from patternbook.web.audit.record import AuditError, action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.effects import effect
from patternbook.web.kit.rows import insert
from patternbook.web.notices.models import Notice

CLAIM = timedelta(minutes=5)
# For how long a letter counts towards the limit on letters to one address.
COUNTED = timedelta(hours=1)
# Longer than anything that a letter can be about: a saved draft lives for 30 days from its last letter.
REMEMBERED = timedelta(days=60)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))


@dataclass(frozen=True, slots=True)
class ToSend:
    """A notice as the process asks for it. The key makes a second queueing of the same a defect, not a letter."""

    key: str
    idempotency_key: str
    channel: str
    language: str
    address: str
    subject: str
    body: str


def queue(*, authority: Authority, case_id: int | None, notices: Sequence[ToSend], now: datetime) -> None:
    """Write outbox rows. Belongs to the action that calls it: its transaction, its audit event.

    Raises AuditError where no transaction is open, since a notice without its case must not exist.
    """
    if not connection.in_atomic_block:
        raise AuditError("A notice is queued inside the transaction of what it tells about.")
    rows = [
        Notice(
            authority=authority, case_id=case_id, key=one.key, idempotency_key=one.idempotency_key,
            channel=one.channel, language=one.language, address=one.address, subject=one.subject[:300],
            body=one.body, not_before=now, made=now,
        )
        for one in notices
    ]  # fmt: skip
    insert(rows)


def forget_letter(*, authority: Authority, idempotency_key: str) -> None:
    """Blank what a letter says, since it holds a key, and do not send it any more. Belongs to the calling action.

    Its address stays until `forget_addresses`, so that starting again is no way round the limit on letters.
    A worker that is about to send it loses its claim.
    """
    if not connection.in_atomic_block:
        raise AuditError("A letter is forgotten inside the transaction of what it was about.")
    letter = Notice.objects.filter(authority=authority, idempotency_key=idempotency_key)
    letter.exclude(state=Notice.State.SENT).update(
        state=Notice.State.CANCELLED, claimed_by="", claimed_until=None
    )
    letter.update(body="")


def forget_addresses(*, now: datetime) -> int:
    """Blank the addresses of letters that are forgotten, once they count for no limit; returns how many."""
    oldest, newest = now - REMEMBERED, now - COUNTED
    blank = Notice.objects.filter(case_id=None, body="", made__gt=oldest, made__lte=newest)
    return blank.exclude(address="").update(address="")


def claim(*, worker: str, now: datetime, most: int = 20) -> list[Notice]:
    """Take waiting notices for one worker, each by a conditional update, so that no two workers hold the same."""
    waiting = Notice.objects.filter(state=Notice.State.WAITING, not_before__lte=now).order_by(
        "not_before", "id"
    )
    taken = []
    for notice_id in waiting.values_list("id", flat=True)[:most]:
        claimed = Notice.objects.filter(id=notice_id, state=Notice.State.WAITING).update(
            state=Notice.State.CLAIMED, claimed_by=worker, claimed_until=now + CLAIM, handed_over=None
        )
        if claimed:
            taken.append(notice_id)
    held = Notice.objects.select_related("authority__brand").filter(id__in=taken, claimed_by=worker)
    return list(held.order_by("id"))


def hand_over(*, notice: Notice, worker: str) -> bool:
    """Note, before the message leaves, that it may leave, and hold it for as long as sending can take.

    False where the claim was lost meanwhile.
    """
    now = timezone.now()
    held = _held(notice).filter(claimed_by=worker, claimed_until__gt=now)
    if not held.update(handed_over=now, claimed_until=now + CLAIM):
        return False
    notice.handed_over, notice.claimed_until = now, now + CLAIM
    return True


def _held(notice: Notice) -> QuerySet[Notice]:
    """The row, as long as the claim under which it was read is in force: another worker's is not touched."""
    return Notice.objects.filter(
        id=notice.id, state=Notice.State.CLAIMED, claimed_by=notice.claimed_by,
        claimed_until=notice.claimed_until,
    )  # fmt: skip


def free_lost_claims(*, now: datetime, repeatable: frozenset[str]) -> int:
    """Deal with claims whose worker is gone; returns how many.

    Not handed over, or on a channel where repeating is harmless: back to waiting. Otherwise nobody can know
    whether the message went out: uncertain, for an officer to see.
    """
    lost = Notice.objects.filter(state=Notice.State.CLAIMED, claimed_until__lt=now)
    safe = Q(handed_over=None) | Q(channel__in=repeatable)
    freed = lost.filter(safe).update(state=Notice.State.WAITING, claimed_by="", claimed_until=None)
    unsure = 0
    for notice in lost.exclude(safe):
        with suppress(AlreadySettled):
            settle_uncertain(notice=notice, why="The worker stopped while sending.", by=SYSTEM)
            unsure += 1
    return freed + unsure


class AlreadySettled(Exception):
    """Another worker settled the notice first; nothing was changed."""


def _settle(notice: Notice, state: Notice.State, answer: str) -> None:
    """Move a claimed notice to where it ends. Raises AlreadySettled where another worker did."""
    changed = _held(notice).update(
        state=state, answer=answer[:300], settled=timezone.now(), attempts=notice.attempts + 1,
        claimed_by="", claimed_until=None,
    )  # fmt: skip
    if not changed:
        raise AlreadySettled
    if notice.case_id:
        effect("notice_settled")(case_id=notice.case_id)


@action("notices.send", on="notice")
def settle_sent(*, notice: Notice, answer: str, by: Actor) -> None:
    """The other side took it."""
    _settle(notice, Notice.State.SENT, answer)
    record("notice.sent", subject=notice, facts={"channel": notice.channel, "key": notice.key})


@action("notices.send", on="notice")
def settle_failed(*, notice: Notice, why: str, by: Actor) -> None:
    """It cannot be sent, and trying again would not help."""
    _settle(notice, Notice.State.FAILED, why)
    record("notice.failed", subject=notice, facts={"channel": notice.channel, "key": notice.key, "why": why})


@action("notices.send", on="notice")
def settle_uncertain(*, notice: Notice, why: str, by: Actor) -> None:
    """Nobody can know from here whether it went out."""
    _settle(notice, Notice.State.UNCERTAIN, why)
    record(
        "notice.uncertain", subject=notice, facts={"channel": notice.channel, "key": notice.key, "why": why}
    )


def try_later(*, notice: Notice, why: str, now: datetime) -> bool:
    """Put it back for later; False where it has been tried often enough and must be settled as failed.

    Raises AlreadySettled where the claim was lost meanwhile.
    """
    if notice.attempts >= len(WAITS):
        return False
    later = _held(notice).update(
        state=Notice.State.WAITING, attempts=notice.attempts + 1, not_before=now + WAITS[notice.attempts],
        claimed_by="", claimed_until=None, answer=why[:300],
    )  # fmt: skip
    if not later:
        raise AlreadySettled
    return True


@action("notices.settle", on="notice")
def settle_by_hand(*, notice: Notice, sent: bool, by: Actor) -> None:
    """An officer says of an uncertain or failed notice that it arrived, or that it is to be sent again.

    Raises AlreadySettled for a notice of which nothing is in doubt.
    """
    unsettled = Notice.objects.filter(id=notice.id, state__in=[Notice.State.UNCERTAIN, Notice.State.FAILED])
    again = {"state": Notice.State.WAITING, "attempts": 0, "not_before": timezone.now(), "handed_over": None}
    if not unsettled.update(**({"state": Notice.State.SENT} if sent else again)):
        raise AlreadySettled
    if notice.case_id:
        effect("notice_settled")(case_id=notice.case_id)
    record("notice.settled", subject=notice, facts={"sent": sent, "key": notice.key})
