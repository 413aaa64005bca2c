"""Functions of expressions where there is no answer, or a rare one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from patternbook.language import periods
from patternbook.language.expressions import arithmetic, say
from patternbook.language.expressions.functions import days, lists, texts
from patternbook.language.expressions.parse import parse
from patternbook.language.expressions.write import write
from patternbook.language.periods import Period
from patternbook.language.unknown import UNDEFINED


def test_there_is_every_moment_of_the_first_and_the_last_day() -> None:
    assert periods.at(dt.date.min, dt.time(0)).date() == dt.date.min
    assert periods.at(dt.date.max, dt.time(23, 59)).date() == dt.date.max


def test_a_period_keeps_its_times_of_day() -> None:
    assert days.with_counts_from(Period(1, "day"), dt.time(18)).counts_from == dt.time(18)
    assert days.with_until(Period(1, "day"), dt.time(16)).until == dt.time(16)


def test_decimals_have_limits() -> None:
    assert arithmetic.exact(Decimal("Infinity")) is UNDEFINED
    assert arithmetic.exact(Decimal("1e31")) is UNDEFINED
    assert arithmetic.nearest_to(Decimal("1.25"), 31) is UNDEFINED
    assert arithmetic.nearest_to(Decimal("1.25"), -1) is UNDEFINED
    assert arithmetic.nearest_to(Decimal("1.25"), 1) == Decimal("1.3")


def test_a_sum_that_is_too_large_on_the_way_is_undefined() -> None:
    most = Decimal("9" * 30)
    assert lists.total([most, most, 1]) is UNDEFINED


def test_a_pattern_has_limits() -> None:
    with pytest.raises(ValueError, match="at most"):
        texts.pattern("a" * 10_000)
    with pytest.raises(ValueError, match="cannot be read"):
        texts.pattern("(")
    assert texts.matches("\ud800", texts.pattern("a")) is False


@pytest.mark.parametrize("source", ['"\\u200b"', '"\\U0001f600"', '"a\\tb"', "'\"'", '"say \\"it\'s\\""'])
def test_characters_that_nobody_sees_are_written_as_escapes(source: str) -> None:
    tree = parse(source)
    assert parse(write(tree)) == tree


def test_a_named_thing_that_is_called_known_is_said_as_a_condition() -> None:
    assert say(parse("size([known(x)]) > 0"))
