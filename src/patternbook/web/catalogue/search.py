"""The words in which a service is found, and what counts as the same word. Reads no row, writes none.

Words are compared without capitals, accents and signs, in English without their ending. The index holds
plain words, so that a search means the same whatever database keeps it.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from patternbook.language import texts, walk
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import Service
from patternbook.web.catalogue import lgsl
from patternbook.web.catalogue.models import Posting

LONGEST_WORD = 40
MOST_WORDS = 10
MOST_NEAR = 10
# How much a word counts for where it stands.
WEIGHTS: Mapping[str, int] = {
    Posting.TITLE: 16, Posting.NUMBER: 16, Posting.SUMMARY: 8, Posting.LGSL: 6, Posting.LAW: 4, Posting.BODY: 1,
}  # fmt: skip
# Words that stand in every question, and say nothing of what is looked for.
IDLE = frozenset({
    "a", "about", "an", "and", "are", "at", "be", "by", "can", "do", "for", "from", "has", "have", "how", "i", "in",
    "is", "it", "its", "me", "my", "of", "on", "or", "our", "that", "the", "their", "this", "to", "was", "we", "what",
    "when", "where", "which", "who", "will", "with", "you", "your",
    "ac", "am", "ar", "eich", "ei", "ein", "fy", "mae", "o", "sut", "y", "yn", "yr",
})  # fmt: skip
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc`")
# The stemmer remembers what it works on: one thread at a time.
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = threading.Lock()


def words_in(text: str) -> Iterator[str]:
    """The words of a text as they are compared.

    >>> list(words_in("Tŷ’r Cyngor: wasn't emptied"))
    ['tyr', 'cyngor', 'wasnt', 'emptied']
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return (word[:LONGEST_WORD] for word in letters.casefold().split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its English ending.

    >>> stem("collections") == stem("collected")
    True
    """
    with _STEMMING:
        said: str = _STEMMER.stemWord(word)
    return said[:LONGEST_WORD]


def asked(line: str) -> tuple[str, ...]:
    """The words of a search, without those that say nothing, unless there are no others.

    >>> asked("What do I do when my bin is missed?")
    ('bin', 'missed')
    """
    every = tuple(dict.fromkeys(words_in(line)))
    telling = tuple(word for word in every if word not in IDLE)
    return (telling or every)[:MOST_WORDS]


def meant(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known words that may have been meant by one with a typing error, the likeliest first.

    A short word may differ by one letter, a longer one by two; two letters that changed places count as one.

    >>> meant("colection", ["collection", "colony"]), meant("xyz", ["collection"])
    (('collection',), ())
    """
    allowed = 1 if len(word) < 6 else 2
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_NEAR)
    # Whoever mistypes rarely mistypes the first letter.
    ranked = sorted(near, key=lambda found: (found[1], found[0][:1] != word[:1], found[0]))
    return tuple(found[0] for found in ranked)


def words_of(service: Service) -> dict[str, set[str]]:
    """The words of a service, by the part in which they stand."""
    title = [*walk.words_of(service.title), service.service.replace("_", " ")]
    parts: dict[str, Iterable[str]] = {
        Posting.TITLE: title,
        Posting.SUMMARY: walk.words_of(service.summary),
        Posting.LAW: _said(law.title for law in service.law.values()),
        Posting.LGSL: (lgsl.names().get(number, "") for number in service.lgsl),
        Posting.NUMBER: (str(number) for number in service.lgsl),
        Posting.BODY: _said(text for _, text in walk.texts(service)),
    }
    return {part: {word for text in said for word in words_in(text)} for part, said in parts.items()}


def _said(found: Iterable[Text]) -> Iterator[str]:
    """Every wording, without the names of values that stand in it."""
    for text in found:
        for words in walk.words_of(text):
            yield " ".join(_spoken(words))


def _spoken(words: str) -> Iterator[str]:
    try:
        segments = texts.parse(words)
    except texts.TextError:
        return
    yield from (each for each in segments if isinstance(each, str))
