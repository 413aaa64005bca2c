"""A worker's own notes: that it lives, and which case it leaves for later. Nothing happens to anybody, so
nothing is written to the log.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from patternbook.web.audit.actors import Actor
from patternbook.web.cases.models import CaseClock, Worker

FORGOTTEN_AFTER = timedelta(days=1)
HELD_BACK = timedelta(minutes=10)


def worker_seen(*, name: str, now: datetime, by: Actor) -> None:
    """Note that the worker of this name lives, and forget those of which nothing was seen for a day."""
    if "cases.advance" not in by.everywhere:
        by.must("cases.advance", 0)
    Worker.objects.bulk_create(
        [Worker(name=name, seen=now)], update_conflicts=True, unique_fields=["name"], update_fields=["seen"]
    )
    Worker.objects.filter(seen__lt=now - FORGOTTEN_AFTER).delete()


def hold_back(*, case_id: int, authority_id: int, now: datetime, by: Actor) -> None:
    """Leave a case that could not be told of its moments for later, so that it does not hold up all others."""
    by.must("cases.advance", authority_id)
    CaseClock.objects.filter(case_id=case_id, next_at__lte=now).update(next_at=now + HELD_BACK)
