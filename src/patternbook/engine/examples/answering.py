"""An example's answers as somebody would send them in: the same way as a resident's, by the same forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patternbook.engine import answers
from patternbook.engine.answers import Agreed, Picked
from patternbook.engine.answers.address import MANUAL, NO_FIXED
from patternbook.language.kinds.questions import Question

SentIn = dict[str, list[str]]


def form_of(questions: Mapping[str, Question], given: Mapping[str, object]) -> SentIn:
    """What is sent in with these questions, where `given` holds plain answers by question.

    Raises ValueError for an answer that its question cannot take at all.
    """
    sent: SentIn = {}
    for key, question in questions.items():
        if given.get(key) is not None:
            sent |= sent_for(key, question, given[key])
    return sent


def sent_for(name: str, question: Question, data: object) -> SentIn:
    """The fields of one question, for an answer as plain data."""
    how = _HOW.get(question.ask)
    if how is not None:
        return how(name, question, data)
    return answers.fill(name, question, answers.from_json(question, data))


def _yes_no(name: str, question: Question, data: object) -> SentIn:
    return {name: [{True: "yes", False: "no"}.get(data, str(data)) if isinstance(data, bool) else str(data)]}


def _address(name: str, question: Question, data: object) -> SentIn:
    if isinstance(data, Mapping):
        kept = {**data, "how": MANUAL, "text": ""}
    else:
        kept = {"how": NO_FIXED if data == NO_FIXED else "", "uprn": str(data), "text": ""}
    return answers.fill(name, question, kept)


def _picked(name: str, question: Question, data: object) -> SentIn:
    """A choice by its key, whether it is the definition's own or an item of a list."""
    if isinstance(data, list | tuple):
        return answers.fill(name, question, tuple(Picked(str(key), None, "") for key in data))
    return answers.fill(name, question, Picked(str(data), None, ""))


def _declared(name: str, question: Question, data: object) -> SentIn:
    return answers.fill(name, question, Agreed(data is True, ""))


def _as_written(name: str, question: Question, data: object) -> SentIn:
    return {name: [str(data)]}


def _several(name: str, question: Question, data: object) -> SentIn:
    """The items of a group, each with the fields of its questions, numbered from 0."""
    sent: SentIn = {}
    inner: Mapping[str, Question] = getattr(question, "questions", {})
    for place, item in enumerate(data if isinstance(data, list | tuple) else ()):
        for key, value in item.items() if isinstance(item, Mapping) else ():
            if key in inner and value is not None:
                sent |= sent_for(f"{name}-{place}-{key}", inner[key], value)
    return sent


_HOW: Mapping[str, Callable[[str, Question, object], SentIn]] = {
    "yes_no": _yes_no,
    "address": _address,
    "choice": _picked,
    "choices": _picked,
    "ranking": _picked,
    "declaration": _declared,
    "number": _as_written,
    "identity": _as_written,
    "group": _several,
}
