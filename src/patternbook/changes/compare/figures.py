"""Amounts, lengths of time and numbers of several councils, in one unit where they have one: to plot, and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from patternbook.changes.compare.choices import Compared
from patternbook.engine import formats
from patternbook.engine.settings import Settings, Source
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.trees import Call, Field, Literal, Name
from patternbook.language.nodes.base import Expr
from patternbook.language.periods import UNITS, Period
from patternbook.language.scopes.trees import parsed
from patternbook.language.types import MONEY, Type
from patternbook.language.words import english

HEADINGS = ("figure", "title", "council", "number", "unit", "says", "from", "since", "because")
PERIODS: Mapping[str, str] = {f"{unit}s": unit for unit in UNITS}
"""The functions of expressions that give a length of time, with its unit."""
TEXT = Source("default")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One council's number, with its unit, in words, and where it comes from."""

    council: str
    number: Decimal
    unit: str
    says: str
    by: str
    since: dt.date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that councils can be compared by. `unit` is empty where they count in different units."""

    key: str
    title: str
    rows: tuple[FigureRow, ...]

    @property
    def unit(self) -> str:
        """The unit of all, where they have one."""
        units = {row.unit for row in self.rows}
        return units.pop() if len(units) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A number found at one council, with the figure that it belongs to."""

    key: str
    title: str
    row: FigureRow


def figures_of(compared: Iterable[Compared]) -> Iterator[Figure]:
    """Every figure that any of the councils has: of settings, prices and time limits."""
    titles: dict[str, str] = {}
    rows: dict[str, list[FigureRow]] = {}
    for council in compared:
        for found in _numbers(council):
            titles.setdefault(found.key, found.title)
            rows.setdefault(found.key, []).append(found.row)
    for key, title in titles.items():
        yield Figure(key, title, tuple(rows[key]))


def _numbers(council: Compared) -> Iterator[_Found]:
    if council.settings is None:
        return
    service, settings = council.service, council.settings
    for key, value in settings.values.items():
        setting, source = service.settings[key], settings.sources[key]
        title = english(setting.title)
        for within, number in _single(value):
            type_ = council.types[key].item if within else council.types[key]
            row = _row(council.name, number, _Unit(type_, setting.unit or ""), source)
            if row is not None:
                yield _Found(
                    f"settings.{key}{within and '.'}{within}", f"{title}{within and ': '}{within}", row
                )
    for key, clock in service.process.clocks.items():
        yield from _constant(council, settings, f"clocks.{key}", english(clock.title), clock.runs)
    for key, price in service.prices.items():
        for line, part in price.lines.items():
            title = f"{english(price.title)}: {english(part.title)}"
            yield from _constant(council, settings, f"prices.{key}.{line}", title, part.amount)


def _single(value: object) -> Iterator[tuple[str, object]]:
    """A value, or each entry of a table by its key."""
    if isinstance(value, Mapping):
        yield from ((str(key), item) for key, item in value.items())
    else:
        yield "", value


@dataclass(frozen=True, slots=True)
class _Unit:
    type: Type
    unit: str


def _row(council: str, value: object, unit: _Unit, source: Source) -> FigureRow | None:
    """A number with its unit; None for what is no number."""
    said = (source.by, source.since, source.because or "")
    if isinstance(value, Period):
        return FigureRow(council, Decimal(value.length), value.unit.replace("_", " "), str(value), *said)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if unit.type.kind == "money":
        return FigureRow(council, Decimal(value) / 100, "£", formats.money(int(value)), *said)
    number = formats.number(value)
    return FigureRow(council, Decimal(value), unit.unit, f"{number} {unit.unit}".strip(), *said)


def _constant(
    council: Compared, settings: Settings, key: str, title: str, expr: Expr | None
) -> Iterator[_Found]:
    """A length of time or an amount that the text says, or that it takes from a setting."""
    tree = parsed(expr.source) if expr is not None else None
    if tree is None or isinstance(tree, ExpressionError):
        return
    found: tuple[object, Source] | None = None
    if isinstance(tree, Field) and tree.of == Name("settings") and tree.name in settings.values:
        found = settings.values[tree.name], settings.sources[tree.name]
    elif isinstance(tree, Call) and len(tree.args) == 1 and isinstance(tree.args[0], Literal):
        found = _called(tree.function, tree.args[0].value), TEXT
    row = _row(council.name, found[0], _Unit(MONEY, ""), found[1]) if found else None
    if row is not None:
        yield _Found(key, title, row)


def _called(function: str, value: object) -> object:
    """What a function of one literal gives, where it is a length of time or an amount."""
    unit = PERIODS.get(function)
    if unit is not None and isinstance(value, int):
        return next(Period(value, known) for known in UNITS if known == unit)
    if function == "pence" and isinstance(value, int):
        return value
    return int(Decimal(value) * 100) if function == "pounds" and isinstance(value, str) else None


def to_csv(figures: Iterable[Figure]) -> str:
    """Figures as comma-separated values with a heading line.

    A text that a spreadsheet would take for a formula is marked as text.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(HEADINGS)
    for figure in figures:
        for row in figure.rows:
            since = row.since.isoformat() if row.since else ""
            texts = (row.unit, row.says, row.by, since, row.because)
            lines.writerow(
                (
                    harmless(figure.key),
                    harmless(figure.title),
                    harmless(row.council),
                    row.number,
                    *map(harmless, texts),
                )
            )
    return written.getvalue()


def harmless(said: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Aford")
    ("'=1+1", 'Aford')
    """
    return f"'{said}" if said.startswith(("=", "+", "-", "@", "\t", "\r")) else said
