"""The worker: sends notices, tells cases that a moment has come, seals the log. Any number may run."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import close_old_connections
from django.utils import timezone

from patternbook.web.audit import chain
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.authorities.actions import forget_old
from patternbook.web.cases import queries
from patternbook.web.cases.actions import CaseMoved, fire_timer, hold_back, refresh_timers, worker_seen
from patternbook.web.cases.standing import standing
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.actions.upgrading import apply_due
from patternbook.web.connections.actions import forget_expired
from patternbook.web.drafts.actions import delete_expired
from patternbook.web.notices.sender import send_waiting

log = structlog.get_logger(__name__)

IDLE_SECONDS = 2.0
# How often a worker says that it lives: often enough for the five minutes of `/health/ready`.
ALIVE_SECONDS = 30.0
MOST_CASES = 50


def new_name() -> str:
    """A name for this worker that no other has: host, process and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"[:64]


def tell_cases(*, now: datetime) -> int:
    """Tell each case of which a moment has come; returns how many timers were told."""
    told = 0
    for case_id, authority_id in queries.due_timers(now=now, most=MOST_CASES, by=SYSTEM):
        try:
            told += _tell(case_id, authority_id, now)
        except CaseMoved:
            log.info("case_moved_meanwhile", case=case_id)
        except Exception as problem:  # noqa: BLE001  # one case that cannot be told must not hold up the others
            log.error("case_not_told", case=case_id, error=type(problem).__name__)
            hold_back(case_id=case_id, authority_id=authority_id, now=now, by=SYSTEM)
    return told


def _tell(case_id: int, authority_id: int, now: datetime) -> int:
    case = queries.for_worker(case_id=case_id, by=SYSTEM)
    running = catalogue.pinned(case.revision, by=SYSTEM)
    stands = standing(case=case, running=running, now=now)
    due = [timer for timer in sorted(stands.state.timers) if timer.at <= now]
    for timer in due:
        fire_timer(case=case, running=running, timer=timer, now=now, by=SYSTEM)
    if not due:
        refresh_timers(case=case, running=running, now=now, by=SYSTEM)
    return len(due)


def bring_in_upgrades(*, now: datetime) -> int:
    """Bring in each version whose day has come; returns how many."""
    return apply_due(now=now, today=timezone.localdate(now))


STEPS: tuple[tuple[str, Callable[[str, datetime], int]], ...] = (
    ("cases", lambda name, now: tell_cases(now=now)),
    ("upgrades", lambda name, now: bring_in_upgrades(now=now)),
    ("notices", lambda name, now: send_waiting(worker=name, now=now)),
    ("audit", lambda name, now: chain.seal()),
    ("drafts", lambda name, now: delete_expired(now=now)),
    ("lookups", lambda name, now: forget_expired(now=now, by=SYSTEM)),
    ("sessions", lambda name, now: forget_old(now=now)),
)


def work_once(name: str) -> int:
    """One round of every step; returns how much was done. A step that fails does not stop the others."""
    return sum(_do(step, do, name) for step, do in STEPS)


def _do(step: str, do: Callable[[str, datetime], int], name: str) -> int:
    try:
        return do(name, timezone.now())
    except Exception as problem:  # a defect in one step must not end the worker, and with it all others
        log.error("worker_step_failed", step=step, error=type(problem).__name__, exc_info=True)
        close_old_connections()
        return 0


def say_alive(name: str) -> None:
    """Let monitors see that this worker lives."""
    _do("alive", _seen, name)


def _seen(name: str, now: datetime) -> int:
    worker_seen(name=name, now=now, by=SYSTEM)
    return 0


def work(stop: threading.Event, *, name: str | None = None) -> None:
    """Work until told to stop."""
    worker = name or new_name()
    log.info("worker_started", worker=worker)
    said = time.monotonic() - ALIVE_SECONDS
    while not stop.is_set():
        if time.monotonic() - said >= ALIVE_SECONDS:
            say_alive(worker)
            said = time.monotonic()
        if not work_once(worker):
            stop.wait(IDLE_SECONDS)
        close_old_connections()
