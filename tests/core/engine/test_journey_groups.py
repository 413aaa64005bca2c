"""Questions asked for each of several things: how many are shown, and what each sees of the others."""

from __future__ import annotations

from typing import Any

import pytest

from patternbook.engine import journey
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.facts import Facts
from patternbook.engine.journey import ShowPage
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from tests.core.engine.conftest import context

SERVICE = """
patternbook: 1
service: try_out
title: Try out groups
summary: A service for tests.
nations: [england]
function: other
pages:
  things:
    questions:
      things:
        ask: group
        label: Things
        item: thing
        min: "2"
        max: "4"
        questions:
          name: {ask: text, label: Name}
          broken: {ask: yes_no, label: "Is ((name)) broken?"}
          how:
            ask: choice
            label: How?
            show: broken
            options:
              dropped: {label: "((name)) was dropped"}
              other: {label: Otherwise}
check_answers:
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


def items(compiled: Compiled, known: Facts, sent: dict[str, list[str]] | None = None) -> Any:
    """The questions of each thing, as the page shows them."""
    page = journey.at(compiled, known, context(compiled.service), "things", sent=sent)
    assert isinstance(page, ShowPage)
    (group,) = page.questions
    return group.items


def keys(shown: Any) -> list[list[str]]:
    return [[asked.key for asked in item] for item in shown]


def test_as_many_are_shown_as_there_must_be_or_as_were_sent(compiled: Compiled) -> None:
    assert keys(items(compiled, Facts())) == [["name", "broken"]] * 2
    three = {f"things-{place}-name": [f"Thing {place}"] for place in range(3)}
    assert keys(items(compiled, Facts(), three)) == [["name", "broken"]] * 3


def test_each_question_has_a_name_of_its_own_and_what_was_sent_for_it(compiled: Compiled) -> None:
    sent = {"things-0-name": ["Lamp"], "things-1-name": ["Chair"], "things-1-broken": ["no"]}
    lamp, chair = items(compiled, Facts(), sent)
    assert [asked.name for asked in lamp] == ["things-0-name", "things-0-broken"]
    assert [asked.name for asked in chair] == ["things-1-name", "things-1-broken"]
    assert [asked.current for asked in chair] == [
        {"things-1-name": ["Chair"]}, {"things-1-broken": ["no"]}
    ]  # fmt: skip
    assert [asked.current for asked in lamp] == [{"things-0-name": ["Lamp"]}, {}]


def test_a_question_and_its_options_see_the_answers_of_their_own_thing(compiled: Compiled) -> None:
    sent = {
        "things-0-name": ["lamp"],
        "things-0-broken": ["yes"],
        "things-1-name": ["chair"],
        "things-1-broken": ["no"],
    }
    lamp, chair = items(compiled, Facts(), sent)
    assert keys([lamp, chair]) == [["name", "broken", "how"], ["name", "broken"]]
    assert [asked.label.text for asked in lamp] == ["Name", "Is lamp broken?", "How?"]
    assert chair[1].label.text == "Is chair broken?"
    assert [option.label.text for option in lamp[2].options] == ["lamp was dropped", "Otherwise"]


def test_what_was_answered_is_shown_again_for_each_thing(compiled: Compiled) -> None:
    form = {
        "things-0-name": ["lamp"],
        "things-0-broken": ["yes"],
        "things-0-how": ["dropped"],
        "things-1-name": ["chair"],
        "things-1-broken": ["no"],
    }
    answered = journey.submit_page(compiled, Facts(), context(compiled.service), "things", form)
    assert (answered.problems, answered.stop) == ((), None)
    lamp, chair = items(compiled, answered.facts)
    assert [asked.current for asked in lamp] == [
        {"things-0-name": ["lamp"]}, {"things-0-broken": ["yes"]}, {"things-0-how": ["dropped"]}
    ]  # fmt: skip
    assert keys([chair]) == [["name", "broken"]]


def test_check_answers_shows_what_was_answered_for_each_thing(compiled: Compiled) -> None:
    form = {f"things-{place}-{key}": [value] for place, name in enumerate(("lamp", "chair"))
            for key, value in (("name", name), ("broken", "no"))}  # fmt: skip
    answered = journey.submit_page(compiled, Facts(), context(compiled.service), "things", form)
    found = journey.at(compiled, answered.facts, context(compiled.service))
    assert isinstance(found, journey.Check)
    (row,) = found.rows
    assert "lamp" in " ".join(row.lines)
    assert "chair" in " ".join(row.lines)
