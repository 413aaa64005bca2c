"""Whether any worker lives, as a monitor sees it."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from patternbook.web.audit.actors import SYSTEM, NotAllowed, resident
from patternbook.web.audit.models import Event
from patternbook.web.cases import worker
from patternbook.web.cases.actions import worker_seen
from patternbook.web.cases.models import Worker

pytestmark = pytest.mark.django_db


def ready() -> dict[str, bool]:
    """What a monitor is told. Without a worker pages are served all the same."""
    response = Client().get("/health/ready")
    assert response.status_code == 200
    found: dict[str, bool] = response.json()
    assert found["ready"]
    return found


def test_no_worker_was_ever_seen() -> None:
    assert ready()["worker"] is False


@pytest.mark.parametrize(("ago", "lives"), [(0, True), (299, True), (301, False)])
def test_a_worker_counts_for_five_minutes(ago: int, lives: bool) -> None:
    worker_seen(name="one", now=timezone.now() - dt.timedelta(seconds=ago), by=SYSTEM)
    assert ready()["worker"] is lives


def test_one_of_several_is_enough() -> None:
    worker_seen(name="gone", now=timezone.now() - dt.timedelta(hours=1), by=SYSTEM)
    worker_seen(name="here", now=timezone.now(), by=SYSTEM)
    assert ready()["worker"] is True


def test_a_worker_has_one_row_and_is_forgotten_after_a_day() -> None:
    now = timezone.now()
    worker_seen(name="gone", now=now - dt.timedelta(days=1, seconds=1), by=SYSTEM)
    for second in range(3):
        worker_seen(name="here", now=now + dt.timedelta(seconds=second), by=SYSTEM)
    assert list(Worker.objects.values_list("name", "seen")) == [("here", now + dt.timedelta(seconds=2))]
    assert not Event.objects.exists()


def test_a_single_round_counts_too() -> None:
    call_command("worker", "--once")
    assert ready()["worker"] is True


def test_a_worker_that_runs_says_so_at_once_and_then_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    rounds: list[str] = []
    said: list[str] = []

    def work_once(name: str) -> int:
        rounds.append(name)
        if len(rounds) == 5:
            stop.set()
        return 1

    monkeypatch.setattr(worker, "work_once", work_once)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "say_alive", said.append)
    worker.work(stop, name="one")
    assert (rounds, said) == (["one"] * 5, ["one"])


def test_only_the_system_says_that_a_worker_lives() -> None:
    with pytest.raises(NotAllowed):
        worker_seen(name="Eve", now=timezone.now(), by=resident(1))
    assert not Worker.objects.exists()
