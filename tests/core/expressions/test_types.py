"""Types: read from text, compared, joined."""

from __future__ import annotations

import copy
import pickle

import pytest

from patternbook.language import types
from patternbook.language.types import Type, TypeTextError, fits, join, parse_type
from patternbook.language.unknown import Unknown

RECORD = types.record({"a": types.INT, "b": types.TEXT.maybe()}, "thing")


@pytest.mark.parametrize(
    "text",
    [
        "bool",
        "text?",
        "list(text, 40)",
        "list(choice(a, b))?",
        "table(list(money))",
        "choice(a)",
        "thing",
        "list(thing, 3)",
    ],
)
def test_a_type_reads_as_it_is_written(text: str) -> None:
    assert str(parse_type(text, {"thing": RECORD})) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("txt", "Did you mean 'text'?"),
        ("", "the text ends there"),
        ("list", "( is missing"),
        ("list(text", ") is missing"),
        ("list(text?)", "cannot be unknown"),
        ("list(text, 0)", "from 1 to 100,000"),
        ("list(text, many)", "from 1 to 100,000"),
        ("choice()", "is missing"),
        ("choice(a, a)", "twice"),
        ("choice(A)", "small letters"),
        ("text text", "nothing may follow"),
        ("text(", "a word is missing"),
        ("list(" * 12 + "text" + ")" * 12, "at most 8"),
        ("x" * 30_000, "at most 20,000"),
    ],
)
def test_what_is_no_type(text: str, says: str) -> None:
    with pytest.raises(TypeTextError) as problem:
        parse_type(text)
    assert says in str(problem.value)


def test_a_text_can_be_bounded() -> None:
    assert parse_type("text(40)").longest == 40
    assert types.choice(["ab", "c"]).longest == 2
    assert types.list_of(types.INT).longest == types.LIST_LENGTH


@pytest.mark.parametrize(
    ("given", "wanted", "does"),
    [
        (types.INT, types.DECIMAL, True),
        (types.DECIMAL, types.INT, False),
        (types.choice(["a"]), types.choice(["a", "b"]), True),
        (types.choice(["a", "c"]), types.choice(["a", "b"]), False),
        (types.choice(["a"]), types.TEXT, True),
        (types.TEXT, types.choice(["a"]), False),
        (types.TEXT.maybe(), types.TEXT, False),
        (types.TEXT, types.TEXT.maybe(), True),
        (types.list_of(types.NOTHING, 0), types.list_of(types.TEXT), True),
        (types.list_of(types.TEXT), types.list_of(types.INT), False),
        (types.table_of(types.INT), types.table_of(types.DECIMAL), True),
        (RECORD, types.record({"a": types.INT}), True),
        (types.record({"a": types.INT}), RECORD, False),
    ],
)
def test_what_fits(given: Type, wanted: Type, does: bool) -> None:
    assert fits(given, wanted) is does


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (types.INT, types.DECIMAL.maybe(), "decimal?"),
        (types.MONEY, types.MONEY, "money"),
        (types.MONEY, types.INT, "None"),
        (types.choice(["a", "b"]), types.choice(["a"]), "choice(a, b)"),
        (types.choice(["a"]), types.choice(["b"]), "text"),
        (types.TEXT, types.choice(["b"]), "text"),
        (types.NOTHING, types.DATE, "date"),
        (types.list_of(types.INT, 2), types.list_of(types.DECIMAL, 5), "list(decimal, 5)"),
        (types.list_of(types.INT), types.list_of(types.TEXT), "None"),
        (types.table_of(types.INT), types.table_of(types.INT), "table(int)"),
        (RECORD, RECORD.maybe(), "thing?"),
        (RECORD, types.record({"a": types.INT}), "None"),
        (types.record({"a": types.INT}), RECORD, "None"),
        (types.record({"a": types.INT}, "x"), types.record({"a": types.DECIMAL}, "y"), "record"),
        (types.DATE, types.DATE.maybe(), "date?"),
        (types.DATE, types.TIME, "None"),
    ],
)
def test_joining(one: Type, other: Type, joined: str) -> None:
    assert str(join(one, other)) == joined


def test_an_unknown_can_be_copied_and_kept() -> None:
    unknown = Unknown("many", "x")
    assert unknown.same(copy.deepcopy(unknown))
    assert unknown.same(pickle.loads(pickle.dumps(unknown)))
    assert not unknown.same(Unknown("many"))
    assert not unknown.same(None)
