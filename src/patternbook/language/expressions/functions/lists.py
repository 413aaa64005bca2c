"""Functions on lists, and the least and greatest of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from patternbook.language.expressions import arithmetic
from patternbook.language.expressions.arithmetic import Number
from patternbook.language.expressions.functions.forms import Form, Function
from patternbook.language.expressions.functions.numbers import within
from patternbook.language.types import Type
from patternbook.language.unknown import UNDEFINED, Unknown

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def instant(value: Any) -> Any:
    """What to compare a value by. Two moments in one zone would be compared by the clock on the wall,
    which goes back an hour every October; the time since 1970 does not."""
    return value - EPOCH if isinstance(value, dt.datetime) else value


def least(*values: Any) -> object:
    """The least of several values."""
    return min(values, key=instant)


def greatest(*values: Any) -> object:
    """The greatest of several values."""
    return max(values, key=instant)


def total(values: Iterable[Number]) -> Number | Unknown:
    """The sum; whole numbers stay within 64 bits."""
    found: Number | Unknown = 0
    for value in values:
        if isinstance(found, Unknown):
            return found
        is_decimal = isinstance(found, Decimal) or isinstance(value, Decimal)
        # Bounds are looked at once, at the end: an order of adding must not make a difference.
        found = arithmetic.add_decimal(found, value) if is_decimal else found + value
    return arithmetic.whole(found) if isinstance(found, int) else found


def distinct(values: Iterable[object]) -> tuple[object, ...]:
    """Each value once, in the order of first appearance."""
    return tuple({instant(value): value for value in reversed(tuple(values))}.values())[::-1]


def first(values: Sequence[object]) -> object:
    """The first item, or `Unknown` of an empty list."""
    return values[0] if values else UNDEFINED


def last(values: Sequence[object]) -> object:
    """The last item, or `Unknown` of an empty list."""
    return values[-1] if values else UNDEFINED


def _sum_bounds(found: Type, given: tuple[Type, ...]) -> Type | None:
    if given[0].item.kind == "nothing":
        return None
    (low, high), longest = found.bounds, given[0].longest
    return within(found, min(0, low * longest), max(0, high * longest))


def _length_bounds(found: Type, given: tuple[Type, ...]) -> Type:
    return replace(found, low=0, high=given[0].longest)


def _known_item(found: Type, given: tuple[Type, ...]) -> Type | None:
    return None if found.kind == "nothing" else found


_LEAST = Form(takes=("list(ordered)",), gives="item", run=lambda xs: least(*xs) if xs else UNDEFINED, unknown=True, refine=_known_item)  # fmt: skip
_GREATEST = Form(takes=("list(ordered)",), gives="item", run=lambda xs: greatest(*xs) if xs else UNDEFINED, unknown=True, refine=_known_item)  # fmt: skip

LIST_FUNCTIONS: Final = (
    Function(
        name="size",
        style="both",
        forms=(
            Form(takes=("list(any)",), gives="int", run=len, fast="len({0})", refine=_length_bounds),
            Form(takes=("text",), gives="int", run=len, fast="len({0})", refine=_length_bounds),
            Form(takes=("table",), gives="int", run=len, fast="len({0})"),
        ),
        says="How many items a list has, characters a text, or entries a table.",
        reads="the number of {0}",
        example="size(photos) >= 2",
    ),
    Function(
        name="count",
        forms=(Form(takes=("list(any)",), gives="int", run=len, fast="len({0})", refine=_length_bounds),),
        says="How many items a list has.",
        reads="the number of {0}",
        example="count(missed) == 1",
    ),
    Function(
        name="sum",
        forms=(Form(takes=("list(number)",), gives="item", run=total, refine=_sum_bounds),),
        says="The sum of a list of numbers or of money; 0 of an empty one.",
        reads="the sum of {0}",
        example="sum(items.map(i, i.price))",
    ),
    Function(
        name="min",
        forms=(_LEAST, Form(takes=("ordered", "ordered"), more=True, gives="joined", run=least)),
        says="The least of a list (unknown of an empty one), or of two or more values.",
        reads="the least of {all}",
        example="min(a, b, 3)",
    ),
    Function(
        name="max",
        forms=(_GREATEST, Form(takes=("ordered", "ordered"), more=True, gives="joined", run=greatest)),
        says="The greatest of a list (unknown of an empty one), or of two or more values.",
        reads="the greatest of {all}",
        example="max(visits.map(v, v.on))",
    ),
    Function(
        name="first",
        forms=(Form(takes=("list(any)",), gives="item", run=first, unknown=True, refine=_known_item),),
        says="The first item of a list; unknown of an empty one.",
        reads="the first of {0}",
        example="first(preferences)",
    ),
    Function(
        name="last",
        forms=(Form(takes=("list(any)",), gives="item", run=last, unknown=True, refine=_known_item),),
        says="The last item of a list; unknown of an empty one.",
        reads="the last of {0}",
        example="last(payments)",
    ),
    Function(
        name="distinct",
        forms=(Form(takes=("list(plain)",), gives="same", run=distinct),),
        says="Each value of a list once, in the order of first appearance.",
        reads="{0} without repeats",
        example="count(distinct(names)) == count(names)",
    ),
    Function(
        name="sorted",
        forms=(Form(takes=("list(ordered)",), gives="same", run=lambda xs: tuple(sorted(xs, key=instant))),),
        says="The list in rising order.",
        reads="{0} in order",
        example="first(sorted(dates))",
    ),
    Function(
        name="any",
        forms=(Form(takes=("list(bool)",), gives="bool", run=any, fast="any({0})"),),
        says="Whether at least one of a list of conditions is true.",
        reads="any of {0} is true",
        example="any([a, b])",
    ),
    Function(
        name="all_of",
        forms=(Form(takes=("list(bool)",), gives="bool", run=all, fast="all({0})"),),
        says="Whether all of a list of conditions are true.",
        reads="all of {0} are true",
        example="all_of([a, b])",
    ),
    Function(
        name="none",
        forms=(Form(takes=("list(bool)",), gives="bool", run=lambda xs: not any(xs)),),
        says="Whether none of a list of conditions is true.",
        reads="none of {0} is true",
        example="none([a, b])",
    ),
)
