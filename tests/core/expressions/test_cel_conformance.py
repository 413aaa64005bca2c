"""The conformance cases of CEL: every one passes, or is listed as outside the language with the reason."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from tests.core.expressions.conformance_cases import TextFormat, cases, outcome

OUTSIDE = yaml.safe_load((Path(__file__).parent / "conformance_outside.yaml").read_text("utf-8"))
PATTERNS = [pattern for entry in OUTSIDE for pattern in entry["cases"]]
LEAST_PASSED = 433


def is_outside(key: str) -> bool:
    """Whether a case is listed."""
    return any(fnmatchcase(key, pattern) for pattern in PATTERNS)


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest) -> dict[str, str]:
    """What came of each case; an empty text where it passed."""
    shared = Path(__file__).resolve().parents[4] / "shared" / "facts" / "cel"
    if not shared.is_dir():
        pytest.skip("shared files are not here")
    return {case.key: outcome(case) for case in cases(shared)}


@pytest.mark.shared
def test_each_case_passes_or_is_listed(outcomes: dict[str, str]) -> None:
    failing = {key: said for key, said in outcomes.items() if said and not is_outside(key)}
    assert not failing
    passed = [key for key, said in outcomes.items() if not said]
    assert len(passed) >= LEAST_PASSED, f"{len(passed)} of {len(outcomes)} cases pass"


@pytest.mark.shared
def test_nothing_that_passes_is_listed(outcomes: dict[str, str]) -> None:
    assert [key for key, said in outcomes.items() if not said and is_outside(key)] == []


@pytest.mark.shared
def test_each_pattern_is_of_use(outcomes: dict[str, str]) -> None:
    unused = [pattern for pattern in PATTERNS if not any(fnmatchcase(key, pattern) for key in outcomes)]
    assert unused == []


def test_each_entry_has_a_reason() -> None:
    assert all(entry["reason"].endswith(".") and entry["cases"] for entry in OUTSIDE)


def test_the_text_format_is_read() -> None:
    text = """
    # a comment
    a: 'x' "y\\n\\101"
    b { c: [1, -2] d <e: true> }
    b: { c: 3 }; [x.y/Z] { f: .5 }
    """
    assert TextFormat(text).message() == [
        ("a", "xy\nA"),
        ("b", [("c", "1"), ("c", "-2"), ("d", [("e", "true")])]),
        ("b", [("c", "3")]),
        ("[x.y/Z]", [("f", ".5")]),
    ]
