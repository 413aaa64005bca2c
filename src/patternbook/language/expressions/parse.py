"""Reads an expression's text into a tree, within bounds that hold for any text.

CEL's grammar (github.com/google/cel-spec, doc/langdef.md) without maps, messages, bytes, unsigned
numbers and null. Precedence climbing: the recursion is as deep as the nesting, which is limited.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, cast

from patternbook.errors import did_you_mean
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.tokens import GREATEST_INT, RESERVED, Token, tokens
from patternbook.language.expressions.trees import (
    MACROS,
    Binary,
    Call,
    Chain,
    Conditional,
    Field,
    Index,
    ListOf,
    Literal,
    Macro,
    MacroKind,
    Name,
    Tree,
    Unary,
    size_and_depth,
)  # fmt: skip

__all__ = ["MOST_CHARACTERS", "MOST_NODES", "ExpressionError", "parse"]

MOST_CHARACTERS: Final = 2_000
MOST_NODES: Final = 200
MOST_NESTED: Final = 32
DEEPEST_TREE: Final = 101
MOST_MACROS_NESTED: Final = 2

PRECEDENCE: Final = {
    "||": 1, "&&": 2,
    "<": 3, "<=": 3, ">": 3, ">=": 3, "==": 3, "!=": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip


def parse(source: str) -> Tree:
    """The tree of an expression. Raises `ExpressionError` with the place in characters.

    >>> parse("a + 1")
    Binary(op='+', left=Name(name='a'), right=Literal(value=1))
    """
    if len(source) > MOST_CHARACTERS:
        raise ExpressionError(
            "too-long",
            f"An expression may have at most {MOST_CHARACTERS:,} characters.",
            MOST_CHARACTERS,
            "Give parts of it a name under 'values'.",
        )
    tree = _Parser(tokens(source)).whole()
    count, depth = size_and_depth(tree)
    if count > MOST_NODES or depth > DEEPEST_TREE:
        raise ExpressionError(
            "too-many-parts",
            f"An expression may have at most {MOST_NODES} parts.",
            0,
            "Give parts of it a name under 'values'.",
        )
    return tree


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.index, self.depth, self.macros = found, 0, 0, 0

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.here
        self.index += 1
        return token

    def is_mark(self, *marks: str) -> bool:
        return self.here.kind == "mark" and self.here.value in marks

    def need(self, mark: str) -> Token:
        if not self.is_mark(mark):
            raise ExpressionError("syntax", f"'{mark}' is missing before {_shown(self.here)}.", self.here.at)
        return self.take()

    def whole(self) -> Tree:
        tree = self.expression()
        if self.here.kind != "end":
            hint = "Join conditions with '&&' or '||'." if self.here.kind == "name" else ""
            raise ExpressionError("syntax", f"{_shown(self.here)} does not belong here.", self.here.at, hint)
        return tree

    def expression(self) -> Tree:
        """A whole expression, with ``? :``, one level deeper."""
        self.depth += 1
        if self.depth > MOST_NESTED + 1:  # the whole expression is no level inside another
            raise ExpressionError(
                "too-deep", f"At most {MOST_NESTED} levels may lie inside each other.", self.here.at
            )
        test = self.operators(1)
        if self.is_mark("?"):
            at = self.take().at
            yes = self.operators(1)
            self.need(":")
            test = Conditional(test, yes, self.expression(), at=at)
        self.depth -= 1
        return test

    def operator(self) -> str:
        if self.here.kind == "mark" or self.here.value == "in":
            return str(self.here.value)
        return ""

    def operators(self, least: int) -> Tree:
        left = self.unary()
        while (strength := PRECEDENCE.get(self.operator(), 0)) >= least:
            token = self.take()
            right = self.operators(strength + 1)
            left = _joined(str(token.value), left, right, token.at)
        return left

    def unary(self) -> Tree:
        if not self.is_mark("!", "-"):
            return self.member()
        token = self.take()
        if token.value == "-" and self.here.kind in ("int", "decimal"):
            return self.postfix(self.negative(token))
        self.depth += 1
        if self.depth > MOST_NESTED + 1:
            raise ExpressionError(
                "too-deep", f"At most {MOST_NESTED} levels may lie inside each other.", token.at
            )
        of = self.unary()
        self.depth -= 1
        return Unary("!" if token.value == "!" else "-", of, at=token.at)

    def negative(self, minus: Token) -> Tree:
        value = self.take().value
        return Literal(-cast("int | Decimal", value), at=minus.at)

    def member(self) -> Tree:
        return self.postfix(self.primary())

    def postfix(self, tree: Tree) -> Tree:
        while True:
            if self.is_mark("."):
                self.take()
                tree = self.dotted(tree)
            elif self.is_mark("["):
                at = self.take().at
                tree = Index(tree, self.expression(), at=at)
                self.need("]")
            else:
                return tree

    def dotted(self, of: Tree) -> Tree:
        token = self.name_token("A name is missing after the '.'")
        name = str(token.value)
        if not self.is_mark("("):
            return Field(of, name, at=token.at)
        if name in MACROS:
            return self.macro(of, token)
        self.take()
        return Call(name, (of, *self.arguments(")")), method=True, at=token.at)

    def name_token(self, otherwise: str) -> Token:
        if self.here.kind != "name":
            raise ExpressionError("syntax", f"{otherwise}, before {_shown(self.here)}.", self.here.at)
        return self.take()

    def macro(self, over: Tree, token: Token) -> Tree:
        kind = cast("MacroKind", token.value)
        self.macros += 1
        if self.macros > MOST_MACROS_NESTED:
            raise ExpressionError(
                "too-deep", f"At most {MOST_MACROS_NESTED} macros may lie inside each other.", token.at
            )
        self.need("(")
        variable = self.name_token(f"'{kind}' needs a name for the item, as in '{kind}(item, …)'")
        _check_name(variable)
        self.need(",")
        args = self.arguments(")")
        self.macros -= 1
        if len(args) == 2 and kind == "map":
            return Macro(kind, over, str(variable.value), args[1], args[0], at=token.at)
        if len(args) != 1:
            raise ExpressionError("syntax", f"'{kind}' takes a name and one expression.", token.at)
        return Macro(kind, over, str(variable.value), args[0], at=token.at)

    def arguments(self, end: str) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while not self.is_mark(end):
            found.append(self.expression())
            if not self.is_mark(","):
                break
            comma = self.take()
            if self.is_mark(end) and end == ")":
                raise ExpressionError("syntax", "Something is missing after the ','.", comma.at)
        self.need(end)
        return tuple(found)

    def primary(self) -> Tree:
        token = self.take()
        if token.kind == "name":
            return self.named(token)
        if token.kind in ("int", "decimal", "text"):
            if token.kind == "int" and token.value == GREATEST_INT + 1:
                raise ExpressionError("number-range", "A whole number has at most 64 bits.", token.at)
            return Literal(token.value, at=token.at)
        if token.kind == "mark" and token.value == "(":
            tree = self.expression()
            self.need(")")
            return tree
        if token.kind == "mark" and token.value == "[":
            return ListOf(self.arguments("]"), at=token.at)
        missing = (
            "The expression is empty."
            if len(self.tokens) == 1
            else f"A value is missing before {_shown(token)}."
        )
        raise ExpressionError("syntax", missing, token.at)

    def named(self, token: Token) -> Tree:
        if token.value in ("true", "false"):
            return Literal(token.value == "true", at=token.at)
        _check_name(token)
        if self.is_mark("("):
            self.take()
            return Call(str(token.value), self.arguments(")"), at=token.at)
        return Name(str(token.value), at=token.at)


def _check_name(token: Token) -> None:
    if token.value in RESERVED or token.value in ("in", "true", "false"):
        hint = "Ask with 'known(…)' whether there is a value." if token.value == "null" else ""
        raise ExpressionError("syntax", f"'{token.value}' cannot be a name.", token.at, hint)


def _joined(operator: str, left: Tree, right: Tree, at: int) -> Tree:
    if operator not in ("&&", "||"):
        return Binary(operator, left, right, at=at)
    items: list[Tree] = []
    for side in (left, right):
        items.extend(side.items if isinstance(side, Chain) and side.op == operator else (side,))
    return Chain("&&" if operator == "&&" else "||", tuple(items), at=at)


def _shown(token: Token) -> str:
    if token.kind == "end":
        return "the end"
    if token.kind == "text":
        return "a text"
    near = did_you_mean(str(token.value), ["&&", "||"])
    return f"'{str(token.value)[:40]}'" + (f" {near}" if near else "")
