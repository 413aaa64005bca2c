"""The two doors to the log: `@action` around everything that writes, and `record` inside it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.models import Detail, Event
from patternbook.web.kit.rows import insert, insert_one

P = ParamSpec("P")
R = TypeVar("R")


class AuditError(RuntimeError):
    """An action broke the rule of one audit event, or wrote outside an action. A defect of the program."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What belongs to no council, such as the register of authorities: its events have a chain of their own."""

    authority_id: int = 0


INSTALLATION = Installation()


@dataclass(slots=True)
class _Running:
    name: str
    by: Actor
    authority_id: int
    recorded: int = 0


_running: ContextVar[_Running | None] = ContextVar("running_action", default=None)


def action(permission: str, *, on: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the way to do something.

    `permission` is what `by` must have in the authority of the argument named by `on` (its
    `authority_id`, or its `id` where it is an authority itself). The function runs in one transaction
    and must record exactly one event. Raises NotAllowed, or AuditError for a defect.

    Used as ``@action("cases.decide", on="case")`` over ``def decide(*, case, by)``.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by, authority_id = _who_and_where(function.__name__, on, args, kwargs)
            by.must(permission, authority_id)
            running = _Running(function.__name__, by, authority_id)
            with transaction.atomic():
                token = _running.set(running)
                try:
                    result = function(*args, **kwargs)
                finally:
                    _running.reset(token)
                if running.recorded != 1:
                    raise AuditError(
                        f"{running.name} recorded {running.recorded} events; an action records one."
                    )
            return result

        run.__patternbook_action__ = permission  # type: ignore[attr-defined]  # read by the test that lists actions
        return run

    return decorate


def _who_and_where(
    name: str, on: str, args: tuple[object, ...], kwargs: Mapping[str, Any]
) -> tuple[Actor, int]:
    if args:
        raise AuditError(f"{name} takes keywords only.")
    subject = kwargs[on]
    authority_id = getattr(subject, "authority_id", None)
    if authority_id is None:
        authority_id = getattr(subject, "id", None)
    if not isinstance(authority_id, int):
        raise AuditError(f"{name}: {on} says no authority.")
    by = kwargs["by"]
    assert isinstance(by, Actor)
    return by, authority_id


def record(
    verb: str,
    *,
    subject: models.Model | type[models.Model],
    facts: Mapping[str, object] | None = None,
    values: Mapping[str, object] | None = None,
) -> Event:
    """Write the running action's event.

    `facts` are keys, digests, counts and dates: never personal data. `values` may be personal; the event
    keeps only a salted commitment to them. `subject` is a class where it is about all rows of it.
    Raises AuditError outside an action.
    """
    running = _running.get()
    if running is None:
        raise AuditError(f"{verb} was recorded outside an action.")
    running.recorded += 1
    salt = secrets.token_hex(16) if values else ""
    event = Event(
        authority_id=running.authority_id,
        at=timezone.now(),
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk) if isinstance(subject, models.Model) else "",
        actor_kind=running.by.kind,
        person_id=running.by.person_id,
        facts=dict(facts or {}),
        commitment=commitment(salt, values) if values else "",
    )
    insert_one(event)
    if values:
        insert([Detail(event=event, salt=salt, values=dict(values))])
    return event


def commitment(salt: str, values: Mapping[str, object]) -> str:
    """The salted hash by which an event vouches for values that are kept apart (64 hex digits)."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
