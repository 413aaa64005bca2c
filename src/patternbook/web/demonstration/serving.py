"""Preparing the demonstration and serving it."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from patternbook.web.demonstration.councils import set_up, where_to_look

THREADS = 4


def prepare(password: str) -> None:
    """Check, migrate, collect static files, set the councils up."""
    call_command("check")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    set_up(password=password, now=timezone.now())


def serve(host: str, port: int, password: str) -> None:
    """The server in processes of its own, each with a worker. Returns when told to stop."""
    sys.stdout.write(where_to_look(f"http://localhost:{port}", password))
    sys.stdout.flush()
    connections.close_all()
    # SQLite: one process, whose threads queue at one lock.
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite")
    server = Granian(
        "patternbook.web.demonstration.application:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if on_sqlite else 2,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve()
