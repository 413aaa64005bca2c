"""Every shipped example runs, together they come to everything, and a wrong one is found out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from patternbook import library
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.examples import coverage, run_example
from patternbook.engine.settings import plain_data
from patternbook.language.kinds.questions import ChoicesQuestion
from patternbook.language.nodes.base import Data, Keyed
from patternbook.language.nodes.example import Example

EVERY = [(service, name) for service in library.services() for name in library.examples(service)]
MISSED_BIN = "missed_bin"


@cache
def compiled(service: str) -> Compiled:
    node = library.service(service).node
    assert node is not None
    return compile_service(node, library.steps())


def example(service: str, name: str) -> Example:
    read = library.examples(service)[name]
    assert [str(problem) for problem in read.problems] == []
    assert read.node is not None
    return read.node


def examples(service: str) -> tuple[Example, ...]:
    return tuple(example(service, name) for name in library.examples(service))


@pytest.mark.parametrize(("service", "name"), EVERY)
def test_it_comes_out_as_it_says(service: str, name: str) -> None:
    assert [str(problem) for problem in run_example(compiled(service), example(service, name))] == []


@pytest.mark.parametrize("service", library.services())
def test_together_they_come_to_everything(service: str) -> None:
    """Each page, route, end, stage, task outcome, event and clock."""
    assert coverage(compiled(service), examples(service)).missed == ()


@pytest.mark.parametrize("service", library.services())
def test_each_notice_is_sent_in_one_of_them(service: str) -> None:
    said = {key for one in examples(service) for key in one.expect.notices}
    said |= {key for one in examples(service) for step in one.steps for key in step.notices}
    assert set(compiled(service).service.process.notices) - said == set()


def test_each_reason_for_which_a_collection_is_closed_is_shown() -> None:
    question = compiled(MISSED_BIN).service.pages["which"].questions["missed"]
    assert isinstance(question, ChoicesQuestion)
    assert question.from_ is not None
    said = set()
    for one in examples(MISSED_BIN):
        options = plain_data(one.expect.options["missed"]) if "missed" in one.expect.options else {}
        assert isinstance(options, dict)
        said |= set(options.values())
    assert said == {"open", *question.from_.closed}


def test_each_setting_is_changed_in_one_of_them_or_in_an_adoption_of_the_twelve_rules() -> None:
    """Settings that no example changes are dates and windows that the twelve rules change."""
    changed = {key for one in examples(MISSED_BIN) for key in one.settings}
    settings = set(compiled(MISSED_BIN).service.settings)
    assert settings - changed <= {
        "not_before_time", "delayed_after", "set_out_by", "blocked_streets", "return_within", "check_within",
        "escalation_opens", "escalation_runs", "escalation_runs_fortnightly", "crew_codes",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "cy"])
def test_they_are_told_in_both_languages(language: str) -> None:
    assert language in {one.language for one in examples(MISSED_BIN)}


def test_no_example_names_somebody_real() -> None:
    for service, name in EVERY:
        text = library.examples(service)[name].text
        assert "ZZ99" in text
        assert "@" not in text.replace("ada@example.org", "")


FIRST = "01_collected"


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": "not_out"},
        {"submitted": False},
        {"pages": ("postcode",)},
        {"stage": "checking"},
        {"notices": ("late",)},
        {"says": ("These words stand nowhere",)},
        {"options": Keyed([("missed", Data(Keyed([("refuse", "reported")])))])},
        {"values": Keyed([("promise", Data("soon"))])},
        {"clocks": Keyed([("return_visit", Data("2026-11-27 23:59"))])},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_wrong_expectation_is_found_out(wrong: dict[str, object]) -> None:
    """The runner is not one that passes everything."""
    right = example(MISSED_BIN, FIRST)
    broken = replace(right, expect=replace(right.expect, **wrong))
    assert run_example(compiled(MISSED_BIN), right) == ()
    assert run_example(compiled(MISSED_BIN), broken) != ()


def test_a_wrong_step_is_found_out() -> None:
    right = example(MISSED_BIN, FIRST)
    (step,) = right.steps
    for wrong in (
        replace(step, stage="deciding"),
        replace(step, outcome="not_collected"),
        replace(step, by="contact_centre"),
        replace(step, notices=("late",)),
        replace(step, refused=True),
        replace(step, at="2026-11-20 09:00"),
    ):
        assert run_example(compiled(MISSED_BIN), replace(right, steps=(wrong,))) != (), wrong
