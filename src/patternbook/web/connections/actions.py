"""Keeping what other systems answered. Results of lookups are copies: the audit logs what is done with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from patternbook.engine.facts import Result
from patternbook.web.audit.actors import Actor
from patternbook.web.connections.models import Cached


def keep(
    *, authority_id: int, results: Mapping[str, Result], until: Mapping[str, dt.datetime], by: Actor
) -> None:
    """Keep results by call id until the given times; what was kept of the same call is replaced."""
    by.must("connections.keep", authority_id)
    rows = [
        Cached(authority_id=authority_id, call_id=key, result=result.to_json(), expires=until[key])
        for key, result in results.items()
    ]
    Cached.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["authority", "call_id"],
        update_fields=["result", "expires"],
    )


def forget_expired(*, now: dt.datetime, by: Actor) -> int:
    """Delete results that have expired; returns how many. For the worker."""
    if "connections.keep" not in by.everywhere:
        by.must("connections.keep", 0)
    return Cached.objects.filter(expires__lte=now).delete()[0]
