"""The rules for expressions, by cases that a service designer can write.

Each file of `cases` is for one rule. A case says what its service has besides a small base, and the
problems that the rule finds, as `code at path`; a case without problems shows what is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from patternbook.language import checks, reader
from patternbook.language.nodes.service import Service

CASES = Path(__file__).parent / "cases"

BASE: dict[str, Any] = {
    "patternbook": 1,
    "service": "base",
    "title": "Report a thing",
    "summary": "Report a thing.",
    "nations": ["england"],
    "function": "other",
    "pages": {},
    "check_answers": {"confirmation": {"title": "Done", "next": "We look at it."}},
    "process": {
        "roles": {"officer": {"title": "Officer"}},
        "stages": {"open": {"title": "Open", "label": "Open"}},
    },
}


def _cases() -> Iterator[tuple[str, dict[str, Any], tuple[str, ...]]]:
    for file in sorted(CASES.glob("*.yaml")):
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        for case in said["cases"]:
            yield f"{file.stem}: {case['case']}", case, tuple(said["codes"])


def _found(case: dict[str, Any], codes: tuple[str, ...]) -> list[str]:
    text = yaml.safe_dump({**BASE, **case.get("service", {})}, sort_keys=False, width=4000)
    read = reader.read(text, kind=Service, file="case.yaml")
    assert read.node is not None, [str(problem) for problem in read.problems]
    found = checks.check(read)
    assert all(problem.place.line > 0 for problem in found)
    return sorted(f"{each.code} at {'.'.join(each.path)}" for each in found if each.code in codes)


@pytest.mark.parametrize(("case", "codes"), [pytest.param(c, k, id=i) for i, c, k in _cases()])
def test_case(case: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert _found(case, codes) == sorted(case.get("problems", []))


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_rule_has_cases_with_problems_and_without(file: Path) -> None:
    cases = yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    assert any(case.get("problems") for case in cases)
    assert any(not case.get("problems") for case in cases)
