"""Ranges, moments and days at their edges."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from patternbook.language import types
from patternbook.language.expressions import ExpressionError, Scope, check, generate, is_unknown, parse
from patternbook.language.expressions.careful import careful
from patternbook.language.unknown import Unknown

LONDON = ZoneInfo("Europe/London")
FIRST = dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
SECOND = dt.datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1)  # later, though the clock shows less
DAYS = types.record({"start": types.DATE, "end": types.DATE.maybe()}, "stay")
MOMENTS = types.record({"start": types.DATETIME, "end": types.DATETIME}, "slot")


def run(source: str, scope: Scope, names: dict[str, object]) -> object:
    typed = check(parse(source), scope)
    quick, slow = generate(typed)(names), careful(typed.root)(names)
    assert is_unknown(quick) or quick == slow
    return quick


def test_moments_are_compared_by_time_and_not_by_the_clock_on_the_wall() -> None:
    scope = Scope({"a": types.DATETIME, "b": types.DATETIME, "c": types.list_of(types.DATETIME)})
    names = {"a": FIRST, "b": SECOND, "c": (FIRST, SECOND, FIRST)}
    assert run("a < b && b > a && a != b && max(a, b) == b && last(sorted(c)) == b", scope, names) is True
    assert run("a in c && count(distinct(c)) == 2 && min(c) == a", scope, names) is True
    assert run("b in [a]", scope, names) is False


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        (("2026-01-01", "2026-01-03"), ("2026-01-03", "2026-01-05"), True),
        (("2026-01-01", "2026-01-02"), ("2026-01-03", "2026-01-05"), False),
        (("2026-01-03", "2026-01-05"), ("2026-01-01", "2026-01-02"), False),
        (("2026-01-01", "2026-01-09"), ("2026-01-03", "2026-01-05"), True),
    ],
)
def test_ranges_of_days_share_their_ends(one: tuple[str, str], other: tuple[str, str], shares: bool) -> None:
    day = dt.date.fromisoformat
    names = {
        "one": {"start": day(one[0]), "end": day(one[1])},
        "other": {"start": day(other[0]), "end": day(other[1])},
    }
    assert run("overlaps(one, other)", Scope({"one": DAYS, "other": DAYS}), names) is shares


def test_ranges_of_moments_may_touch() -> None:
    noon, later = FIRST.replace(hour=12), FIRST.replace(hour=14)
    names = {"one": {"start": FIRST, "end": noon}, "other": {"start": noon, "end": later}}
    scope = Scope({"one": MOMENTS, "other": MOMENTS})
    assert run("overlaps(one, other)", scope, names) is False
    assert run("overlaps(other, other)", scope, names) is True


def test_a_range_of_days_and_one_of_moments_cannot_be_compared() -> None:
    with pytest.raises(ExpressionError, match="range"):
        check(parse("overlaps(one, other)"), Scope({"one": DAYS, "other": MOMENTS}))


def test_a_field_that_a_record_does_not_hold_is_not_asked() -> None:
    found = run("stay.end", Scope({"stay": DAYS}), {"stay": {"start": dt.date(2026, 1, 1)}})
    assert isinstance(found, Unknown)
    assert (found.reason, found.source) == ("not_asked", "stay.end")


@pytest.mark.parametrize("end", [{}, {"end": Unknown("not_asked", "stay.end")}])
def test_a_range_without_an_end_is_unknown(end: dict[str, object]) -> None:
    scope = Scope({"one": DAYS})
    assert str(check(parse("overlaps(one, one)"), scope).type) == "bool?"
    assert is_unknown(run("overlaps(one, one)", scope, {"one": {"start": dt.date(2026, 1, 1), **end}}))


@pytest.mark.parametrize(
    ("source", "day", "gives"),
    [
        ('start_of(d, "week")', dt.date.min, dt.date.min),
        ('end_of(d, "week")', dt.date.max, dt.date.max),
        ('end_of(d, "year")', dt.date.max, dt.date.max),
        ('start_of(d, "financial_year")', dt.date.min, dt.date(1, 4, 1)),
        ('end_of(d, "year")', dt.date(2026, 5, 1), dt.date(2026, 12, 31)),
    ],
)
def test_spans_at_the_edges_of_time(source: str, day: dt.date, gives: dt.date) -> None:
    assert run(source, Scope({"d": types.DATE}), {"d": day}) == gives


def test_the_first_moment_that_there_is_has_a_day() -> None:
    first = dt.datetime.min.replace(tzinfo=dt.UTC)
    assert run("date_of(m)", Scope({"m": types.DATETIME}), {"m": first}) == dt.date.min
    latest = run('at(d, time("00:00"))', Scope({"d": types.DATE}), {"d": dt.date.min})
    assert is_unknown(latest) or isinstance(latest, dt.datetime)
