"""What of a change to a locked part can be shown to be more generous to residents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from patternbook.engine.settings import compare, plain_data
from patternbook.engine.values import to_value
from patternbook.language.expressions import parse
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.trees import Call, Literal
from patternbook.language.kinds.settings import setting_type
from patternbook.language.nodes.base import Data, Expr, Keyed
from patternbook.language.nodes.process import Clock
from patternbook.language.nodes.service import Bound, Setting
from patternbook.language.types import Type, TypeTextError

MEASURED = frozenset({"int", "decimal", "money", "period"})
PERIODS = frozenset(
    {
        "minutes",
        "hours",
        "working_hours",
        "days",
        "weekdays",
        "working_days",
        "school_days",
        "weeks",
        "months",
        "years",
    }
)


def what_is_more_generous(base: Any, side: Any, holder: object) -> Any:
    """The base with those changes of the side that can only be better for residents.

    A setting that says which way is generous may go that way, with its limits; a clock of the
    council's own duty may run shorter. What cannot be shown is not taken. `holder` is the node
    that holds the part.
    """
    if isinstance(base, Setting) and isinstance(side, Setting):
        return _setting(base, side)
    if isinstance(base, Bound) and isinstance(side, Bound) and isinstance(holder, Setting):
        return _bound(base, side, holder)
    if isinstance(base, Clock) and isinstance(side, Clock):
        return replace(base, runs=side.runs) if _runs_shorter(base, side) else base
    return base


def _setting(base: Setting, side: Setting) -> Setting:
    bounds = Keyed(
        (key, _bound(bound, side.bounds.get(key, bound), base)) for key, bound in base.bounds.items()
    )
    default = side.default if _is_better(base.default, side.default, base) else base.default
    return replace(base, default=default, bounds=bounds)


def _bound(base: Bound, side: Bound, setting: Setting) -> Bound:
    return replace(
        base,
        min=side.min if _is_better(base.min, side.min, setting) else base.min,
        max=side.max if _is_better(base.max, side.max, setting) else base.max,
    )


def _is_better(base: Data | None, side: Data | None, setting: Setting) -> bool:
    if base is None or side is None or setting.generous == "neither":
        return False
    type_ = _type_of(setting)
    if type_ is None or type_.kind not in MEASURED:
        return False
    order = compare(to_value(plain_data(side), type_), to_value(plain_data(base), type_))
    return order == (1 if setting.generous == "higher" else -1)


def _type_of(setting: Setting) -> Type | None:
    records: Mapping[str, Type] = {}
    try:
        return setting_type(setting, records)
    except TypeTextError:
        return None


def _runs_shorter(base: Clock, side: Clock) -> bool:
    """Whether a duty of the council ends sooner: one in law, that only work of the council's ends."""
    own = base.binding == "law" and base.stops and all(when.startswith("task.") for when in base.stops)
    before, after = _length(base.runs), _length(side.runs)
    if not own or before is None or after is None:
        return False
    return before[0] == after[0] and after[1] < before[1]


def _length(runs: Expr | None) -> tuple[str, int] | None:
    """The unit and the number of a period that is written out, such as `days(10)`."""
    if runs is None:
        return None
    try:
        tree = parse(runs.source)
    except ExpressionError:
        return None
    match tree:
        case Call(function=unit, args=(Literal(value=int() as number),)) if unit in PERIODS:
            return unit, number
    return None
