"""What somebody types at a question in a terminal, as the fields that a form would send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from patternbook.engine.answers.address import LINES, MANUAL
from patternbook.engine.journey import ShownQuestion

Form = dict[str, list[str]]

HOW_TO_TYPE: Mapping[str, str] = {
    "choice": "its key or number",
    "yes_no": "yes or no",
    "choices": "keys or numbers, with commas",
    "ranking": "keys or numbers in order, with commas",
    "matrix": "row=option, with commas",
    "date": "as 2026-12-24",
    "time": "as 16:30",
    "address": "a number of the list, or the lines with commas",
    "declaration": "yes",
}
"""What to type, by kind of question; the answer itself where nothing is said."""


def typed(question: ShownQuestion, line: str) -> Form:
    """The fields of a form for what was typed; none for an empty line."""
    said = line.strip()
    if not said:
        return {}
    reader = _READERS.get(question.ask)
    return {question.name: [said]} if reader is None else reader(question, said)


def _keys(question: ShownQuestion, said: str) -> list[str]:
    return [_key(question, part.strip()) for part in said.split(",") if part.strip()]


def _key(question: ShownQuestion, said: str) -> str:
    """The key of an option that was named by its key or its number in the list."""
    options = [option.key for option in question.options]
    if said not in options and said.isascii() and said.isdigit() and 0 < int(said) <= len(options):
        return options[int(said) - 1]
    return said


def _one(question: ShownQuestion, said: str) -> Form:
    return {question.name: [_key(question, said)]}


def _several(question: ShownQuestion, said: str) -> Form:
    return {question.name: _keys(question, said)}


def _ranked(question: ShownQuestion, said: str) -> Form:
    return {f"{question.name}-{place}": [key] for place, key in enumerate(_keys(question, said), start=1)}


def _rows(question: ShownQuestion, said: str) -> Form:
    pairs = (part.partition("=") for part in said.split(","))
    return {f"{question.name}-{row.strip()}": [option.strip()] for row, _, option in pairs}


def _date(question: ShownQuestion, said: str) -> Form:
    parts = re.split(r"[-/ ]+", said)
    if len(parts[0]) == 4:
        parts.reverse()
    names = ("day", "month", "year")[-len(parts) :]
    return {f"{question.name}-{name}": [part] for name, part in zip(names, parts, strict=False)}


def _address(question: ShownQuestion, said: str) -> Form:
    key = _key(question, said)
    if key in {option.key for option in question.options}:
        return {question.name: [key]}
    lines = [line.strip() for line in said.split(",")]
    if len(lines) == len(LINES) - 1:
        lines.insert(1, "")
    written = {f"{question.name}-{name}": [line] for name, line in zip(LINES, lines, strict=False)}
    return {question.name: [MANUAL], **written}


def _name(question: ShownQuestion, said: str) -> Form:
    first, _, last = said.partition(" ")
    return {question.name: [said], f"{question.name}-first": [first], f"{question.name}-last": [last]}


_READERS: Mapping[str, Callable[[ShownQuestion, str], Form]] = {
    "choice": _one,
    "yes_no": _one,
    "declaration": _one,
    "choices": _several,
    "ranking": _ranked,
    "matrix": _rows,
    "date": _date,
    "address": _address,
    "name": _name,
}
