"""What limits a council's choices: bounds on the days of their law, and locks in each direction."""

from __future__ import annotations

import pytest

from patternbook.engine.settings import check_adoption
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service

SERVICE = """
patternbook: 1
service: limits
title: Choose within limits
summary: A service for tests.
nations: [england, wales]
function: other
law:
  old: {title: The old Act, from: 2020-01-01, to: 2027-03-31}
  new: {title: {en: {self: The new Act, other: The Act}}, from: 2027-04-01}
settings:
  days:
    title: Days
    type: int
    default: 5
    bounds:
      old: {min: 3, max: 10, law: old}
      new: {max: 20, law: new, because: {en: The Act sets the most., cy: Deddf}}
  wait:
    title: Wait
    type: period
    default: {length: 1, unit: working_day}
    generous: lower
    lock: {law: old, allow: more_generous}
  kept:
    title: Kept
    type: period
    default: {length: 1, unit: working_day, until: "16:00"}
    generous: neither
    lock: {law: new, allow: more_generous}
  maybe:
    title: May be left empty
    type: int?
    default: 3
    lock: {law: old}
  free:
    title: May be left empty too
    type: int?
    default: 3
    bounds: {most: {max: 9}}
pages:
  about:
    questions:
      name: {ask: text, label: Name}
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
def limits() -> Service:
    found = reader.read(SERVICE, kind=Service)
    assert found.node is not None, found.problems
    return found.node


def problems(service: Service, key: str, *values: str) -> list[tuple[str, str]]:
    """The code and the path of each problem of these values of a setting."""
    listed = "".join(f"      - {value}\n" for value in values)
    text = f"patternbook: 1\nadopts: limits\nnation: england\nsettings:\n  {key}:\n    values:\n{listed}"
    adoption = reader.read(text, kind=Adoption).node
    assert adoption is not None
    return [(problem.code, ".".join(problem.path)) for problem in check_adoption(service, adoption)]


AT_0, AT_1 = ("out-of-bounds", "settings.days.values.0"), ("out-of-bounds", "settings.days.values.1")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # Exactly at a limit is within it.
        (["{value: 3, from: 2026-01-01}", "{value: 10, from: 2027-03-31}"], []),
        (["{value: 2, from: 2026-01-01}"], [AT_0]),
        # The last day of the old Act is still its day; the day after is not.
        (["{value: 11, from: 2027-03-31}"], [AT_0]),
        (["{value: 11, from: 2027-04-01}"], []),
        # What ends before a law begins is not bound by it; what goes on into its first day is.
        (["{value: 21, from: 2019-01-01}", "{value: 5, from: 2020-01-01}"], []),
        (["{value: 21, from: 2019-01-01}", "{value: 5, from: 2020-01-02}"], [AT_0]),
        (["{value: 21}", "{value: 5, from: 2020-01-01}"], []),
        (["{value: 21, from: 2027-04-01}"], [AT_0]),
        # A value without a first day was always chosen.
        (["{value: 11}"], [AT_0]),
        # A problem points at the value as it was written, whatever the order of the dates.
        (["{value: 21, from: 2028-01-01}", "{value: 5, from: 2026-01-01}"], [AT_0]),
        (["{value: 5, from: 2028-01-01}", "{value: 11, from: 2026-01-01}"], [AT_1]),
        # A value that is none does not hide the problems of those after it.
        (["{value: many, from: 2026-01-01}", "{value: 21, from: 2028-01-01}"],
         [("wrong-setting", "settings.days.values.0"), AT_1]),
    ],
)  # fmt: skip
def test_a_bound_holds_on_the_days_of_its_law(
    limits: Service, values: list[str], found: list[tuple[str, str]]
) -> None:
    assert problems(limits, "days", *values) == found


@pytest.mark.parametrize(("value", "is_kept"), [("9", True), ("10", False), ("null", True)])
def test_what_is_left_empty_keeps_every_bound(limits: Service, value: str, is_kept: bool) -> None:
    found = [] if is_kept else [("out-of-bounds", "settings.free.values.0")]
    assert problems(limits, "free", f"value: {value}") == found


LOCKED = "locked"


@pytest.mark.parametrize(
    ("key", "value", "is_allowed"),
    [
        ("wait", "{length: 1, unit: working_day}", True),
        ("wait", "{length: 0, unit: working_day}", True),
        ("wait", "{length: 2, unit: working_day}", False),
        ("wait", "{length: 1, unit: week}", False),
        ("kept", '{length: 1, unit: working_day, until: "16:00"}', True),
        ("kept", "{length: 1, unit: working_day}", False),
        ("kept", "{length: 2, unit: working_day}", False),
        ("kept", "{length: 0, unit: working_day}", False),
        ("maybe", "3", True),
        ("maybe", "2", False),
        ("maybe", "null", False),
    ],
)
def test_a_lock_allows_what_it_says_and_no_more(
    limits: Service, key: str, value: str, is_allowed: bool
) -> None:
    found = [] if is_allowed else [(LOCKED, f"settings.{key}.values.0")]
    assert problems(limits, key, f"value: {value}") == found


def test_the_law_is_named_in_the_words_that_there_are(limits: Service) -> None:
    text = "patternbook: 1\nadopts: limits\nnation: england\nsettings:\n  days: {values: [{value: 30, from: 2028-01-01}]}\n"
    adoption = reader.read(text, kind=Adoption).node
    (problem,) = check_adoption(limits, adoption)
    assert problem.message == "'Days' must be at most 20, not 30. The new Act says so."
    assert problem.hint == "The Act sets the most."
