"""Expressions where a day begins in summer, a year begins in April, and a sentence says what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from patternbook.engine import calendars
from patternbook.language import types
from patternbook.language.expressions import (
    ExpressionError,
    Scope,
    Signature,
    check,
    generate,
    parse,
    say,
    write,
)
from patternbook.language.expressions.careful import careful
from patternbook.language.expressions.typed import Typed
from patternbook.language.unknown import Unknown, is_unknown

ENGLAND = calendars.of("england")
RECORDS = {"bin": types.record({"size": types.INT.maybe(), "name": types.TEXT}, "bin")}


def typed(source: str, **names: str) -> Typed:
    """An expression, checked against names of these types."""
    scope = Scope({name: types.parse_type(of, RECORDS) for name, of in names.items()})
    return check(parse(source), scope)


def value(source: str, names: Mapping[str, tuple[str, Any]]) -> object:
    """What an expression gives, the quick way and the careful way."""
    checked = typed(source, **{name: of for name, (of, _) in names.items()})
    given = {"$calendar": ENGLAND, **{name: known for name, (_, known) in names.items()}}
    quick, slow = generate(checked)(given), careful(checked.root)(given)
    assert quick == slow
    return quick


MIDNIGHT = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)  # half past midnight on 1 July in London


@pytest.mark.parametrize(
    ("source", "gives"),
    [
        ("weekday(at)", "wednesday"),
        ("day(at)", 1),
        ("month(at)", 7),
        ("year(at)", 2026),
        ("days_between(on, at)", 1),
        ("days_between(at, on)", -1),
        ("working_days_between(on, at)", 1),
        ("date_of(at)", dt.date(2026, 7, 1)),
        ("days_between(at, at)", 0),
    ],
)
def test_of_a_moment_the_day_in_london_counts(source: str, gives: object) -> None:
    names = {"at": ("datetime", MIDNIGHT), "on": ("date", dt.date(2026, 6, 30))}
    assert value(source, names) == gives


@pytest.mark.parametrize(
    ("day", "unit", "first", "last"),
    [
        ("2026-04-01", "financial_year", "2026-04-01", "2027-03-31"),
        ("2026-04-30", "financial_year", "2026-04-01", "2027-03-31"),
        ("2026-03-31", "financial_year", "2025-04-01", "2026-03-31"),
        ("2026-12-31", "financial_year", "2026-04-01", "2027-03-31"),
        ("2026-01-01", "year", "2026-01-01", "2026-12-31"),
        ("2026-12-31", "year", "2026-01-01", "2026-12-31"),
        ("2028-02-15", "month", "2028-02-01", "2028-02-29"),
        ("2026-12-31", "month", "2026-12-01", "2026-12-31"),
        ("2026-11-23", "week", "2026-11-23", "2026-11-29"),
        ("2026-11-29", "week", "2026-11-23", "2026-11-29"),
        ("0001-01-01", "week", "0001-01-01", "0001-01-07"),
        ("0001-01-01", "financial_year", "0001-04-01", "0002-03-31"),
        ("9999-12-31", "week", "9999-12-27", "9999-12-31"),
        ("9999-12-31", "year", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_span_of_time_has_its_first_and_its_last_day(day: str, unit: str, first: str, last: str) -> None:
    names = {"d": ("date", dt.date.fromisoformat(day))}
    assert value(f'start_of(d, "{unit}")', names) == dt.date.fromisoformat(first)
    assert value(f'end_of(d, "{unit}")', names) == dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("left", "right", "rest"), [(7, 3, 1), (-7, 3, -1), (7, -3, 1), (-7, -3, -1), (6, 3, 0), (0, 3, 0)]
)
def test_the_rest_of_a_division_has_the_sign_of_what_is_divided(left: int, right: int, rest: int) -> None:
    assert value("a % b", {"a": ("int", left), "b": ("int", right)}) == rest


def test_what_a_filter_asks_for_is_known_in_what_it_leaves() -> None:
    plain = typed("bins.map(b, b.size)", bins="list(bin)")
    kept = typed("bins.filter(b, known(b.size)).map(b, b.size)", bins="list(bin)")
    assert (str(plain.type), str(kept.type)) == ("list(int, 100)?", "list(int, 100)")


def test_the_first_of_a_list_is_its_first_and_of_none_there_is_none() -> None:
    assert value("first(xs)", {"xs": ("list(int)", (7, 8))}) == 7
    assert value("known(first(xs)) ? 'some' : 'none'", {"xs": ("list(int)", ())}) == "none"


def test_a_function_that_is_written_as_a_name_says_how_to_write_it() -> None:
    late = Signature((("by", types.INT), ("of", types.INT)), types.BOOL)
    with pytest.raises(ExpressionError) as refused:
        check(parse("late"), Scope({}, functions={"late": late}))
    assert (refused.value.code, str(refused.value)) == ("type", "'late' takes inputs. Write late(by, of).")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('pounds("3.5")', 'Pounds are written as "37" or "37.50".'),
        ('date("2026-02-30")', 'A date is written as "2026-04-01", and must be a day that there is.'),
        ('time("24:00")', 'A time is written as "06:30", from "00:00" to "23:59".'),
        ('season(d, "13-01", "05-01")', 'A day of the year is written as month and day: "10-31".'),
        ('start_of(d, "decade")', "A span of time is one of: year, term, financial_year, month, week."),
    ],
)
def test_a_text_that_a_function_cannot_read_is_refused_with_how_to_write_it(source: str, says: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        typed(source, d="date")
    assert refused.value.code == "literal"
    assert says in str(refused.value)


def test_money_that_is_written_has_exactly_its_bounds() -> None:
    found = typed('pounds("12.50")').type
    assert (found.kind, found.low, found.high) == ("money", 1250, 1250)


@pytest.mark.parametrize(
    ("source", "gives"),
    [("m / 2", 750), ("m / 4", 375), ("m * 2", 3000), ("m * d", 2250), ("m + m", 3000), ("m - m", 0), ("-m", -1500)],
)  # fmt: skip
def test_money_is_reckoned_with_numbers(source: str, gives: int) -> None:
    assert value(source, {"m": ("money", 1500), "d": ("decimal", Decimal("1.5"))}) == gives


@pytest.mark.parametrize("source", ["2 / m", "m / m", "m * m", "m + 1", "1 - m", "m % m", "d / m"])
def test_money_is_not_reckoned_with_what_has_no_meaning(source: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        typed(source, m="money", d="decimal")
    assert refused.value.code == "type"


@pytest.mark.parametrize(
    ("source", "code", "at", "says"),
    [
        ("12u", "outside", 0, "Unsigned numbers are not part of the language. Leave out the 'u'."),
        ("12U", "outside", 0, "Unsigned numbers are not part of the language. Leave out the 'u'."),
        ('b"a"', "outside", 0, "Bytes are not part of the language. Leave out the 'b'."),
        ("1 # 2", "syntax", 2, "The character '#' has no meaning in an expression."),
        ("a = 1", "syntax", 2, "The character '=' has no meaning in an expression. Compare with '=='."),
        ("a & b", "syntax", 2, "The character '&' has no meaning in an expression. Write '&&' for and."),
        ("a | b", "syntax", 2, "The character '|' has no meaning in an expression. Write '||' for or."),
        ("“a”", "syntax", 0, "The character '“' has no meaning in an expression. Write texts in straight quotes."),
        (
            "{1: 2}",
            "syntax",
            0,
            "The character '{' has no meaning in an expression. Maps cannot be written in an expression: "
            "declare a table or a type.",
        ),
        ("12_3", "syntax", 2, "'12' runs into '_'."),
        ('"a\\q"', "syntax", 2, "This is not an escape that a text can have. Write '\\\\' for a backslash."),
        ('"\\ud800"', "syntax", 1, "This escape names no character."),
        ('"abc', "syntax", 0, 'The text that starts here is not closed with ".'),
        ("rr'a'", "syntax", 0, "A text has one 'r' before it at most."),
        ("", "syntax", 0, "The expression is empty."),
        ("1 +", "syntax", 3, "A value is missing before the end."),
        ("(1", "syntax", 2, "')' is missing before the end."),
        ("1 2", "syntax", 2, "'2' does not belong here."),
        ('a "b"', "syntax", 2, "a text does not belong here."),
        ("xs[1", "syntax", 4, "']' is missing before the end."),
        ("a ? b", "syntax", 5, "':' is missing before the end."),
        ("null", "syntax", 0, "'null' cannot be a name. Ask with 'known(…)' whether there is a value."),
        ("while", "syntax", 0, "'while' cannot be a name."),
        ("f(1,)", "syntax", 3, "Something is missing after the ','."),
        ("9223372036854775809", "number-range", 0, "A whole number has at most 64 bits."),
        ("1e70", "number-range", 0, "A decimal has at most 30 digits before and 30 after the point."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_where_and_what_to_do(
    source: str, code: str, at: int, says: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert (refused.value.code, refused.value.offset) == (code, at)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("source", "type_"),
    [("add(d, days(9000))", "date"), ("add(d, years(9000))", "date?"), ("add(d, working_days(1))", "date?")],
)
def test_a_day_that_may_lie_beyond_all_days_may_be_unknown(source: str, type_: str) -> None:
    assert str(typed(source, d="date").type) == type_


def test_an_expression_that_could_take_too_long_says_how_to_shorten_it() -> None:
    with pytest.raises(ExpressionError) as refused:
        typed("xs.all(a, xs.all(b, a == b))", xs="list(int, 1000)")
    assert refused.value.code == "too-costly"
    assert str(refused.value).endswith(
        "at most 100,000 are allowed. Say how long lists are at most, as in list(text, 40)."
    )


@pytest.mark.parametrize(
    ("sizes", "found"),
    [((1, 2), True), ((1, 1), False), ((2, 2), False), ((1, None), None), ((2, None), None)],
)
def test_whether_exactly_one_does_is_unknown_where_another_might(
    sizes: tuple[int | None, ...], found: bool | None
) -> None:
    bins = tuple({"size": Unknown("not_asked") if size is None else size, "name": "x"} for size in sizes)
    checked = typed("bins.exists_one(b, b.size == 1)", bins="list(bin)")
    for run in (generate(checked), careful(checked.root)):
        came = run({"bins": bins})
        assert (None if is_unknown(came) else came) == found


def test_the_size_of_a_table_is_how_many_entries_it_has_and_a_record_has_none() -> None:
    assert value("size(fees)", {"fees": ("table(money)", {"north": 100, "south": 200})}) == 2
    with pytest.raises(ExpressionError) as refused:
        typed("size(one)", one="bin")
    assert refused.value.code == "type"


def test_a_field_that_there_is_not_is_refused_with_its_record_and_the_nearest_name() -> None:
    with pytest.raises(ExpressionError) as refused:
        typed("one.siez", one="bin")
    assert refused.value.code == "unknown-name"
    assert str(refused.value) == "There is no 'siez' in 'one'. Did you mean 'size'?"


@pytest.mark.parametrize("source", ["12u + 1", "12U)", "1 + 12u"])
def test_an_unsigned_number_is_refused_wherever_it_stands(source: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert refused.value.code == "outside"


def test_what_a_name_costs_is_counted_once_as_it_is_worked_out_once() -> None:
    def steps(source: str, of_name: int) -> int:
        return check(parse(source), Scope({"v": types.INT}, costs=lambda _: of_name)).cost

    assert steps("v", 50) - steps("v", 0) == 50
    assert steps("v + v", 50) - steps("v + v", 0) == 50
    assert steps("1 + 1", 50) == steps("1 + 1", 0)


@pytest.mark.parametrize(
    ("xs", "every", "some", "one"),
    [((2, 3), True, True, False), ((1, 2), False, True, True), ((0, 1), False, False, False), ((), True, False, False)],
)  # fmt: skip
def test_every_some_and_one_are_told_apart(xs: tuple[int, ...], every: bool, some: bool, one: bool) -> None:
    names = {"xs": ("list(int)", xs)}
    assert value("xs.all(x, x > 1)", names) is every
    assert value("xs.exists(x, x > 1)", names) is some
    assert value("xs.exists_one(x, x > 1)", names) is one


@pytest.mark.parametrize(
    ("day", "in_summer", "in_winter"),
    [("04-01", True, False), ("09-30", True, False), ("10-01", False, True), ("03-31", False, True), ("01-01", False, True)],
)  # fmt: skip
def test_a_season_has_its_first_and_its_last_day_also_over_the_new_year(
    day: str, in_summer: bool, in_winter: bool
) -> None:
    names = {"d": ("date", dt.date.fromisoformat(f"2026-{day}"))}
    assert value('season(d, "04-01", "09-30")', names) is in_summer
    assert value('season(d, "10-01", "03-31")', names) is in_winter


@pytest.mark.parametrize(
    ("source", "low", "high"), [("7", 7, 7), ("0.5", 0, 1), ("1.5", 1, 2), ("2.0", 2, 3), ("0", 0, 0)]
)
def test_a_number_that_is_written_is_known_to_lie_near_itself(source: str, low: int, high: int) -> None:
    found = typed(source).type
    assert (found.low, found.high) == (low, high)


def test_decimals_are_added_beyond_what_whole_numbers_can_be() -> None:
    names = {"ds": ("list(decimal)", (Decimal("1e20"), Decimal("1.5")))}
    assert value("sum(ds)", names) == Decimal("100000000000000000001.5")
    with_whole = {"xs": ("list(int)", (2**62, 2**62))}
    assert value("known(sum(xs)) ? 'known' : 'unknown'", with_whole) == "unknown"


def test_an_expression_that_is_too_long_says_how_to_shorten_it() -> None:
    with pytest.raises(ExpressionError) as refused:
        parse("1 + " * 4000 + "1")
    assert str(refused.value).endswith("characters. Give parts of it a name under 'values'.")


@pytest.mark.parametrize(
    ("by", "gives"), [("0", None), ("1", "7.5"), ("2", "3.75"), ("-1", "-7.5"), ("0.5", "15")]
)
def test_a_division_by_nothing_alone_has_no_answer(by: str, gives: str | None) -> None:
    names = {"d": ("decimal", Decimal("7.5")), "by": ("decimal", Decimal(by))}
    assert value("known(d / by)", names) is (gives is not None)
    if gives is not None:
        assert value("(d / by).or(0.0)", names) == Decimal(gives)


@pytest.mark.parametrize(
    "source",
    ["true", "false", "-1", "1.5", """'a"b'""", "[1, 2]", "a ? b : c", "!a && (b || c)", "xs.all(x, x > 1)", "f(a, 1)[0].b"],
)  # fmt: skip
def test_what_is_written_in_the_canonical_way_is_written_so_again(source: str) -> None:
    assert write(parse(source)) == source


def test_what_passes_the_largest_numbers_has_no_answer() -> None:
    least = -(2**63)
    assert value("known(a % b)", {"a": ("int", least), "b": ("int", -1)}) is False
    assert value("known(a % b)", {"a": ("int", least), "b": ("int", -2)}) is True
    huge = {"m": ("money", 10**18), "d": ("decimal", Decimal("1e29"))}
    assert value("known(m * d)", huge) is False


def test_lists_are_compared_where_their_items_can_be_and_lists_of_moments_never() -> None:
    assert value("xs == ys", {"xs": ("list(int)", (1, 2)), "ys": ("list(int)", (1, 2))}) is True
    for one, other in (("list(datetime)", "list(datetime)"), ("list(int)", "list(text)")):
        with pytest.raises(ExpressionError) as refused:
            typed("xs == ys", xs=one, ys=other)
        assert refused.value.code == "type"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('kind == "gren"', "'gren' is not one of the options. Did you mean 'green'?"),
        ('kind == "xyzzy"', "'xyzzy' is not one of the options. The options are: red, green, blue."),
    ],
)
def test_an_option_that_there_is_not_is_refused_with_those_that_there_are(source: str, says: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        typed(source, kind="choice(red, green, blue)")
    assert (refused.value.code, str(refused.value)) == ("unknown-option", says)


def test_the_last_of_a_list_is_its_last_and_of_none_there_is_none() -> None:
    assert value("last(xs)", {"xs": ("list(int)", (7, 8))}) == 8
    assert value("known(last(xs)) ? 'some' : 'none'", {"xs": ("list(int)", ())}) == "none"


def test_a_comparison_with_true_or_false_is_said_as_yes_or_no() -> None:
    assert say(parse("a == true")).endswith("yes")
    assert say(parse("a == false")).endswith("no")


def test_a_raw_text_keeps_its_backslashes() -> None:
    assert value('r"a\\d" == t', {"t": ("text", "a\\d")}) is True
    assert value('"a\\\\d" == t', {"t": ("text", "a\\d")}) is True


@pytest.mark.parametrize("word", ["in", "as", "null", "while", "function"])
def test_a_word_of_the_language_is_no_name(word: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(f"{word} + 1")
    assert str(refused.value).startswith(f"'{word}' cannot be a name.")


def test_texts_are_joined_after_a_macro_not_inside_it() -> None:
    with pytest.raises(ExpressionError) as refused:
        typed("ts.map(t, t + t)", ts="list(text)")
    assert str(refused.value) == "Texts cannot be joined inside a macro. Join them afterwards."


def test_what_may_be_unknown_of_an_item_is_not_said_of_the_whole() -> None:
    houses = {"house": types.record({"box": RECORDS["bin"]}, "house")}
    scope = Scope({"hs": types.parse_type("list(house)", houses), "n": types.INT.maybe()})
    assert check(parse("hs.exists(h, h.box.size == 1)"), scope).unknowns == frozenset()
    assert check(parse("hs.exists(h, h.box.size == n)"), scope).unknowns == frozenset({"n"})
