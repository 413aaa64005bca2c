"""What an expression can see: names with their types, functions, and what is already known to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from patternbook.language.types import BOUND_NAMES, Type


@dataclass(frozen=True, slots=True)
class Signature:
    """A value or table that takes inputs: called by its key. `cost` is its own worst case in steps.

    At run time the name holds a callable that takes the inputs by position. An input declared
    ``T?`` may be given an unknown; for any other, an unknown input makes the result unknown.
    """

    takes: tuple[tuple[str, Type], ...]
    gives: Type
    cost: int = 1


def _free(name: str) -> int:
    del name
    return 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of one place in a definition.

    `guards` says for a name that may be unknown under which conditions it surely is known: the
    canonical texts of conjuncts (as `write` spells them), *all* of which must be established, by
    standing on the left of ``&&`` or by being in `established`. A guard's key is the canonical
    text of a path, such as ``missed`` or ``tasks.inspect.outcome``.

    `costs` gives the worst case in steps of a name: of a value that is worked out on first use more than none.
    """

    names: Mapping[str, Type]
    functions: Mapping[str, Signature] = field(default_factory=dict)
    guards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    established: frozenset[str] = frozenset()
    costs: Callable[[str], int] = _free

    def type_of(self, name: str) -> Type | None:
        """The type of a name, bound names included."""
        return self.names.get(name) or BOUND_NAMES.get(name)
