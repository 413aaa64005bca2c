"""The styles that are shipped are those that are written: only the one copy is edited."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_shipped_style_sheet_is_the_one_that_is_edited() -> None:
    written = ROOT / "assets" / "own.css"
    shipped = ROOT / "src/patternbook/web/kit/static/patternbook/patternbook.css"
    assert shipped.read_text() == written.read_text(), "Run make assets."
