"""How texts are read: one string, or wordings by language, each with its forms."""

from __future__ import annotations

import re

from patternbook.errors import did_you_mean
from patternbook.language.nodes.base import Expr, Forms, Keyed, Text
from patternbook.language.reader.reading import BAD, Bad, Reading
from patternbook.language.source import MappingNode, ScalarNode, SourceNode

LANGUAGES = ("en", "cy", "gd", "ga")
SPEAKERS = ("self", "other")
NATIONS = ("england", "scotland", "wales", "northern_ireland", "other")
PLURALS = ("zero", "one", "two", "few", "many", "other")
_CASE = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def read_text(reading: Reading, node: SourceNode) -> Text | Bad:
    """Reads a text: a string is English; a mapping gives languages and `of`."""
    if type(node) is ScalarNode:
        words = read_words(reading, node)
        return BAD if words is BAD else Text(Keyed((("en", words),)))
    if type(node) is not MappingNode:
        return reading.wrong(node, "a text", "Write a string, or one for each language: `{en: …, cy: …}`.")
    return _by_language(reading, node)


def read_words(reading: Reading, node: SourceNode) -> str | Bad:
    """Reads a string that somebody reads."""
    if type(node) is not ScalarNode or not isinstance(node.resolved(), str):
        hint = "Put it in quotes." if type(node) is ScalarNode else ""
        return reading.wrong(node, "a text", hint)
    if not node.value.strip():
        return reading.problem(node, "no-words", f"{reading.name()} is an empty text.")
    return node.value


def _by_language(reading: Reading, node: MappingNode) -> Text | Bad:
    wordings: list[tuple[str, str | Forms]] = []
    of = ""
    for key, value in node.items:
        reading.path.append(key.value)
        if key.value == "of":
            digest = read_words(reading, value)
            of = "" if digest is BAD else digest
        elif key.value in LANGUAGES:
            wording = _wording(reading, value)
            if wording is not BAD:
                wordings.append((key.value, wording))
        else:
            hint = did_you_mean(key.value, (*LANGUAGES, "of")) or "Languages are `en`, `cy`, `gd` and `ga`."
            reading.problem(key, "unknown-language", f"There is no language '{key.value}'.", hint)
        reading.path.pop()
    if all(language != "en" for language, _ in wordings):
        if not node.items or all(key.value != "en" for key, _ in node.items):
            reading.part_problem("no-english", f"{reading.name()} has no English wording.", "Add `en: …`.")
        return BAD
    return Text(Keyed(wordings), of)


def _wording(reading: Reading, node: SourceNode) -> str | Forms | Bad:
    if type(node) is MappingNode:
        return _forms(reading, node)
    return read_words(reading, node)


def _forms(reading: Reading, node: MappingNode) -> Forms | Bad:
    """Reads forms: by who is spoken of, by nation, or by what the expression in `by` gives."""
    forms: list[tuple[str, str]] = []
    by: Expr | None = None
    keys = {key.value for key, _ in node.items}
    allowed = () if "by" in keys else SPEAKERS if "self" in keys else NATIONS
    for key, value in node.items:
        reading.path.append(key.value)
        if key.value == "by":
            by = _by(reading, value)
        elif (not allowed and _CASE.match(key.value)) or key.value in allowed:
            words = read_words(reading, value)
            if words is not BAD:
                forms.append((key.value, words))
        else:
            hint = did_you_mean(key.value, allowed) or f"Forms here are {', '.join(allowed or PLURALS)}."
            reading.problem(key, "unknown-form", f"There is no form '{key.value}' here.", hint)
        reading.path.pop()
    if "other" not in keys:
        reading.part_problem("no-other-form", f"{reading.name()} has no form `other`.", "Add `other: …`.")
    if all(name != "other" for name, _ in forms) or (by is None and "by" in keys):
        return BAD
    return Forms(Keyed(forms), by)


def _by(reading: Reading, node: SourceNode) -> Expr | None:
    if type(node) is ScalarNode and node.value.strip():
        return Expr(node.value.strip())
    reading.wrong(node, "an expression that gives a number or a choice")
    return None
