"""A condition: our generated code against a Python function written by hand over the same mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bench.harness import Ratio
from patternbook.language import types
from patternbook.language.expressions import Scope, Typed, check, generate, parse
from patternbook.language.types import Type

SOURCE = 'household >= 3 && (income < 30000 || benefit in ["uc", "pc", "esa", "jsa"]) && (fee_base + items * 12) > 40'
SCOPE = Scope(
    names={
        "household": types.INT,
        "income": types.INT,
        "benefit": types.TEXT,
        "fee_base": types.INT,
        "items": Type("int", low=0, high=100),
    }
)
VALUES: Mapping[str, Any] = {"household": 4, "income": 41000, "benefit": "esa", "fee_base": 20, "items": 3}


def by_hand(names: Mapping[str, Any]) -> bool:
    """What a programmer would write."""
    return (
        names["household"] >= 3
        and (names["income"] < 30000 or names["benefit"] in ("uc", "pc", "esa", "jsa"))
        and (names["fee_base"] + names["items"] * 12) > 40
    )


def typed() -> Typed:
    """The condition, read and checked."""
    return check(parse(SOURCE), SCOPE)


def ratios() -> Iterator[Ratio]:
    """All known, and with an unknown, which takes the careful way."""
    ours: Callable[[Mapping[str, Any]], object] = generate(typed())
    assert ours(VALUES) is by_hand(VALUES) is True
    unknown = {name: value for name, value in VALUES.items() if name != "benefit"}
    yield Ratio(
        name="A condition, all known",
        ours=lambda: ours(VALUES), floor=lambda: by_hand(VALUES), against="a Python function written by hand",
        kind="cost", target=3.0,
    )  # fmt: skip
    yield Ratio(
        name="A condition with something not asked",
        ours=lambda: ours(unknown), floor=lambda: by_hand(VALUES), against="the same function, all known",
        kind="cost", target=40.0,
    )  # fmt: skip
