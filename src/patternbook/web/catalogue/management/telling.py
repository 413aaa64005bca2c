"""How the commands that read files say what is wrong, and refuse to touch a database that is not set up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from patternbook.errors import ProblemsFound
from patternbook.web.catalogue.from_files import CannotRead

FAILED = 1
MISUSE = 2


@contextmanager
def telling(command: BaseCommand, undone: str) -> Iterator[None]:
    """Print every problem as file:line:column, and end the command with what was not done.

    Raises CommandError: with code 1 where a text is wrong, with code 2 where a file is not there.
    """
    try:
        yield
    except ProblemsFound as found:
        for problem in found.problems:
            command.stderr.write(str(problem))
        raise CommandError(undone, returncode=FAILED) from found
    except CannotRead as error:
        raise CommandError(str(error), returncode=MISUSE) from error


def must_be_set_up() -> None:
    """Raise CommandError where the database has not been migrated, with what to do."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        hint = (
            "Run `python -m patternbook.web migrate` first, or start the demonstration once with `make run`."
        )
        raise CommandError(f"The database is not set up. {hint}", returncode=MISUSE)
