"""A figure of several councils as rows of a table and as bars, both with the same numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from patternbook.changes.compare import Figure, FigureRow
from patternbook.changes.compare.grouping import named

# So many councils have a bar each; of more, each value has one, as long as councils have it.
MOST_COUNCILS = 12
MOST_VALUES = 12
# A drawing's own units: what is written in it can be read on a narrow screen, and grows with a wide one.
WIDE, PAD, LETTERS = 300, 2, 44
LINE, BAR, GAP = 15, 10, 9


@dataclass(frozen=True, slots=True)
class Row:
    """A council or a value, what is so of it, and how long its bar is, as a share of the longest."""

    label: str
    says: str
    share: Decimal
    more: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row as it is drawn: its words, line by line, and the bar below them."""

    lines: tuple[tuple[str, int], ...]
    y: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A figure: its spread in a sentence, the rows of its table, and its drawing. `headings` are the table's."""

    title: str
    spread: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDE
    bar: int = BAR


def plot(figure: Figure) -> Plot:
    """A figure, council by council where they are few and count in one unit, else value by value."""
    by_council = bool(figure.unit) and len(figure.rows) <= MOST_COUNCILS
    rows = tuple(_by_council(figure.rows) if by_council else _by_value(figure))
    bars, height = _drawn(rows)
    headings = ("Council", "Value", "Source") if by_council else ("Value", "Councils", "Which")
    return Plot(
        title=figure.title, spread=spread(figure), headings=headings, rows=rows, bars=bars, height=height
    )


def differs(figure: Figure) -> bool:
    """Whether not all councils have the same."""
    return len({(row.number, row.unit) for row in figure.rows}) > 1


def spread(figure: Figure) -> str:
    """From the least to the most, and the middle; nothing where councils count in different units."""
    if not figure.unit:
        return "Councils count this in different units."
    rows = sorted(figure.rows, key=lambda row: row.number)
    middle = rows[(len(rows) - 1) // 2]
    return f"Least: {rows[0].says}. Most: {rows[-1].says}. Half of the councils have {middle.says} or less."


def origin(row: FigureRow) -> str:
    """Where a council's value comes from."""
    if row.by != "council":
        return "The service as published"
    since = f" since {row.since:%-d %B %Y}" if row.since else ""
    return f"Its own{since}{': ' if row.because else ''}{row.because}"


def _by_council(rows: tuple[FigureRow, ...]) -> Iterator[Row]:
    most = max((abs(row.number) for row in rows), default=Decimal(0)) or Decimal(1)
    for row in sorted(rows, key=lambda row: (-row.number, row.council)):
        yield Row(row.council, row.says, max(row.number, Decimal(0)) / most, origin(row))


def _by_value(figure: Figure) -> Iterator[Row]:
    groups = _groups(figure)
    most = max((len(councils) for _, councils in groups), default=1)
    for says, councils in groups:
        count = f"{len(councils):,} council{'' if len(councils) == 1 else 's'}"
        which = named(tuple(councils))
        yield Row(says, count, Decimal(len(councils)) / most, which if which[-8:] != "councils" else "")


def _groups(figure: Figure) -> list[tuple[str, list[str]]]:
    """Councils by value, the least first; by ranges of values, or the commonest alone, where there are too many."""
    by_value: dict[tuple[str, Decimal], tuple[str, list[str]]] = {}
    for row in figure.rows:
        by_value.setdefault((row.unit, row.number), (row.says, []))[1].append(row.council)
    groups = [by_value[key] for key in sorted(by_value)]
    if len(groups) <= MOST_VALUES:
        return groups
    if figure.unit:
        return _ranges(figure.rows)
    common = sorted(groups, key=lambda group: -len(group[1]))
    others = [council for _, councils in common[MOST_VALUES - 1 :] for council in councils]
    return [*common[: MOST_VALUES - 1], ("Other values", others)]


def _ranges(rows: Iterable[FigureRow]) -> list[tuple[str, list[str]]]:
    """As many ranges of equal breadth as there can be rows, each named by the least and the most in it."""
    ordered = sorted(rows, key=lambda row: row.number)
    least, most = ordered[0].number, ordered[-1].number
    breadth = (most - least) / MOST_VALUES
    ranges: dict[int, list[FigureRow]] = {}
    for row in ordered:
        ranges.setdefault(min(int((row.number - least) / breadth), MOST_VALUES - 1), []).append(row)
    return [(_range(there), [row.council for row in there]) for there in ranges.values()]


def _range(rows: list[FigureRow]) -> str:
    least, most = rows[0].says, rows[-1].says
    return least if least == most else f"{least} to {most}"


def _drawn(rows: tuple[Row, ...]) -> tuple[tuple[Bar, ...], int]:
    bars: list[Bar] = []
    y = 0
    for row in rows:
        lines = textwrap.wrap(f"{row.label}: {row.says}", LETTERS)
        placed = tuple((words, y + LINE * (place + 1) - 3) for place, words in enumerate(lines))
        y += LINE * len(lines)
        bars.append(Bar(placed, y, max(1, round((WIDE - 2 * PAD) * row.share))))
        y += BAR + GAP
    return tuple(bars), y
