"""The page of what was changed on purpose tells of every part, and its numbers add up."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/mutants.md").read_text("utf-8")
COLUMNS = ("changes", "tried", "noticed", "too slow", "not noticed", "not reached", "run")


def parts() -> dict[str, tuple[str, ...]]:
    """The parts of the tool, and the tests that answer for each."""
    spec = importlib.util.spec_from_file_location("mutants", ROOT / "tools/mutants.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.PARTS
    assert isinstance(found, dict)
    return found


def rows() -> dict[str, dict[str, str]]:
    """The rows of the table by their part."""
    lines = re.findall(r"^\| `([a-z_/]+)` \| (.+) \|$", PAGE, flags=re.MULTILINE)
    return {part: dict(zip(COLUMNS, cells.split(" | "), strict=True)) for part, cells in lines}


def test_every_part_of_the_tool_has_its_row_and_its_list_of_survivors() -> None:
    assert set(rows()) == set(parts())
    assert re.findall(r"^### `([a-z_/]+)`$", PAGE, flags=re.MULTILINE) == list(rows())


@pytest.mark.parametrize("part", parts())
def test_the_numbers_of_a_part_add_up_and_say_whether_all_were_tried(part: str) -> None:
    row = rows()[part]
    number = {column: int(row[column].replace(",", "")) for column in COLUMNS[:-1]}
    assert number["tried"] == sum(number[column] for column in COLUMNS[2:-1])
    assert 0 < number["tried"] <= number["changes"]
    is_whole = number["tried"] == number["changes"]
    assert re.fullmatch("whole" if is_whole else r"sample, seed \d+", row["run"])


@pytest.mark.parametrize("part", parts())
def test_the_survivors_that_are_listed_are_as_many_as_the_table_says(part: str) -> None:
    listed = PAGE.partition(f"### `{part}`\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    numbers = [int(count) for count in re.findall(r"^- (\d+):", listed, flags=re.MULTILINE)]
    row = rows()[part]
    assert sum(numbers) == int(row["not noticed"]) + int(row["not reached"])


@pytest.mark.parametrize(("part", "folders"), parts().items())
def test_a_part_and_the_tests_that_answer_for_it_are_there(part: str, folders: tuple[str, ...]) -> None:
    module = ROOT / "src/patternbook" / part
    assert module.is_dir() or module.with_suffix(".py").is_file()
    assert all((ROOT / "tests/core" / folder).exists() for folder in folders)
