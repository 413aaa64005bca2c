"""A checked expression: the same tree in few kinds of step, each with its type.

Both ways of running an expression, the quick and the careful, are made from these steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from patternbook.language.expressions.trees import MacroKind, Tree
from patternbook.language.types import Type
from patternbook.language.unknown import Reason


@dataclass(frozen=True, slots=True)
class Const:
    """A value that is written in the expression, or worked out from such alone."""

    type: Type
    value: object


@dataclass(frozen=True, slots=True)
class Load:
    """The value of a name."""

    type: Type
    name: str


@dataclass(frozen=True, slots=True)
class Var:
    """The item of the macro at this depth."""

    type: Type
    slot: int


@dataclass(frozen=True, slots=True)
class Get:
    """A field of a record. `path` is what an unknown names as its source."""

    type: Type
    of: Step
    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Strict:
    """An operation on known values; unknown where one of them is. See `functions.forms.Form`."""

    type: Type
    args: tuple[Step, ...]
    run: Callable[..., object]
    fast: str = ""
    calendar: bool = False


@dataclass(frozen=True, slots=True)
class Logic:
    """``&&`` or ``||`` by Kleene."""

    type: Type
    op: Literal["&&", "||"]
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class If:
    """``test ? yes : no``; unknown where the test is."""

    type: Type
    test: Step
    yes: Step
    no: Step


@dataclass(frozen=True, slots=True)
class Loop:
    """A macro."""

    type: Type
    kind: MacroKind
    over: Step
    slot: int
    body: Step
    test: Step | None


@dataclass(frozen=True, slots=True)
class Known:
    """Whether there is a value."""

    type: Type
    of: Step


@dataclass(frozen=True, slots=True)
class Because:
    """Whether a value is unknown for this reason."""

    type: Type
    of: Step
    reason: Reason


@dataclass(frozen=True, slots=True)
class OrElse:
    """A value, or another where it is unknown."""

    type: Type
    of: Step
    other: Step


@dataclass(frozen=True, slots=True)
class Invoke:
    """A value or table that takes inputs. `accepts` says which inputs may be unknown."""

    type: Type
    name: str
    args: tuple[Step, ...]
    accepts: tuple[bool, ...]
    cost: int


Step = Const | Load | Var | Get | Strict | Logic | If | Loop | Known | Because | OrElse | Invoke


@dataclass(frozen=True, slots=True)
class Typed:
    """A checked expression.

    `names` are the names that it reads or calls; `unknowns` those paths among them that may be
    unknown where they stand; `cost` is the worst case in steps.
    """

    tree: Tree
    type: Type
    names: frozenset[str]
    unknowns: frozenset[str]
    root: Step
    cost: int


# The fields of each kind of step that can hold other steps.
_PARTS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(part.name for part in fields(kind) if "Step" in str(part.type)) for kind in get_args(Step)
}


def parts(step: Step) -> Iterator[Step]:
    """The direct parts of a step."""
    for name in _PARTS[type(step)]:
        value = getattr(step, name)
        if isinstance(value, Step):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Step))


def cost(step: Step, costs: Mapping[str, int]) -> int:
    """How many small steps the expression can take at most; `costs` are those of names."""
    below = sum(cost(part, costs) for part in parts(step))
    match step:
        case Loop():
            inner = cost(step.body, costs) + (cost(step.test, costs) if step.test is not None else 0)
            return cost(step.over, costs) + 1 + step.over.type.longest * (inner + 1)
        case Strict():
            return below + 1 + sum(_size(arg.type) for arg in step.args)
        case Invoke():
            return below + 1 + step.cost
        case Load():
            return 1 + costs.get(step.name, 0)
        case _:
            return below + 1


def _size(given: Type) -> int:
    if given.kind == "list":
        return given.longest
    return given.longest // 100 if given.kind == "text" else 0
