"""Finds the type of every part of an expression, and refuses what cannot be run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from patternbook.errors import did_you_mean
from patternbook.language.expressions import calls, operators
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.narrowing import is_known, when_false, when_true, with_known_fields
from patternbook.language.expressions.scope import Scope
from patternbook.language.expressions.steps import one_of, strict
from patternbook.language.expressions.trees import (
    Binary,
    Call,
    Chain,
    Conditional,
    Field,
    Index,
    ListOf,
    Literal,
    Macro,
    Name,
    Tree,
    Unary,
    path_of,
    references,
)  # fmt: skip
from patternbook.language.expressions.typed import (
    Const,
    Get,
    If,
    Load,
    Logic,
    Loop,
    Step,
    Strict,
    Typed,
    Var,
    cost,
)  # fmt: skip
from patternbook.language.types import BOOL, BOUND_NAMES, NOTHING, Type, fits, join, list_of

__all__ = ["MOST_STEPS", "check"]

MOST_STEPS: Final = 100_000


def check(tree: Tree, scope: Scope) -> Typed:
    """Type an expression in a scope. Raises `ExpressionError` at the first part that is wrong.

    >>> from patternbook.language.expressions.parse import parse
    >>> from patternbook.language.types import INT
    >>> str(check(parse("known(x) && x > 3"), Scope({"x": INT.maybe()})).type)
    'bool'
    """
    checker = Checker(scope)
    root = checker.visit(tree, scope.established)
    # A name is worked out once, however often a loop reads it; a call is made each time.
    paths = references(tree)
    read = {path.partition(".")[0] for path in paths}
    steps = cost(root, {}) + sum(map(scope.costs, read))
    if steps > MOST_STEPS:
        raise ExpressionError(
            "too-costly",
            f"This could take {steps:,} steps; at most {MOST_STEPS:,} are allowed.",
            tree.at,
            "Say how long lists are at most, as in list(text, 40).",
        )
    return Typed(tree, root.type, paths, frozenset(checker.unknowns), root, steps)


@dataclass(slots=True)
class Checker:
    """One pass over a tree. `variables` are those of the macros around, outermost first."""

    scope: Scope
    unknowns: set[str] = field(default_factory=set)
    variables: list[tuple[str, Type]] = field(default_factory=list)

    def visit(self, tree: Tree, established: frozenset[str]) -> Step:
        """The typed step of a part of the tree, where these conditions hold."""
        match tree:
            case Literal():
                return Const(operators.literal_type(tree.value), tree.value)
            case Name():
                return self.name(tree, established)
            case Field():
                return self.field(tree, established)
            case Index():
                return self.index(tree, established)
            case Call():
                return calls.call(self, tree, established)
            case Unary():
                return self.unary(tree, established)
            case Binary():
                return self.binary(tree, established)
            case _:
                return self.wider(tree, established)

    def wider(self, tree: Chain | Conditional | ListOf | Macro, established: frozenset[str]) -> Step:
        match tree:
            case Chain():
                return self.chain(tree, established)
            case Conditional():
                return self.conditional(tree, established)
            case ListOf():
                return self.list_of(tree, established)
            case _:
                return self.macro(tree, established)

    def name(self, tree: Name, established: frozenset[str]) -> Step:
        for slot, (variable, type_) in enumerate(self.variables):
            if variable == tree.name:
                return Var(type_, slot)
        found = self.scope.type_of(tree.name)
        if found is None:
            raise self.no_such_name(tree)
        return Load(self.narrowed(tree, found, established), tree.name)

    def no_such_name(self, tree: Name) -> ExpressionError:
        if tree.name in self.scope.functions:
            takes = ", ".join(name for name, _ in self.scope.functions[tree.name].takes)
            return ExpressionError(
                "type", f"'{tree.name}' takes inputs.", tree.at, f"Write {tree.name}({takes})."
            )
        known = [*self.scope.names, *BOUND_NAMES, *(name for name, _ in self.variables)]
        message = f"There is nothing called '{tree.name}' here."
        return ExpressionError("unknown-name", message, tree.at, did_you_mean(tree.name, known))

    def narrowed(self, tree: Tree, found: Type, established: frozenset[str]) -> Type:
        if not found.optional:
            return found
        path = path_of(tree)
        if is_known(tree, established, self.scope.guards.get(path)):
            return found.known()
        if path and path.partition(".")[0] not in {name for name, _ in self.variables}:
            self.unknowns.add(path)
        return found

    def field(self, tree: Field, established: frozenset[str]) -> Step:
        of = self.visit(tree.of, established)
        found = of.type.field(tree.name)
        if of.type.kind == "table":
            key = Const(operators.literal_type(tree.name), tree.name)
            return strict(Strict(of.type.item.maybe(), (of, key), operators.entry_at))
        if found is None:
            known = [name for name, _ in of.type.fields]
            what = path_of(tree.of) or str(of.type.known())
            message = (
                f"There is no '{tree.name}' in '{what}'."
                if known
                else f"'{what}' has no fields: it is {of.type}."
            )
            raise ExpressionError("unknown-name", message, tree.at, did_you_mean(tree.name, known))
        type_ = self.narrowed(tree, found.maybe(of.type.optional), established)
        return Get(type_, of, tree.name, path_of(tree) or tree.name)

    def index(self, tree: Index, established: frozenset[str]) -> Step:
        of, index = self.visit(tree.of, established), self.visit(tree.index, established)
        kinds = (of.type.kind, index.type.kind)
        if kinds == ("list", "int") and of.type.item.kind != "nothing":
            return strict(Strict(of.type.item.maybe(), (of, index), operators.item_at))
        if kinds in (("table", "text"), ("table", "choice")):
            return strict(Strict(of.type.item.maybe(), (of, index), operators.entry_at))
        raise ExpressionError(
            "type",
            f"'{of.type}' cannot be indexed by '{index.type}'.",
            tree.at,
            "A list takes a whole number from 0, a table a text.",
        )

    def unary(self, tree: Unary, established: frozenset[str]) -> Step:
        of = self.visit(tree.of, established)
        if tree.op == "!":
            self.need_bool(of, tree.of, "'!'")
            return strict(Strict(BOOL, (of,), lambda value: not value, "(not {0})"))
        rule = operators.negated(of.type.known())
        if rule is None:
            raise ExpressionError("type", f"'-' takes a number or money, not '{of.type}'.", tree.at)
        return strict(Strict(rule.type, (of,), rule.run, rule.fast))

    def binary(self, tree: Binary, established: frozenset[str]) -> Step:
        left, right = self.visit(tree.left, established), self.visit(tree.right, established)
        one, other = left.type.known(), right.type.known()
        rule = operators.binary(tree.op, one, other)
        if rule is None:
            raise ExpressionError(
                "type", calls.cannot_join(tree.op, one, other), tree.at, calls.join_hint(one, other)
            )
        if tree.op in ("==", "!=", "in"):
            calls.check_options(one, other.item if tree.op == "in" and other.kind == "list" else other, tree)
        if self.variables and tree.op == "+" and rule.type.kind == "text":
            message = "Texts cannot be joined inside a macro."
            raise ExpressionError("outside", message, tree.at, "Join them afterwards.")
        found = one_of(left, right) if tree.op == "in" else None
        return found or strict(Strict(rule.type, (left, right), rule.run, rule.fast))

    def need_bool(self, step: Step, tree: Tree, where: str) -> None:
        if step.type.kind != "bool":
            raise ExpressionError("type", f"{where} takes a condition, not '{step.type}'.", tree.at)

    def chain(self, tree: Chain, established: frozenset[str]) -> Step:
        items: list[Step] = []
        for item in tree.items:
            step = self.visit(item, established)
            self.need_bool(step, item, f"'{tree.op}'")
            items.append(step)
            established |= when_true(item) if tree.op == "&&" else when_false(item)
        return Logic(BOOL.maybe(any(step.type.optional for step in items)), tree.op, tuple(items))

    def conditional(self, tree: Conditional, established: frozenset[str]) -> Step:
        test = self.visit(tree.test, established)
        self.need_bool(test, tree.test, "'?'")
        yes = self.visit(tree.yes, established | when_true(tree.test))
        no = self.visit(tree.no, established | when_false(tree.test))
        found = join(yes.type, no.type)
        if found is None:
            message = f"The two sides of ':' give different types, '{yes.type}' and '{no.type}'."
            raise ExpressionError("type", message, tree.at)
        return If(found.maybe(test.type.optional), test, yes, no)

    def list_of(self, tree: ListOf, established: frozenset[str]) -> Step:
        items = tuple(self.visit(item, established) for item in tree.items)
        element: Type | None = NOTHING
        for item, part in zip(items, tree.items, strict=True):
            element = join(element, item.type.known()) if element is not None else None
            if element is None:
                raise ExpressionError("type", f"A list holds one type, and this is '{item.type}'.", part.at)
        return strict(Strict(list_of(element or NOTHING, len(items)), items, lambda *values: values))

    def macro(self, tree: Macro, established: frozenset[str]) -> Step:
        over = self.visit(tree.over, established)
        if over.type.kind != "list":
            raise ExpressionError("type", f"'{tree.kind}' goes through a list, not '{over.type}'.", tree.at)
        self.need_free(tree)
        self.variables.append((tree.var, over.type.item))
        test = None if tree.test is None else self.visit(tree.test, established)
        if test is not None and tree.test is not None:
            self.need_bool(test, tree.test, f"'{tree.kind}'")
            established |= when_true(tree.test)
        body = self.visit(tree.body, established)
        slot = len(self.variables) - 1
        self.variables.pop()
        if tree.kind != "map":
            self.need_bool(body, tree.body, f"'{tree.kind}'")
        return Loop(_looped(tree, over.type, body.type, test), tree.kind, over, slot, body, test)

    def need_free(self, tree: Macro) -> None:
        taken = self.scope.names, BOUND_NAMES, self.scope.functions, dict(self.variables)
        if any(tree.var in names for names in taken):
            message = f"'{tree.var}' is already the name of something else."
            raise ExpressionError("shadows", message, tree.at, "Choose another name for the item.")

    def need_fit(self, given: Type, wanted: Type, what: str, at: int) -> None:
        """Raise where a value cannot be given for an input; whether it is known does not matter here."""
        if not fits(given.known(), wanted.known()):
            raise ExpressionError("type", f"{what} takes '{wanted}', not '{given}'.", at)


def _looped(tree: Macro, over: Type, body: Type, test: Step | None) -> Type:
    unsure = over.optional or body.optional or (test is not None and test.type.optional)
    if tree.kind == "map":
        return Type("list", unsure, body.known(), length=over.longest)
    if tree.kind == "filter":
        element = with_known_fields(over.item, tree.var, when_true(tree.body))
        return Type("list", unsure, element, length=over.longest)
    return BOOL.maybe(unsure)
