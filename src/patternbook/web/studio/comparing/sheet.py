"""A comparison as comma-separated values, one council and value a line, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from patternbook.changes.compare import Choice, Comparison, Figure
from patternbook.changes.compare.figures import harmless
from patternbook.web.catalogue.queries import SideBySide

HEADINGS = (
    "what", "key", "title", "council", "says", "number", "unit", "from", "since", "because",
)  # fmt: skip
# Without it Excel takes the file for another encoding, and writes £ and ŵ wrong. Others pass over it.
MARK = "\ufeff"
Line = tuple[str, ...]


def sheet(found: SideBySide) -> str:
    """Every value of every setting, price and time limit, every edit and version, by council.

    A text that a spreadsheet would take for a formula is marked as text.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(HEADINGS)
    for line in _lines(found):
        lines.writerow(map(harmless, line))
    return MARK + written.getvalue()


def _lines(found: SideBySide) -> Iterator[Line]:
    comparison = found.comparison
    for version in found.versions:
        for council in version.councils:
            yield ("version", "version", "Version", council, version.number, "", "", "", "", "")
    yield from _settings(comparison)
    for figure in comparison.figures:
        if not figure.key.startswith("settings.") or figure.key.count(".") > 1:
            yield from _figure(figure)
    for edit in comparison.edits:
        for council in edit.councils:
            yield ("edit", ".".join(edit.path), edit.severity, council, edit.says, "", "", "council", "", "")


def _settings(comparison: Comparison) -> Iterator[Line]:
    """Each setting of each council, with its number where it is one."""
    numbers = {
        (figure.key, row.council): (str(row.number), row.unit)
        for figure in comparison.figures
        for row in figure.rows
    }
    for setting in comparison.choices:
        key = f"settings.{setting.key}"
        for choice in setting.choices:
            number, unit = numbers.get((key, choice.council), ("", ""))
            yield ("setting", key, setting.title, choice.council, choice.says, number, unit, *_origin(choice))


def _figure(figure: Figure) -> Iterator[Line]:
    for row in figure.rows:
        since = row.since.isoformat() if row.since else ""
        yield (
            "figure", figure.key, figure.title, row.council, row.says, str(row.number), row.unit, row.by, since,
            row.because,
        )  # fmt: skip


def _origin(choice: Choice) -> tuple[str, str, str]:
    return choice.by, choice.since.isoformat() if choice.since else "", choice.because
