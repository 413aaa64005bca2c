"""Each problem's code is explained, and each code that is explained is given somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import patternbook
from patternbook.cli.problem_codes import GROUPS, markdown
from tests.docs.fences import DOCS

SOURCE = Path(patternbook.__file__).parent
# What is told to residents about their answers has codes of its own, in docs/reference/answers.md.
ELSEWHERE = ("engine/answers", "engine/journey")
FOLDERS = ("language", "engine", "changes", "web/catalogue")
# Which argument is the code, by what is called.
CODE_OF = {
    "Problem": 0,
    "ExpressionError": 0,
    "TextError": 0,
    "part_problem": 0,
    "error": 1,
    "warning": 1,
    "problem": 1,
    "Refused": 0,
}
NOT_CODES = {"set-up"}
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
EXPLAINED = [code for group in GROUPS for code in group.codes]


def modules() -> Iterator[ast.Module]:
    """Each module that can give problems, as a syntax tree."""
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            if not str(path.relative_to(SOURCE)).startswith(ELSEWHERE):
                yield ast.parse(path.read_text(encoding="utf-8"))


def codes_in(module: ast.Module) -> Iterator[str]:
    """The codes that a module gives: where a problem is made, and any other word with hyphens."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = CODE_OF.get(name)
            if place is not None and len(node.args) > place:
                yield from words(node.args[place])
        elif "-" in (word := next(words(node), "")):
            yield word


def words(node: ast.AST) -> Iterator[str]:
    """The text that an expression is, or the texts of which it is one."""
    if isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.value


def test_the_finder_finds() -> None:
    module = ast.parse(
        'Problem("syntax", "…")\nself.error(path, "unused")\ncode = "case-closed"\nx = "plain"\n'
        'TextError("one" if open else "another-one", "…")\n'
    )
    assert set(codes_in(module)) == {"syntax", "unused", "case-closed", "one", "another-one"}


def test_every_code_is_explained_once_and_every_explained_code_is_given() -> None:
    given = {code for module in modules() for code in codes_in(module)} - NOT_CODES
    assert len(EXPLAINED) == len(set(EXPLAINED))
    assert given - set(EXPLAINED) == set()
    assert set(EXPLAINED) - given == set()


def test_the_page_is_what_the_table_says() -> None:
    assert (DOCS / "reference" / "problems.md").read_text(encoding="utf-8") == markdown()


def test_every_meaning_is_a_sentence() -> None:
    for group in GROUPS:
        for code, meaning in group.codes.items():
            assert meaning.endswith("."), code
            assert "|" not in meaning
