"""Writers in one process queue at a lock, and the lock is always given back."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from patternbook.web.authorities.models import Authority, Team
from patternbook.web.sqlite import base

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.sqlite,
]


def test_many_threads_write_and_none_is_turned_away(council: Authority) -> None:
    team = Team.objects.get(authority=council)
    Team.objects.filter(pk=team.pk).update(name="0")
    errors: list[Exception] = []

    def add() -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    found = Team.objects.get(pk=team.pk)
                    found.name = str(int(found.name) + 1)
                    found.save()
        except DatabaseError as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Team.objects.get(pk=team.pk).name == "60"


@pytest.mark.parametrize("how", ["commit", "roll back", "close"])
def test_the_lock_is_given_back(council: Authority, how: str) -> None:
    try:
        with transaction.atomic():
            Team.objects.all().exists()
            assert base._writing.locked()
            if how == "roll back":
                raise KeyError
            if how == "close":
                connection.close()
    except KeyError:
        pass
    assert not base._writing.locked()


def test_it_runs_as_the_settings_say() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)
