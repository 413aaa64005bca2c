"""The reference of answers says what the code does, and all of it."""

from __future__ import annotations

import re
from pathlib import Path

from patternbook.engine import answers
from patternbook.engine.answers.messages import MESSAGES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "answers.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
KINDS = {row[0].strip("`"): row for row in ROWS if len(row) == 5 and row[0] != "`ask`"}
CODES = {row[0].strip("`"): row for row in ROWS if len(row) == 3}


def test_every_kind_that_runs_stands_with_its_codes() -> None:
    assert {ask: tuple(re.findall(r"`(\w+)`", row[4])) for ask, row in KINDS.items()} == {
        ask: kind.codes for ask, kind in answers.KINDS.items()
    }


def test_every_code_stands_with_its_words() -> None:
    used = {code for kind in answers.KINDS.values() for code in kind.codes}
    assert {code: (row[1], row[2]) for code, row in CODES.items()} == {
        code: (MESSAGES[code]["en"], MESSAGES[code]["cy"]) for code in used
    }


def test_the_kinds_that_do_not_run_yet_are_listed() -> None:
    section = PAGE.partition("## The kinds that do not run yet")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)`", section)
    assert set(answers.NOT_RUN_YET) <= set(named)
    assert not set(named) & set(answers.KINDS) - {"identity"}
