"""Both ways of running an expression give the same, and neither ever raises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from patternbook.language.expressions import Typed, check, generate, parse, say, write
from patternbook.language.expressions.careful import careful
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.generate import touch
from patternbook.language.expressions.trees import walk
from patternbook.language.periods import Period
from patternbook.language.unknown import Touched, Unknown, is_unknown
from tests.core.expressions.expression_grammar import SCOPE, names_with_rest, sources

PYTHON_TYPES = {
    "bool": bool, "int": int, "money": int, "decimal": (Decimal, int), "text": str, "choice": str, "date": dt.date,
    "time": dt.time, "datetime": dt.datetime, "period": Period, "list": tuple, "record": dict,
}  # fmt: skip


def typed(source: str) -> Typed:
    """The checked expression; another example is drawn where the grammar's does not check."""
    try:
        return check(parse(source), SCOPE)
    except ExpressionError:
        assume(False)
        raise


def same(one: object, other: object) -> bool:
    """Equal, also where unknown."""
    if is_unknown(one) or is_unknown(other):
        return is_unknown(one) and one.same(other)
    return type(one) is type(other) and one == other


@settings(
    max_examples=600,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(source=sources(), names=names_with_rest())
@example(source="at(d, h)", names={"d": dt.date(9999, 12, 31), "h": dt.time(23, 59)})
@example(source="i_ in is_", names={"i_": Unknown("many"), "is_": ()})
@example(source="known(0)", names={})
@example(
    source="add(d, b ? p : days(3))", names={"d": dt.date(2026, 1, 1), "b": True, "p": Period(3, "hour")}
)
@example(source="[is_, is_] == [is_, is_]", names={"is_": Unknown("many")})
def test_both_ways_agree_and_the_type_is_kept(source: str, names: dict[str, object]) -> None:
    expression = typed(source)
    quick, slow = generate(expression)(names), careful(expression.root)(names)
    assert same(quick, slow), f"{quick!r} is not {slow!r}"
    if is_unknown(quick):
        assert expression.type.optional, f"{expression.type} gave {quick!r}"
        return
    assert isinstance(quick, PYTHON_TYPES[expression.type.kind])
    if expression.type.kind in ("int", "money", "decimal"):
        low, high = expression.type.bounds
        assert low <= quick <= high  # type: ignore[operator]  # a number, as just asserted


@settings(max_examples=200, deadline=None)
@given(source=sources())
def test_writing_and_reading_give_the_same_tree(source: str) -> None:
    tree = parse(source)
    assert parse(write(tree)) == tree
    assert write(parse(write(tree))) == write(tree)
    assert say(tree).strip()


@settings(max_examples=100, deadline=None)
@given(source=sources(), names=names_with_rest(), gone=st.sets(st.sampled_from(sorted(SCOPE.names))))
def test_missing_names_are_not_asked_and_never_raise(
    source: str, names: dict[str, object], gone: set[str]
) -> None:
    expression = typed(source)
    left = {name: value for name, value in names.items() if name not in gone}
    assert same(generate(expression)(left), careful(expression.root)(left))


def test_most_of_the_grammar_checks() -> None:
    """The properties above would say little if nearly every drawn expression were refused."""
    from tests.core.expressions.expression_grammar import LEAVES, TEMPLATES

    refused = []
    for templates in TEMPLATES.values():
        for template in templates:
            source = template.format(**{kind: leaves[0] for kind, leaves in LEAVES.items()})
            try:
                check(parse(source), SCOPE)
            except ExpressionError as problem:
                refused.append(f"{source}: {problem}")
    assert not refused


def test_every_operator_of_an_unknown_raises() -> None:
    unknown = Unknown("not_asked", "x")
    for operation in (
        lambda: unknown == 1, lambda: unknown == 1, lambda: unknown != 1, lambda: unknown < 1, lambda: unknown > 1,
        lambda: unknown + 1, lambda: 1 + unknown, lambda: -unknown, lambda: len(unknown), lambda: bool(unknown),
        lambda: hash(unknown), lambda: list(unknown), lambda: 1 in unknown, lambda: unknown[0], lambda: unknown.year,
        lambda: Decimal(1) == unknown, lambda: dt.date(2026, 1, 1) < unknown, lambda: unknown == "a",
        lambda: unknown in frozenset({1}), lambda: 2 * unknown, lambda: unknown(), lambda: touch(unknown),
    ):  # fmt: skip
        with pytest.raises(Touched):
            operation()


def test_an_unknown_cannot_be_changed_and_shows_itself() -> None:
    unknown = Unknown("many", "collections")
    with pytest.raises(AttributeError):
        unknown.reason = "not_asked"
    assert repr(unknown) == str(unknown) == "Unknown('many', 'collections')"


def test_parts_of_a_tree_are_all_walked() -> None:
    tree = parse("xs.map(x, x.a > 1, x.b + f(c)[0]).all(y, !y ? [1] == [2] : true)")
    assert {type(part).__name__ for part in walk(tree)} == {
        "Macro", "Name", "Binary", "Field", "Literal", "Call", "Index", "Conditional", "Unary", "ListOf",
    }  # fmt: skip
