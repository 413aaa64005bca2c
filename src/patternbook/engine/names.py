"""Names over names: an item of a list, the inputs of a table, what a council filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patternbook.language.unknown import Unknown

Names = Mapping[str, object]


class Entries(dict[str, object]):
    """Settings or bindings by key: one that was left out is unknown."""

    def __missing__(self, key: str) -> object:
        return Unknown("not_asked", key)


class Within(dict[str, object]):
    """The names of one place over those around it."""

    def __init__(self, around: Names, names: Names) -> None:
        super().__init__(names)
        self.around = around

    def __missing__(self, name: str) -> object:
        return self.around[name]


def called(takes: tuple[str, ...], run: Callable[[Names], object], names: Names) -> Callable[..., object]:
    """What expressions call for a value or table that takes inputs, given by position.

    The same inputs are worked out once: a table is often asked the same of an item by each of its
    options. Inputs are told apart by identity, which is safe as the memory holds on to them.
    """
    known: dict[tuple[int, ...], tuple[tuple[object, ...], object]] = {}

    def call(*inputs: object) -> object:
        key = tuple(map(id, inputs))
        found = known.get(key)
        if found is None:
            found = known[key] = (inputs, run(Within(names, dict(zip(takes, inputs, strict=True)))))
        return found[1]

    return call
