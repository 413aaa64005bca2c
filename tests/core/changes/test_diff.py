"""What changed between two definitions, by key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patternbook.changes.diff import diff
from patternbook.changes.parts import ABSENT
from patternbook.language.nodes.base import Keyed

from .texts import SMALL, edited, names, read, source

SMALL_NODE = read(SMALL)


def changed(*exchanges: tuple[str, str]) -> list[tuple[str, str]]:
    """What kind of change there is where, after these edits of the text."""
    return [(each.kind, ".".join(each.path)) for each in diff(SMALL_NODE, edited(SMALL, *exchanges))]


@pytest.mark.parametrize("name", names())
def test_a_definition_does_not_differ_from_itself(name: str) -> None:
    node = read(source(name))
    assert diff(node, node) == diff(node, replace(node)) == ()


def test_changed_words_are_a_change_of_their_text() -> None:
    (change,) = diff(SMALL_NODE, edited(SMALL, ("title: Deciding", "title: Looking into it")))
    assert (change.kind, change.path) == ("changed", ("process", "stages", "deciding", "title"))
    assert (change.before, change.after) == (
        SMALL_NODE.process.stages["deciding"].title,
        replace(SMALL_NODE.title, wordings=Keyed([("en", "Looking into it")])),
    )


def test_another_spelling_of_an_expression_is_no_change() -> None:
    assert changed(('show: kind == "building" && road', "show: kind=='building'&&road")) == []


def test_a_part_that_is_added_or_removed_is_one_change_of_its_whole() -> None:
    house = "          house:\n            label: Things from the house\n"
    without = edited(SMALL, (house, ""))
    (removed,) = diff(SMALL_NODE, without)
    (added,) = diff(without, SMALL_NODE)
    options = SMALL_NODE.pages["what"].questions["kind"].options  # type: ignore[attr-defined]
    assert (removed.kind, removed.path[-1], removed.before, removed.after) == (
        "removed", "house", options["house"], ABSENT,
    )  # fmt: skip
    assert (added.kind, added.path, added.after) == ("added", removed.path, options["house"])


def test_what_is_left_out_on_one_side_is_absent_there() -> None:
    (change,) = diff(SMALL_NODE, edited(SMALL, ("    show: road\n", "")))
    assert (change.kind, change.path, change.after) == ("removed", ("pages", "lights", "show"), ABSENT)


def test_another_order_is_a_move_of_the_collection() -> None:
    garden = "          garden:\n            label: Garden waste\n"
    house = "          house:\n            label: Things from the house\n"
    (change,) = diff(SMALL_NODE, edited(SMALL, (garden + house, house + garden)))
    assert (change.kind, change.path[-1]) == ("moved", "options")
    assert (change.before, change.after) == (("garden", "house", "building"), ("house", "garden", "building"))


def test_a_rename_is_one_change_and_what_names_the_part_is_none() -> None:
    """The condition of a page, a value and the hole in a text follow the question's new key."""
    after = edited(
        SMALL,
        ("      kind:\n        ask", "      waste:\n        was: kind\n        ask"),
        ('is: kind == "b', 'is: waste == "b'),
        ('show: kind == "b', 'show: waste == "b'),
        ("((kind))", "((waste))"),
    )
    (change,) = diff(SMALL_NODE, after)
    assert change.path == ("pages", "what", "questions", "waste")
    assert (change.kind, change.before, change.after) == ("renamed", "kind", "waste")


def test_what_changed_inside_a_renamed_part_has_its_new_path_and_its_real_words() -> None:
    found = changed(
        ("  lights:\n    show: road", "  dark:\n    was: lights\n    show: '!road'"),
    )
    assert found == [("renamed", "pages.dark"), ("changed", "pages.dark.show")]


def test_a_renamed_option_is_followed_by_the_conditions_that_compare_with_it() -> None:
    after = edited(
        SMALL,
        ("          building:\n", "          rubble:\n            was: building\n"),
        ('is: kind == "building"', 'is: kind == "rubble"'),
        ('show: kind == "building"', 'show: kind == "rubble"'),
    )
    assert [each.kind for each in diff(SMALL_NODE, after)] == ["renamed"]


def test_a_question_of_another_kind_says_so_and_what_it_lost_and_gained() -> None:
    found = changed(("ask: number\n", "ask: text\n        max: 5\n"))
    question = "pages.weight.questions.weight."
    assert found == [("changed", question + "ask"), ("added", question + "max")]


def test_a_field_that_means_something_else_in_the_other_kind_is_a_change() -> None:
    before = edited(SMALL, ("ask: number\n", "ask: number\n        max: days(3)\n"))
    after = edited(SMALL, ("ask: number\n", "ask: text\n        max: 5\n"))
    found = [(each.kind, each.path[-1], each.after) for each in diff(before, after)]
    assert found == [("changed", "ask", "text"), ("changed", "max", 5)]


def test_every_text_differs_from_every_other_without_an_exception() -> None:
    for one in names():
        assert diff(read(source(one)), SMALL_NODE)


def test_an_item_that_is_no_part_is_a_change_of_its_own() -> None:
    errors = "        errors:\n          missing: Say how heavy\n          wrong: Use figures\n"
    label = "        label: How heavy is it, in tonnes?\n"
    before = edited(SMALL, (label, label + errors))
    after = edited(SMALL, (label, label + errors.replace("Say how heavy", "Say how many tonnes")))
    (change,) = diff(before, after)
    assert (change.kind, change.path[-2:]) == ("changed", ("errors", "missing"))
