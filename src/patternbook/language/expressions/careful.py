"""The careful way to run an expression: every operation looks whether a value is unknown.

Kleene logic: ``false && unknown`` is false, ``true || unknown`` is true; anything else of an unknown
is unknown, with the reason of the first one met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

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
    Var,
)  # fmt: skip
from patternbook.language.unknown import UNDEFINED, Touched, Unknown, is_unknown

Names = Mapping[str, object]
Items = list[object]
Evaluate = Callable[[Names, Items], object]

CALENDAR: Final = "$calendar"
"""The reserved name under which the mapping holds the calendar."""

DEEPEST: Final = 2
"""Macros inside each other."""


def careful(step: Step) -> Callable[[Names], object]:
    """A function from names to the value of a step."""
    evaluate = _made(step)
    return lambda names: evaluate(names, [None] * DEEPEST)


def fetch(names: Names, name: str) -> object:
    """The value of a name; `Unknown` where the mapping has none, as nothing was asked yet."""
    try:
        return names[name]
    except KeyError:
        return Unknown("not_asked", name)


def calendar_in(names: Names) -> object:
    """The calendar, or None."""
    try:
        return names[CALENDAR]
    except KeyError:
        return None


def _made(step: Step) -> Evaluate:
    match step:
        case Const():
            value = step.value
            return lambda names, items: value
        case Load():
            name = step.name
            return lambda names, items: fetch(names, name)
        case Var():
            slot = step.slot
            return lambda names, items: items[slot]
        case Get():
            return _get(step)
        case Strict():
            return _strict(step)
        case Logic():
            return _logic(step)
        case Loop():
            return _loop(step)
        case _:
            return _other(step)


def _other(step: If | Known | Because | OrElse | Invoke) -> Evaluate:
    match step:
        case If():
            return _if(step)
        case Known():
            of = _made(step.of)
            return lambda names, items: not is_unknown(of(names, items))
        case Because():
            return _because(step)
        case OrElse():
            return _or_else(step)
        case _:
            return _invoke(step)


def _get(step: Get) -> Evaluate:
    of, key, path = _made(step.of), step.key, step.path

    def evaluate(names: Names, items: Items) -> object:
        record = of(names, items)
        if is_unknown(record):
            return record
        try:
            return record[key]  # type: ignore[index]  # a record is a mapping, by its type
        except KeyError:
            return Unknown("not_asked", path)

    return evaluate


def _strict(step: Strict) -> Evaluate:
    run, args, needs_calendar = step.run, tuple(map(_made, step.args)), step.calendar

    def evaluate(names: Names, items: Items) -> object:
        values: list[object] = [calendar_in(names)] if needs_calendar else []
        for arg in args:
            value = arg(names, items)
            if is_unknown(value):
                return value
            values.append(value)
        try:
            return run(*values)
        except (Touched, KeyError):  # an unknown field within a record that was given whole
            return UNDEFINED

    return evaluate


def _logic(step: Logic) -> Evaluate:
    decides, parts = step.op == "||", tuple(map(_made, step.items))

    def evaluate(names: Names, items: Items) -> object:
        return kleene((part(names, items) for part in parts), decides=decides)

    return evaluate


def kleene(values: Iterable[object], *, decides: bool) -> object:
    """All or any by Kleene: the deciding value wins over unknown, unknown over the other."""
    unknown: object = None
    for value in values:
        if is_unknown(value):
            unknown = value if unknown is None else unknown
        elif value is decides:
            return decides
    return (not decides) if unknown is None else unknown


def _if(step: If) -> Evaluate:
    test, yes, no = _made(step.test), _made(step.yes), _made(step.no)

    def evaluate(names: Names, items: Items) -> object:
        holds = test(names, items)
        if is_unknown(holds):
            return holds
        return yes(names, items) if holds else no(names, items)

    return evaluate


def _because(step: Because) -> Evaluate:
    of, reason = _made(step.of), step.reason

    def evaluate(names: Names, items: Items) -> object:
        value = of(names, items)
        return is_unknown(value) and value.reason == reason

    return evaluate


def _or_else(step: OrElse) -> Evaluate:
    of, other = _made(step.of), _made(step.other)

    def evaluate(names: Names, items: Items) -> object:
        value = of(names, items)
        return other(names, items) if is_unknown(value) else value

    return evaluate


def _invoke(step: Invoke) -> Evaluate:
    name, args, accepts = step.name, tuple(map(_made, step.args)), step.accepts

    def evaluate(names: Names, items: Items) -> object:
        called = fetch(names, name)
        values = [arg(names, items) for arg in args]
        for value, may_be_unknown in zip(values, accepts, strict=True):
            if is_unknown(value) and not may_be_unknown:
                return value
        return called if is_unknown(called) else called(*values)  # type: ignore[operator]  # a callable, by the scope

    return evaluate


def _loop(step: Loop) -> Evaluate:
    over, body, slot = _made(step.over), _made(step.body), step.slot
    test = None if step.test is None else _made(step.test)
    finish = _FINISHES[step.kind]

    def evaluate(names: Names, items: Items) -> object:
        values = over(names, items)
        if is_unknown(values):
            return values

        def through() -> Iterable[tuple[object, object]]:
            for item in values:  # type: ignore[attr-defined]  # a list is a tuple, by its type
                items[slot] = item
                holds = True if test is None else test(names, items)
                if is_unknown(holds):
                    yield item, holds
                elif holds:
                    yield item, body(names, items)

        return finish(through())

    return evaluate


Results = Iterable[tuple[object, object]]


def _filter(results: Results) -> object:
    kept: list[object] = []
    for item, holds in results:
        if is_unknown(holds):
            return holds
        if holds:
            kept.append(item)
    return tuple(kept)


def _map(results: Results) -> object:
    found: list[object] = []
    for _, value in results:
        if is_unknown(value):
            return value
        found.append(value)
    return tuple(found)


def _exists_one(results: Results) -> object:
    kept = _filter(results)
    return kept if is_unknown(kept) else len(kept) == 1  # type: ignore[arg-type]  # a tuple, from _filter


_FINISHES: Final[Mapping[str, Callable[[Results], object]]] = {
    "all": lambda results: kleene((value for _, value in results), decides=False),
    "exists": lambda results: kleene((value for _, value in results), decides=True),
    "exists_one": _exists_one,
    "filter": _filter,
    "map": _map,
}
