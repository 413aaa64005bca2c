"""What operators take and give, with the bounds of the result."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from patternbook.language.expressions import arithmetic
from patternbook.language.expressions.arithmetic import DECIMAL_LIMIT
from patternbook.language.expressions.functions.lists import instant
from patternbook.language.expressions.functions.numbers import within
from patternbook.language.expressions.functions.texts import MOST_TEXT, concatenate
from patternbook.language.types import BOOL, DECIMAL, INT, MONEY, TEXT, Type, join
from patternbook.language.unknown import UNDEFINED

ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_TEXTUAL: Final = frozenset({"text", "choice"})
_NUMERIC: Final = frozenset({"int", "decimal"})
_EQUAL_KINDS: Final = frozenset({"bool", "money", "date", "time", "datetime"})


@dataclass(frozen=True, slots=True)
class Rule:
    """The result's type and the code of an operator for given inputs."""

    type: Type
    run: Callable[..., object]
    fast: str = ""


def binary(op: str, left: Type, right: Type) -> Rule | None:
    """The rule for two known types; None where the operator does not take them."""
    # What a list without items holds goes with anything: it never comes to that.
    left, right = (right if left.kind == "nothing" else left), (left if right.kind == "nothing" else right)
    if op in ORDER:
        return _comparison(op, left, right)
    if op == "in":
        return _membership(left, right)
    kinds = {left.kind, right.kind}
    if op == "+" and kinds <= _TEXTUAL:
        return _concatenation(left, right)
    if op == "+" and kinds == {"list"}:
        return _both_lists(left, right)
    if kinds <= _NUMERIC | {"money"}:
        return _arithmetic(op, left, right)
    return None


def comparable(left: Type, right: Type) -> bool:
    """Whether values of two types can be equal."""
    kinds = {left.kind, right.kind}
    if kinds <= _NUMERIC or kinds <= _TEXTUAL:
        return True
    if "nothing" in kinds:
        return True
    if left.kind == right.kind == "list":
        return comparable(left.item, right.item) and "datetime" not in (left.item.kind, right.item.kind)
    return len(kinds) == 1 and left.kind in _EQUAL_KINDS


def _comparison(op: str, left: Type, right: Type) -> Rule | None:
    if not comparable(left, right):
        return None
    if op not in ("==", "!=") and left.kind == "list":
        return None
    if left.kind == "datetime":
        order = ORDER[op]
        return Rule(BOOL, lambda one, other: order(instant(one), instant(other)))
    return Rule(BOOL, ORDER[op], f"({{0}} {op} {{1}})")


# An empty tuple compares with nothing, and so would not notice an unknown.
_IN_LIST: Final = "(touch({0}) in {1})"


def _membership(left: Type, right: Type) -> Rule | None:
    if right.kind == "table":
        return Rule(BOOL, lambda key, table: key in table, "({0} in {1})") if left.kind in _TEXTUAL else None
    if right.kind != "list" or not comparable(left, right.item):
        return None
    if "datetime" in (left.kind, right.item.kind):
        return Rule(BOOL, lambda one, several: instant(one) in [instant(other) for other in several])
    return Rule(BOOL, lambda one, several: one in several, _IN_LIST)


def _concatenation(left: Type, right: Type) -> Rule:
    longest = left.longest + right.longest
    found = replace(TEXT, length=min(longest, MOST_TEXT), optional=longest > MOST_TEXT)
    return Rule(found, concatenate)


def _both_lists(left: Type, right: Type) -> Rule | None:
    element = join(left.item, right.item)
    if element is None:
        return None
    return Rule(
        Type("list", element=element, length=left.longest + right.longest), operator.add, "({0} + {1})"
    )


def _arithmetic(op: str, left: Type, right: Type) -> Rule | None:
    kinds = (left.kind, right.kind)
    if "money" in kinds:
        return _money(op, left, right)
    if "decimal" in kinds:
        return None if op == "%" else _decimal(op, left, right)
    return _whole(op, left, right)


def _bounds(op: str, left: Type, right: Type) -> tuple[int, int]:
    (low, high), (other_low, other_high) = left.bounds, right.bounds
    if op == "+":
        return low + other_low, high + other_high
    if op == "-":
        return low - other_high, high - other_low
    corners = [one * other for one in (low, high) for other in (other_low, other_high)]
    return min(corners), max(corners)


_WHOLE: Final[Mapping[str, Callable[[int, int], object]]] = {
    "+": arithmetic.add_whole,
    "-": arithmetic.subtract_whole,
    "*": arithmetic.multiply_whole,
}
_DECIMAL: Final[Mapping[str, Callable[..., object]]] = {
    "+": arithmetic.add_decimal,
    "-": arithmetic.subtract_decimal,
    "*": arithmetic.multiply_decimal,
}


def _whole(op: str, left: Type, right: Type, kind: Type = INT) -> Rule:
    if op in ("/", "%"):
        return _whole_division(op, left, right)
    found = within(kind, *_bounds(op, left, right))
    # Where the bounds say that 64 bits are enough, nothing needs looking at.
    return Rule(found, _WHOLE[op], "" if found.optional else f"({{0}} {op} {{1}})")


def _whole_division(op: str, left: Type, right: Type) -> Rule:
    (low, high), (by_low, by_high) = left.bounds, right.bounds
    furthest = max(abs(low), abs(high))
    by_zero = by_low <= 0 <= by_high
    positive = low >= 0 and by_low > 0
    if op == "%":
        most = max(min(furthest, max(abs(by_low), abs(by_high)) - 1), 0)
        found = within(INT, 0 if low >= 0 else -most, most)
        overflows = by_low <= -1 <= by_high and low <= -(2**63)
        return Rule(
            found.maybe(by_zero or overflows), arithmetic.remainder, "({0} % {1})" if positive else ""
        )
    bounds = (low // by_high, high // by_low) if positive else (-furthest, furthest)
    return Rule(
        within(INT, *bounds).maybe(by_zero), arithmetic.divide_whole, "({0} // {1})" if positive else ""
    )


def _decimal(op: str, left: Type, right: Type) -> Rule:
    if op == "/":
        return Rule(_quotient(DECIMAL, left, right), arithmetic.divide_decimal)
    return Rule(within(DECIMAL, *_bounds(op, left, right)), _DECIMAL[op])


def _quotient(kind: Type, left: Type, right: Type) -> Type:
    """Dividing by something that is at least 1 away from 0 cannot make a number larger."""
    (low, high), (by_low, by_high) = left.bounds, right.bounds
    furthest = max(abs(low), abs(high))
    if by_low >= 1 or by_high <= -1:
        return within(kind, -furthest, furthest)
    limit = DECIMAL_LIMIT if kind.kind == "decimal" else 2**63 - 1
    return within(kind, -limit, limit).maybe()


def _money(op: str, left: Type, right: Type) -> Rule | None:
    kinds = (left.kind, right.kind)
    if op in ("+", "-"):
        return _whole(op, left, right, MONEY) if kinds == ("money", "money") else None
    if op == "*" and kinds != ("money", "money"):
        if "decimal" in kinds:
            return Rule(within(MONEY, *_bounds(op, left, right)), arithmetic.multiply_money)
        return _whole(op, left, right, MONEY)
    if op == "/" and left.kind == "money" and right.kind != "money":
        return Rule(_quotient(MONEY, left, right), arithmetic.divide_money)
    return None


def negated(of: Type) -> Rule | None:
    """The rule for a minus before a value."""
    if of.kind not in _NUMERIC | {"money"}:
        return None
    low, high = of.bounds
    found = within(of.known(), -high, -low)
    if of.kind == "decimal":
        return Rule(found, arithmetic.negate_decimal)
    return Rule(found, arithmetic.negate_whole, "" if found.optional else "(-{0})")


def item_at(items: tuple[object, ...], index: int) -> object:
    """The item at a place that counts from 0, or `Unknown` past the end."""
    return items[index] if 0 <= index < len(items) else UNDEFINED


def entry_at(table: Mapping[str, object], key: str) -> object:
    """The entry of a table, or `Unknown` where there is none."""
    return table.get(key, UNDEFINED)


def literal_type(value: bool | int | Decimal | str) -> Type:
    """The type of a written value, with the narrowest bounds."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, str):
        return replace(TEXT, choices=(value,))
    if isinstance(value, int):
        return replace(INT, low=value, high=value)
    floor = int(value) - (value < 0)
    return replace(DECIMAL, low=floor, high=floor + 1)
