"""A problem of an expression points at the character that it names, however the text is written."""

from __future__ import annotations

import pytest
import yaml

from patternbook.language import checks, reader
from patternbook.language.nodes.service import Service
from tests.core.checks.test_cases import BASE


def places(said: str, code: str = "unknown-name") -> list[str]:
    """Where problems with that code are, as the rest of the line on which each is."""
    text = yaml.safe_dump({key: BASE[key] for key in BASE if key != "pages"}, sort_keys=False) + said
    read = reader.read(text, kind=Service, file="case.yaml")
    assert read.node is not None, read.problems
    lines = text.split("\n")
    found = [each.place for each in checks.check(read) if each.code == code]
    return [lines[place.line - 1][place.column - 1 :] for place in found]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("pages:\n  a:\n    show: known(nobody)\n", "nobody)"),
        ('pages:\n  a:\n    show: "known(nobody)"\n', 'nobody)"'),
        ("pages:\n  a:\n    show: {if: known(nobody), unknown: true}\n", "nobody), unknown: true}"),
        ("pages:\n  a:\n    title: Hello ((nobody))!\n", "nobody))!"),
        ("pages:\n  a:\n    title: 'Hello ((nobody))!'\n", "nobody))!'"),
        ("pages:\n  a:\n    intro: |\n      One line.\n      Hello ((nobody))!\n", "nobody))!"),
        ("pages:\n  a:\n    intro: |\n\n      One line.\n\n      Hello ((nobody))!\n", "nobody))!"),
        ("pages:\n  a:\n    show: |\n\n      known(nobody)\n", "nobody)"),
        ("pages:\n  a:\n    intro:\n      en: |\n        ((nobody))\n", "nobody))"),
        ("pages:\n  a:\n    title: {en: {self: Yours, other: Of ((nobody))}}\n", "nobody))}}"),
    ],
)
def test_a_problem_points_at_its_character(said: str, at: str) -> None:
    whole = said + "    questions: {why: {ask: text, label: Why}}\n"
    assert places(whole) == [at]


def test_where_words_are_folded_the_problem_points_at_their_beginning() -> None:
    said = "pages:\n  a:\n    intro: >\n      Hello\n      ((nobody))!\n    questions: {why: {ask: text, label: Why}}\n"
    assert places(said) == [">"]
    said = 'pages:\n  a:\n    intro: "Say \\"((nobody))\\""\n    questions: {why: {ask: text, label: Why}}\n'
    assert places(said) == ['"Say \\"((nobody))\\""']
