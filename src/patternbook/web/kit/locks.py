"""Names that one transaction at a time may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection


def hold(names: Iterable[str]) -> None:
    """Wait until no other transaction holds any of the names; hold them until this one ends.

    For actions, inside their transaction, after its first write: SQLite has one writer, who thereby holds
    everything. All wait in the same order, so that no two wait for each other.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for key in sorted({number_of(name) for name in names}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def number_of(name: str) -> int:
    """The name as PostgreSQL's locks are called: a signed number of 64 bits.

    >>> number_of("place:1:990001000001") == number_of("place:1:990001000001")
    True
    >>> -(2**63) <= number_of("place:1:990001000001") < 2**63
    True
    """
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
