"""Answers in the resident's own words: a line of text, several lines, a name, a signature."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import re2

from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kind import (
    AnswerKind,
    Wrong,
    block,
    fill_text,
    line,
    show_text,
    text_as_is,
    too_long,
)
from patternbook.language.kinds.questions import LongTextQuestion, NameQuestion, TextQuestion

LONGEST_NAME = 200


class _Pattern(Protocol):
    def fullmatch(self, text: str) -> object: ...


@lru_cache(maxsize=1024)
def _pattern(source: str) -> _Pattern:
    """A compiled pattern of a definition; RE2 never backtracks, so no answer can make it slow."""
    compiled: _Pattern = re2.compile(source)
    return compiled


def read_text(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A line of text."""
    text = line(form, asked.name)
    question = asked.question
    if not text or not isinstance(question, TextQuestion):
        return text or None
    wrong = too_long(text, question.max)
    if wrong is None and question.pattern and not _pattern(question.pattern).fullmatch(text):
        return Wrong("wrong_pattern")
    return wrong or text


def read_long_text(asked: ShownQuestion, form: Form) -> object | Wrong:
    """Several lines of text."""
    text = block(form, asked.name)
    question = asked.question
    if not text or not isinstance(question, LongTextQuestion):
        return text or None
    if question.words is not None and len(text.split()) > question.words:
        return Wrong("too_many_words", words={"max": question.words})
    return too_long(text, question.max) or text


def read_name(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A person's name, whole or as first and last name; whatever its script, with a letter in it."""
    question = asked.question
    if isinstance(question, NameQuestion) and question.split:
        return _split_name(asked, form)
    return _whole_name(line(form, asked.name))


def _split_name(asked: ShownQuestion, form: Form) -> object | Wrong:
    first_name, last_name = line(form, f"{asked.name}-first"), line(form, f"{asked.name}-last")
    if not first_name and not last_name:
        return None
    if not first_name:
        return Wrong("missing_first_name", part="first")
    if not last_name:
        return Wrong("missing_last_name", part="last")
    return _whole_name(f"{first_name} {last_name}")


def _whole_name(text: str) -> object | Wrong:
    if text and not any(char.isalpha() for char in text):
        return Wrong("not_a_name")
    return too_long(text, LONGEST_NAME) or text or None


def fill_name(name: str, value: object) -> dict[str, list[str]]:
    """A name, back in one box or in two."""
    first_name, _, last_name = str(value).rpartition(" ")
    return {name: [str(value)], f"{name}-first": [first_name], f"{name}-last": [last_name]}


TEXT = AnswerKind(
    "text", ("missing", "too_long", "wrong_pattern"), read_text, show_text, fill_text, text_as_is, text_as_is
)
LONG_TEXT = AnswerKind(
    "long_text",
    ("missing", "too_long", "too_many_words"),
    read_long_text,
    show_text,
    fill_text,
    text_as_is,
    text_as_is,
)
NAME = AnswerKind(
    "name",
    ("missing", "missing_first_name", "missing_last_name", "not_a_name", "too_long"),
    read_name,
    show_text,
    fill_name,
    text_as_is,
    text_as_is,
)
SIGNATURE = AnswerKind(
    "signature",
    ("missing", "not_a_name", "too_long"),
    read_name,
    show_text,
    fill_text,
    text_as_is,
    text_as_is,
)
