"""What every expression of every node must give: one visible table, by node and field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from patternbook.errors import Path
from patternbook.language.kinds import questions as q
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.nodes import pattern as p
from patternbook.language.nodes import process as c
from patternbook.language.nodes import service as s
from patternbook.language.scopes.sites import Want
from patternbook.language.types import (
    BOOL,
    DATE,
    DATETIME,
    DECIMAL,
    INT,
    MONEY,
    PERIOD,
    TEXT,
    TIME,
    Type,
    TypeTextError,
    parse_type,
)

CONDITION = Want((BOOL,), consumer=True)
ANYTHING = Want()
A_LIST = Want(kinds=frozenset({"list"}))
A_KEY = Want((TEXT,), known=True)
A_PERIOD = Want((PERIOD,))
A_NUMBER = Want((INT,))
SOME_MONEY = Want((MONEY,))
A_DATE = Want((DATE,))
A_MOMENT = Want((DATE, DATETIME))
A_FORM = Want(kinds=frozenset({"int", "choice", "text"}))
SHOWN = Want(
    kinds=frozenset(
        {"int", "decimal", "money", "text", "date", "time", "datetime", "choice", "period", "address"}
    )
)
"""What a hole can show; a list of these is shown joined with “and”."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Where an expression stands, for a want that depends on it."""

    service: s.Service
    node: Any
    path: Path
    records: Mapping[str, Type]
    answers: Callable[[str], Type | None]
    gives: Mapping[str, str]

    @property
    def key(self) -> str:
        """Its key in the collection in which it stands."""
        return self.path[-1]


Resolve = Callable[[Asking], Want]


def _always(want: Want) -> Resolve:
    return lambda asking: want


def parsed_type(text: str, records: Mapping[str, Type]) -> Type | None:
    """The type of a text, or None where it is none."""
    try:
        return parse_type(text, records)
    except TypeTextError:
        return None


def typed(text: str | None, records: Mapping[str, Type]) -> Want:
    """A value of the type of this text; anything, where there is none or it is no type."""
    found = None if text is None else parsed_type(text, records)
    return ANYTHING if found is None else Want((found.maybe(),))


def _input(asking: Asking) -> Want:
    contract = contracts_of(asking.service.contracts).get(asking.node.contract)
    return ANYTHING if contract is None else typed(contract.takes.get(asking.key), asking.records)


def _output(asking: Asking) -> Want:
    return typed(asking.gives.get(asking.key), asking.records)


def _number(asking: Asking) -> Want:
    return Want((DECIMAL,)) if asking.node.places else A_NUMBER


def _range(asking: Asking) -> Want:
    return A_DATE if asking.node.of == "date" else Want((DATETIME,))


def _changed_answer(asking: Asking) -> Want:
    answer = asking.answers(asking.key)
    return ANYTHING if answer is None else Want((answer.maybe(),))


def _prefilled(asking: Asking) -> Want:
    question = asking.path[-2]
    answer = asking.answers(question) if asking.path[:1] == ("pages",) and len(asking.path) == 5 else None
    return ANYTHING if answer is None else Want((answer.maybe(),))


WANTS: Mapping[tuple[type, str], Resolve] = MappingProxyType(
    {
        (q.Closed, "if_"): _always(CONDITION),
        (q.OptionsFrom, "each"): _always(A_LIST),
        (q.OptionsFrom, "key"): _always(A_KEY),
        (q.Question, "prefill"): _prefilled,
        (q.NumberQuestion, "min"): _number,
        (q.NumberQuestion, "max"): _number,
        (q.MoneyQuestion, "min"): _always(SOME_MONEY),
        (q.MoneyQuestion, "max"): _always(SOME_MONEY),
        (q.RegisterQuestion, "with_"): _input,
        (q.RankingQuestion, "max"): _always(A_NUMBER),
        (q.DateQuestion, "earliest"): _always(A_DATE),
        (q.DateQuestion, "latest"): _always(A_DATE),
        (q.TimeQuestion, "earliest"): _always(Want((TIME,))),
        (q.TimeQuestion, "latest"): _always(Want((TIME,))),
        (q.DateTimeQuestion, "earliest"): _always(Want((DATETIME,))),
        (q.DateTimeQuestion, "latest"): _always(Want((DATETIME,))),
        (q.RangeQuestion, "length"): _always(A_PERIOD),
        (q.RangeQuestion, "earliest"): _range,
        (q.RangeQuestion, "latest"): _range,
        (q.GroupQuestion, "min"): _always(A_NUMBER),
        (q.GroupQuestion, "max"): _always(A_NUMBER),
        (q.SlotQuestion, "earliest"): _always(A_DATE),
        (q.SlotQuestion, "latest"): _always(A_DATE),
        (q.HiddenQuestion, "is_"): _always(ANYTHING),
        (p.Check, "holds"): _always(CONDITION),
        (p.Route, "if_"): _always(CONDITION),
        (s.Lookup, "with_"): _input,
        (s.Value, "is_"): _always(ANYTHING),
        (s.Row, "if_"): _always(CONDITION),
        (s.Row, "gives"): _output,
        (s.Table, "as_of"): _always(A_MOMENT),
        (s.PriceLine, "if_"): _always(CONDITION),
        (s.PriceLine, "amount"): _always(SOME_MONEY),
        (s.Price, "as_of"): _always(A_MOMENT),
        (s.Price, "least"): _always(SOME_MONEY),
        (s.Price, "most"): _always(SOME_MONEY),
        (s.Booking, "with_"): _input,
        (s.Booking, "counts"): _always(A_NUMBER),
        (s.Booking, "hold"): _always(A_PERIOD),
        (s.Booking, "extend"): _always(A_PERIOD),
        (s.Audience, "other"): _always(CONDITION),
        (c.Task, "assign"): _always(Want((TEXT,))),
        (c.Task, "for_each"): _always(A_LIST),
        (c.Task, "key"): _always(A_KEY),
        (c.Task, "due"): _always(A_PERIOD),
        (c.TaskCheck, "holds"): _always(CONDITION),
        (c.CaseEvent, "at"): _always(A_MOMENT),
        (c.CaseEvent, "sets"): _changed_answer,
        (c.Clock, "from_"): _always(A_MOMENT),
        (c.Clock, "runs"): _always(A_PERIOD),
        (c.Clock, "opens"): _always(A_PERIOD),
        (c.Clock, "before"): _always(A_PERIOD),
        (c.Clock, "for_each"): _always(A_LIST),
        (c.Clock, "warn"): _always(A_PERIOD),
        (c.Effect, "with_"): _input,
    }
)
"""Every field that holds an expression. Conditions (`show` and alike) are always consumers."""


def want_of(cls: type, field: str) -> Resolve:
    """What the expression in a field of a node must give.

    Raises KeyError where a field was declared and not entered in the table; a test walks them all.
    """
    for base in cls.__mro__:
        found = WANTS.get((base, field))
        if found is not None:
            return found
    raise KeyError(f"{cls.__name__}.{field}")
