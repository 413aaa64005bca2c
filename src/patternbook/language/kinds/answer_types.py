"""The type that each kind of question gives to expressions: one visible table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from patternbook.language.kinds import questions as q
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.nodes.base import Expr
from patternbook.language.nodes.service import Contract, Service
from patternbook.language.types import (
    ADDRESS,
    BOOL,
    DATE,
    DATETIME,
    DECIMAL,
    FILE,
    MONEY,
    NOTHING,
    POINT,
    SHAPE,
    TEXT,
    TIME,
    Type,
    TypeTextError,
    choice,
    list_of,
    parse_type,
    record,
)

MOST_ITEMS = 100
USUAL_ITEMS = 20

YES_NO_NOT_SURE = choice(("yes", "no", "not_sure"))

TypeOfList = Callable[[Expr], Type]
"""What a list's items are, or what an expression gives: asked where a kind depends on one."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question's type can depend on: contracts, records, bookings, and expressions."""

    contracts: Mapping[str, Contract]
    records: Mapping[str, Type]
    bookings: Mapping[str, str]
    gives: TypeOfList

    def contract(self, key: str) -> Type:
        """What a contract gives; nothing where the contract is unknown or its type is wrong."""
        contract = self.contracts.get(key)
        return NOTHING if contract is None else contract_type(contract, self.records)

    def one_of(self, key: str) -> Type:
        """One of what a contract gives, where that is a list; else what it gives."""
        given = self.contract(key)
        return given.item if given.kind == "list" else given


def contract_type(contract: Contract, records: Mapping[str, Type]) -> Type:
    """The type of what a contract finds; a list has at most the contract's `max` items."""
    try:
        given = parse_type(contract.gives, records)
    except TypeTextError:
        return NOTHING
    if given.kind == "list" and given.length is None:
        return list_of(given.item, contract.max).maybe(given.optional)
    return given


def asking(service: Service, records: Mapping[str, Type], gives: TypeOfList) -> Asking:
    """What the types of this definition's questions depend on."""
    return Asking(
        contracts=contracts_of(service.contracts),
        records=records,
        bookings={key: booking.contract for key, booking in service.bookings.items()},
        gives=gives,
    )


def answer_type(question: q.Question, around: Asking) -> Type:
    """The type of the answer where it was given. An optional question's answer is `T?` by its scope.

    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> label = Text(wordings=Keyed([("en", "Is it urgent?")]))
    >>> nothing = Asking({}, {}, {}, lambda expr: NOTHING)
    >>> str(answer_type(q.YesNoQuestion(label=label), nothing))
    'bool'
    """
    kind = ANSWER_TYPES.get(type(question))
    return NOTHING if kind is None else kind(question, around)


def literal_int(expr: Expr | None) -> int | None:
    """The whole number that an expression is, where it is nothing else.

    >>> literal_int(Expr("12")), literal_int(Expr("settings.most"))
    (12, None)
    """
    if expr is None:
        return None
    source = expr.source.strip()
    digits = source.removeprefix("-")
    return int(source) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None


def _number(question: q.NumberQuestion, around: Asking) -> Type:
    del around
    if question.places:
        return DECIMAL
    low, high = literal_int(question.min), literal_int(question.max)
    return Type("int", low=low, high=high)


def _money(question: q.MoneyQuestion, around: Asking) -> Type:
    del question, around
    return MONEY


def _yes_no(question: q.YesNoQuestion, around: Asking) -> Type:
    del around
    return YES_NO_NOT_SURE if question.not_sure else BOOL


def _chosen(question: q.ChoiceQuestion | q.ChoicesQuestion | q.RankingQuestion, around: Asking) -> Type:
    if question.from_ is None:
        return choice(question.options)
    listed = around.gives(question.from_.each)
    return listed.item.known() if listed.kind == "list" else NOTHING


def _several(question: q.ChoicesQuestion, around: Asking) -> Type:
    most = question.max or _options_listed(question, around)
    return list_of(_chosen(question, around), most)


def _ranked(question: q.RankingQuestion, around: Asking) -> Type:
    most = literal_int(question.max) or _options_listed(question, around)
    return list_of(_chosen(question, around), min(most, MOST_ITEMS))


def _options_listed(question: q.ChoicesQuestion | q.RankingQuestion, around: Asking) -> int:
    if question.from_ is None:
        return max(len(question.options), 1)
    return around.gives(question.from_.each).longest


def _matrix(question: q.MatrixQuestion, around: Asking) -> Type:
    del around
    return record({row: choice(question.options) for row in question.rows})


def _range(question: q.RangeQuestion, around: Asking) -> Type:
    del around
    moment = DATE if question.of == "date" else DATETIME
    return record({"start": moment, "end": moment})


def _group(question: q.GroupQuestion, around: Asking) -> Type:
    most = literal_int(question.max) or USUAL_ITEMS
    fields = {key: _inner(inner, around) for key, inner in question.questions.items()}
    return list_of(record(fields), min(max(most, 1), MOST_ITEMS))


def _inner(question: q.Question, around: Asking) -> Type:
    """A question's type inside an item: what may be left out there is `T?`."""
    may_be_left_out = question.optional or question.show is not None or question.under is not None
    return answer_type(question, around).maybe(may_be_left_out or question.channel != "any")


def _plain(given: Type) -> Callable[[Any, Asking], Type]:
    return lambda question, around: given


ANSWER_TYPES: Mapping[type[q.Question], Callable[[Any, Asking], Type]] = MappingProxyType(
    {
        q.TextQuestion: lambda question, around: Type("text", length=question.max),
        q.LongTextQuestion: lambda question, around: Type("text", length=question.max),
        q.NumberQuestion: _number,
        q.MoneyQuestion: _money,
        q.YesNoQuestion: _yes_no,
        q.ChoiceQuestion: _chosen,
        q.ChoicesQuestion: _several,
        q.RegisterQuestion: lambda question, around: around.one_of(question.contract),
        q.RankingQuestion: _ranked,
        q.MatrixQuestion: _matrix,
        q.DateQuestion: _plain(DATE),
        q.TimeQuestion: _plain(TIME),
        q.DateTimeQuestion: _plain(DATETIME),
        q.RangeQuestion: _range,
        q.RecurrenceQuestion: lambda question, around: list_of(DATETIME, min(question.max, MOST_ITEMS)),
        q.NameQuestion: _plain(Type("text", length=200)),
        q.EmailQuestion: _plain(Type("text", length=254)),
        q.PhoneQuestion: _plain(Type("text", length=40)),
        q.PostcodeQuestion: _plain(Type("text", length=10)),
        q.AddressQuestion: _plain(ADDRESS),
        q.PointQuestion: _plain(POINT),
        q.AssetQuestion: lambda question, around: around.one_of(question.contract),
        q.AreaQuestion: _plain(SHAPE),
        q.FileQuestion: lambda question, around: list_of(FILE, max(question.max, 1)),
        q.IdentityQuestion: _plain(Type("text", length=40)),
        q.DeclarationQuestion: _plain(BOOL),
        q.SignatureQuestion: _plain(TEXT),
        q.GroupQuestion: _group,
        q.SlotQuestion: lambda question, around: around.one_of(around.bookings.get(question.booking, "")),
        q.HiddenQuestion: lambda question, around: around.gives(question.is_),
    }
)
