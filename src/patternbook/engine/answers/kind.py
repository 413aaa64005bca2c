"""What a kind of question must be able to do with an answer, and what the kinds share."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.language.kinds.questions import Question

# Longer than any box allows: such a text is not even cleaned, only refused.
LONGEST_RAW = 100_000

# Joiners that some scripts need inside a word; every other invisible mark is dropped.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer cannot be taken: a code of `messages`, with what its words need.

    `part` is added to the question's field name where one box of several is meant.
    """

    code: str
    part: str = ""
    parts: tuple[str, ...] = ()
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrongWithin:
    """What is wrong inside the items of a group, each with its own field."""

    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """One kind of question, run.

    `read` takes what was sent in and gives the answer, None where nothing was answered, or `Wrong`;
    it never raises, whatever is sent (`WrongWithin` is for groups). `to_json` and `from_json` keep the answer, `show` gives its
    lines in a language, and `fill` the fields that show it again.
    """

    ask: str
    codes: tuple[str, ...]
    read: Callable[[ShownQuestion, Form], object]
    show: Callable[[Question, object, str], tuple[str, ...]]
    fill: Callable[[str, object], dict[str, list[str]]]
    to_json: Callable[[Question, object], object]
    from_json: Callable[[Question, object], object]


def first(form: Form, name: str) -> str:
    """What was sent in a field that is sent once, as it came; of repeated fields the first.

    >>> first({"name": ["Ann", "Bob"]}, "name"), first({}, "name")
    ('Ann', '')
    """
    values = form.get(name) or [""]
    return values[0]


def line(form: Form, name: str) -> str:
    """One line of text as it was meant: without control, direction or invisible characters.

    >>> line({"town": ["  Old \\u202e  Sarum\\x00 "]}, "town")
    'Old Sarum'
    """
    return " ".join(clean(first(form, name)).split())


def block(form: Form, name: str) -> str:
    """Several lines of text, cleaned as `line` does, with line ends as `\\n`.

    >>> block({"what": ["one\\r\\ntwo  \\r\\n"]}, "what")
    'one\\ntwo'
    """
    unified = first(form, name).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(part.split()) for part in clean(unified).split("\n")).strip("\n")


def clean(text: str) -> str:
    """A text in Unicode's composed form, without characters that nobody can see or that turn the
    direction of what follows (so that a letter or an officer's screen shows what was written).
    """
    kept = "".join(char if _is_visible(char) else _instead_of(char) for char in text[:LONGEST_RAW])
    return unicodedata.normalize("NFC", kept)


def _is_visible(char: str) -> bool:
    return (
        char in _JOINERS
        or char == "\n"
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )


def _instead_of(char: str) -> str:
    return " " if char == "\t" or unicodedata.category(char) in ("Zl", "Zp") else ""


def too_long(text: str, most: int) -> Wrong | None:
    """The refusal of a text longer than `most` characters."""
    return Wrong("too_long", words={"max": most}) if len(text) > most else None


def show_text(_question: Question, value: object, _language: str) -> tuple[str, ...]:
    """An answer that is a text, line by line."""
    return tuple(part for part in str(value).split("\n") if part)


def fill_text(name: str, value: object) -> dict[str, list[str]]:
    """An answer that is a text, back in its box."""
    return {name: [str(value)]}


def text_as_is(_question: Question, value: object) -> str:
    """A text is kept as it is. Raises ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError(f"A text was expected, not {type(value).__name__}.")
    return value
