"""What a definition mentions in expressions and in the holes of texts, as dotted names."""

from __future__ import annotations

import re
from functools import lru_cache

from patternbook.language.nodes.service import Service
from patternbook.language.walk import expressions, texts, words_of

_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_NAME = re.compile(r"(?<![\w.])[a-z_]\w*(?:\s*\.\s*[a-z_]\w*)*")
_HOLE = re.compile(r"\(\((.*?)\)\)", re.DOTALL)


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """The dotted names in an expression, whether or not it can be parsed, and all they begin with.

    >>> sorted(names_in("settings.fee > 0 && kind == 'a.b'"))
    ['kind', 'settings', 'settings.fee']
    """
    found: set[str] = set()
    for match in _NAME.finditer(_LITERAL.sub("''", source)):
        parts = [part.strip() for part in match.group().split(".")]
        found.update(".".join(parts[: end + 1]) for end in range(len(parts)))
    return frozenset(found)


def mentioned(service: Service) -> frozenset[str]:
    """Every dotted name that the expressions and texts of a service mention."""
    found: set[str] = set()
    for _, expr in expressions(service):
        found |= names_in(expr.source)
    for _, text in texts(service):
        for words in words_of(text):
            if "((" in words:
                for hole in _HOLE.findall(words):
                    found |= names_in(hole)
    return frozenset(found)
