"""Text from strangers is refused, or runs, within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patternbook.language import types
from patternbook.language.expressions import ExpressionError, Scope, check, generate, parse, write
from patternbook.language.expressions.parse import MOST_CHARACTERS

SCOPE = Scope({"a": types.INT, "b": types.BOOL, "t": types.TEXT, "xs": types.list_of(types.INT, 40)})

REFUSED = [
    "(" * 1000, "[" * 1000, "!" * 1999, "-" * 1999, "{" * 1000, "a" * 3000, "((((" * 10 + "1" + "))))" * 10,
    "a ? " * 400, "f(" * 600, "a" + ".b" * 150, "a" + "[0]" * 300, "1" * 1000, "1e999999999", "0." + "1" * 500,
    "0x" + "f" * 500, "1 " * 900, "." * 500, '"' * 1999, "\\" * 500, "'" + "\\u" * 300, "\0", "\u202e", "a\u200bb",
    "１ + １", "аnd", "xs" + ".map(x, x)" * 150, "xs.map(a1, xs.map(b1, xs.map(c1, xs.map(d1, 1))))", "__import__('os')",
    "a.__class__", "t.__class__.__mro__", "t.format(a)", "lambda: 1", "a := 1", "b'x'", "f'{a}'", "t[0]", "a**9", "a << 9",
    "[" + "1," * 999 + "1]", "a " + "+ a " * 300, "exec('1')", "t.matches('(a|b|ab)*{1000}')",
    "t.matches('" + "(" * 80 + "')", "t.matches('a{1000}{1000}')", "\ud800", "'\ud800'.matches('\ud800')",
]  # fmt: skip


@pytest.mark.parametrize("source", REFUSED, ids=lambda source: ascii(source[:24]))
def test_refused(source: str) -> None:
    with pytest.raises(ExpressionError) as problem:
        check(parse(source), SCOPE)
    assert 0 <= problem.value.offset <= max(len(source), MOST_CHARACTERS)
    assert problem.value.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (" + ".join(["a"] * 100), 100),
        (" && ".join(["b"] * 190), True),
        ("a" + " - a" * 99, -98),
        ("(" * 32 + "a" + ")" * 32, 1),
        ("!" * 32 + "b", True),
        ("[" * 32 + "a" + "]" * 32 + " == " + "[" * 32 + "a" + "]" * 32, True),
        ("t" + ".lower()" * 98, "x"),
        ("a ? a : ".replace("a ?", "b ?") * 31 + "a", 1),
        ("size(xs.map(x, xs.filter(y, y > x)))", 2),
        (" + ".join(["(-a)"] * 66), -66),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_just_within_the_bounds_runs(source: str, value: object) -> None:
    tree = parse(source)
    assert parse(write(tree)) == tree
    assert generate(check(tree, SCOPE))({"a": 1, "b": True, "t": "X", "xs": (1, 2)}) == value


@settings(max_examples=500, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(list("abtx(){}[].,?:!&|=<>+-*/%\"'\\ \n01e9ur_é\u2028")), max_size=60)
)
def test_any_text_is_read_or_refused(source: str) -> None:
    offset = 0
    try:
        tree = parse(source)
        assert parse(write(tree)) == tree
        check(tree, SCOPE)
    except ExpressionError as problem:
        offset = problem.offset
    assert 0 <= offset <= len(source)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_text_as_a_literal_comes_through_unchanged(text: str) -> None:
    from patternbook.language.expressions.trees import Literal

    source = write(Literal(text))
    assert parse(source) == Literal(text)
    assert generate(check(parse(source), Scope({})))({}) == text
