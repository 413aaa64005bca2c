"""Every fixed word stands in both languages, with the same holes, and is used."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from patternbook.web.journeys import wording as module
from patternbook.web.journeys.wording import LANGUAGES, wording
from patternbook.web.kit import field_words as field_module
from patternbook.web.kit.field_words import field_words

JOURNEYS = Path(module.__file__).parent
KIT = Path(field_module.__file__).parent


def holes(words: str) -> set[str]:
    """The names of a wording's holes."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("table", [wording, field_words])
def test_both_languages_say_it_with_the_same_holes(table: object) -> None:
    english, welsh = (table(language) for language in LANGUAGES)  # type: ignore[operator]  # both are functions of a language
    assert english.keys() == welsh.keys()
    for key in english:
        assert welsh[key].strip(), key
        assert holes(english[key]) == holes(welsh[key]), key


def test_no_word_is_left_over() -> None:
    used = "\n".join(
        file.read_text(encoding="utf-8")
        for pattern in ("**/*.py", "**/*.html")
        for file in JOURNEYS.glob(pattern)
        if file.name != "wording.py"
    )
    made = ("addresses_", "task_", "rating_", "basis_", "keep_", "due_")
    left = [key for key in wording("en") if not key.startswith(made) and key not in used]
    assert [key for key in left if not key.endswith("_title") or key.removesuffix("_title") not in used] == []
