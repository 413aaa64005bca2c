"""Strategies: typed expressions made from the grammar, with values for their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from hypothesis import strategies as st

from patternbook.language import types
from patternbook.language.expressions import Scope
from patternbook.language.expressions.scope import Signature
from patternbook.language.periods import UNITS, Period
from patternbook.language.types import Type
from patternbook.language.unknown import REASONS, Unknown

ROW = types.record(
    {
        "kind": types.choice(["food", "refuse", "garden"]),
        "n": types.INT,
        "on": types.DATE.maybe(),
        "open": types.BOOL.maybe(),
    },
    "row",
)
SCOPE = Scope(
    names={
        "b": types.BOOL, "b_": types.BOOL.maybe(),
        "i": types.INT, "i_": types.INT.maybe(), "small": Type("int", low=0, high=9),
        "huge": Type("int", low=-(2**63), high=2**63 - 1),
        "x": types.DECIMAL, "x_": types.DECIMAL.maybe(),
        "m": types.MONEY, "m_": types.MONEY.maybe(),
        "t": types.TEXT, "t_": types.TEXT.maybe(),
        "c": types.choice(["food", "refuse"]), "c_": types.choice(["food", "refuse"], optional=True),
        "d": types.DATE, "d_": types.DATE.maybe(),
        "h": types.TIME, "w": types.DATETIME, "w_": types.DATETIME.maybe(),
        "p": types.PERIOD, "p_": types.PERIOD.maybe(),
        "is_": types.list_of(types.INT, 5).maybe(), "ts": types.list_of(types.TEXT, 5),
        "rows": types.list_of(ROW, 5), "rows_": types.list_of(ROW, 5).maybe(),
        "windows": types.table_of(types.PERIOD), "row_": ROW.maybe(),
    },
    functions={"twice": Signature((("of", types.INT),), types.INT, 3), "why": Signature((("of", types.TEXT.maybe()),), types.BOOL, 3)},
)  # fmt: skip

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
LEAF_VALUES: dict[str, st.SearchStrategy[object]] = {
    "bool": st.booleans(),
    "decimal": st.decimals(-1_000_000_000, 1_000_000_000, allow_nan=False, places=4),
    "text": st.text(max_size=12),
    "date": DAYS,
    "time": st.times(),
    "datetime": st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 12, 31), timezones=st.timezones()),
    "period": st.builds(Period, st.integers(-50, 50), st.sampled_from(UNITS), st.none() | st.times(), st.none() | st.times()),
}  # fmt: skip
UNKNOWNS = st.builds(Unknown, st.sampled_from(REASONS), st.sampled_from(["", "somewhere"]))


def values(of: Type) -> st.SearchStrategy[object]:
    """Values of a type; of ``T?`` also unknowns."""
    known = _known_values(of)
    return st.one_of(known, UNKNOWNS) if of.optional else known


def _known_values(of: Type) -> st.SearchStrategy[object]:
    if of.kind in ("int", "money"):
        low, high = of.bounds
        return st.integers(low, high) | st.integers(max(low, -3), min(high, 3)) | st.sampled_from([low, high])
    if of.kind == "choice":
        return st.sampled_from(of.choices)
    if of.kind == "list":
        return st.lists(values(of.item), max_size=of.longest).map(tuple)
    if of.kind == "table":
        return st.dictionaries(st.sampled_from(["food", "refuse", "a"]), values(of.item))
    if of.kind == "record":
        return st.fixed_dictionaries({key: values(field) for key, field in of.fields})
    return LEAF_VALUES[of.kind]


class Days:
    """A calendar that knows the years 2000 to 2030."""

    def is_working_day(self, day: dt.date) -> bool | None:
        return day.weekday() < 5 and day.day != 25 if 2000 <= day.year <= 2030 else None

    def is_school_day(self, day: dt.date) -> bool | None:
        return day.weekday() < 5 and day.month != 8 if 2000 <= day.year <= 2030 else None

    def working_times(self, day: dt.date) -> tuple[dt.time, dt.time] | None:
        return (dt.time(9), dt.time(17)) if self.is_working_day(day) else None

    def term_of(self, day: dt.date) -> tuple[dt.date, dt.date] | None:
        return None if day.month == 8 else (day.replace(day=1), day.replace(day=28))


def _names() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {name: values(of) for name, of in SCOPE.names.items() if not of.optional},
        optional={name: values(of) for name, of in SCOPE.names.items() if of.optional},
    )


def names_with_rest() -> st.SearchStrategy[dict[str, object]]:
    """Values for every name of the scope; those of ``T?`` may be missing."""
    rest: dict[str, object] = {
        "today": dt.date(2026, 11, 23),
        "now": dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),
        "nation": "wales",
        "channel": "resident",
        "twice": lambda of: of * 2,
        "why": lambda of: of.__class__ is not Unknown,
    }
    calendar = st.sampled_from([{}, {"$calendar": Days()}])
    return st.builds(lambda names, days: {**rest, **names, **days}, _names(), calendar)


Draw = Callable[[st.SearchStrategy[str]], str]

LEAVES: dict[str, list[str]] = {
    "bool": ["b", "b_", "true", "false", "row_.open"],
    "int": ["i", "i_", "small", "huge", "0", "1", "-1", "7", "9223372036854775807", "row_.n"],
    "decimal": ["x", "x_", "0.5", "-2.25", "1000000.0"],
    "money": ["m", "m_", 'pounds("37.50")', "pence(1)"],
    "text": ["t", "t_", "c", "c_", '"food"', '""', 'row_.kind'],
    "date": ["d", "d_", "today", 'date("2026-02-28")', "row_.on"],
    "time": ["h", 'time("06:30")'],
    "datetime": ["w", "w_", "now"],
    "period": ["p", "p_", "days(3)", "working_days(2)", 'days(1).until(time("16:00"))'],
    "ints": ["is_", "[1, 2]", "[i_, small]"],
    "rows": ["rows", "rows_"],
}  # fmt: skip
TEMPLATES: dict[str, list[str]] = {
    "bool": [
        "({bool} && {bool})", "({bool} || {bool})", "(!{bool})", "({bool} ? {bool} : {bool})", "({bool} == {bool})",
        "({int} < {int})", "({int} == {decimal})", "({decimal} >= {decimal})", "({money} > {money})",
        "({text} == {text})", "({text} < {text})", "({date} <= {date})", "({time} != {time})",
        "({datetime} < {datetime})", "({datetime} == {datetime})", '({text} in ["a", "food"])', "({int} in {ints})",
        "known({int})", "known({date})", "(known(i_) && i_ > {int})", "(!known(x_) || x_ < {decimal})",
        "is_not_found({text})", "is_not_asked({date})", "{text}.contains({text})", "{text}.startsWith({text})",
        '{text}.matches("^[a-z]+$")', "{rows}.all(r, r.n > {int})", "{rows}.exists(r, r.open)",
        "{rows}.exists_one(r, r.kind == \"food\")", "any([{bool}, {bool}])", "all_of([{bool}, {bool}])",
        "none([{bool}])", 'season({date}, "10-31", "05-01")', "{bool}.or({bool})", "why({text})",
        "{rows}.exists(r, r.n in {ints})", "({ints} == {ints})", '("food" in windows)',
        '(weekday({date}) == "monday")', '(c == "food")', "{rows}.all(r, known(r.on) && r.on < {date})",
    ],
    "int": [
        "({int} + {int})", "({int} - {int})", "({int} * {int})", "({int} / {int})", "({int} % {int})", "(-{int})",
        "size({text})", "count({rows})", "sum({ints})", "min({ints})", "max({int}, {int})", "first({ints})",
        "last({ints})", "{ints}[{int}]", "round({decimal})", "floor({decimal})", "ceil({decimal})", "abs({int})",
        "days_between({date}, {date})", "working_days_between({date}, {date})", "whole_weeks({date}, {date})",
        "year({date})", "day({datetime})", "age({date}, {date})", "nc_year({date}, {date})", "{int}.or({int})",
        "({bool} ? {int} : {int})", "twice({int})", "sum({rows}.map(r, r.n))", "{rows}[0].n", "count(distinct({ints}))",
        "sum({rows}.map(r, r.open, r.n))", "sum(sorted({ints}))",
    ],
    "decimal": [
        "({decimal} + {decimal})", "({decimal} - {int})", "({decimal} * {decimal})", "({decimal} / {decimal})",
        "(-{decimal})", "abs({decimal})", "round({decimal}, 2)", "min({decimal}, {decimal})", "{decimal}.or({decimal})",
        "sum([{decimal}, {decimal}])", "({bool} ? {decimal} : {int})",
    ],
    "money": [
        "({money} + {money})", "({money} - {money})", "({money} * {int})", "({money} * {decimal})", "({money} / {int})",
        "vat({money}, 20)", "max({money}, {money})", "(-{money})", "abs({money})", "sum([{money}, {money}])",
        "pence(small)", "{money}.or({money})",
    ],
    "text": [
        "({text} + {text})", "{text}.upper()", "{text}.lower()", "{text}.trim()", 'normalise({text}, "postcode")',
        "({bool} ? {text} : {text})", "{text}.or({text})", "ts[{int}]", "first({rows}.map(r, r.kind))",
        "min({text}, {text})",
    ],
    "date": [
        "add({date}, {period})", "before({date}, {period})", "date_of({datetime})", 'start_of({date}, "term")',
        'end_of({date}, "financial_year")', 'start_of({date}, "week")', "min({date}, {date})", "{date}.or({date})",
        "max({rows}.filter(r, known(r.on)).map(r, r.on))", "({bool} ? {date} : {date})",
    ],
    "time": ["time_of({datetime})", "({bool} ? {time} : {time})"],
    "datetime": ["add({datetime}, {period})", "before({datetime}, {period})", "at({date}, {time})", "max({datetime}, {datetime})"],
    "period": ["days(small)", "hours({int})", "{period}.until({time})", "{period}.counts_from({time})", "windows[{text}]", "{period}.or({period})", "months(small)", "weekdays(small)"],
    "ints": ["{rows}.map(r, r.n)", "({ints} + {ints})", "distinct({ints})", "sorted({ints})", "is_.filter(e, e > {int})"],
    "rows": ["{rows}.filter(r, r.open)", '{rows}.filter(r, r.kind != "food" && r.n > 0)'],
}  # fmt: skip


@st.composite
def sources(draw: st.DrawFn, kind: str | None = None, depth: int = 4) -> str:
    """The text of an expression that the grammar allows."""
    kind = kind or draw(st.sampled_from(sorted(LEAVES)))
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(LEAVES[kind]))
    template = draw(st.sampled_from(TEMPLATES[kind]))
    parts: list[str] = []
    for index, piece in enumerate(template.replace("}", "{").split("{")):
        parts.append(draw(sources(piece, depth - 1)) if index % 2 else piece)
    return "".join(parts)


__all__ = ["SCOPE", "Decimal", "names_with_rest", "sources", "values"]
