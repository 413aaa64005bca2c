"""Functions on numbers and money."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from patternbook.language.expressions import arithmetic
from patternbook.language.expressions.arithmetic import Number
from patternbook.language.expressions.functions.forms import Form, Function
from patternbook.language.expressions.tokens import GREATEST_INT, LEAST_INT
from patternbook.language.types import Type
from patternbook.language.unknown import UNDEFINED, Unknown


def within(found: Type, low: int, high: int) -> Type:
    """A number's type with these bounds; with ``?`` where they pass what such numbers can be."""
    least, greatest = (LEAST_INT, GREATEST_INT)
    if found.kind == "decimal":
        least, greatest = -arithmetic.DECIMAL_LIMIT, arithmetic.DECIMAL_LIMIT
    passes = low < least or high > greatest
    # What always passes the limits keeps bounds in order: it never gives a value, but others reckon with it.
    low, high = min(max(low, least), greatest), max(min(high, greatest), least)
    return replace(found, low=low, high=high, optional=found.optional or passes)


def _absolute(found: Type, given: tuple[Type, ...]) -> Type:
    low, high = given[0].bounds
    least = 0 if low <= 0 <= high else min(abs(low), abs(high))
    return within(replace(found, optional=False), least, max(abs(low), abs(high)))


def _as_whole(found: Type, given: tuple[Type, ...]) -> Type:
    return within(found, *given[0].bounds)


def _to_places(found: Type, given: tuple[Type, ...]) -> Type:
    low, high = given[1].bounds
    return within(found, *given[0].bounds).maybe(low < 0 or high > 30)


def pounds(text: str) -> int:
    """Pence, from pounds as written. Raises ValueError.

    >>> pounds("37.50"), pounds("1,200")
    (3750, 120000)
    """
    match = re.fullmatch(r"(-?)([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{2}))?", text)
    if match is None:
        raise ValueError('Pounds are written as "37" or "37.50".')
    pence = int(match.group(2).replace(",", "")) * 100 + int(match.group(3) or 0)
    return -pence if match.group(1) else pence


def _of_literal(found: Type, given: tuple[Type, ...]) -> Type:
    try:
        value = pounds(given[0].choices[0])
    except (ValueError, IndexError):  # the literal is read, and refused, by the checker
        return found
    return replace(found, low=value, high=value)


def vat(amount: int, percent: Number) -> int | Unknown:
    """The VAT within an amount that includes it, at a rate in per cent.

    >>> vat(1200, 20)
    200
    """
    whole = arithmetic.add_decimal(100, percent)
    if isinstance(whole, Unknown) or whole <= 0 or percent < 0:
        return UNDEFINED
    share = arithmetic.divide_decimal(percent, whole)
    return share if isinstance(share, Unknown) else arithmetic.multiply_money(amount, share)


def _vat_bounds(found: Type, given: tuple[Type, ...]) -> Type:
    low, high = given[0].bounds
    return within(found, min(low, 0), max(high, 0)).maybe(given[1].bounds[0] < 0)


def _ceiling(value: Number) -> int | Unknown:
    return arithmetic.whole(math.ceil(value))


def _floor(value: Number) -> int | Unknown:
    return arithmetic.whole(math.floor(value))


def _absolute_whole(value: int) -> int | Unknown:
    return arithmetic.whole(abs(value))


NUMBER_FUNCTIONS: Final = (
    Function(
        name="round",
        forms=(
            Form(takes=("decimal",), gives="int", run=arithmetic.nearest, refine=_as_whole),
            Form(takes=("decimal", "int"), gives="decimal", run=arithmetic.nearest_to, refine=_to_places),
        ),
        says="The nearest whole number, or the nearest decimal with so many places; a half is rounded away from zero.",
        reads="{0} rounded",
        example="round(width, 1)",
    ),
    Function(
        name="ceil",
        forms=(Form(takes=("decimal",), gives="int", run=_ceiling, refine=_as_whole),),
        says="The whole number at or above.",
        reads="{0} rounded up",
        example="ceil(area / 7.5)",
    ),
    Function(
        name="floor",
        forms=(Form(takes=("decimal",), gives="int", run=_floor, refine=_as_whole),),
        says="The whole number at or below.",
        reads="{0} rounded down",
        example="floor(height)",
    ),
    Function(
        name="abs",
        forms=(
            Form(takes=("int",), gives="int", run=_absolute_whole, refine=_absolute),
            Form(takes=("money",), gives="money", run=_absolute_whole, refine=_absolute),
            Form(takes=("decimal",), gives="decimal", run=arithmetic.absolute_decimal, refine=_absolute),
        ),
        says="The distance from zero.",
        reads="the size of {0}",
        example="abs(difference)",
    ),
    Function(
        name="pounds",
        forms=(Form(takes=("text",), gives="money", run=int, literals={0: pounds}, refine=_of_literal),),
        says="Money, written in pounds.",
        reads="£{0}",
        example='pounds("37.50")',
    ),
    Function(
        name="pence",
        forms=(Form(takes=("int",), gives="money", run=int, refine=_as_whole),),
        says="Money, from a whole number of pence.",
        reads="{0} pence",
        example="pence(3750)",
    ),
    Function(
        name="vat",
        forms=(Form(takes=("money", "decimal"), gives="money", run=vat, refine=_vat_bounds),),
        says="The VAT within an amount that includes it, at a rate in per cent.",
        reads="the VAT at {1}% within {0}",
        example='vat(pounds("12"), 20)',
    ),
)
