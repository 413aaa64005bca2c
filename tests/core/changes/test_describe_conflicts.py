"""Conflicts as sentences, for whoever decides and has not seen the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patternbook.changes.describe import describe, describe_conflict
from patternbook.changes.diff import diff
from patternbook.changes.merge import merge
from patternbook.changes.parts import SEVERITIES, Conflict
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from tests.core.changes.texts import SMALL, edited, read
from tests.core.language.strategies import nodes


def conflicts(one: tuple[str, str], other: tuple[str, str], **more: Any) -> tuple[Conflict, ...]:
    return merge(
        read(SMALL), {"Library": edited(SMALL, one), "Council": edited(SMALL, other)}, **more
    ).conflicts


GARDEN = "          garden:\n            label: Garden waste\n"
QUESTION = "      road:\n        ask: yes_no\n"
CASES = (
    (("£37.50", "£40"), ("£37.50", "£50"), "both_changed",
     "More than one side changed the same. Council: The setting “Fee for a permit” is now usually £50 instead of £37.50. "
     "Library: The setting “Fee for a permit” is now usually £40 instead of £37.50."),
    ((GARDEN, ""), ("label: Garden waste", "label: Green waste"), "deleted_and_changed",
     "One side removed what another changed. Council: Changes the words of the answer “Garden waste”: “Green waste” instead of “Garden waste”. "
     "Library: No longer offers the answer “Garden waste” to the question “What will you put in the skip?”"),
    ((GARDEN, GARDEN.replace("garden", "green").replace("label", "was: garden\n            label")),
     (GARDEN, GARDEN.replace("garden", "plants").replace("label", "was: garden\n            label")), "renamed_twice",
     "The same part has more than one new name. Council: The answer “Garden waste” of the question “What will you put in the skip?” is now called “plants” in the text instead of “garden”. "
     "Library: The answer “Garden waste” of the question “What will you put in the skip?” is now called “green” in the text instead of “garden”."),
    ((GARDEN, GARDEN + "          food: {label: Food}\n"), (GARDEN, GARDEN + "          food: {label: Meals}\n"), "both_added",
     "More than one side added this, and not alike. Council: Adds the words of the answer “food” of the question “What will you put in the skip?”: “Meals”. "
     "Library: Adds the words"),
    ((QUESTION, QUESTION.replace("yes_no", "text")), (QUESTION, QUESTION.replace("yes_no", "date")), "both_changed", "now asks for a date instead of yes or no."),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind", "says"), CASES, ids=[f"{case[2]} {place}" for place, case in enumerate(CASES)])  # fmt: skip
def test_a_conflict_says_what_each_side_did(
    one: tuple[str, str], other: tuple[str, str], kind: str, says: str
) -> None:
    found = conflicts(one, other)
    assert [conflict.kind for conflict in found] == [kind]
    assert says in describe_conflict(found[0], read(SMALL))


def test_a_conflict_over_a_lock_names_the_law() -> None:
    (found,) = conflicts(("£37.50", "£38"), ("within 28 days", "within 14 days"), owner="Library")
    said = describe_conflict(found, read(SMALL))
    assert said.startswith("Highways Act 1980, section 140 fixes this part. Council: Changes the text of the notice “Your skip”: ")  # fmt: skip
    assert "within 14 days" in said


def test_orders_that_cannot_be_joined_are_told_by_what_each_side_moved() -> None:
    base = read(SMALL)
    one, two, three, *_ = pages = list(base.pages)
    orders = ([two, one, three], [one, three, two])
    sides = {}
    for name, order in zip(("A", "B"), orders, strict=True):
        keys = [*order, *pages[3:]]
        sides[name] = replace(base, pages=Keyed((key, base.pages[key]) for key in keys))
    found = merge(base, sides).conflicts
    for conflict in found:
        assert "now comes" in describe_conflict(conflict, base)
    assert [conflict.kind for conflict in found] == ["order"]


def test_two_that_add_the_same_key_with_other_kinds_are_told_both() -> None:
    text = (
        "      weight:\n        ask: number\n",
        "      extra: {{ask: {}, label: Extra}}\n      weight:\n        ask: number\n",
    )
    (found,) = conflicts((text[0], text[1].format("text")), (text[0], text[1].format("date")))
    told = describe_conflict(found, read(SMALL))
    assert told.count("Asks one more question on the page “How heavy is it, in tonnes?”: “Extra”") == 2


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60)
@given(data=st.data(), cls=st.sampled_from((Service, Adoption, Example)))
def test_whatever_differs_can_be_said(data: st.DataObject, cls: type) -> None:
    base, one, other = (data.draw(nodes(cls)) for _ in range(3))
    found = diff(one, other)
    said = describe(found, one, other)
    assert len(said) == len(found)
    assert [each.severity for each in said] == sorted((each.severity for each in said), key=SEVERITIES.index)
    assert all(each.says for each in said)
    for conflict in merge(base, {"A": one, "B": other}).conflicts:
        told = describe_conflict(conflict, base)
        assert "A: " in told or "B: " in told


def test_a_conflict_over_an_amount_for_one_kind_is_told_as_money() -> None:
    fees = "settings:\n  fees: {title: Fees, type: table(money), default: {small: 3750, large: 5000}}\n"
    text = SMALL.replace("settings:\n", fees, 1)
    sides = {"Library": read(text.replace("3750", "4000")), "Council": read(text.replace("3750", "4500"))}
    (found,) = merge(read(text), sides).conflicts
    assert "£45 for “small” instead of £37.50" in describe_conflict(found, read(text))
