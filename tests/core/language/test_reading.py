"""Reading: what is refused, where, within which limits, and what is built in spite of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from patternbook.errors import Place
from patternbook.language import checks, plans, reader, source
from patternbook.language.kinds import questions
from patternbook.language.nodes import adoption, pattern, process, service
from patternbook.language.nodes.base import Condition, Expr
from patternbook.language.nodes.process import Role
from patternbook.language.nodes.service import Service
from tests.core.language.test_rules import load

CASES = Path(__file__).parent / "cases"
MODULES = (adoption, pattern, process, service, questions)


def kind_of(name: str) -> type:
    return next(getattr(module, name) for module in MODULES if hasattr(module, name))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["about"]) for case in load(CASES / "reading.yaml")]
)
def test_reading_says_what_the_case_expects(case: dict[str, Any]) -> None:
    read = reader.read(case["text"], kind=kind_of(case["kind"]))
    said = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in read.problems]
    assert said == case.get("problems", [])
    assert all(problem.message and problem.severity == "error" for problem in read.problems)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: a\noutsid: true", "Did you mean 'outside'?"),
        ("title: a\noutside: yes", "Write `true`."),
        ("title: a\nteam: 5", "Put it in quotes to make it a text."),
        ("tilte: a", "Did you mean 'title'?"),
        ("title: {en: a, cyy: b}", "Did you mean 'cy'?"),
    ],
)
def test_a_problem_says_what_to_do(text: str, hint: str) -> None:
    assert hint in [problem.hint for problem in reader.read(text, kind=Role).problems]


def test_a_kind_of_question_is_suggested() -> None:
    read = reader.read("questions: {a: {ask: choise, label: A}}", kind=pattern.Page)
    assert [problem.hint for problem in read.problems] == ["Did you mean 'choice'?"]


def test_a_part_that_cannot_be_read_does_not_hide_what_else_is_wrong() -> None:
    text = (
        (CASES / "smallest.yaml")
        .read_text()
        .replace("ask: email", "ask: emial")
        .replace("role: team", "role: crew")
    )
    read = reader.read(text, kind=Service)
    assert read.node is None
    assert read.draft is not None
    assert [problem.code for problem in checks.check(read)] == ["unknown-kind", "unknown-reference"]


def test_what_a_rule_says_of_a_stand_in_is_left_out() -> None:
    text = (CASES / "smallest.yaml").read_text().replace("service: bin_report", "service: [bin_report]")
    assert [problem.code for problem in checks.check(reader.read(text, kind=Service))] == ["wrong-type"]


def test_every_shape_has_a_stand_in() -> None:
    read = reader.read("patternbook: 1", kind=Service)
    assert read.node is None
    assert isinstance(read.draft, Service)
    assert {problem.code for problem in checks.check(read)} == {"missing-field"}


def test_files_that_are_not_services_have_no_rules() -> None:
    assert checks.check(reader.read("title: Crew", kind=Role)) == ()


def test_an_expression_is_kept_as_written() -> None:
    read = reader.read("title: a\nshow: '  a&&b '", kind=process.Reason)
    assert read.node is not None
    assert read.node.show == Condition(Expr("a&&b"))


def test_bytes_and_windows_line_ends_are_read() -> None:
    read = reader.read(b"\xef\xbb\xbftitle: Crew\r\noutside: true\r\n", kind=Role)
    assert read.node is not None
    assert read.node.outside


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            b"title: a\nteam: b\xff",
            "<text>:2:8: error not-utf8: The file is not UTF-8 text. Save it as UTF-8.",
        ),
        (
            "title: a\x07",
            "<text>:1:9: error hidden-character: The character U+0007 is not allowed: it cannot be seen. Delete it.",
        ),
        (
            "title: a\n b\u202e",
            "<text>:2:3: error hidden-character: The character U+202E is not allowed: it cannot be seen. Delete it.",
        ),
    ],
)
def test_unreadable_characters_are_placed(text: str | bytes, problem: str) -> None:
    assert [str(found) for found in reader.read(text, kind=Role).problems] == [problem]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "b" * source.MAX_BYTES, "too-large"),
        ("[" * 100_000, "too-deep"),
        ("{a: " * 41 + "}" * 41, "too-deep"),
        ("- x\n" * (source.MAX_NODES + 1), "too-many-parts"),
        ("{" + "a,a," * 5_000 + "}", "repeated-key"),
        # Each alias would be ten of the one before: a "billion laughs".
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 20)), "alias"),
    ],
)
def test_hostile_texts_are_refused_quickly(text: str, code: str) -> None:
    began = time.process_time()
    problems = source.parse(text).problems
    assert code in {problem.code for problem in problems}
    assert len(problems) <= source.MAX_PROBLEMS
    assert time.process_time() - began < 10


def test_forty_levels_are_read() -> None:
    assert source.parse("[" * 40 + "]" * 40).problems == ()


def test_places_are_those_of_keys_and_of_single_values() -> None:
    places = reader.read(
        "title: Crew\nlock:\n  law: a\n  because: {en: [b]}", kind=Role, file="r.yaml"
    ).places
    assert places.of(("title",)) == Place("r.yaml", 1, 8)
    assert places.of(("lock",)) == Place("r.yaml", 2, 1)
    assert places.of(("lock", "law")) == Place("r.yaml", 3, 8)
    assert places.of(("lock", "because", "en", "0")) == Place("r.yaml", 4, 18)
    assert places.of(("lock", "because", "cy")) == Place("r.yaml", 4, 3)
    assert places.of(("lock", "because", "en", "7")) == Place("r.yaml", 4, 13)
    assert places.key(("lock", "law")) == Place("r.yaml", 3, 3)
    assert places.key(("lock", "x")) == Place("r.yaml", 2, 1)
    assert reader.read("", kind=Role, file="r.yaml").places.of(("a",)) == Place("r.yaml")
    assert reader.read("", kind=Role, file="r.yaml").places.key(("a",)) == Place("r.yaml")


def test_a_field_with_an_unknown_type_cannot_be_declared() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Odd:
        size: float = 1.0

    @dataclass(frozen=True)
    class Either:
        size: int | str = 1

    with pytest.raises(plans.NotDeclarable, match=r"Odd\.size: the language has no way to write"):
        plans.plan_of(Odd)
    with pytest.raises(plans.NotDeclarable, match=r"Either\.size"):
        plans.plan_of(Either)
