"""Decision tables: which rows apply on a date in a nation, and what they give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.engine.clocks.counting import local_day
from patternbook.engine.compiled import Compiled, Names
from patternbook.engine.names import called
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import Row
from patternbook.language.unknown import Unknown, is_unknown


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that applies: its key, what it gives, and the reason for letters."""

    row: str
    gives: Mapping[str, object]
    because: Text | None


def value(compiled: Compiled, key: str, names: Names) -> object:
    """What expressions see under a table's key: its outputs, a list of them, or something to call."""
    takes = tuple(compiled.service.tables[key].takes)
    if not takes:
        return outcome(compiled, key, names)
    return called(takes, lambda inner: outcome(compiled, key, inner), names)


def outcome(compiled: Compiled, key: str, names: Names) -> object:
    """What a table gives: a record, or for `collect` a list; Unknown where no row applies, or where
    only one may and several do."""
    hit = compiled.service.tables[key].hit
    found = hits(compiled, key, names)
    if is_unknown(found):
        return found
    rows = found if isinstance(found, tuple) else ()
    if hit == "collect":
        return tuple(row.gives for row in rows)
    if not rows:
        return Unknown("undefined", key)
    if hit == "only" and len(rows) > 1:
        return Unknown("many", key)
    return rows[0].gives


def hits(compiled: Compiled, key: str, names: Names) -> tuple[Hit, ...] | Unknown:
    """The rows that apply, in order (for `first` only the first of them).

    Unknown where the date that picks dated rows is not known.
    """
    table = compiled.service.tables[key]
    on = _date(compiled, key, names)
    if isinstance(on, Unknown):
        return on
    found: list[Hit] = []
    for row_key, row in table.rows.items():
        path = ("tables", key, "rows", row_key)
        if not in_force(row, on, str(names["nation"])) or not compiled.holds((*path, "if"), names):
            continue
        gives = {output: compiled.programs[(*path, "gives", output)].run(names) for output in row.gives}
        found.append(Hit(row_key, gives, row.because))
        if table.hit == "first":
            break
    return tuple(found)


def in_force(row: Row, on: dt.date, nation: str) -> bool:
    """Whether a row counts on that day in that nation."""
    if row.nations and nation not in row.nations:
        return False
    return (row.from_ is None or row.from_ <= on) and (row.to is None or on <= row.to)


def _date(compiled: Compiled, key: str, names: Names) -> dt.date | Unknown:
    program = compiled.program(("tables", key, "as_of"))
    found = names["today"] if program is None else program.run(names)
    return local_day(found)
