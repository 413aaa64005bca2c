"""A journey shows every text that a definition gives it, for its reader, and nothing that it does not give."""

from __future__ import annotations

from typing import Any

import pytest

from patternbook.engine import journey
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.facts import Facts
from patternbook.engine.formats import WORDS
from patternbook.engine.journey import Check, ReachedEnd, Ready, ShowPage
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from tests.core.engine.conftest import context

SERVICE = """
patternbook: 1
service: try_out
title: Try out words
summary: A service for tests.
nations: [england, scotland]
function: other
values:
  twice: {is: "copies * 2"}
pages:
  first:
    title: The first page
    intro: What comes before.
    after: What comes after.
    button: Go on
    questions:
      colour:
        ask: choice
        label: Which colour?
        hint: Only one.
        errors:
          missing: Choose a colour.
        options:
          red: {label: "((1 + 1)) red pots", hint: Like a bus}
          blue:
            label: Blue paint
            divider: true
            closed: {sold: {if: "true", because: It is sold out.}}
      wanted: {ask: number, label: How many would you like?, optional: true}
      sure:
        ask: yes_no
        label: Are you sure?
        hints: {yes: Quite sure, no: Not at all}
      where:
        ask: choice
        label: Where?
        from:
          each: "['attic', 'cellar', 'roof']"
          as: it
          key: it
          label: The ((it))
          hint: In the ((it))
          show: "it != 'roof'"
          closed: {wet: {if: "it == 'cellar'", because: The ((it)) is wet.}}
      extras:
        ask: choices
        label: Which extras?
        optional: true
        options: {lid: {label: A lid}, wheels: {label: Wheels}}
  second:
    questions:
      copies: {ask: number, label: How many copies?, min: "1", max: "5", prefill: wanted}
      double: {ask: hidden, label: Twice as many, is: "copies * 2"}
    checks:
      enough: {holds: double < 10, message: Not more than four., at: copies}
  third:
    show: twice > 2
    intro: You get ((twice)).
    go:
      out: {if: twice == 8, to: end.none}
ends:
  none: {kind: not_eligible, title: No more, body: There are none.}
checks:
  few: {holds: copies != 3, message: Not three., at: copies}
  any: {holds: "copies != 2 || colour != 'red'", message: Not two red ones.}
check_answers:
  title: Look again
  declaration: It is all true.
  button: Send it
  confirmation: {title: Sent, next: We answer.}
process:
  roles:
    clerk: {title: Clerk}
  stages:
    work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}
    done: {title: Done, label: Done, kind: closed, result: met}
"""


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    found = read(SERVICE, kind=Service)
    assert found.node is not None, found.problems
    return compile_service(found.node, {})


def facts(compiled: Compiled, sent: dict[str, dict[str, list[str]]]) -> Facts:
    """The facts after these pages were sent in."""
    known = Facts()
    for page, form in sent.items():
        answered = journey.submit_page(compiled, known, context(compiled.service), page, form)
        assert (answered.problems, answered.stop) == ((), None)
        known = answered.facts
    return known


def first(**more: str) -> dict[str, list[str]]:
    return {key: [value] for key, value in {"colour": "red", "sure": "yes", "where": "attic", **more}.items()}


def at(compiled: Compiled, known: Facts, page: str | None = None, **changes: Any) -> Any:
    return journey.at(compiled, known, context(compiled.service, **changes), page)


def text(shown: Any) -> str | None:
    return None if shown is None else shown.text


def test_a_page_shows_its_title_what_comes_before_and_after_and_its_button(compiled: Compiled) -> None:
    page = at(compiled, Facts())
    assert isinstance(page, ShowPage)
    assert (page.title.text, text(page.intro), text(page.after), text(page.button)) == (
        "The first page", "What comes before.", "What comes after.", "Go on"
    )  # fmt: skip
    second = at(compiled, facts(compiled, {"first": first()}))
    assert (second.title.text, second.intro, second.after, second.button) == (
        "How many copies?", None, None, None
    )  # fmt: skip


def test_a_question_shows_its_label_its_hint_and_its_own_words_for_an_error(compiled: Compiled) -> None:
    colour, _wanted, sure, where, _extras = at(compiled, Facts()).questions
    assert (colour.label.text, text(colour.hint)) == ("Which colour?", "Only one.")
    assert {code: said.text for code, said in colour.errors.items()} == {"missing": "Choose a colour."}
    assert (sure.hint, sure.errors, where.hint) == (None, {}, None)


def test_an_option_shows_its_label_its_hint_and_why_it_cannot_be_chosen(compiled: Compiled) -> None:
    colour, _wanted, sure, where, _extras = at(compiled, Facts()).questions

    def options(asked: Any) -> list[tuple[Any, ...]]:
        return [
            (each.key, each.label.text, text(each.hint), each.closed_key, text(each.closed))
            for each in asked.options
        ]

    assert options(colour) == [
        ("red", "2 red pots", "Like a bus", None, None),
        ("blue", "Blue paint", None, "sold", "It is sold out."),
    ]
    assert [each.divider for each in colour.options] == [False, True]
    assert options(sure) == [("yes", "Yes", "Quite sure", None, None), ("no", "No", "Not at all", None, None)]
    assert options(where) == [
        ("attic", "The attic", "In the attic", None, None),
        ("cellar", "The cellar", "In the cellar", "wet", "The cellar is wet."),
    ]


def test_a_missing_answer_is_told_in_the_questions_own_words(compiled: Compiled) -> None:
    form = {"sure": ["yes"], "where": ["attic"]}
    answered = journey.submit_page(compiled, Facts(), context(compiled.service), "first", form)
    assert [(problem.question, problem.code, problem.message) for problem in answered.problems] == [
        ("colour", "missing", "Choose a colour.")
    ]


def test_the_limits_of_a_number_are_known_to_its_question(compiled: Compiled) -> None:
    (copies,) = at(compiled, facts(compiled, {"first": first()})).questions
    assert copies.limits == {"min": 1, "max": 5}


def test_what_is_worked_out_on_a_page_is_seen_by_its_checks_and_by_what_follows(compiled: Compiled) -> None:
    known = facts(compiled, {"first": first()})
    here = context(compiled.service)
    refused = journey.submit_page(compiled, known, here, "second", {"copies": ["5"]})
    assert [(each.question, each.field, each.code, each.message) for each in refused.problems] == [
        ("copies", "copies", "enough", "Not more than four.")
    ]
    known = facts(compiled, {"first": first(), "second": {"copies": ["4"]}})
    assert at(compiled, known).intro.text == "You get 8."


def test_a_page_that_was_left_unanswered_hides_what_it_worked_out(compiled: Compiled) -> None:
    known = facts(compiled, {"first": first(), "second": {"copies": ["4"]}, "third": {}})
    ended = at(compiled, known)
    assert isinstance(ended, ReachedEnd)
    assert (ended.title.text, ended.body.text, ended.kind, ended.back) == (
        "No more", "There are none.", "not_eligible", "page.third"
    )  # fmt: skip
    again = known.with_answers({}, gone={"copies"})
    page = at(compiled, again)
    assert isinstance(page, ShowPage)
    assert page.key == "second"


def test_check_answers_shows_its_words_and_each_answer_with_the_page_that_changes_it(
    compiled: Compiled,
) -> None:
    known = facts(compiled, {"first": first(), "second": {"copies": ["1"]}})
    found = at(compiled, known)
    assert isinstance(found, Check)
    assert (found.title.text, text(found.declaration), text(found.button), found.back) == (
        "Look again", "It is all true.", "Send it", "page.second"
    )  # fmt: skip
    assert [(row.question, row.label.text, row.lines, row.change) for row in found.rows] == [
        ("colour", "Which colour?", ("2 red pots",), "first"),
        ("wanted", "How many would you like?", (), "first"),
        ("sure", "Are you sure?", ("Yes",), "first"),
        ("where", "Where?", ("The attic",), "first"),
        ("extras", "Which extras?", (), "first"),
        ("copies", "How many copies?", ("1",), "second"),
    ]
    assert (found.problems, found.warnings) == ((), ())


def test_a_rule_over_several_pages_points_at_its_question_or_at_the_first(compiled: Compiled) -> None:
    known = facts(compiled, {"first": first(), "second": {"copies": ["3"]}, "third": {}})
    found = at(compiled, known, "check_answers")
    assert isinstance(found, Check)
    assert [(each.question, each.code, each.message) for each in found.problems] == [
        ("copies", "few", "Not three.")
    ]
    known = facts(compiled, {"first": first(), "second": {"copies": ["2"]}, "third": {}})
    found = at(compiled, known, "check_answers")
    assert isinstance(found, Check)
    assert [(each.question, each.field, each.code) for each in found.problems] == [
        ("colour", "colour", "any")
    ]


def test_what_was_submitted_holds_the_answers_what_was_worked_out_and_the_pages(compiled: Compiled) -> None:
    known = facts(compiled, {"first": first(), "second": {"copies": ["1"]}})
    ready = journey.at_submit(compiled, known, context(compiled.service))
    assert isinstance(ready, Ready)
    assert ready.pages == ("first", "second")
    assert ready.values == {"twice": 2}
    assert set(ready.facts.answers) == {"colour", "wanted", "sure", "where", "extras", "copies", "double"}
    rows = journey.summary(compiled, ready.facts, context(compiled.service))
    assert [(row.question, row.label.text, row.lines, row.change) for row in rows][2:] == [
        ("sure", "Are you sure?", ("Yes",), "first"),
        ("where", "Where?", ("The attic",), "first"),
        ("extras", "Which extras?", (), "first"),
        ("copies", "How many copies?", ("1",), "second"),
    ]


def test_what_is_known_is_filled_in_before_a_question_is_answered(compiled: Compiled) -> None:
    (copies,) = at(compiled, facts(compiled, {"first": first(wanted="4")})).questions
    assert copies.current == {"copies": ["4"]}
    (copies,) = at(compiled, facts(compiled, {"first": first()})).questions
    assert not any(copies.current.values())
    known = facts(compiled, {"first": first(wanted="4"), "second": {"copies": ["2"]}})
    (copies,) = at(compiled, known, "second").questions
    assert copies.current == {"copies": ["2"]}


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Check your answers"), ("cy", "Gwiriwch eich atebion"), ("gd", "Check your answers")]
)  # fmt: skip
def test_check_answers_has_its_usual_title_where_a_definition_gives_none(language: str, title: str) -> None:
    found = read(SERVICE.replace("  title: Look again\n", ""), kind=Service)
    assert found.node is not None
    plain = compile_service(found.node, {})
    known = facts(plain, {"first": first(), "second": {"copies": ["1"]}})
    shown = at(plain, known, language=language)
    assert isinstance(shown, Check)
    assert shown.title.text == title


def test_answers_are_shown_in_the_language_of_the_reader(compiled: Compiled) -> None:
    known = facts(compiled, {"first": first(), "second": {"copies": ["1"]}})
    shown = at(compiled, known, language="cy")
    assert isinstance(shown, Check)
    assert {row.question: row.lines for row in shown.rows}["sure"] == (WORDS["cy"]["yes"],)
    page = at(compiled, known, "first", language="cy")
    assert [option.label.language for option in page.questions[2].options] == ["cy", "cy"]
    assert [asked.language for asked in page.questions] == ["cy"] * 5


@pytest.mark.parametrize(("extras", "stands"), [((), True), (("lid",), True), (("lid", "bell"), False)])
def test_an_answer_with_an_option_that_is_gone_cannot_stand(
    compiled: Compiled, extras: tuple[str, ...], stands: bool
) -> None:
    known = facts(compiled, {"first": first()}).with_answers({"extras": extras}, gone=set())
    page = at(compiled, known)
    assert page.key == ("second" if stands else "first")
    assert [each.question for each in page.problems] == ([] if stands else ["extras"])
