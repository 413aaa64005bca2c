"""Submitting a case, against the same statements by the bare driver in one transaction.

Some cases are submitted and their statements written down; then the rows are taken away again and the
database's counters put back, so that the driver's statements, with the very same values, make them anew.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bench.harness import Ratio
from bench.web import ground

if TYPE_CHECKING:
    from patternbook.engine.journey import Ready
    from patternbook.web.catalogue.queries import Running
    from patternbook.web.drafts.models import Draft

Statement = tuple[str, tuple[Any, ...], bool]
TARGETS = {"sqlite": 0.40, "postgresql": 0.45}
LEFT_OUT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def ratios() -> Iterator[Ratio]:
    """The action that a resident's last click calls."""
    from django.db import connection

    ground.council()
    desk = Desk.of(ground.resident())
    with closing(Driver()) as driver:
        yield Ratio(
            name="Submitting a case: every row, audit, outbox", ours=desk.submit, floor=driver.next,
            against="the same statements by the bare driver", kind="rate", target=TARGETS[connection.vendor],
            clock=time.perf_counter, before_ours=desk.lay_out, before_floor=lambda times: driver.learn(desk, times),
        )  # fmt: skip


@dataclass
class Desk:
    """Drafts that are ready to be submitted, each to be submitted once."""

    draft: Draft
    ready: Ready
    running: Running
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    waiting: list[Draft] = field(default_factory=list)

    @classmethod
    def of(cls, resident: ground.Resident) -> Desk:
        """With the draft that this resident filled in."""
        from django.utils import timezone

        from patternbook.engine import journey
        from patternbook.engine.facts import Facts
        from patternbook.web.audit.actors import resident as by
        from patternbook.web.catalogue import queries as catalogue
        from patternbook.web.drafts.models import Draft

        draft = Draft.objects.select_related("revision", "authority").get()
        running = catalogue.pinned(draft.revision, by=by(draft.authority_id))
        facts = Facts.from_json(running.compiled, draft.facts)
        context = running.context(now=timezone.now(), language="en")
        need = journey.at_submit(running.compiled, facts, context)
        assert isinstance(need, journey.Need)
        asked_now = facts.with_results({call: replace(result) for call, result in facts.results.items()})
        ready = journey.at_submit(running.compiled, asked_now, context, facts.results)
        assert isinstance(ready, journey.Ready), ready
        return cls(draft, ready, running)

    def lay_out(self, times: int) -> None:
        """Make as many drafts."""
        from patternbook.web.drafts.models import Draft

        def another() -> Draft:
            draft = Draft.objects.select_related("authority").get(pk=self.draft.pk)
            draft.pk, draft.token_hash = None, f"{next(self.numbers):064}"
            draft._state.adding = True
            return draft

        self.waiting = Draft.objects.bulk_create([another() for _ in range(times)])
        self.waiting.reverse()

    def submit(self) -> None:
        """Submit the next."""
        from django.utils import timezone

        from patternbook.web.audit.actors import resident
        from patternbook.web.cases.actions import submit

        draft = self.waiting.pop()
        submit(
            draft=draft,
            ready=self.ready,
            running=self.running,
            now=timezone.now(),
            by=resident(draft.authority_id),
        )


class Driver:
    """The database's own driver, connected as the product connects."""

    def __init__(self) -> None:
        from django.db import connection

        self.is_sqlite = connection.vendor == "sqlite"
        self.own = _sqlite() if self.is_sqlite else _postgresql()
        self.learned: Iterator[list[Statement]] = iter(())

    def close(self) -> None:
        """Let the connection go."""
        self.own.close()

    def learn(self, desk: Desk, times: int) -> None:
        """Write down what so many submissions say to the database, and take their rows away again."""
        desk.lay_out(times)
        before = _highest()
        found = [_said(desk) for _ in range(times)]
        _take_away(before)
        self.learned = iter(found)

    def next(self) -> None:
        """One submission's statements in one transaction, with the rows that they give fetched."""
        cursor = self.own.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        for statement, values, gives in next(self.learned):
            cursor.execute(statement, values)
            if gives:
                cursor.fetchall()
        cursor.execute("COMMIT")
        cursor.close()


def _sqlite() -> Any:
    import sqlite3

    from django.db import connection

    options = connection.settings_dict
    own = sqlite3.connect(options["NAME"], isolation_level=None, detect_types=0)
    for pragma in options["OPTIONS"]["init_command"].split(";"):
        own.execute(pragma)
    return own


def _postgresql() -> Any:
    import psycopg
    from django.db import connection

    params = connection.get_connection_params()
    wanted = {key: value for key, value in params.items() if key not in ("context", "cursor_factory")}
    return psycopg.connect(**wanted, autocommit=True, cursor_factory=psycopg.ClientCursor)


def _said(desk: Desk) -> list[Statement]:
    """The statements of one submission with their values."""
    from django.db import connection

    found: list[Statement] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not many, sql
        if not sql.startswith(LEFT_OUT):
            text = sql % (("?",) * len(params)) if connection.vendor == "sqlite" else sql
            found.append((text, tuple(params), "RETURNING" in sql or sql.startswith("SELECT")))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        desk.submit()
    assert len([one for one in found if one[0].startswith("INSERT")]) >= 8
    return found


def _tables() -> list[tuple[str, str]]:
    """What a submission writes, each with its key; rows that others refer to last."""
    from django.apps import apps

    names = (
        "audit.Detail", "audit.Event", "notices.Notice", "cases.CasePlace", "cases.CaseClock", "cases.CaseTask",
        "cases.CaseEvent", "cases.Case", "cases.Submission",
    )  # fmt: skip
    found = [apps.get_model(name)._meta for name in names]
    return [(meta.db_table, meta.pk.column) for meta in found]


def _highest() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for table, key in _tables():
            cursor.execute(f'SELECT COALESCE(MAX("{key}"), 0) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
        return found


def _take_away(before: dict[str, int]) -> None:
    """Delete the rows after those, and put the counters back to where they were."""
    from django.db import connection, transaction

    from patternbook.web.audit import triggers

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in triggers.take_down(connection.vendor):
            cursor.execute(statement)
        for table, key in _tables():
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" > %s', (before[table],))
            if table != "audit_detail":
                _put_back(cursor, table, key, before[table])
        for statement in triggers.put_up(connection.vendor):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE drafts_draft SET ended_at = ''")


def _put_back(cursor: Any, table: str, key: str, to: int) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", (to, table))
    else:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)", (table, key, max(to, 1), to > 0)
        )
