"""Arithmetic that always has an answer: exact, bounded, and `Unknown` where there is none.

Whole numbers have 64 bits, as in CEL. Decimals are exact: products keep every digit up to 30 places,
quotients have 30 places, and nothing passes 10 to the 30. Money is whole pence.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from patternbook.language.expressions.tokens import GREATEST_INT, LEAST_INT
from patternbook.language.unknown import UNDEFINED, Unknown

Number = int | Decimal

DECIMAL_LIMIT: Final = 10**30
_PLACES: Final = Decimal(1).scaleb(-30)
# Wide enough for the product of two numbers of 30 digits and 30 places; no trap but for real mistakes.
_EXACT: Final = Context(prec=130, traps=[])
_ROUNDED: Final = Context(prec=130, rounding=ROUND_HALF_UP, traps=[])


def whole(value: int) -> int | Unknown:
    """The number where it has 64 bits, else `Unknown`."""
    return value if LEAST_INT <= value <= GREATEST_INT else UNDEFINED


def add_whole(left: int, right: int) -> int | Unknown:
    """``left + right`` within 64 bits."""
    return whole(left + right)


def subtract_whole(left: int, right: int) -> int | Unknown:
    """``left - right`` within 64 bits."""
    return whole(left - right)


def multiply_whole(left: int, right: int) -> int | Unknown:
    """``left * right`` within 64 bits."""
    return whole(left * right)


def negate_whole(value: int) -> int | Unknown:
    """``-value`` within 64 bits."""
    return whole(-value)


def divide_whole(left: int, right: int) -> int | Unknown:
    """Division rounded towards zero, as in CEL.

    >>> divide_whole(-7, 2)
    -3
    """
    if right == 0:
        return UNDEFINED
    quotient = abs(left) // abs(right)
    return whole(quotient if (left < 0) == (right < 0) else -quotient)


def remainder(left: int, right: int) -> int | Unknown:
    """What is left of a division, with the sign of `left`, as in CEL.

    >>> remainder(-7, 2)
    -1
    """
    if right == 0 or (left, right) == (LEAST_INT, -1):
        return UNDEFINED
    rest = abs(left) % abs(right)
    return rest if left >= 0 else -rest


def exact(value: Decimal) -> Decimal | Unknown:
    """A decimal within its limits: at most 30 places, below 10 to the 30."""
    if not value.is_finite() or abs(value) > DECIMAL_LIMIT:
        return UNDEFINED
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -30:
        value = _ROUNDED.quantize(value, _PLACES)
    return value


def add_decimal(left: Number, right: Number) -> Decimal | Unknown:
    """``left + right``, exact."""
    return exact(_EXACT.add(left, right))


def subtract_decimal(left: Number, right: Number) -> Decimal | Unknown:
    """``left - right``, exact."""
    return exact(_EXACT.subtract(left, right))


def multiply_decimal(left: Number, right: Number) -> Decimal | Unknown:
    """``left * right``, exact to 30 places."""
    return exact(_EXACT.multiply(left, right))


def divide_decimal(left: Number, right: Number) -> Decimal | Unknown:
    """``left / right`` to 30 places.

    >>> divide_decimal(Decimal(1), 4)
    Decimal('0.25')
    """
    return UNDEFINED if right == 0 else exact(_EXACT.divide(left, right))


def negate_decimal(value: Number) -> Decimal:
    """``-value``; never minus zero."""
    return _EXACT.subtract(0, value)


def absolute_decimal(value: Number) -> Decimal:
    """The distance from zero."""
    return _EXACT.abs(value)


def nearest(value: Number) -> int | Unknown:
    """The nearest whole number, halves away from zero.

    >>> nearest(Decimal("2.5")), nearest(Decimal("-2.5"))
    (3, -3)
    """
    return whole(int(_ROUNDED.quantize(Decimal(value), Decimal(1))))


def nearest_to(value: Number, places: int) -> Decimal | Unknown:
    """The nearest decimal with so many places, halves away from zero; 0 to 30 places."""
    if not 0 <= places <= 30:
        return UNDEFINED
    return _ROUNDED.quantize(Decimal(value), Decimal(1).scaleb(-places))


def multiply_money(left: Number, right: Number) -> int | Unknown:
    """Pence times a number, rounded half up to the penny.

    >>> multiply_money(999, Decimal("0.5"))
    500
    """
    product = multiply_decimal(left, right)
    return product if isinstance(product, Unknown) else nearest(product)


def divide_money(pence: int, by: Number) -> int | Unknown:
    """Pence divided by a number, rounded half up to the penny."""
    quotient = divide_decimal(pence, by)
    return quotient if isinstance(quotient, Unknown) else nearest(quotient)
