"""The table of what the language must say: every construct has its row, and its proofs exist."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from patternbook import library

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reference" / "requirements.md"
STATUS = {"says", "not yet", "refused"}
AREAS = {
    "Q": 31, "V": 9, "C": 15, "R": 7, "L": 13, "B": 11, "P": 23, "E": 12, "D": 9, "A": 7,
    "K": 14, "W": 15, "X": 12, "N": 8, "T": 7, "G": 7, "Y": 11,
}  # fmt: skip
IDS = tuple(f"{area}{number:02}" for area, count in AREAS.items() for number in range(1, count + 1))


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if re.match(r"\| [A-Z]\d\d \|", line)]
    return [[cell.strip() for cell in row] for row in cells]


def test_every_construct_has_one_row() -> None:
    assert tuple(row[0] for row in rows()) == IDS
    assert len(IDS) == 211


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_says_how_or_that_it_cannot(row: list[str]) -> None:
    _, construct, said_by, status, shown_in = row
    assert construct
    assert said_by
    assert status in STATUS
    assert bool(shown_in) or status == "not yet"


def test_what_a_row_points_to_exists() -> None:
    proofs = {file.name[:2] for file in (ROOT / "tests/core/hardest").glob("*.yaml")}
    for row in rows():
        for place in filter(None, re.split(r"[;,] ?", row[4])):
            number = re.fullmatch(r"(?:hardest )?(\d\d)", place)
            step = re.fullmatch(r"step (\w+)", place)
            if number:
                assert number[1] in proofs, row
            elif step:
                assert step[1] in library.steps(), row
            else:
                assert place in {*library.services(), "language", "product", "demonstration councils"}, row


def test_the_count_at_the_end_is_right() -> None:
    said = re.search(
        r"Of (\d+) rows, (\d+) can be said and (\d+) cannot yet", PAGE.read_text(encoding="utf-8")
    )
    assert said is not None
    statuses = [row[3] for row in rows()]
    assert [int(part) for part in said.groups()] == [
        len(statuses),
        statuses.count("says"),
        statuses.count("not yet"),
    ]


@pytest.mark.shared
def test_the_ids_are_those_of_the_list(shared: Path) -> None:
    text = (shared / "facts/functions/requirements.csv").read_text(encoding="utf-8")
    assert tuple(row["id"] for row in csv.DictReader(text.splitlines())) == IDS
