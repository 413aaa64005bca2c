"""A part with another key is the same part, and whatever names it follows.

The renamed texts are made without the code under test: every word of the text that is the key is
exchanged, and `was` is set by hand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from patternbook import library
from patternbook.changes.renames import applied, found, in_names_of
from patternbook.language import reader
from patternbook.language.nodes.base import Keyed, Part, Text
from patternbook.language.nodes.service import Service
from patternbook.language.walk import changed, texts, walk, words_of

from .texts import names, read, source

# Words that also stand for something else in the same text: a shared step, a field of a record, a value of
# a table or setting, a form of a text. Exchanging them all there changes more than a name.
OTHERWISE: dict[str, frozenset[str]] = {
    "missed_bin": frozenset(
        [
            "check",
            "communal",
            "contact",
            "contaminated",
            "disputable",
            "health_safety",
            "no_access",
            "no_subscription",
            "not_due",
            "not_finished",
            "not_presented",
            "property",
            "reported_here",
            "too_late",
        ]
    ),
    "01": frozenset(["weekdays"]),
    "02": frozenset(["bookings", "business", "none", "postcode", "saturday"]),
    "03": frozenset(["active", "postcode"]),
    "04": frozenset(["class", "contact", "health"]),
    "05": frozenset(["contact", "own_authority"]),
    "06": frozenset(
        ["afrfcs", "blind", "child_bulky", "child_vehicle", "dla", "none", "pip", "self", "wpms"]
    ),
    "07": frozenset(["contact"]),
    "08": frozenset(["contact", "single"]),
    "09": frozenset(["elsewhere"]),
    "10": frozenset(["concession", "contact"]),
}


def keys_of(service: Service) -> list[str]:
    """Every key of a part, which is not also a word that people read."""
    keys = {said.path[-1] for said in walk(service) if isinstance(said.value, Part)}
    read_words = " ".join(without_holes(words) for _, text in texts(service) for words in words_of(text))
    return sorted(key for key in keys if not re.search(rf"\b{key}\b", read_words))


def without_holes(words: str) -> str:
    return re.sub(r"\(\(.*?\)\)", "", words)


@cache
def renamed_text(name: str, key: str) -> Service | None:
    """The definition with another word wherever the key stands; None where the language uses the word, too."""
    text = re.sub(rf"(?<![\w.#/-]){key}(?![\w-])|(?<=\w\.){key}(?![\w-])", f"{key}_anew", source(name))
    node = reader.read(text, kind=Service, steps=library.steps()).node
    return None if node is None else _with_was(changed(node, lambda value: _with_was(value, key)), key)


def _with_was(value: Any, key: str) -> Any:
    """The value; a collection below it that has the new key says what it was."""
    made = {
        field: Keyed((k, replace(part, was=key) if k == f"{key}_anew" else part) for k, part in parts.items())
        for field in getattr(value, "__dataclass_fields__", {})
        if isinstance(parts := getattr(value, field), Keyed) and isinstance(parts.get(f"{key}_anew"), Part)
    }
    return replace(value, **made) if made else value


@pytest.mark.parametrize("name", names())
def test_every_name_of_a_renamed_part_follows_it(name: str) -> None:
    base, tried, wrong = read(source(name)), 0, []
    keys = [key for key in keys_of(base) if key not in OTHERWISE[name]]
    # Of the biggest texts every fourth, since each is read anew.
    keys = keys[:: 4 if len(keys) > 60 else 1]
    for key in keys:
        variant = renamed_text(name, key)
        if variant is None or not found(base, variant):
            continue
        tried += 1
        renames = found(base, variant)
        there_and_back = in_names_of(base, variant, renames) == base
        if not there_and_back or without_of(applied(base, renames)) != without_of(variant):
            wrong.append(key)
    assert wrong == []
    assert tried > len(keys) / 2


def without_of(service: Service) -> Service:
    """Without what says of translations which English they follow: only the merge knows that they still do."""
    return changed(service, lambda value: replace(value, of="") if isinstance(value, Text) else value)
