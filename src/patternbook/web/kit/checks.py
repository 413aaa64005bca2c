"""System checks: bad settings stop the start, with an id and a hint."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.utils.module_loading import import_string

from patternbook.web.effects import EFFECTS

OLDEST_SQLITE = (3, 37, 0)
OLDEST_POSTGRESQL = 150000


def environment_is_usable(**kwargs: Any) -> list[CheckMessage]:
    """Every problem found in the environment (`environment.read_environment`)."""
    return [Error(wrong.message, hint=wrong.hint, id=wrong.id) for wrong in settings.ENVIRONMENT.problems]


def effects_resolve(**kwargs: Any) -> list[CheckMessage]:
    """Every dotted path of the table of effects leads to something that can be called."""
    wrong: list[CheckMessage] = []
    for name, path in EFFECTS.items():
        try:
            found = import_string(path)
        except ImportError:
            found = None
        if not callable(found):
            wrong.append(
                Error(
                    f"The effect {name} leads nowhere: {path}.",
                    hint="Correct it in web/effects.py.",
                    id="patternbook.E009",
                )
            )
    return wrong


def database_is_usable(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The database is new enough."""
    wrong: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
            wrong.append(
                Error(
                    f"SQLite is {sqlite3.sqlite_version}.",
                    hint="Use a Python with SQLite 3.37 or newer.",
                    id="patternbook.E010",
                )
            )
        if connection.vendor == "postgresql" and connection.pg_version < OLDEST_POSTGRESQL:  # type: ignore[attr-defined]  # only on this back end
            wrong.append(
                Error("PostgreSQL is too old.", hint="Use PostgreSQL 15 or newer.", id="patternbook.E011")
            )
    return wrong
