"""Every function of the language, in one visible tuple."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from patternbook.language.expressions.functions.dates import DATE_FUNCTIONS
from patternbook.language.expressions.functions.forms import Form, Function
from patternbook.language.expressions.functions.lists import LIST_FUNCTIONS
from patternbook.language.expressions.functions.numbers import NUMBER_FUNCTIONS
from patternbook.language.expressions.functions.texts import TEXT_FUNCTIONS
from patternbook.language.unknown import Reason

__all__ = ["BY_NAME", "FUNCTIONS", "QUESTIONS", "Form", "Function"]

FUNCTIONS: Final[tuple[Function, ...]] = (
    *TEXT_FUNCTIONS,
    *LIST_FUNCTIONS,
    *NUMBER_FUNCTIONS,
    *DATE_FUNCTIONS,
)
BY_NAME: Final = {function.name: function for function in FUNCTIONS}

QUESTIONS: Final[Mapping[str, Reason]] = {
    "is_not_asked": "not_asked",
    "is_not_found": "not_found",
    "is_many": "many",
    "is_unavailable": "unavailable",
}
"""Functions that ask why a value is unknown, with the reason that each is true for."""
