"""Says an expression in English, for `explain` and for officers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from patternbook.language.expressions.functions import BY_NAME, QUESTIONS
from patternbook.language.expressions.functions.days import read_date
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
)  # fmt: skip

Words = Mapping[str, str]

_COMPARED: Final = {
    "==": "{0} is {1}",
    "!=": "{0} is not {1}",
    "<": "{0} is less than {1}",
    "<=": "{0} is at most {1}",
    ">": "{0} is more than {1}",
    ">=": "{0} is at least {1}",
    "in": "{0} is one of {1}",
    "+": "{0} plus {1}",
    "-": "{0} minus {1}",
    "*": "{0} times {1}",
    "/": "{0} divided by {1}",
    "%": "what is left of {0} divided by {1}",
}
_NEGATED: Final = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MACROS: Final = {
    "all": "for each {var} of {over}, {body}",
    "exists": "for at least one {var} of {over}, {body}",
    "exists_one": "for exactly one {var} of {over}, {body}",
    "filter": "those of {over} for which {body}",
    "map": "{body}, for each {var} of {over}",
}
_REASONS: Final = {
    "not_asked": "{0} has not been asked",
    "not_found": "{0} is not found",
    "many": "{0} is more than one",
    "unavailable": "{0} is not available",
}
_LEADING: Final = (" of", " for")
"""How a key ends whose words lead to what it is worked out for."""

_BOUND: Final = {"today": "today", "now": "now", "nation": "the nation", "channel": "the channel"}


def say(tree: Tree, words: Words | None = None) -> str:
    """A tree in English. `words` gives labels for names, paths (``settings.fee``) and options
    (``kind.food``); a label that is a question is put in quotation marks.

    >>> from patternbook.language.expressions.parse import parse
    >>> say(parse("out && !late && kind in ['food', 'garden']"), {"out": "Was it out by 6:30am?"})
    'the answer to “Was it out by 6:30am?” is yes, and late is not the case, and kind is one of food or garden'
    """
    return _Speaker(words or {}).condition(tree)


def say_value(tree: Tree, words: Words | None = None) -> str:
    """A tree in English where it stands for a thing, such as a period or an amount, not for a condition.

    >>> from patternbook.language.expressions.parse import parse
    >>> say_value(parse("settings.window"), {"settings.window": "the setting “Window”"})
    'the setting “Window”'
    """
    return _Speaker(words or {}).value(tree)


class _Speaker:
    def __init__(self, words: Words) -> None:
        self.words = words

    def condition(self, tree: Tree, *, holds: bool = True) -> str:
        """A tree that is true or false, said as a clause; with `holds` false its opposite."""
        if isinstance(tree, Unary) and tree.op == "!":
            return self.condition(tree.of, holds=not holds)
        if isinstance(tree, Name | Field):
            return self.flag(tree, holds=holds)
        if isinstance(tree, Binary) and tree.op in _NEGATED:
            return self.binary(tree, tree.op if holds else _NEGATED[tree.op])
        if isinstance(tree, Call) and tree.function == "known":
            return f"{self.value(tree.args[0])} is {'' if holds else 'not '}known"
        if isinstance(tree, Chain) and holds:
            word = ", and " if tree.op == "&&" else ", or "
            return word.join(self.link(item, tree.op) for item in tree.items)
        said = self.value(tree)
        return said if holds else f"it is not so that {said}"

    def link(self, tree: Tree, op: str) -> str:
        said = self.condition(tree)
        return f"({said})" if isinstance(tree, Chain) and tree.op != op else said

    def flag(self, tree: Name | Field, *, holds: bool) -> str:
        path = path_of(tree)
        label = self.words.get(path, "")
        if label.startswith("whether "):
            said = label.removeprefix("whether ")
            return said if holds else f"it is not so that {said}"
        if label.endswith("?") or path.startswith("settings."):
            return f"{self.value(tree)} is {'yes' if holds else 'no'}"
        if isinstance(tree, Field) and self.words.get(path_of(tree.of), "").startswith("the "):
            return f"{self.value(tree.of)} is {'' if holds else 'not '}marked “{tree.name.replace('_', ' ')}”"
        return f"{self.value(tree)} is {'' if holds else 'not '}the case"

    def value(self, tree: Tree) -> str:
        """A tree as a noun."""
        match tree:
            case Literal():
                return self.literal(tree.value)
            case Name() | Field():
                return self.path(tree)
            case Index():
                return f"{self.value(tree.of)} for {self.value(tree.index)}"
            case Call():
                return self.call(tree)
            case ListOf():
                return self.several([self.value(item) for item in tree.items], "or")
            case Conditional():
                yes, no = self.value(tree.yes), self.value(tree.no)
                return f"{yes} where {self.condition(tree.test)}, otherwise {no}"
            case _:
                return self.operation(tree)

    def operation(self, tree: Unary | Binary | Chain | Macro) -> str:
        match tree:
            case Unary():
                return f"minus {self.value(tree.of)}" if tree.op == "-" else self.condition(tree)
            case Binary():
                return self.binary(tree, tree.op)
            case Chain():
                return self.condition(tree)
            case _:
                return self.macro(tree)

    def macro(self, tree: Macro) -> str:
        noun = self.noun(tree)
        inner = _Speaker({**self.words, tree.var: f"the {noun}"} if len(noun) > 1 else self.words)
        body = inner.value(tree.body) if tree.kind == "map" else inner.condition(tree.body)
        return _MACROS[tree.kind].format(var=noun, over=self.value(tree.over), body=body)

    def noun(self, tree: Macro) -> str:
        """What the items of a list are called: a letter that stands for them says nothing to a reader."""
        known = self.words.get(tree.var, "").removeprefix("the ")
        plural = tree.over.name.replace("_", " ") if isinstance(tree.over, Name) else ""
        called = known or (plural[:-1] if plural.endswith("s") else "")
        # Nested in a list of the same things, the letters must tell them apart.
        others = {said for name, said in self.words.items() if len(name) == 1 and name != tree.var}
        if not called:
            return tree.var
        return f"{called} “{tree.var}”" if f"the {called}" in others else called

    def binary(self, tree: Binary, op: str) -> str:
        left, right = self.side(tree.left, tree.right), self.side(tree.right, tree.left)
        return _COMPARED[op].format(left, right)

    def side(self, tree: Tree, other: Tree) -> str:
        """One side of a comparison; an option is said by its label."""
        if isinstance(tree, Literal) and isinstance(tree.value, str):
            return self.words.get(f"{path_of(other)}.{tree.value}", self.literal(tree.value))
        if isinstance(tree, ListOf):
            return self.several([self.side(item, other) for item in tree.items], "or")
        if isinstance(tree, Literal) and isinstance(tree.value, bool):
            return "yes" if tree.value else "no"
        said = self.value(tree)
        return f"({said})" if isinstance(tree, Binary | Conditional | Chain) else said

    def path(self, tree: Name | Field) -> str:
        path = path_of(tree)
        label = self.words.get(path) or _BOUND.get(path)
        if label is not None:
            return f"the answer to “{label}”" if label.endswith("?") else label
        if isinstance(tree, Field):
            plain = tree.name.replace("_", " ")
            holder = path_of(tree.of)
            if holder in ("settings", "bindings"):
                return f"the council's {plain}"
            if isinstance(tree.of, Call) and (own := self.words.get(f"{tree.of.function}.{tree.name}")):
                return self.given(own, [self.value(arg) for arg in tree.of.args])
            return f"the {plain} of {self.value(tree.of)}"
        return tree.name.replace("_", " ")

    def call(self, tree: Call) -> str:
        args = [self.value(arg) for arg in tree.args]
        if tree.function == "known":
            return self.condition(tree)
        if tree.function in QUESTIONS and args:
            return _REASONS[QUESTIONS[tree.function]].format(args[0])
        if tree.function == "or" and tree.method and len(args) == 2:
            return f"{args[0]} (where that is not known, {args[1]})"
        return self.function(tree, args)

    def function(self, tree: Call, args: list[str]) -> str:
        function = BY_NAME.get(tree.function)
        if function is None or len(args) < max(len(form.takes) for form in function.forms[:1]):
            plain = tree.function.replace("_", " ")
            return self.given(
                self.words.get(tree.function, f"the {plain}" if plain.endswith(_LEADING) else plain), args
            )
        first = tree.args[0]
        if tree.function == "date" and isinstance(first, Literal) and isinstance(first.value, str):
            return _day(first.value)
        return function.reads.format(*args, all=self.several(args, "and"))

    def given(self, label: str, args: list[str]) -> str:
        """A label with what it is worked out for, unless it leads to that itself, as “the report of” does."""
        if not args:
            return label
        between = "" if label.endswith(_LEADING) else " for"
        return f"{label}{between} {self.several(args, 'and')}"

    def several(self, said: list[str], word: str) -> str:
        if len(said) < 2:
            return "".join(said) or "nothing"
        return f"{', '.join(said[:-1])} {word} {said[-1]}"

    def literal(self, value: bool | int | Decimal | str) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            said = value.replace("_", " ") or "an empty text"
            return f"“{said}”" if said.startswith(("not ", "no ")) else said
        return f"{value:,}"


def _day(text: str) -> str:
    try:
        day = read_date(text)
    except ValueError:  # `check` refuses it; saying it must not fail
        return text
    return f"{day.day} {day:%B %Y}"
