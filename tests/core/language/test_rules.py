"""Every structural rule against its cases, which a service designer can read and write.

A case lays its parts over `cases/smallest.yaml`, by key; `null` takes a part away. `problems` are
what the rule must say, each as its code and the path of the part; none where it is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from patternbook.language import checks, reader
from patternbook.language.checks.subject import Rule, subject_of
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.source import MappingNode, ScalarNode, SourceNode, parse

CASES = Path(__file__).parent / "cases"
STEPS = {
    "contact": reader.read(
        "patternbook: 1\nstep: contact\npage:\n  title: Contact\n  questions:\n"
        "    email: {ask: email, label: Email, personal: contact}",
        kind=SharedStep,
    ),
    "broken": reader.read("patternbook: 1\nstep: broken", kind=SharedStep),
}
RULES: dict[str, Rule] = {rule.__name__: rule for rule in checks.RULES}


def plain(node: SourceNode | None) -> Any:
    """A source tree as plain data."""
    if isinstance(node, ScalarNode):
        return node.resolved()
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.items}
    return [plain(item) for item in node.items] if node is not None else None


def load(file: Path) -> Any:
    source = parse(file.read_text(encoding="utf-8"), file.name)
    assert [str(problem) for problem in source.problems] == []
    return plain(source.root)


def laid_over(below: Any, over: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(over, dict):
        return over
    both = {key: laid_over(below.get(key), value) for key, value in over.items()}
    return {key: value for key, value in {**below, **both}.items() if value is not None}


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        if file.stem in RULES:
            for case in load(file):
                yield pytest.param(file.stem, case, id=f"{file.stem}: {case['about']}")


def found_by(rule: str, lay: Any) -> list[str]:
    whole = laid_over(load(CASES / "smallest.yaml"), lay or {})
    read = reader.read(json.dumps(whole, indent=1), kind=Service, steps=STEPS)
    assert [str(problem) for problem in read.problems] == []
    subject = subject_of(read)
    assert subject is not None
    return sorted(f"{problem.code} {'.'.join(problem.path)}" for problem in RULES[rule](subject))


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_the_rule_says_what_the_case_expects(rule: str, case: dict[str, Any]) -> None:
    assert found_by(rule, case.get("lay")) == sorted(case.get("problems", []))


def test_every_problem_of_a_rule_says_where_it_is() -> None:
    text = (
        "patternbook: 1\nservice: Bad\n"
        + (CASES / "smallest.yaml").read_text().split("service: bin_report\n")[1]
    )
    found = checks.check(reader.read(text, kind=Service, file="service.yaml"))
    assert next(str(problem) for problem in found).startswith(
        "service.yaml:2:10: error bad-key: 'Bad' is not a key"
    )


STRUCTURAL = sorted(file.stem for file in CASES.glob("*.yaml") if file.stem not in ("smallest", "reading"))


def test_every_case_file_belongs_to_a_rule() -> None:
    assert [name for name in STRUCTURAL if name not in RULES] == []


@pytest.mark.parametrize("rule", STRUCTURAL)
def test_each_rule_has_a_case_that_it_finds_and_one_that_it_passes(rule: str) -> None:
    with_problems = [bool(case.get("problems")) for case in load(CASES / f"{rule}.yaml")]
    assert True in with_problems
    assert False in with_problems


def test_the_smallest_service_has_no_problems_at_all() -> None:
    read = reader.read((CASES / "smallest.yaml").read_text(), kind=Service)
    assert [str(problem) for problem in checks.check(read)] == []
