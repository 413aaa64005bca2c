"""What a price comes to: its lines, the tax in them, its least and most, and where there is no price."""

from __future__ import annotations

from typing import Any

import pytest

from patternbook.engine import prices
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import context

SERVICE = """
patternbook: 1
service: try_out
title: Try out prices
summary: A service for tests.
nations: [england]
function: other
prices:
  hire:
    title: Hire
    refuse: {if: refused, message: We do not hire on that day.}
    lines:
      late: {title: Late, if: late, amount: "pence(500)"}
      hall: {title: The hall, amount: hall, vat: standard, ledger: HALL1}
      deposit: {title: Deposit, amount: "pence(1000)"}
    most: "pence(9000)"
pages:
  about:
    questions:
      late: {ask: yes_no, label: Is it late?}
      refused: {ask: yes_no, label: Is it refused?}
      hall: {ask: money, label: What is the hall?, optional: true}
check_answers:
  confirmation: {title: Sent, next: We answer.}
process:
  roles:
    clerk: {title: Clerk}
  stages:
    work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}
    done: {title: Done, label: Done, kind: closed, result: met}
"""


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    found = read(SERVICE, kind=Service)
    assert found.node is not None, found.problems
    return compile_service(found.node, {})


def names(compiled: Compiled, **given: Any) -> Evaluation:
    """What expressions see with these answers."""
    evaluation = Evaluation(compiled, Facts(), context(compiled.service))
    for key, value in {"late": False, "refused": False, "hall": 3000, **given}.items():
        evaluation.reveal(key, value)
    return evaluation


def charged(compiled: Compiled, **given: Any) -> prices.Charge:
    """The price in full."""
    found = prices.charge(compiled, "hire", names(compiled, **given))
    assert isinstance(found, prices.Charge)
    return found


def test_a_line_whose_condition_does_not_hold_is_left_out_and_those_after_it_count(
    compiled: Compiled,
) -> None:
    assert [line.key for line in charged(compiled).lines] == ["hall", "deposit"]
    assert [line.key for line in charged(compiled, late=True).lines] == ["late", "hall", "deposit"]


def test_a_line_keeps_its_title_its_tax_and_its_ledger_code(compiled: Compiled) -> None:
    hall, deposit = charged(compiled).lines
    assert (hall.title.wordings["en"], hall.amount, hall.vat, hall.ledger) == ("The hall", 3000, 500, "HALL1")
    assert (deposit.title.wordings["en"], deposit.vat, deposit.ledger) == ("Deposit", 0, None)


def test_a_price_without_a_least_still_has_its_most(compiled: Compiled) -> None:
    assert charged(compiled).total == 4000
    assert charged(compiled, hall=20_000).total == 9000


def test_a_price_with_a_line_of_unknown_amount_is_unknown_for_the_same_reason(compiled: Compiled) -> None:
    found = prices.charge(compiled, "hire", names(compiled, hall=None))
    assert isinstance(found, Unknown)
    assert (found.reason, found.source) == ("not_asked", "hall")


def test_where_a_price_is_refused_nothing_is_charged_and_there_is_no_value(compiled: Compiled) -> None:
    assert charged(compiled, refused=True) == prices.Charge((), 0, refused=True)
    found = prices.value(compiled, "hire", names(compiled, refused=True))
    assert isinstance(found, Unknown)
    assert (found.reason, found.source) == ("undefined", "hire")


@pytest.mark.parametrize(
    ("amount", "tax"),
    [(0, 0), (2, 0), (3, 1), (6, 1), (8, 1), (9, 2), (1200, 200), (3750, 625), (-1200, -200), (-3, -1)],
)
def test_the_tax_in_an_amount_is_a_sixth_rounded_half_up(amount: int, tax: int) -> None:
    assert prices.vat_in(amount) == tax
