"""A SELECT whose SQL is worked out once, for the queries that every page asks.

Working a query with several joins out costs Django more than the database needs to answer it. The rows are
read by Django's own parts, so that the models are those that the query itself would give; a test compares both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import local
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import RelatedPopulator, get_related_populators

M = TypeVar("M", bound=models.Model)

# Stands for the key while the SQL is worked out.
KEY = "the key"


class NotPrepared(RuntimeError):
    """The query depends on more than its key. A defect of the program."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL and how its columns become models, for the database of one thread."""

    sql: str
    names: Sequence[str]
    first: int
    last: int
    converters: Sequence[tuple[int, Sequence[Callable[[Any, Any, Any], Any]], Any]]
    populators: Sequence[RelatedPopulator]


class Prepared(Generic[M]):
    """`build` gives the query for a key, a text. Only the key may differ from one time to the next."""

    def __init__(self, build: Callable[[str], models.QuerySet[M]]) -> None:
        self._build = build
        # Converters belong to a connection, and each thread has its own.
        self._plans = local()

    def first(self, key: str) -> M | None:
        """The row for the key, with its relations; None where there is none."""
        with connection.cursor() as cursor:
            plan = self._plan()
            cursor.execute(plan.sql, (key,))
            found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, converters, expression in plan.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return self._made(plan, row)

    def _made(self, plan: _Plan, row: list[Any]) -> M:
        made: M = self._plans.model.from_db(connection.alias, plan.names, row[plan.first : plan.last])
        for populator in plan.populators:
            populator.populate(row, made)
        return made

    def _plan(self) -> _Plan:
        plans = self._plans
        if getattr(plans, "ops", None) is not connection.ops:
            query = self._build(KEY)
            plans.plan, plans.model, plans.ops = _worked_out(query), query.model, connection.ops
        found: _Plan = plans.plan
        return found


def _worked_out(query: models.QuerySet[Any]) -> _Plan:
    compiler = query.query.get_compiler(connection=connection)
    sql, given = compiler.as_sql()
    if tuple(given) != (KEY,):
        raise NotPrepared(given)
    select, klass = compiler.select, compiler.klass_info
    assert select is not None
    assert klass is not None
    places = klass["select_fields"]
    first, last = places[0], places[-1] + 1
    converters = compiler.get_converters([one[0] for one in select])
    return _Plan(
        sql=sql,
        names=[one[0].target.attname for one in select[first:last]],
        first=first,
        last=last,
        converters=[(place, found, expression) for place, (found, expression) in converters.items()],
        # The published types are those of Django 6, where it takes one argument more.
        populators=get_related_populators(klass, select, connection.alias),  # type: ignore[call-arg]
    )
