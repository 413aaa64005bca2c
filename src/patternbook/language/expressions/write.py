"""Writes a tree in its canonical spelling: one text for all that say the same in the same order."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from patternbook.language.expressions.parse import PRECEDENCE
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
)  # fmt: skip

_UNARY: Final = 6
_POSTFIX: Final = 7
_ESCAPES: Final = {
    "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v",
}  # fmt: skip


def write(tree: Tree) -> str:
    """The canonical text of a tree; reading it gives an equal tree.

    >>> from patternbook.language.expressions.parse import parse
    >>> write(parse("a&&( b||c )  && kind in ['food' ]"))
    'a && (b || c) && kind in ["food"]'
    """
    return _written(tree)[0]


def _inside(tree: Tree, least: int) -> str:
    text, strength = _written(tree)
    return text if strength >= least else f"({text})"


def _list(trees: tuple[Tree, ...]) -> str:
    return ", ".join(write(tree) for tree in trees)


def _written(tree: Tree) -> tuple[str, int]:
    """The text, and how strongly its outermost operator binds."""
    match tree:
        case Conditional():
            return f"{_inside(tree.test, 1)} ? {_inside(tree.yes, 1)} : {write(tree.no)}", 0
        case Chain():
            strength = PRECEDENCE[tree.op]
            return f" {tree.op} ".join(_inside(item, strength + 1) for item in tree.items), strength
        case Binary():
            strength = PRECEDENCE[tree.op]
            return f"{_inside(tree.left, strength)} {tree.op} {_inside(tree.right, strength + 1)}", strength
        case Unary():
            return tree.op + _unary_side(tree), _UNARY
        case Literal():
            return _literal(tree.value), _POSTFIX
        case Name():
            return tree.name, _POSTFIX
        case _:
            return _postfix(tree), _POSTFIX


def _unary_side(tree: Unary) -> str:
    inside = _inside(tree.of, _UNARY)
    # Reading "-1" gives the number, so a minus before a number keeps its brackets.
    is_number = isinstance(tree.of, Literal) or inside[0].isdigit()
    return f"({inside})" if tree.op == "-" and is_number else inside


def _postfix(tree: Field | Index | Call | ListOf | Macro) -> str:
    match tree:
        case Field():
            return f"{_inside(tree.of, _POSTFIX)}.{tree.name}"
        case Index():
            return f"{_inside(tree.of, _POSTFIX)}[{write(tree.index)}]"
        case ListOf():
            return f"[{_list(tree.items)}]"
        case Macro():
            test = "" if tree.test is None else f"{write(tree.test)}, "
            return f"{_inside(tree.over, _POSTFIX)}.{tree.kind}({tree.var}, {test}{write(tree.body)})"
        case _:
            if tree.method:
                return f"{_inside(tree.args[0], _POSTFIX)}.{tree.function}({_list(tree.args[1:])})"
            return f"{tree.function}({_list(tree.args)})"


def _literal(value: bool | int | Decimal | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        return text if "." in text else f"{text}.0"
    return str(value)


def _text(value: str) -> str:
    quote = "'" if '"' in value and "'" not in value else '"'
    shown = "".join(_character(character, quote) for character in value)
    return f"{quote}{shown}{quote}"


def _character(character: str, quote: str) -> str:
    if character == quote:
        return f"\\{character}"
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
