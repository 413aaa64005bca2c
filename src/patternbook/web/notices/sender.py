"""Sends what is waiting. Called in a loop by the worker; any number of workers may run."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

import structlog
from django.conf import settings

from patternbook.web.audit.actors import SYSTEM
from patternbook.web.notices import actions
from patternbook.web.notices.channels import CHANNELS, Channel, ChannelProblem, Outgoing
from patternbook.web.notices.models import Notice

MOST = 20

log = structlog.get_logger(__name__)


class ClaimLost(Exception):
    """Another worker took the notice over; this one must not send it."""


def channels() -> dict[str, Channel]:
    """The channels as configured: which way carries email; orders to other systems."""
    return {"email": CHANNELS[settings.EMAIL_CHANNEL](), "order": CHANNELS["order"]()}


def send_waiting(*, worker: str, now: datetime, by_channel: Mapping[str, Channel] | None = None) -> int:
    """Free what lost workers held, then claim and send a batch. Returns how many notices were dealt with."""
    ways = by_channel if by_channel is not None else channels()
    repeatable = frozenset(name for name, way in ways.items() if way.repeatable)
    dealt = actions.free_lost_claims(now=now, repeatable=repeatable)
    # One at a time: a claim must not run out while the messages before it are sent.
    for _ in range(MOST):
        claimed = actions.claim(worker=worker, now=now, most=1)
        if not claimed:
            break
        with suppress(actions.AlreadySettled):
            send_one(claimed[0], worker=worker, now=now, way=ways.get(claimed[0].channel))
        dealt += 1
    return dealt


def send_one(notice: Notice, *, worker: str, now: datetime, way: Channel | None) -> None:
    """Send one claimed notice and settle it. Every way of failing ends in a state that says what is known."""
    if way is None:
        actions.settle_failed(notice=notice, why="No way of sending is set up for this channel.", by=SYSTEM)
        return
    handed = False

    def handover() -> None:
        nonlocal handed
        if not actions.hand_over(notice=notice, worker=worker):
            raise ClaimLost
        handed = True

    try:
        sent = way.send(outgoing(notice), handover)
    except ClaimLost:
        log.info("notice_claim_lost", notice=notice.id)
    except ChannelProblem as problem:
        if not (problem.again and actions.try_later(notice=notice, why=problem.what, now=now)):
            actions.settle_failed(notice=notice, why=problem.what, by=SYSTEM)
    except Exception as problem:  # noqa: BLE001  # a channel that breaks in an unforeseen way must not stop the others
        _unforeseen(notice, problem, handed=handed, repeatable=way.repeatable, now=now)
    else:
        actions.settle_sent(notice=notice, answer=sent.answer, by=SYSTEM)


def _unforeseen(notice: Notice, problem: Exception, *, handed: bool, repeatable: bool, now: datetime) -> None:
    why = f"Sending broke off: {type(problem).__name__}."
    log.warning("notice_broke_off", notice=notice.id, error=type(problem).__name__)
    if handed and not repeatable:
        actions.settle_uncertain(notice=notice, why=why, by=SYSTEM)
    elif not actions.try_later(notice=notice, why=why, now=now):
        actions.settle_failed(notice=notice, why=why, by=SYSTEM)


def outgoing(notice: Notice) -> Outgoing:
    """The message in the council's name."""
    name = (
        notice.authority.name_cy
        if notice.language == "cy" and notice.authority.name_cy
        else notice.authority.name
    )
    return Outgoing(
        idempotency_key=notice.idempotency_key, council=notice.authority.slug, from_name=name, from_address=settings.DEFAULT_FROM_EMAIL,
        address=notice.address, language=notice.language, subject=notice.subject, body=notice.body,
    )  # fmt: skip
