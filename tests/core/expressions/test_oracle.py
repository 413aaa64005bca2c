"""Google's own implementation of CEL as an oracle: on what both know, both agree."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from patternbook.language import types
from patternbook.language.expressions import ExpressionError, Scope, check, generate, is_unknown, parse
from patternbook.language.types import Type

if sys.platform != "linux":
    pytest.skip("the oracle is only there on Linux", allow_module_level=True)

from cel_expr_python import cel

INT64 = Type("int", low=-(2**63), high=2**63 - 1)
SCOPE = Scope(
    names={
        "i": INT64, "j": INT64, "b": types.BOOL, "a": types.BOOL, "s": types.TEXT, "t": types.TEXT,
        "xs": types.list_of(INT64, 6), "ts": types.list_of(types.TEXT, 6),
    }
)  # fmt: skip
ENV = cel.NewEnv(
    variables={
        "i": cel.Type.INT, "j": cel.Type.INT, "b": cel.Type.BOOL, "a": cel.Type.BOOL, "s": cel.Type.STRING,
        "t": cel.Type.STRING, "xs": cel.Type.List(cel.Type.INT), "ts": cel.Type.List(cel.Type.STRING),
    }
)  # fmt: skip
BOUNDS = ("outside", "shadows", "too-costly", "too-deep", "too-many-parts", "too-long")
"""What this language refuses and CEL does not: bounds on cost, and names that are used twice."""

LEAVES = {
    "bool": ["a", "b", "true", "false"],
    "int": ["i", "j", "0", "1", "-3", "7", "9223372036854775807", "-9223372036854775808"],
    "text": ["s", "t", '"ab"', '""', "'é\\n'", "ts[0]"],
    "ints": ["xs", "[1, 2, 3]", "[i, j]"],
}
TEMPLATES = {
    "bool": [
        "({bool} && {bool})", "({bool} || {bool})", "(!{bool})", "({bool} ? {bool} : {bool})", "({int} < {int})",
        "({int} >= {int})", "({int} == {int})", "({text} != {text})", "({text} < {text})", "({bool} == {bool})",
        "({int} in {ints})", "{text}.contains({text})", "{text}.startsWith({text})", "{text}.endsWith({text})",
        '{text}.matches("^a|b+$")', "{ints}.all(e, e > {int})", "{ints}.exists(e, e == {int})",
        "{ints}.exists_one(e, e < {int})", "({ints} == {ints})", "ts.exists(e, e == {text})",
        "{ints}.all(e, {ints}.exists(f, f == e))",
    ],
    "int": [
        "({int} + {int})", "({int} - {int})", "({int} * {int})", "({int} / {int})", "({int} % {int})", "(-({int}))",
        "size({text})", "size({ints})", "({bool} ? {int} : {int})", "{ints}[{int}]",
    ],
    "text": ["({text} + {text})", "({bool} ? {text} : {text})"],
    "ints": ["{ints}.map(e, e + {int})", "{ints}.filter(e, e >= {int})", "({ints} + {ints})", "{ints}.map(e, e > 0, e - 1)"],
}  # fmt: skip


@st.composite
def sources(draw: st.DrawFn, kind: str = "bool", depth: int = 4) -> str:
    """An expression of the common subset."""
    if depth == 0 or draw(st.integers(0, 6)) == 0:
        return draw(st.sampled_from(LEAVES[kind]))
    pieces = draw(st.sampled_from(TEMPLATES[kind])).replace("}", "{").split("{")
    return "".join(draw(sources(piece, depth - 1)) if at % 2 else piece for at, piece in enumerate(pieces))


INTS = st.integers(-5, 5) | st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
NAMES = st.fixed_dictionaries(
    {
        "i": INTS, "j": INTS, "a": st.booleans(), "b": st.booleans(), "s": TEXTS, "t": TEXTS,
        "xs": st.lists(INTS, max_size=4), "ts": st.lists(TEXTS, max_size=4),
    }
)  # fmt: skip


def theirs(source: str, names: dict[str, object]) -> object:
    """What the oracle says; None for an error."""
    found = ENV.compile(source).eval(data=names)
    return None if found.type() == cel.Type.ERROR else found.plain_value()


def ours(source: str, names: dict[str, object]) -> object:
    """What we say; None for unknown."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in names.items()}
    try:
        typed = check(parse(source), SCOPE)
    except ExpressionError as problem:
        if problem.code not in BOUNDS:
            raise
        reject()
    found = generate(typed)(values)
    return None if is_unknown(found) else found


@settings(max_examples=400, deadline=None)
@given(source=sources(), names=NAMES)
def test_the_oracle_agrees(source: str, names: dict[str, object]) -> None:
    assert ours(source, names) == theirs(source, names)


@settings(max_examples=200, deadline=None)
@given(source=sources("int"), names=NAMES)
def test_the_oracle_agrees_on_numbers(source: str, names: dict[str, object]) -> None:
    assert ours(source, names) == theirs(source, names)


@pytest.mark.parametrize("source", ["(i / i) in xs", "0 / (i % 0) == 1"])
def test_the_oracle_agreed_to_what_was_once_wrong(source: str) -> None:
    assert ours(source, {"i": 0, "xs": []}) is theirs(source, {"i": 0, "xs": []}) is None


def test_the_oracle_finds_a_difference() -> None:
    """The comparison can fail: the oracle is really asked."""
    assert theirs("i + 1", {"i": 1}) == 2
    assert theirs("i / 0", {"i": 1}) is None
    assert theirs("b || (1 / 0 > 0)", {"b": True}) is True


@pytest.mark.parametrize("source", ["0.1 + 0.2", "1.5 * 4.0", "7.0 / 2.0", "-0.5 - 0.25"])
def test_decimals_are_doubles_made_exact(source: str) -> None:
    mine = ours(source, {})
    assert isinstance(mine, Decimal)
    assert float(mine) == pytest.approx(theirs(source, {}), rel=1e-15)
