"""Settings where a definition or a council leaves something out, or says something strange."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine.settings import Settings, check_adoption, compare, resolve_settings, with_values
from patternbook.errors import Problem
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service
from patternbook.language.periods import Period
from patternbook.language.unknown import Unknown

SERVICE = """
patternbook: 1
service: edges
title: Settings at their edges
summary: A service for tests.
nations: [england]
function: other
law:
  old: {title: The old Act, from: 2020-01-01, to: 2027-03-31}
types:
  band:
    fields: {name: text, fee: money}
settings:
  strange:
    title: Of a type that there is not
    type: nonsense
    default: 1
  days:
    title: Days
    type: int?
    default: 5
    bounds:
      old: {max: 10, law: old}
  lawless:
    title: Bound by a law that the definition does not name
    type: int
    default: 5
    bounds:
      most: {max: 10, law: lost}
  bands:
    title: Bands
    type: list(band)
    default: [{name: A, fee: 100}]
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

TODAY = {"today": dt.date(2026, 11, 24)}


@pytest.fixture(scope="module")
def edges() -> Service:
    found = reader.read(SERVICE, kind=Service)
    assert found.node is not None, found.problems
    return found.node


def adoption(settings: str) -> Adoption:
    """An adoption that chooses these settings."""
    text = f"patternbook: 1\nadopts: edges\nnation: england\nsettings:\n{settings}"
    found = reader.read(text, kind=Adoption)
    assert found.node is not None, found.problems
    return found.node


def problems(service: Service, settings: str) -> tuple[Problem, ...]:
    """What a council that chooses these settings may not have."""
    return check_adoption(service, adoption(settings))


def test_a_setting_that_the_service_has_not_is_pointed_at_with_the_nearest_name(edges: Service) -> None:
    (problem,) = problems(edges, "  dayz: {values: [{value: 1}]}\n")
    assert (problem.code, problem.path) == ("unknown-setting", ("settings", "dayz"))
    assert problem.message == "The service has no setting 'dayz'."
    assert "days" in problem.hint


def test_a_value_ends_where_the_next_begins_not_where_the_last_does(edges: Service) -> None:
    before_the_act = (
        "{value: 21, from: 2019-01-01}, {value: 5, from: 2020-01-01}, {value: 6, from: 2025-01-01}"
    )
    assert problems(edges, f"  days: {{values: [{before_the_act}]}}\n") == ()


def test_a_value_left_empty_is_within_every_bound(edges: Service) -> None:
    assert problems(edges, "  days: {values: [{value: null, from: 2026-01-01}]}\n") == ()


def test_a_bound_without_a_reason_has_no_hint(edges: Service) -> None:
    (problem,) = problems(edges, "  days: {values: [{value: 11, from: 2026-01-01}]}\n")
    assert (problem.code, problem.hint) == ("out-of-bounds", "")


def test_a_law_that_the_definition_does_not_name_is_called_by_its_key(edges: Service) -> None:
    (problem,) = problems(edges, "  lawless: {values: [{value: 11}]}\n")
    assert problem.message.endswith("must be at most 10, not 11. lost says so.")


def test_a_setting_of_a_named_record_is_read_and_one_of_no_type_is_left_out(edges: Service) -> None:
    found = resolve_settings(edges, adoption("  bands: {values: [{value: [{name: B, fee: 250}]}]}\n"), TODAY)
    assert found.values == {"days": 5, "lawless": 5, "bands": ({"name": "B", "fee": 250},)}


def test_a_record_with_a_field_of_another_type_is_refused(edges: Service) -> None:
    (problem,) = problems(edges, "  bands: {values: [{value: [{name: B, fee: soon}]}]}\n")
    assert (problem.code, problem.path) == ("wrong-setting", ("settings", "bands", "values", "0"))


def test_a_value_of_an_example_holds_on_every_day_and_is_said_to_be_one() -> None:
    found = with_values(Settings(), {"fee": 700}).on(dt.date(1999, 1, 1))
    assert found.values == {"fee": 700}
    assert found.sources["fee"].by == "example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (3, Period(3, "day")),
        (Period(3, "day"), 3),
        (3, Unknown("not_asked")),
        (Unknown("not_asked"), 3),
        (3, "three"),
        (Period(1, "day"), Period(24, "hour")),
    ],
)
def test_what_is_not_of_one_kind_or_not_known_has_no_order(one: object, other: object) -> None:
    assert compare(one, other) is None
