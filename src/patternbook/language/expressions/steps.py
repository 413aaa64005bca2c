"""Builds steps: what is worked out from written values alone is worked out once, here."""

from __future__ import annotations

from dataclasses import replace

from patternbook.language.expressions.functions.texts import MOST_TEXT
from patternbook.language.expressions.typed import Const, Step, Strict
from patternbook.language.types import BOOL
from patternbook.language.unknown import Unknown


def strict(step: Strict) -> Step:
    """The step, unknown where an input may be; or its value, where all inputs are written."""
    found = step.type.maybe(any(arg.type.optional for arg in step.args))
    if found.kind == "text" and found.longest > MOST_TEXT:
        found = replace(found, optional=True, length=MOST_TEXT)
    step = replace(step, type=found)
    if step.calendar or not all(isinstance(arg, Const) for arg in step.args):
        return step
    value = step.run(*(arg.value for arg in step.args if isinstance(arg, Const)))
    return step if isinstance(value, Unknown) else Const(found.known(), value)


def one_of(left: Step, right: Step) -> Step | None:
    """``x in ["a", "b"]`` with written items, as a test in a set; None for other lists."""
    if not isinstance(right, Const) or not isinstance(right.value, tuple) or right.type.kind != "list":
        return None
    if right.type.item.kind not in ("text", "choice", "int", "money", "date", "time"):
        return None
    options = Const(right.type, frozenset(right.value))
    found = Strict(BOOL, (left, options), lambda value, several: value in several, "({0} in {1})")
    return strict(found)
