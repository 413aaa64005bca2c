"""The words by which officers find a case, and the line by which they know it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from patternbook.engine import journey
from patternbook.engine.answers import Picked
from patternbook.engine.compiler import Compiled
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.language.kinds.questions import AddressQuestion, NameQuestion

LONGEST = 20_000


# A name such as O'Neill is written with either sign or with none.
APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc`")
# Short answers, such as postcodes and telephone numbers, are looked for without their spaces too.
SHORT = 20


def folded(text: str) -> str:
    """Text as it is compared: lower case, without accents and signs, single spaces.

    >>> folded("Llanfair  Tŷ, O'Neill")
    'llanfair ty oneill'
    """
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join(letters.casefold().split())


def search_words(line: str) -> str:
    """A line as it is found: folded, and once more without spaces where it is short.

    >>> search_words("ZZ99 1AG")
    'zz99 1ag zz991ag'
    """
    words = folded(line)
    close = words.replace(" ", "")
    return f"{words} {close}" if len(close) <= SHORT and close != words else words


def title_and_search(compiled: Compiled, facts: Facts, context: Context) -> tuple[str, str]:
    """What tells one case from another in a list, and the text in which it is found."""
    rows = journey.summary(compiled, facts, context)
    return _title(compiled, rows), _search(rows)


def _search(shown: Sequence[journey.SummaryRow]) -> str:
    """All answers as shown, as they are found: names, addresses, free text."""
    return " ".join(search_words(line) for row in shown for line in row.lines)[:LONGEST]


def _title(compiled: Compiled, shown: Sequence[journey.SummaryRow]) -> str:
    """The address, or the name; empty where neither was asked."""
    rows = {row.question: row for row in shown}
    for kind in (AddressQuestion, NameQuestion):
        for key, question in compiled.questions.items():
            if isinstance(question, kind) and key in rows and rows[key].lines:
                return ", ".join(rows[key].lines)[:200]
    return ""


def places(compiled: Compiled, facts: Facts) -> set[tuple[str, str]]:
    """The properties of a submission by UPRN, each with what was picked from a list there, or with nothing."""
    picked = {key for answer in facts.answers.values() for key in _picked(answer)}
    found = set()
    for key, question in compiled.questions.items():
        answer = facts.answers.get(key)
        if isinstance(question, AddressQuestion) and isinstance(answer, Mapping) and answer.get("uprn"):
            found |= {(str(answer["uprn"]), subject) for subject in picked or {""}}
    return found


def uprns(compiled: Compiled, facts: Facts) -> frozenset[str]:
    """The properties of a submission."""
    return frozenset(uprn for uprn, _ in places(compiled, facts))


def _picked(answer: object) -> tuple[str, ...]:
    several = answer if isinstance(answer, tuple) else (answer,)
    return tuple(one.key for one in several if isinstance(one, Picked))
