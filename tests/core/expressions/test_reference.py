"""The reference says what the code does."""

from __future__ import annotations

from pathlib import Path

from patternbook.language.expressions.reference import function_table
from patternbook.language.types import PLAIN_TYPES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "expressions.md").read_text("utf-8")


def test_the_table_of_functions_is_that_of_the_code() -> None:
    written = PAGE.split("<!-- functions -->\n")[1].split("\n<!-- /functions -->")[0]
    assert written == function_table(), "Write it anew from patternbook.language.expressions.reference."


def test_every_type_is_named() -> None:
    assert [kind for kind in PLAIN_TYPES if f"`{kind}`" not in PAGE] == []


def test_every_code_of_a_problem_is_explained() -> None:
    folder = ROOT / "src" / "patternbook" / "language" / "expressions"
    codes = set()
    for path in folder.rglob("*.py"):
        for part in path.read_text("utf-8").split("ExpressionError(")[1:]:
            first = part.lstrip().split(",")[0]
            if first.startswith('"'):
                codes.add(first.strip('"'))
    assert len(codes) >= 12
    assert [code for code in sorted(codes) if f"`{code}`" not in PAGE] == []
