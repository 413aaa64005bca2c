"""The number of the next version and its drafted notes, by what changed."""

from __future__ import annotations

import pytest

from patternbook.changes.notes import NOTHING, notes
from patternbook.changes.numbers import NotANumber, next_number, parse
from tests.core.changes.texts import SMALL, edited, read

NUMBERS = (
    ("days(10)", "days(5)", "2.0.0"),  # a clock that is a duty in law
    ("          garden:\n            label: Garden waste\n", "", "1.3.0"),
    ("label: Is the skip on the road?", "label: Does the skip stand on the road?", "1.2.4"),
    ("            refuse:\n              title: Refuse it\n", "            refuse:\n              title: Refuse it\n            wait: {title: Wait}\n", "1.3.0"),
    ("title: Days that a skip can stay", "title: Days that a skip may stay", "2.0.0"),  # locked by law
    ("    type: money\n    default: £37.50", "    type: int\n    default: 37", "2.0.0"),  # councils' values do not fit
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "number"), NUMBERS, ids=[case[2] + " " + case[1][:20] for case in NUMBERS])  # fmt: skip
def test_the_number_follows_from_the_gravest_change(old: str, new: str, number: str) -> None:
    assert next_number("1.2.3", read(SMALL), edited(SMALL, (old, new))) == number


def test_a_text_that_says_the_same_makes_a_new_third_number() -> None:
    assert next_number("1.2.3", read(SMALL), read(SMALL)) == "1.2.4"


def test_a_removed_stage_breaks_cases_and_so_makes_a_new_first_number() -> None:
    gone = SMALL.replace("to: stage.refused", "to: stage.granted")
    stage = "    refused:\n      title: Refused\n      label: We refused\n      kind: closed\n      result: refused\n"
    assert next_number("1.2.3", read(gone), edited(gone, (stage, ""))) == "2.0.0"


def test_the_first_version_is_number_one() -> None:
    assert next_number("", None, read(SMALL)) == "1.0.0"


@pytest.mark.parametrize("number", ["1", "1.2", "v1.2.3", "1.2.3.4", "01.0.0", "1.0.x", "", "1.0.0\n"])
def test_what_is_no_number_is_refused_with_one_that_is(number: str) -> None:
    with pytest.raises(NotANumber, match=r"is no number of a version. Write it as 1.0.0"):
        next_number(number, read(SMALL), read(SMALL))


def test_numbers_are_compared_as_numbers() -> None:
    assert parse("1.10.0") > parse("1.9.9")


def test_notes_stand_under_what_they_are_about_the_gravest_first() -> None:
    after = edited(
        SMALL,
        ("days(10)", "days(5)"),
        ("Is the skip on the road?", "Is it *on* the road?"),
        ("£37.50", "£40"),
    )
    said = notes(read(SMALL), after)
    assert [line for line in said.splitlines() if line.startswith("## ")] == [
        "## What the law asks for",
        "## What the service does",
        "## Words",
    ]
    assert "- The time limit “Decide in time” is now 5 days instead of 10 days." in said
    assert "“Is it \\*on\\* the road?” instead of “Is the skip on the road?”" in said
    assert said.endswith("”\n")


def test_notes_of_two_that_say_the_same_say_so() -> None:
    assert notes(read(SMALL), read(SMALL)) == NOTHING
