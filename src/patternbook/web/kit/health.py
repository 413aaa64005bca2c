"""For balancers and monitors: whether the process lives, and whether it can serve."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from patternbook.web.effects import effect

_migrated = False


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration; says by name what is missing. 503 where one is.

    `worker` is false where no worker was seen for five minutes. That is a matter for whoever watches over the
    installation: pages are served all the same, so that a balancer must not take the process away.
    """
    parts = {"database": _database(), "migrations": False, "worker": False}
    if parts["database"]:
        parts["migrations"] = _migrations()
    is_ready = parts["database"] and parts["migrations"]
    if is_ready:
        parts["worker"] = effect("is_worker_seen")(now=timezone.now())
    return JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Exception:  # noqa: BLE001  # whatever stops it, the answer is no
        return False


def _migrations() -> bool:
    # Once all are applied they stay applied for this process's code: no need to ask again.
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
