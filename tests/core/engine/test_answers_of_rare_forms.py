"""Answers in forms that few people write, and plain data of values that are rarely given."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine.answers import Picked
from patternbook.engine.answers.contact import phone_of
from patternbook.engine.answers.messages import _in_words
from patternbook.engine.journey.walking import chosen
from patternbook.engine.values import to_plain
from patternbook.language.periods import Period


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("44 20 7946 0018", "+442079460018"),
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("0044 20 7946 0018", "+442079460018"),
        ("020 7946 0018", "+442079460018"),
        ("44 20 7946", None),
    ],
)
def test_a_number_in_the_united_kingdom_has_its_country_code(written: str, number: str | None) -> None:
    assert phone_of(written) == number


@pytest.mark.parametrize(
    ("answer", "keys"),
    [
        (True, ("yes",)),
        (False, ("no",)),
        ("a", ("a",)),
        (Picked("k", "Label", None), ("k",)),
        (("a", Picked("k", "Label", None)), ("a", "k")),
        (None, ()),
        (3, ()),
    ],
)
def test_the_options_chosen_of_any_question(answer: object, keys: tuple[str, ...]) -> None:
    assert chosen(answer) == keys


def test_a_limit_that_is_a_time_of_a_day_is_said_in_words() -> None:
    assert "4pm" in _in_words(dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC), "en")


def test_a_period_keeps_the_times_that_it_has() -> None:
    assert to_plain(Period(1, "working_day", until=dt.time(16))) == {
        "length": 1,
        "unit": "working_day",
        "until": "16:00",
    }
    assert to_plain(Period(1, "day", counts_from=dt.time(18))) == {
        "length": 1,
        "unit": "day",
        "counts_from": "18:00",
    }
