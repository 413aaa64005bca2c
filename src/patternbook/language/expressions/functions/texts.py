"""Functions on texts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import re2

from patternbook.language.expressions.functions.forms import Form, Function, Refine
from patternbook.language.types import Type
from patternbook.language.unknown import UNDEFINED, Unknown

MOST_TEXT: Final = 10_000
MOST_PATTERN: Final = 200


def bounded(text: str) -> str | Unknown:
    """The text where it is not too long, else `Unknown`."""
    return text if len(text) <= MOST_TEXT else UNDEFINED


def concatenate(left: str, right: str) -> str | Unknown:
    """Both texts, one after the other."""
    return bounded(left + right)


def _longer(times: int, plus: int = 0) -> Refine:
    def refine(found: Type, given: tuple[Type, ...]) -> Type:
        return replace(found, length=given[0].longest * times + plus)

    return refine


def pattern(text: str) -> object:
    """A compiled pattern. Raises ValueError where it is none that RE2 can run in linear time."""
    if len(text) > MOST_PATTERN:
        raise ValueError(f"A pattern may have at most {MOST_PATTERN} characters.")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(text, options=options)
    except (re2.error, UnicodeEncodeError) as problem:
        raise ValueError(f"The pattern cannot be read: {_reason(problem)}.") from problem


def _reason(problem: Exception) -> str:
    said = problem.args[0] if problem.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def matches(text: str, compiled: re2._Regexp) -> bool | Unknown:
    """Whether the pattern is found somewhere in the text."""
    try:
        return compiled.search(text) is not None
    except UnicodeEncodeError:  # half of a pair of surrogates, which UTF-8 cannot say
        return False


_SHAPES: Final = {
    "postcode": re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})"),
    "nino": re.compile(r"[A-Z]{2}[0-9]{6}[A-D]"),
    "vehicle": re.compile(r"([A-Z]{2}[0-9]{2})([A-Z]{3})"),
    "phone": re.compile(r"\+?[0-9]{5,15}"),
}


def shape_name(text: str) -> str:
    """One of the shapes that `normalise` knows. Raises ValueError for another."""
    if text not in _SHAPES:
        raise ValueError(f"'normalise' knows these shapes: {', '.join(_SHAPES)}.")
    return text


def normalise(text: str, shape: str) -> str | Unknown:
    """The text as such things are written: capitals, and one space where one belongs.

    >>> normalise("sw1a2aa", "postcode"), normalise("020 7946 0000", "phone")
    ('SW1A 2AA', '02079460000')
    """
    plain = "".join(character for character in text.upper() if character.isalnum() or character == "+")
    found = _SHAPES[shape].fullmatch(plain)
    if found is None:
        return bounded(text.strip().upper())
    return " ".join(found.groups()) or plain


TEXT_FUNCTIONS: Final = (
    Function(
        name="contains",
        style="method",
        forms=(Form(takes=("text", "text"), gives="bool", run=lambda text, part: part in text),),
        says="Whether a text has another within it.",
        reads="{0} contains {1}",
        example='reference.contains("AB")',
    ),
    Function(
        name="startsWith",
        style="method",
        forms=(Form(takes=("text", "text"), gives="bool", run=lambda text, part: text.startswith(part)),),
        says="Whether a text begins with another.",
        reads="{0} begins with {1}",
        example='postcode.startsWith("SW")',
    ),
    Function(
        name="endsWith",
        style="method",
        forms=(Form(takes=("text", "text"), gives="bool", run=lambda text, part: text.endswith(part)),),
        says="Whether a text ends with another.",
        reads="{0} ends with {1}",
        example='email.endsWith(".uk")',
    ),
    Function(
        name="matches",
        style="both",
        forms=(Form(takes=("text", "text"), gives="bool", run=matches, literals={1: pattern}),),
        says="Whether a pattern (RE2 syntax, written out) is found in a text. Begin it with `^` and end it with `$` for the whole text.",
        reads="{0} matches the pattern {1}",
        example='reference.matches("^[0-9]{6}$")',
    ),
    Function(
        name="lower",
        style="method",
        forms=(
            Form(takes=("text",), gives="text", run=lambda text: bounded(text.lower()), refine=_longer(2)),
        ),
        says="The text in small letters.",
        reads="{0} in small letters",
        example='colour.lower() == "red"',
    ),
    Function(
        name="upper",
        style="method",
        forms=(
            Form(takes=("text",), gives="text", run=lambda text: bounded(text.upper()), refine=_longer(3)),
        ),
        says="The text in capitals.",
        reads="{0} in capitals",
        example='registration.upper().startsWith("AB")',
    ),
    Function(
        name="trim",
        style="method",
        forms=(Form(takes=("text",), gives="text", run=lambda text: text.strip(), refine=_longer(1)),),
        says="The text without spaces around it.",
        reads="{0} without spaces around it",
        example='notes.trim() != ""',
    ),
    Function(
        name="normalise",
        forms=(
            Form(
                takes=("text", "text"),
                gives="text",
                run=normalise,
                literals={1: shape_name},
                refine=_longer(3, 1),
            ),
        ),
        says="A `postcode`, `nino`, `vehicle` or `phone` number as it is written; another text in capitals without spaces around it.",
        reads="{0}, written as a {1}",
        example='normalise(postcode, "postcode")',
    ),
)
