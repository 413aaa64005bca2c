"""Inserting rows by SQL that is worked out once for each model, for what every submission writes.

Django works the statement out again for each row, which costs more than the database takes to keep it. The
values are those that Django's fields give, so that the rows are the same; a test compares both ways. Nothing
is inserted here by itself: actions call it, inside their transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model in one statement, without asking for their keys."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_statement(type(rows[0]), len(rows), connection.vendor), _values(rows))


def insert_one(row: models.Model) -> None:
    """Insert a row, which then knows its key."""
    key = row._meta.pk
    generated = isinstance(key, models.AutoField)
    statement = _statement(type(row), 1, connection.vendor)
    with connection.cursor() as cursor:
        if generated:
            cursor.execute(f'{statement} RETURNING "{key.column}"', _values([row]))
            row.pk = cursor.fetchone()[0]
        else:
            cursor.execute(statement, _values([row]))
    row._state.adding, row._state.db = False, connection.alias


def _values(rows: Sequence[models.Model]) -> list[Any]:
    fields = _fields(type(rows[0]))
    return [
        field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields
    ]


@lru_cache
def _fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField))


@lru_cache(maxsize=512)
def _statement(model: type[models.Model], rows: int, vendor: str) -> str:
    """The statement for so many rows. Names are the model's own; values are always parameters."""
    fields = _fields(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {", ".join([places] * rows)}'  # noqa: S608  # names of models
