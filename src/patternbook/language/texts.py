"""The words that somebody reads: holes in a wording, forms, plural rules, lists joined.

A wording is Markdown with holes. `((late_by))` is replaced by that value, shown in the reader's
language; a hole holds any expression whose type can be shown. `\\((` stands for `((` itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from patternbook.errors import PatternbookError
from patternbook.language.nodes.base import Expr, Forms, Text

OPENS = "(("
CLOSES = "))"
ESCAPED = "\\(("
LINKS = "]((("

SPOKEN_OF = frozenset({"self", "other"})
NATIONS = frozenset({"england", "scotland", "wales", "northern_ireland"})
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

FormsKind = Literal["spoken_of", "nation", "picked"]


class TextError(PatternbookError):
    """A wording whose holes cannot be told. `offset` counts characters from its beginning."""

    def __init__(self, code: str, offset: int) -> None:
        self.code = code
        self.offset = offset
        super().__init__(code, offset)

    def __str__(self) -> str:
        return _SAYS[self.code]


_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "hole-open": "A hole begins with (( and is never closed with )).",
        "hole-empty": "A hole holds nothing.",
    }
)


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a wording where a value is shown. `offset` is where its expression begins."""

    expr: Expr
    offset: int


Segment = str | Hole


@lru_cache(maxsize=8192)
def parse(wording: str) -> tuple[Segment, ...]:
    """The segments of a wording: words and holes in turn, none of them empty.

    Raises `TextError` where a hole is not closed or holds nothing.

    >>> parse("Reported on ((today)).")
    ('Reported on ', Hole(expr=Expr(source='today'), offset=14), '.')
    >>> parse("[Days](((page)))")
    ('[Days](', Hole(expr=Expr(source='page'), offset=9), ')')
    >>> parse(r"Write \\((name)) as it is.")
    ('Write ((name)) as it is.',)
    """
    segments: list[Segment] = []
    words: list[str] = []
    at = 0
    while at < len(wording):
        begins = wording.find(OPENS, at)
        if begins < 0:
            words.append(wording[at:])
            break
        if begins > at and wording[begins - 1] == "\\":
            words.append(wording[at : begins - 1] + OPENS)
            at = begins + len(OPENS)
            continue
        if wording.startswith(LINKS, begins - 1) and begins > at:
            begins += 1  # the first bracket is that of a Markdown link, whose target is a hole
        words.append(wording[at:begins])
        _flush(words, segments)
        hole, at = _hole(wording, begins)
        segments.append(hole)
    _flush(words, segments)
    return tuple(segments)


def _flush(words: list[str], segments: list[Segment]) -> None:
    joined_words = "".join(words)
    if joined_words:
        segments.append(joined_words)
    words.clear()


def _hole(wording: str, begins: int) -> tuple[Hole, int]:
    """The hole that begins there, and where the words go on."""
    first = begins + len(OPENS)
    ends = _end_of_hole(wording, first)
    if ends < 0:
        raise TextError("hole-open", begins)
    inside = wording[first:ends]
    source = inside.strip()
    if not source:
        raise TextError("hole-empty", begins)
    return Hole(Expr(source), first + len(inside) - len(inside.lstrip())), ends + len(CLOSES)


def _end_of_hole(wording: str, first: int) -> int:
    """Where the hole's `))` stands, skipping brackets and quoted text of its expression; or -1."""
    depth, at, quote = 0, first, ""
    while at < len(wording):
        char = wording[at]
        if quote:
            at += 1 if char == "\\" else 0
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif depth == 0 and wording.startswith(CLOSES, at):
            return at
        elif char in ")]}":
            depth -= 1
        at += 1
    return -1


def holes(wording: str) -> tuple[Hole, ...]:
    """The holes of a wording, in order. Raises `TextError` as `parse` does."""
    if OPENS not in wording:
        return ()
    return tuple(segment for segment in parse(wording) if isinstance(segment, Hole))


def is_plain(text: Text) -> bool:
    """Whether a text is the same for everybody who reads its language: no holes and no forms."""
    return all(isinstance(said, str) and OPENS not in said for said in text.wordings.values())


def wordings(text: Text) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every wording of a text with the keys that lead to it: language, and form where it has forms.

    >>> from patternbook.language.nodes.base import Keyed
    >>> list(wordings(Text(wordings=Keyed([("en", "Yes"), ("cy", "Ydy")]))))
    [(('en',), 'Yes'), (('cy',), 'Ydy')]
    """
    for language, said in text.wordings.items():
        if isinstance(said, str):
            yield (language,), said
        else:
            for form, words in said.forms.items():
                yield (language, form), words


def forms_kind(forms: Forms) -> FormsKind:
    """By what the forms of a wording are chosen: picked by an expression, by nation, or by who is spoken of.

    >>> from patternbook.language.nodes.base import Keyed
    >>> forms_kind(Forms(forms=Keyed([("self", "your name"), ("other", "their name")])))
    'spoken_of'
    """
    if forms.by is not None:
        return "picked"
    return "nation" if NATIONS & set(forms.forms) else "spoken_of"


def chosen_form(forms: Forms, wanted: str) -> str:
    """The words of the wanted form, or of `other` where the wording does not have it.

    A wording without `other` gives its last form; the checks demand `other`, so that this is
    reached only by a text that was not checked.

    >>> from patternbook.language.nodes.base import Keyed
    >>> chosen_form(Forms(forms=Keyed([("one", "a day"), ("other", "some days")]), by=Expr("n")), "few")
    'some days'
    """
    if wanted in forms.forms:
        return forms.forms[wanted]
    return forms.forms.get("other", next(reversed(tuple(forms.forms.values())), ""))


# The plural rules of Unicode CLDR 44 for whole numbers. A language that is not here has one form.
_CY_FORMS = MappingProxyType({0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"})
_GD_FORMS = MappingProxyType({1: "one", 11: "one", 2: "two", 12: "two"})


def plural_form(language: str, number: int) -> str:
    """The plural form of a whole number in a language, by the rules of Unicode CLDR.

    >>> [plural_form("en", n) for n in (0, 1, 2)]
    ['other', 'one', 'other']
    >>> [plural_form("cy", n) for n in (0, 1, 2, 3, 4, 5, 6, 7)]
    ['zero', 'one', 'two', 'few', 'other', 'other', 'many', 'other']
    """
    size = abs(number)
    if language == "en":
        return "one" if size == 1 else "other"
    if language == "cy":
        return _CY_FORMS.get(size, "other")
    if language == "gd":
        few = "few" if 3 <= size <= 10 or 13 <= size <= 19 else "other"
        return _GD_FORMS.get(size, few)
    if language == "ga":
        return _irish(size)
    return "other"


def _irish(size: int) -> str:
    if size in (1, 2):
        return "one" if size == 1 else "two"
    if 3 <= size <= 6:
        return "few"
    return "many" if 7 <= size <= 10 else "other"


# In a list, “a” becomes “ac” before a vowel.
_WELSH_VOWELS = "aeiouwyâêîôûŵŷäëïöáéíóúàèìòù"


def joined(items: Sequence[str], language: str = "en") -> str:
    """Several texts as one phrase, with “and” (in Welsh “a”, or “ac” before a vowel) before the last.

    >>> joined(["food", "glass", "paper"]), joined(["gwydr", "bwyd"], "cy"), joined(["bwyd", "ardd"], "cy")
    ('food, glass and paper', 'gwydr a bwyd', 'bwyd ac ardd')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_and(language, items[-1])} {items[-1]}"


def _and(language: str, before: str) -> str:
    if language == "cy":
        return "ac" if before[:1].lower() in _WELSH_VOWELS and before else "a"
    return {"gd": "agus", "ga": "agus"}.get(language, "and")
