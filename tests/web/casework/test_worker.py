"""A worker goes on, whatever a case or a step does to it."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, NotAllowed, resident
from patternbook.web.cases import queries, worker
from patternbook.web.cases.actions import hold_back
from patternbook.web.cases.models import Case, CaseClock
from tests.web.casework.conftest import Office


def due_since(case: Case, now: dt.datetime, minutes: int) -> None:
    """Let the case's first moment have come so long ago."""
    clock = case.clocks.order_by("next_at").first()
    assert clock is not None
    CaseClock.objects.filter(pk=clock.pk).update(next_at=now - dt.timedelta(minutes=minutes))


def test_who_waits_longest_is_told_first(office: Office) -> None:
    now = timezone.now()
    cases = [office.reported() for _ in range(3)]
    for case, minutes in zip(cases, (5, 20, 10), strict=True):
        due_since(case, now, minutes)
    waiting = [cases[1], cases[2], cases[0]]
    found = queries.due_timers(now=now, most=2, by=SYSTEM)
    assert found == [(case.pk, case.authority_id) for case in waiting[:2]]
    due_since(cases[0], now, 30)
    assert queries.due_timers(now=now, most=1, by=SYSTEM) == [(cases[0].pk, cases[0].authority_id)]


def test_a_case_that_always_fails_does_not_starve_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    broken, sound = office.reported(), office.reported()
    due_since(broken, now, 20)
    due_since(sound, now, 10)
    told: list[int] = []

    def tell(case_id: int, authority_id: int, now: dt.datetime) -> int:
        told.append(case_id)
        if case_id == broken.pk:
            raise RuntimeError
        return 1

    monkeypatch.setattr(worker, "MOST_CASES", 1)
    monkeypatch.setattr(worker, "_tell", tell)
    assert worker.tell_cases(now=now) == 0
    assert worker.tell_cases(now=now) == 1
    assert told == [broken.pk, sound.pk]
    CaseClock.objects.filter(case=sound).delete()
    assert worker.tell_cases(now=now + dt.timedelta(minutes=9)) == 0
    assert told == [broken.pk, sound.pk]
    worker.tell_cases(now=now + dt.timedelta(minutes=10))
    assert told[2:] == [broken.pk]


def test_only_a_worker_holds_a_case_back(office: Office) -> None:
    case = office.reported()
    with pytest.raises(NotAllowed):
        hold_back(
            case_id=case.pk,
            authority_id=case.authority_id,
            now=timezone.now(),
            by=resident(case.authority_id),
        )


@pytest.mark.django_db
def test_a_defect_in_one_step_ends_neither_the_round_nor_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, rounds = threading.Event(), []

    def breaks(name: str, now: dt.datetime) -> int:
        raise KeyError("a defect")

    def counts(name: str, now: dt.datetime) -> int:
        rounds.append(now)
        if len(rounds) == 3:
            stop.set()
        return 1

    monkeypatch.setattr(worker, "STEPS", (("breaks", breaks), ("counts", counts)))
    worker.work(stop)
    assert len(rounds) == 3


def test_sessions_are_among_the_steps() -> None:
    assert "sessions" in dict(worker.STEPS)
