"""Reading what other systems answered a short while ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from patternbook.engine.facts import Result
from patternbook.web.audit.actors import Actor
from patternbook.web.connections.models import Cached


def kept(*, authority_id: int, call_ids: Iterable[str], now: dt.datetime, by: Actor) -> dict[str, Result]:
    """The results that are still good, by call id."""
    by.must("catalogue.run", authority_id)
    rows = Cached.objects.filter(authority_id=authority_id, call_id__in=list(call_ids), expires__gt=now)
    return {row.call_id: Result.from_json(row.result) for row in rows}
