"""Answers that each kind of question must refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patternbook.engine.answers.address import MANUAL
from patternbook.language.kinds.questions import Question

Sent = dict[str, list[str]]


def wrong_answers(name: str, question: Question) -> list[tuple[str, Sent]]:
    """What is wrong, in a word, and the fields to send. Empty where only a missing answer is wrong."""
    return _WRONG.get(question.ask, _nothing)(name, question)


def _nothing(name: str, question: Question) -> list[tuple[str, Sent]]:
    return []


def _typed(*values: tuple[str, str]) -> Callable[[str, Question], list[tuple[str, Sent]]]:
    return lambda name, question: [(says, {name: [value]}) for says, value in values]


def _long(name: str, question: Question) -> list[tuple[str, Sent]]:
    most = getattr(question, "max", None)
    return [("too long", {name: ["x" * (most + 1)]})] if most else []


def _date(name: str, question: Question) -> list[tuple[str, Sent]]:
    given = {
        "no such day": ("31", "2", "2026"),
        "a part missing": ("3", "", "2026"),
        "a short year": ("3", "3", "26"),
        "nothing like a date": ("x", "y", "z"),
    }
    if getattr(question, "latest", None) is not None:
        given["too late"] = ("1", "1", "2099")
    if getattr(question, "earliest", None) is not None:
        given["too early"] = ("1", "1", "1999")
    return [
        (
            says,
            {f"{name}-{part}": [value] for part, value in zip(("day", "month", "year"), parts, strict=True)},
        )
        for says, parts in given.items()
    ]


def _address(name: str, question: Question) -> list[tuple[str, Sent]]:
    boxes = {"line_1": "", "line_2": "", "town": "", "postcode": ""}
    by_hand: Sent = {name: [MANUAL]} | {f"{name}-{part}": [value] for part, value in boxes.items()}
    not_one = {f"{name}-line_1": ["Old Mill"], f"{name}-town": ["Exampleford"], f"{name}-postcode": ["ABC"]}
    return [("by hand, and empty", by_hand), ("a wrong postcode by hand", by_hand | not_one)]


_WRONG: Mapping[str, Callable[[str, Question], list[tuple[str, Sent]]]] = {
    "address": _address,
    "date": _date,
    "email": _typed(("no address", "ann")),
    "identity": _typed(("no number", "x")),
    "long_text": _long,
    "money": _typed(("no amount", "a lot")),
    "number": _typed(("no number", "many")),
    "phone": _typed(("no number", "12")),
    "postcode": _typed(("no postcode", "ABC")),
    "text": _long,
    "time": _typed(("no time", "25:99")),
}
