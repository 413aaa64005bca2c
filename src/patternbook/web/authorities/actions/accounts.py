"""Signing in and out, and locks after too many failures: each stands in the installation's own log.

A person may work at several authorities, so that these events belong to none of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.authorities.models import Person


@action("accounts.sign", on="installation")
def sign_in(*, request: HttpRequest, person: Person, by: Actor, installation: Installation) -> None:
    """Begin a session for somebody who was authenticated. It gets a new key: a planted one is worth nothing."""
    login(request, person)
    record("accounts.signed_in", subject=person)


@action("accounts.sign", on="installation")
def sign_out(*, request: HttpRequest, person: Person, by: Actor, installation: Installation) -> None:
    """End the session."""
    logout(request)
    record("accounts.signed_out", subject=person)


@action("accounts.fail", on="installation")
def note_lock(*, email: str, address: str, by: Actor, installation: Installation) -> None:
    """Somebody failed too often to sign in. Whoever it was, the log keeps what they typed as erasable values."""
    person = Person.objects.filter(email=email).first()
    record(
        "accounts.locked",
        subject=person or Person,
        facts={"known": person is not None, "failures": settings.AXES_FAILURE_LIMIT},
        values={"email": email, "address": address},
    )


def forget_old(*, now: datetime) -> int:
    """Delete sessions that are over, and failed attempts that no longer count; returns how many."""
    attempts = AccessAttempt.objects.filter(
        attempt_time__lt=now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    )
    over = Session.objects.filter(expire_date__lt=now)
    # Asked first: a DELETE that finds nothing would still wait for SQLite's one writer.
    return sum(rows.delete()[0] for rows in (attempts, over) if rows.exists())
