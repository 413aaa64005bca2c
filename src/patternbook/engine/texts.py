"""Words for one reader: language and form chosen, holes filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.engine import formats
from patternbook.engine.compiled import CompiledText, Hole, Names, Segments, Wording
from patternbook.language.nodes.base import Forms, Text
from patternbook.language.texts import plural_form
from patternbook.language.unknown import is_unknown


@dataclass(frozen=True, slots=True)
class Shown:
    """Words for one reader. `language` is that of the words, which a skin marks where it differs.

    `parts` holds the definition's own words at even places and filled-in values at odd ones:
    whoever reads Markdown in the words must escape the values.
    """

    parts: tuple[str, ...]
    language: str = "en"

    @property
    def text(self) -> str:
        """The words as plain text.

        >>> Shown(("You owe ", "£37.50", ".")).text
        'You owe £37.50.'
        """
        return "".join(self.parts)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, where, and as the one spoken of (`self`) or for them (`other`)."""

    language: str = "en"
    nation: str = "england"
    form: str = "self"


def show(text: CompiledText, names: Names, reader: Reader) -> Shown:
    """A text for a reader. Where their language is missing, the first that there is, marked as such."""
    language = chosen_language(text.wordings, reader.language)
    plain = text.plain.get(language)
    if plain is not None:
        return Shown((plain,), language)
    wording = text.wordings[language]
    return Shown(_filled(_chosen(wording, names, reader, language), names, language), language)


def chosen_language(wordings: Mapping[str, object], wanted: str) -> str:
    """The language that is shown: the one wanted, else English, else the first that there is.

    >>> chosen_language({"en": "Yes"}, "cy")
    'en'
    """
    if wanted in wordings or not wordings:
        return wanted
    return "en" if "en" in wordings else next(iter(wordings))


def _chosen(wording: Wording, names: Names, reader: Reader, language: str) -> Segments:
    wanted = {"nation": reader.nation, "spoken_of": reader.form}.get(wording.kind, "other")
    if wording.by is not None:
        wanted = _form_of(wording.by.run(names), language)
    forms = wording.forms
    return forms.get(wanted) or forms.get("other") or next(reversed(tuple(forms.values())), ())


def _form_of(value: object, language: str) -> str:
    """The form that a number or a choice picks."""
    if is_unknown(value):
        return "other"
    return plural_form(language, value) if isinstance(value, int) else str(value)


def _filled(segments: Segments, names: Names, language: str) -> tuple[str, ...]:
    parts: list[str] = []
    for segment in segments:
        is_hole = isinstance(segment, Hole)
        if len(parts) % 2 != (1 if is_hole else 0):
            parts.append("")
        parts.append(_in_words(segment, names, language) if isinstance(segment, Hole) else segment)
    return tuple(parts)


def _in_words(hole: Hole, names: Names, language: str) -> str:
    value = hole.program.run(names)
    if isinstance(value, str) and value in hole.labels:
        return words_of(hole.labels[value], language)
    return formats.shown(value, hole.program.type, language)


def words_of(text: Text, language: str) -> str:
    """The words of a text that has neither holes nor forms, such as a binding.

    >>> from patternbook.language.nodes.base import Keyed
    >>> words_of(Text(wordings=Keyed([("en", "Street scene"), ("cy", "Strydoedd")])), "cy")
    'Strydoedd'
    """
    if not text.wordings:
        return ""
    said = text.wordings[chosen_language(text.wordings, language)]
    return next(iter(said.forms.values()), "") if isinstance(said, Forms) else said
