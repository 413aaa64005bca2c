"""Compiles a checked expression to a Python function.

The function's code is written for the case that all is known, where it runs about as fast as Python
written by hand. An `Unknown` that is touched, or a name that is missing, makes it start again in the
careful way (`careful`). Nothing from an expression's text is put into code: names, texts and other
values are constants of the function; only whole numbers are spelled out, by Python itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Final, Protocol, cast

from patternbook.language.expressions.careful import calendar_in, careful, fetch
from patternbook.language.expressions.typed import (
    Because,
    Const,
    Get,
    If,
    Invoke,
    Known,
    Load,
    Logic,
    Loop,
    OrElse,
    Step,
    Strict,
    Typed,
    Var,
)  # fmt: skip
from patternbook.language.unknown import Touched, Unknown, is_unknown

__all__ = ["Run", "generate"]


class Run(Protocol):
    """A compiled expression: from a mapping of names to a value, or an `Unknown`. It never raises on
    values of the types that its scope names."""

    def __call__(self, names: Mapping[str, object], /) -> object:
        """The value of the expression."""
        ...


def touch(value: object) -> object:
    """The value, if it is known. Raises `Touched` otherwise."""
    if value.__class__ is Unknown:
        raise Touched
    return value


def generate(typed: Typed) -> Run:
    """The function of a checked expression.

    >>> from patternbook.language.expressions import Scope, check, parse
    >>> from patternbook.language.types import INT
    >>> generate(check(parse("x * 2"), Scope({"x": INT})))({"x": 21})
    42
    """
    writer = _Writer()
    body = writer.text(typed.root)
    source = _FUNCTION.format(body=body)
    module = compile(source, "<expression>", "exec", dont_inherit=True)
    code = next(const for const in module.co_consts if isinstance(const, CodeType))
    names = {**_GLOBALS, **writer.constants, "careful": careful(typed.root)}
    return cast("Run", FunctionType(code, names, "expression"))


_FUNCTION: Final = """\
def expression(n):
    try:
        return {body}
    except (Touched, KeyError):
        return careful(n)
"""

_GLOBALS: Final[Mapping[str, object]] = {
    "__builtins__": {},
    "KeyError": KeyError,
    "Touched": Touched,
    "Unknown": Unknown,
    "touch": touch,
    "fetch": fetch,
    "calendar_in": calendar_in,
    "all": all,
    "any": any,
    "len": len,
    "sum": sum,
    "tuple": tuple,
}


@dataclass(slots=True)
class _Writer:
    """Writes steps as Python expressions, and gathers the constants that they use."""

    constants: dict[str, object] = field(default_factory=dict)
    callables: dict[Callable[..., object], str] = field(default_factory=dict)

    def constant(self, value: object) -> str:
        if isinstance(value, bool) or (isinstance(value, int) and value >= 0):
            return str(value)
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def function(self, run: Callable[..., object]) -> str:
        if run not in self.callables:
            self.callables[run] = self.constant(run)
        return self.callables[run]

    def text(self, step: Step) -> str:
        match step:
            case Const():
                return self.constant(step.value)
            case Load():
                return f"n[{self.constant(step.name)}]"
            case Var():
                return f"v{step.slot}"
            case Get():
                return f"{self.text(step.of)}[{self.constant(step.key)}]"
            case Strict():
                return self.strict(step)
            case Logic():
                joiner = " and " if step.op == "&&" else " or "
                return f"({joiner.join(map(self.text, step.items))})"
            case Loop():
                return self.loop(step)
            case _:
                return self.other(step)

    def other(self, step: If | Known | Because | OrElse | Invoke) -> str:
        match step:
            case If():
                return f"({self.text(step.yes)} if {self.text(step.test)} else {self.text(step.no)})"
            case Known():
                return f"({self.maybe(step.of)}.__class__ is not Unknown)"
            case Because():
                return f"{self.function(is_because)}({self.maybe(step.of)}, {self.constant(step.reason)})"
            case OrElse():
                # The loop of one item is how a Python expression names a value it looks at twice.
                name = f"o{len(self.constants)}"
                self.constants[name] = None
                return (
                    f"[{self.text(step.other)} if {name}.__class__ is Unknown else {name}"
                    f" for {name} in ({self.maybe(step.of)},)][0]"
                )
            case _:
                return self.invoke(step)

    def maybe(self, step: Step) -> str:
        """A value that may well be unknown: what is missing is no reason to start again."""
        if isinstance(step, Load):
            return f"fetch(n, {self.constant(step.name)})"
        return f"({self.text(step)})" if isinstance(step, Const) else self.text(step)

    def known(self, step: Step) -> str:
        """A value that must be known, for code that would not notice an unknown by itself."""
        return self.text(step) if isinstance(step, Const) else f"touch({self.text(step)})"

    def strict(self, step: Strict) -> str:
        if step.fast:
            return step.fast.format(*map(self.text, step.args))
        args = [self.known(arg) for arg in step.args]
        if step.calendar:
            args.insert(0, "calendar_in(n)")
        return f"{self.function(step.run)}({', '.join(args)})"

    def invoke(self, step: Invoke) -> str:
        pairs = zip(step.args, step.accepts, strict=True)
        args = [self.maybe(arg) if may_be_unknown else self.known(arg) for arg, may_be_unknown in pairs]
        return f"n[{self.constant(step.name)}]({', '.join(args)})"

    def loop(self, step: Loop) -> str:
        item = f"v{step.slot}"
        source = f"for {item} in {self.text(step.over)}"
        if step.test is not None:
            source += f" if {self.text(step.test)}"
        body = self.known(step.body) if step.kind == "map" else self.text(step.body)
        match step.kind:
            case "all" | "exists":
                return f"{'all' if step.kind == 'all' else 'any'}({body} {source})"
            case "exists_one":
                return f"(sum([1 {source} if {body}]) == 1)"
            case "filter":
                return f"tuple([{item} {source} if {body}])"
            case _:
                return f"tuple([{body} {source}])"


def is_because(value: object, reason: str) -> bool:
    """Whether a value is unknown for this reason."""
    return is_unknown(value) and value.reason == reason
