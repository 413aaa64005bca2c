"""The names of a definition: what each is, what it depends on, and its type at a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Literal

from patternbook.language.expressions.check import check
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.scope import Scope, Signature
from patternbook.language.expressions.typed import Typed
from patternbook.language.expressions.typed import cost as steps_of
from patternbook.language.kinds.answer_types import Asking, answer_type, asking, contract_type
from patternbook.language.kinds.contracts import contracts_of
from patternbook.language.kinds.records import record_types
from patternbook.language.kinds.settings import bindings_type, settings_type
from patternbook.language.nodes.base import Expr
from patternbook.language.nodes.service import Row, Service, Table
from patternbook.language.scopes.pattern import PatternPoints
from patternbook.language.scopes.points import Point
from patternbook.language.scopes.seen import NamesAt, SignaturesOf
from patternbook.language.scopes.sites import NOTHING_BOUND, AnswerTo, Bound, ItemOf, ItemOfAny
from patternbook.language.scopes.trees import names_of, parsed
from patternbook.language.scopes.walker import inputs
from patternbook.language.scopes.wants import parsed_type
from patternbook.language.types import MONEY, NOTHING, Type, join, list_of, record

NameKind = Literal["answer", "lookup", "value", "table", "price"]

ROWS_AT_MOST = 100

WORKED_OUT = frozenset({"value", "table", "price"})
"""What costs steps when its name is read: the others are there already."""


class Names:
    """The names of one definition. Types are worked out when they are asked for, and kept."""

    def __init__(self, service: Service, pattern: PatternPoints) -> None:
        self.service, self.pattern = service, pattern
        self.kinds: Mapping[str, NameKind] = _kinds(service, pattern)
        self.records = record_types(service)
        self.contracts = contracts_of(service.contracts)
        self.settings = settings_type(service.settings, self.records)
        self.bindings = bindings_type(service.bindings)
        self.broken: set[str] = set()
        self.shared_points: dict[str, Point] = {}
        self._direct: dict[str, frozenset[str]] = {}
        self._closures: dict[str, frozenset[str]] = {}
        self._open: list[str] = []
        # The bound names are kept beside the result, so that their ids stay theirs.
        self._typed: dict[object, tuple[Typed | ExpressionError, Mapping[str, Bound]]] = {}
        self._scopes: dict[object, tuple[Scope, Mapping[str, Bound]]] = {}
        self._types: dict[object, Type] = {}

    # What depends on what.

    def direct(self, name: str) -> frozenset[str]:
        """The names of the definition that this one is worked out from."""
        if name not in self._direct:
            found = names_of(self.expressions(name)) - set(self._inputs_of(name))
            self._direct[name] = found & self.kinds.keys()
        return self._direct[name]

    def closure(self, name: str) -> frozenset[str]:
        """Every name that this one is worked out from, directly or not; itself only in a circle."""
        if name not in self._closures:
            seen: set[str] = set()
            left = list(self.direct(name))
            while left:
                each = left.pop()
                if each not in seen:
                    seen.add(each)
                    left.extend(self.direct(each))
            self._closures[name] = frozenset(seen)
        return self._closures[name]

    def reached(self, names: frozenset[str]) -> frozenset[str]:
        """These names of the definition, and everything that they are worked out from."""
        own = names & self.kinds.keys()
        return own.union(*(self.closure(name) for name in own))

    def expressions(self, name: str) -> tuple[Expr, ...]:
        """The expressions that a name of the definition is worked out from."""
        return tuple(expr for expr in self._expressions(name) if expr is not None)

    def _expressions(self, name: str) -> Iterator[Expr | None]:
        match self.kinds[name]:
            case "value":
                yield self.service.values[name].is_
            case "table":
                table = self.service.tables[name]
                yield table.as_of
                for row in table.rows.values():
                    yield from (row.if_, *row.gives.values())
            case "price":
                price = self.service.prices[name]
                yield from (price.as_of, price.least, price.most, price.refuse.if_ if price.refuse else None)
                for line in price.lines.values():
                    yield from (line.if_, line.amount)
            case "lookup":
                yield from self.service.lookups[name].with_.values()
            case _:
                yield getattr(self.pattern.asked[name].question, "is_", None)

    # Types.

    def scope(self, point: Point, bound: Mapping[str, Bound] = NOTHING_BOUND) -> Scope:
        """What an expression sees at a point, with these names bound; kept, since many stand at the same point."""
        key = (point, tuple(bound), tuple(map(id, bound.values())))
        kept = self._scopes.get(key)
        if kept is None:
            kept = self._scopes[key] = (self._scope(point, bound), bound)
        return kept[0]

    def _scope(self, point: Point, bound: Mapping[str, Bound]) -> Scope:
        own = {key: self.bound_type(each) for key, each in bound.items()}
        return Scope(
            names=NamesAt(self, point, own),
            functions=SignaturesOf(self),
            guards=self._guards(point),
            established=point.established,
            costs=self.cost_once,
        )

    def _guards(self, point: Point) -> Mapping[str, frozenset[str]]:
        if point.case is None or not point.case.guards:
            return point.guards
        tasks = {
            f"tasks.{task}.{part}": needed
            for task, needed in point.case.guards.items()
            for part in ("outcome", "done_at")
        }
        return {**point.guards, **tasks}

    def typed(self, expr: Expr, point: Point, bound: Mapping[str, Bound] = NOTHING_BOUND) -> Typed:
        """An expression with its type at a point. Raises `ExpressionError`."""
        key = (expr.source, point, tuple(bound), tuple(map(id, bound.values())))
        kept = self._typed.get(key)
        if kept is None:
            kept = self._typed[key] = (self._check(expr, point, bound), bound)
        if isinstance(kept[0], ExpressionError):
            raise kept[0]
        return kept[0]

    def _check(self, expr: Expr, point: Point, bound: Mapping[str, Bound]) -> Typed | ExpressionError:
        tree = parsed(expr.source)
        if isinstance(tree, ExpressionError):
            return tree
        try:
            return check(tree, self.scope(point, bound))
        except ExpressionError as error:
            return error.with_traceback(None)

    def type_of(self, expr: Expr, point: Point, bound: Mapping[str, Bound] = NOTHING_BOUND) -> Type:
        """An expression's type at a point; nothing where it has none."""
        try:
            return self.typed(expr, point, bound).type
        except ExpressionError:
            return NOTHING

    def bound_type(self, bound: Bound) -> Type:
        """The type of a bound name."""
        if isinstance(bound, ItemOf):
            return self.type_of(bound.each, bound.point, bound.bound).item.known()
        if isinstance(bound, ItemOfAny):
            return reduce(lambda one, other: join(one, other) or NOTHING, map(self.bound_type, bound.items))
        if isinstance(bound, AnswerTo):
            return answer_type(bound.question, self.asking(bound.point)).maybe(bound.optional)
        return bound

    def asking(self, point: Point) -> Asking:
        """What the types of questions at a point depend on."""
        return asking(self.service, self.records, lambda expr: self.type_of(expr, point))

    def answer(self, key: str) -> Type | None:
        """The type of the answer to a question of a page, where it was given; None where there is none."""
        asked = self.pattern.asked.get(key)
        if asked is None:
            return None
        return self._once(("answer", key), key, lambda: self._answer(key))

    def _answer(self, key: str) -> Type:
        asked = self.pattern.asked[key]
        return answer_type(asked.question, self.asking(self.pattern.on(asked.page)))

    def at(self, name: str, point: Point) -> Type | None:
        """The type of a name at a point; None where the definition has no such name."""
        kind = self.kinds.get(name)
        if kind is None:
            return None
        if kind == "answer":
            return (self.answer(name) or NOTHING).maybe(not point.knows(name))
        if kind == "lookup":
            return self.lookup(name).maybe()
        if kind == "value":
            return self._value_at(name, point)
        return self.shared(name)

    def lookup(self, name: str) -> Type:
        """What a lookup finds; nothing where its contract is unknown."""
        contract = self.contracts.get(self.service.lookups[name].contract)
        return NOTHING if contract is None else contract_type(contract, self.records)

    def _value_at(self, name: str, point: Point) -> Type | None:
        value = self.service.values[name]
        if value.takes:
            return None
        needs = self.closure(name)
        known = frozenset(each for each in needs if self.kinds[each] == "answer" and point.knows(each))
        key = ("value", name, known, point.established, point.case is None)
        return self._once(key, name, lambda: self.type_of(value.is_, point))

    def shared(self, name: str) -> Type | None:
        """The type of a table or price, the same wherever it is used."""
        if self.kinds.get(name) == "price":
            return self._once(("shared", name), name, lambda: self._price(name))
        table = self.service.tables[name]
        if table.takes:
            return None
        return self._once(("shared", name), name, lambda: self._table(table, name))

    def signature(self, name: str) -> Signature | None:
        """How a value or table with inputs is called; None where it takes none."""
        if not self.is_called(name):
            return None
        takes = tuple(inputs(self._inputs_of(name), self.records).items())
        gives = self._once(("signature", name), name, lambda: self._gives(name))
        return Signature(takes, gives, self.cost(name))

    def is_called(self, name: str) -> bool:
        """Whether a name is a value or table that takes inputs."""
        return bool(self._inputs_of(name))

    def _inputs_of(self, name: str) -> Mapping[str, str]:
        if name in self.service.values:
            return self.service.values[name].takes
        return self.service.tables[name].takes if name in self.service.tables else {}

    def _gives(self, name: str) -> Type:
        if name in self.service.tables:
            return self._table(self.service.tables[name], name)
        value = self.service.values[name]
        return self.type_of(value.is_, self.point_of(name), self.takes(name))

    def takes(self, name: str) -> Mapping[str, Bound]:
        """The inputs of a value or table as bound names."""
        return dict(inputs(self._inputs_of(name), self.records))

    def point_of(self, name: str) -> Point:
        """What is known wherever a shared part is used."""
        return self.shared_points.get(name) or self.pattern.anywhere()

    def _table(self, table: Table, name: str) -> Type:
        fields = {key: self._output(table, name, key, text) for key, text in table.gives.items()}
        one = record({key: type_ for key, type_ in fields.items() if type_ is not None}, "")
        if table.hit == "collect":
            return list_of(one, min(max(len(table.rows), 1), ROWS_AT_MOST))
        return one.maybe(not is_complete(table))

    def _output(self, table: Table, name: str, key: str, text: str) -> Type | None:
        declared = parsed_type(text, self.records)
        if declared is None or declared.optional:
            return declared
        point, bound = self.point_of(name), self.takes(name)
        rows = (row.gives.get(key) for row in table.rows.values())
        return declared.maybe(any(row and self.type_of(row, point, bound).optional for row in rows))

    def _price(self, name: str) -> Type:
        price = self.service.prices[name]
        point = self.point_of(name)
        amounts = [line.amount for line in price.lines.values()]
        parts = [part for part in (*amounts, price.least, price.most) if part is not None]
        return MONEY.maybe(price.refuse is not None or any(self.type_of(p, point).optional for p in parts))

    def cost(self, name: str) -> int:
        """The most steps that one working out of a name takes, without what it is worked out from."""
        found = self._once(("cost", name), name, lambda: Type("int", high=self._cost(name)))
        return found.high or 1

    def cost_once(self, name: str) -> int:
        """The most steps that a name takes with everything that it is worked out from, each once.

        Without those that are called: each call costs its own steps.
        """
        parts = self.reached(frozenset({name}))
        return sum(
            self.cost(each) for each in parts if self.kinds[each] in WORKED_OUT and not self.is_called(each)
        )

    def _cost(self, name: str) -> int:
        point, bound = self.point_of(name), self.takes(name)
        total = 1
        for expr in self.expressions(name):
            try:
                total += steps_of(self.typed(expr, point, bound).root, {})
            except ExpressionError:
                continue
        return total

    def _once(self, key: object, name: str, work: Callable[[], Type]) -> Type:
        """The type, worked out once; nothing for a name that is worked out from itself."""
        found = self._types.get(key)
        if found is not None:
            return found
        if name in self._open:
            self.broken.update(self._open[self._open.index(name) :])
            return NOTHING
        self._open.append(name)
        try:
            found = work()
        finally:
            self._open.pop()
        self._types[key] = found
        return found


def is_complete(table: Table) -> bool:
    """Whether some row of a table applies whatever is the case, so that its result is never unknown."""
    return any(_always_applies(row) for row in table.rows.values())


def _always_applies(row: Row) -> bool:
    return row.if_ is None and row.from_ is None and row.to is None and not row.nations


def _kinds(service: Service, pattern: PatternPoints) -> dict[str, NameKind]:
    kinds: dict[str, NameKind] = {}
    kinds |= dict.fromkeys(service.prices, "price")
    kinds |= dict.fromkeys(service.tables, "table")
    kinds |= dict.fromkeys(service.values, "value")
    kinds |= dict.fromkeys(service.lookups, "lookup")
    kinds |= dict.fromkeys(pattern.asked, "answer")
    return kinds
