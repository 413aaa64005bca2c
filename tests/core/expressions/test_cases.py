"""Cases that a service designer could write: what expressions give, and how wrong ones are refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from patternbook.language import periods, types
from patternbook.language.expressions import (
    ExpressionError,
    Scope,
    Signature,
    check,
    generate,
    is_unknown,
    parse,
    references,
    rename,
    say,
    write,
)
from patternbook.language.expressions.careful import careful
from patternbook.language.expressions.functions import FUNCTIONS

CASES = Path(__file__).parent / "cases"
RECORD = {"record": types.record({"type": types.TEXT}, "record")}
LATE = Signature((("by", types.INT),), types.BOOL)


def read(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


def value_of(type_: types.Type, written: Any) -> object:
    if type_.kind == "list":
        return tuple(written)
    return periods.from_data(written) if type_.kind == "period" else written


@pytest.mark.parametrize("case", read("values"), ids=lambda case: case["if"])
def test_values(case: dict[str, Any]) -> None:
    named = {name: types.parse_type(of) for name, (of, _) in case.get("names", {}).items()}
    given = {
        name: value_of(named[name], written)
        for name, (_, written) in case.get("names", {}).items()
        if written != "missing"
    }
    typed = check(parse(case["if"]), Scope(named))
    for run in (generate(typed), careful(typed.root)):
        found = run(given)
        assert (f"unknown {found.reason}" if is_unknown(found) else str(found)) == case["gives"]
    assert str(typed.type) == case.get("type", str(typed.type))


@pytest.mark.parametrize("case", read("refused"), ids=lambda case: case["if"])
def test_refused(case: dict[str, Any]) -> None:
    named = {name: types.parse_type(of, RECORD) for name, of in case.get("names", {}).items()}
    scope = Scope(named, functions={"late": LATE} if case.get("functions") else {})
    with pytest.raises(ExpressionError) as problem:
        check(parse(case["if"]), scope)
    assert (problem.value.code, problem.value.offset) == (case["code"], case["at"]), str(problem.value)
    assert case["says"] in str(problem.value)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_example_of_each_function_is_read_and_said(function: Any) -> None:
    assert f"{function.name}(" in function.example
    tree = parse(function.example)
    assert say(tree)
    assert parse(write(tree)) == tree


def test_a_guard_makes_a_name_known_where_all_of_it_holds() -> None:
    scope = Scope(
        {"a": types.BOOL, "k": types.choice(["x", "y"]), "n": types.INT.maybe()},
        guards={"n": frozenset({"a", 'k == "x"'})},
    )

    def type_of(source: str, scope: Scope = scope) -> str:
        return str(check(parse(source), scope).type)

    assert type_of("a && k=='x' && n > 1") == "bool"
    assert type_of("a && n > 1") == "bool?"
    assert type_of("n > 1 && a && k == 'x'") == "bool?"
    assert type_of("!(!a || !(k == 'x')) && n > 1") == "bool"
    assert type_of("a && k == 'x' ? n : 0") == "int"
    assert type_of("!a || !(k == 'x') || n > 1") == "bool"
    established = Scope(scope.names, guards=scope.guards, established=frozenset({"a", 'k == "x"'}))
    assert type_of("n", established) == "int"
    assert check(parse("a && n > 1"), scope).unknowns == {"n"}
    assert check(parse("known(n)"), scope).unknowns == frozenset()


def test_calls_are_strict_unless_an_input_may_be_unknown() -> None:
    scope = Scope(
        {"n": types.INT.maybe()},
        functions={
            "late": LATE,
            "asked": Signature((("of", types.INT.maybe()),), types.BOOL),
        },
    )
    late, asked = check(parse("late(n)"), scope), check(parse("asked(n)"), scope)
    assert (str(late.type), str(asked.type)) == ("bool?", "bool")
    names = {"late": lambda by: by > 1, "asked": lambda of: not is_unknown(of)}
    assert is_unknown(generate(late)(names))
    assert generate(late)({**names, "n": 2}) is True
    assert generate(asked)(names) is False
    assert generate(asked)({**names, "n": 2}) is True


def test_costs_count_what_names_and_calls_cost() -> None:
    scope = Scope(
        {"v": types.INT},
        {"late": Signature((("by", types.INT),), types.BOOL, 99_000)},
        costs=lambda name: 900 if name == "v" else 0,
    )
    assert check(parse("late(v)"), scope).cost == 99_902
    with pytest.raises(ExpressionError, match="100,000"):
        check(parse("late(v) || late(v)"), scope)


def test_references_and_renaming_follow_names_not_variables() -> None:
    tree = parse('kind == "food" && xs.exists(kind2, kind2.kind == kind) && late(settings.fee) > t.a[0]')
    assert references(tree) == {"kind", "xs", "late", "settings.fee", "t.a"}
    renamed = rename(
        tree,
        {"kind": "type", "late": "late_by", "settings.fee": "settings.price"},
        {"type": {"food": "kitchen"}},
    )
    assert write(renamed) == (
        'type == "kitchen" && xs.exists(kind2, kind2.kind == type) && late_by(settings.price) > t.a[0]'
    )
    assert write(rename(parse("xs.map(x, x.y + z)"), {"x": "w", "z": "v"})) == "xs.map(x, x.y + v)"
    assert write(rename(parse('k in ["a", "b"]'), {}, {"k": {"a": "c"}})) == 'k in ["c", "b"]'


def test_trees_are_equal_by_what_they_say() -> None:
    assert parse("a  &&(b && c)") == parse("a && b && c")
    assert parse("1") != parse("1.0")
    assert parse("true") != parse("1")
    assert parse("a - b - c") != parse("a - (b - c)")
    assert hash(parse("a + 1.50")) == hash(parse("a + 1.5"))
    assert write(parse("1.50 + 2e1")) == "1.5 + 20.0"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("out", "the answer to “Was it out?” is yes"),
        ("!out", "the answer to “Was it out?” is no"),
        ('kind == "food"', "the kind of bin is Food waste"),
        ('kind in ["food", "refuse"]', "the kind of bin is one of Food waste or refuse"),
        ("!(count > 3)", "count is at most 3"),
        ("known(collections)", "collections is known"),
        ("!known(collections)", "collections is not known"),
        ("is_unavailable(collections)", "collections is not available"),
        ("settings.fee > pounds('37.50')", "the council's fee is more than £37.50"),
        ("a && (b || c)", "a is the case, and (b is the case, or c is the case)"),
        ("!(a && b)", "it is not so that a is the case, and b is the case"),
        (
            "add(today, working_days(3)) < date('2026-04-01')",
            "3 working days after today is less than 1 April 2026",
        ),
        ("late_by(collected)", "late by for collected"),
        ("late_by()", "late by"),
        ("x.or(3)", "x (where that is not known, 3)"),
        ("xs.exists(x, x.open)", "for at least one x of xs, the open of x is the case"),
        ("min(a, b, 3)", "the least of a, b and 3"),
        ("a ? 1 : -b", "1 where a is the case, otherwise minus b"),
        ("windows[kind]", "windows for the kind of bin"),
        ("open == false", "open is no"),
        ("[] == xs", "nothing is xs"),
        ('date("soon") == t', "soon is t"),
    ],
)
def test_said_in_english(source: str, said: str) -> None:
    words = {"out": "Was it out?", "kind": "the kind of bin", "kind.food": "Food waste"}
    assert say(parse(source), words) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("report_of(c).state == 'not_due'", "the state of the report of the collection is “not due”"),
        ("size_of(c, 3).big == 'yes'", "the size of the collection and 3 is yes"),
        ("size_of(c, 3).odd", "the odd of the size of the collection and 3 is the case"),
        ("size.big == 'yes'", "the size is yes"),
        ("class_of(c) != 'not_out'", "the class for the collection is not “not out”"),
        ("report_of(c).open", "the open of the report of the collection is the case"),
        ("c.open", "the collection is marked “open”"),
        ("!c.street_closed", "the collection is not marked “street closed”"),
        ("by_hand", "it was described by hand"),
        ("!by_hand", "it is not so that it was described by hand"),
        ("settings.soon", "the setting “Soon” is yes"),
        ("!settings.soon", "the setting “Soon” is no"),
        ("missed.exists(c, c.open)", "for at least one collection of missed, the collection is marked “open”"),
        ("reports.all(r, r.open)", "for each report of reports, the report is marked “open”"),
        ("collections.exists(a, a.open)", "for at least one collection “a” of collections, the collection “a” is marked “open”"),
        ("[1, 2].exists(a, a > 1)", "for at least one a of 1 or 2, a is more than 1"),
        ("size(missed.filter(m, m.open)) > 0", "the number of those of missed for which the open of m is the case is more than 0"),
        ("min(missed.map(c, c.next))", "the least of the next of the collection, for each collection of missed"),
    ],
)  # fmt: skip
def test_bound_names_are_said_as_things(source: str, said: str) -> None:
    words = {
        "c": "the collection", "class_of": "the class", "by_hand": "whether it was described by hand",
        "settings.soon": "the setting “Soon”", "size_of.big": "the size of", "size.big": "the size",
    }  # fmt: skip
    assert say(parse(source), words) == said


def test_decimals_are_written_shortest() -> None:
    assert check(parse("1.50"), Scope({})).root.value == Decimal("1.5")  # type: ignore[union-attr]  # a Const
