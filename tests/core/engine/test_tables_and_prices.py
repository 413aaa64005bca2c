"""Tables and prices on their dates: the first and the last day of a row, which rows count, what is charged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from patternbook.engine import prices, tables
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.context import LONDON, Context
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts
from patternbook.engine.settings import resolve_settings
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import NOW, context

SERVICE = """
patternbook: 1
service: try_out
title: Try out tables
summary: A service for tests.
nations: [england, wales]
function: other
settings:
  rate:
    title: Rate
    type: money
    default: "£10.00"
tables:
  plain:
    gives: {fee: money}
    rows:
      old: {gives: {fee: "pence(1)"}, to: 2026-03-31, because: The old fee.}
      new: {gives: {fee: "pence(2)"}, from: 2026-04-01, to: 2027-03-31, because: The new fee.}
  for_event:
    as_of: held_on
    gives: {fee: money}
    hit: collect
    rows:
      old: {gives: {fee: "pence(1)"}, to: 2026-03-31}
      new: {gives: {fee: "pence(2)"}, from: 2026-04-01}
      welsh: {gives: {fee: "pence(3)"}, nations: [wales]}
  at_time:
    as_of: now
    gives: {fee: money}
    rows:
      old: {gives: {fee: "pence(1)"}, to: 2026-03-31}
      new: {gives: {fee: "pence(2)"}, from: 2026-04-01}
  one:
    gives: {fee: money}
    hit: only
    rows:
      big: {if: big, gives: {fee: "pence(5)"}}
      dear: {if: dear, gives: {fee: "pence(6)"}}
  either:
    gives: {fee: money}
    rows:
      cheap: {gives: {fee: "pence(1)"}}
      usual: {gives: {fee: "pence(2)"}}
prices:
  hire:
    title: Hire
    as_of: held_on
    lines:
      rate: {title: Rate, amount: settings.rate, vat: standard}
    least: least
    most: most
  at_time:
    title: Hire at a time
    as_of: now
    lines:
      rate: {title: Rate, amount: settings.rate}
pages:
  about:
    questions:
      big: {ask: yes_no, label: Is it big?}
      dear: {ask: yes_no, label: Is it dear?}
      held_on: {ask: date, label: When is it held?, optional: true}
      least: {ask: money, label: The least, optional: true}
      most: {ask: money, label: The most, optional: true}
check_answers:
  confirmation: {title: Sent, next: We answer.}
process:
  roles:
    clerk: {title: Clerk}
  stages:
    work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}
    done: {title: Done, label: Done, kind: closed, result: met}
"""

ADOPTION = """
patternbook: 1
adopts: try_out
nation: england
settings:
  rate:
    values:
      - value: "£10.00"
      - {value: "£20.00", from: 2026-04-01}
"""


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    found = read(SERVICE, kind=Service)
    assert found.node is not None, found.problems
    return compile_service(found.node, {})


def why(found: object) -> tuple[str, str | None]:
    """Why a value is unknown, and from where."""
    assert isinstance(found, Unknown)
    return found.reason, found.source


def names(
    compiled: Compiled, *, nation: str = "england", now: dt.datetime | None = None, **given: Any
) -> Evaluation:
    """What expressions see with these answers, on a day in November 2026 or as said."""
    plain = {"big": False, "dear": False, "least": 0, "most": 100_000, **given}
    seen: Context = context(compiled.service, nation=nation, **({"now": now} if now else {}))
    evaluation = Evaluation(compiled, Facts(), seen)
    for key, value in plain.items():
        evaluation.reveal(key, value)
    return evaluation


@pytest.mark.parametrize(
    ("day", "row"),
    [("2026-03-31", "old"), ("2026-04-01", "new"), ("2027-03-31", "new"), ("2027-04-01", None)],
)
def test_a_row_counts_on_its_first_and_its_last_day(compiled: Compiled, day: str, row: str | None) -> None:
    now = dt.datetime.fromisoformat(day).replace(hour=12, tzinfo=LONDON)
    found = tables.hits(compiled, "plain", names(compiled, now=now))
    assert [hit.row for hit in found] == ([row] if row else [])


def test_only_the_first_row_counts_where_a_table_does_not_say_otherwise(compiled: Compiled) -> None:
    assert [hit.row for hit in tables.hits(compiled, "either", names(compiled))] == ["cheap"]


def test_a_row_says_why_it_applies(compiled: Compiled) -> None:
    (hit,) = tables.hits(compiled, "plain", names(compiled))
    assert isinstance(hit.because, Text)
    assert hit.because.wordings["en"] == "The new fee."


def test_where_no_row_applies_a_table_gives_nothing_known(compiled: Compiled) -> None:
    later = names(compiled, now=dt.datetime(2028, 1, 5, 12, tzinfo=LONDON))
    assert why(tables.outcome(compiled, "plain", later)) == ("undefined", "plain")


@pytest.mark.parametrize(("held_on", "fees"), [(dt.date(2026, 3, 31), [1, 3]), (dt.date(2026, 4, 1), [2, 3])])
def test_a_table_can_go_by_a_day_other_than_today(
    compiled: Compiled, held_on: dt.date, fees: list[int]
) -> None:
    seen = names(compiled, nation="wales", held_on=held_on)
    assert [row["fee"] for row in tables.outcome(compiled, "for_event", seen)] == fees
    seen = names(compiled, held_on=held_on)
    assert [row["fee"] for row in tables.outcome(compiled, "for_event", seen)] == fees[:1]


def test_a_table_whose_day_is_not_known_is_not_known(compiled: Compiled) -> None:
    found = tables.outcome(compiled, "for_event", names(compiled))
    assert why(found) == ("not_asked", "held_on")


@pytest.mark.parametrize(
    ("starts", "fee"),
    [("2026-03-31T22:59", 1), ("2026-03-31T23:30", 2), ("2026-04-01T10:00", 2)],
)
def test_a_table_that_goes_by_a_time_goes_by_its_local_day(compiled: Compiled, starts: str, fee: int) -> None:
    at = dt.datetime.fromisoformat(starts).replace(tzinfo=dt.UTC)
    assert tables.outcome(compiled, "at_time", names(compiled, now=at)) == {"fee": fee}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"big": True}, {"fee": 5}),
        ({"dear": True}, {"fee": 6}),
        ({"big": True, "dear": True}, ("many", "one")),
        ({}, ("undefined", "one")),
    ],
)
def test_only_one_row_may_apply_where_a_table_says_so(compiled: Compiled, given: Any, found: object) -> None:
    came = tables.outcome(compiled, "one", names(compiled, **given))
    assert (why(came) if isinstance(found, tuple) else came) == found


def dated(compiled: Compiled, now: dt.datetime = NOW, **given: Any) -> Evaluation:
    """Names at a council whose rate doubles on 1 April 2026."""
    adoption = read(ADOPTION, kind=Adoption).node
    assert adoption is not None
    settings = resolve_settings(compiled.service, adoption, {"today": dt.date(2026, 11, 24)})
    evaluation = Evaluation(compiled, Facts(), context(compiled.service, settings=settings, now=now))
    for key, value in {"least": 0, "most": 100_000, **given}.items():
        evaluation.reveal(key, value)
    return evaluation


@pytest.mark.parametrize(("held_on", "total"), [(dt.date(2026, 3, 31), 1000), (dt.date(2026, 4, 1), 2000)])
def test_a_price_goes_by_the_settings_of_its_day(compiled: Compiled, held_on: dt.date, total: int) -> None:
    found = prices.charge(compiled, "hire", dated(compiled, held_on=held_on))
    assert isinstance(found, prices.Charge)
    assert (found.total, found.lines[0].amount, found.lines[0].vat) == (
        total,
        total,
        total // 6 + (total % 6 > 2),
    )


def test_a_price_that_goes_by_a_time_goes_by_its_local_day(compiled: Compiled) -> None:
    seen = dated(compiled, now=dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC))
    assert prices.value(compiled, "at_time", seen) == 2000
    seen = dated(compiled, now=dt.datetime(2026, 3, 31, 22, 30, tzinfo=dt.UTC))
    assert prices.value(compiled, "at_time", seen) == 1000


def test_a_price_whose_day_is_not_known_is_not_known(compiled: Compiled) -> None:
    assert why(prices.value(compiled, "hire", dated(compiled))) == ("not_asked", "held_on")


def test_a_price_keeps_between_its_least_and_its_most(compiled: Compiled) -> None:
    day = dt.date(2026, 11, 24)
    assert prices.value(compiled, "hire", dated(compiled, held_on=day, least=2500)) == 2500
    assert prices.value(compiled, "hire", dated(compiled, held_on=day, most=1500)) == 1500


def test_a_price_whose_least_is_not_known_is_not_known(compiled: Compiled) -> None:
    seen = dated(compiled, held_on=dt.date(2026, 11, 24), least=None)
    assert why(prices.value(compiled, "hire", seen)) == ("not_asked", "least")


def test_a_price_without_dated_settings_takes_those_that_there_are(compiled: Compiled) -> None:
    seen = {
        **dated(compiled),
        "held_on": dt.date(2026, 3, 31),
        "settings": {"rate": 700},
        "least": 0,
        "most": 9999,
    }
    found = prices.charge(compiled, "hire", seen)
    assert isinstance(found, prices.Charge)
    assert found.total == 700
