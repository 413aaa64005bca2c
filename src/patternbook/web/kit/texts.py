"""Words of the definition as HTML: small Markdown, with filled-in values that can never become markup."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from patternbook.engine.texts import Shown
from patternbook.web.kit import markdown

# Every ASCII mark means itself behind a backslash (CommonMark 0.31, 2.4), in words and in link targets alike.
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def as_html(shown: Shown | None, language: str) -> Markup:
    """Paragraphs, lists and links, marked as another language's where they are; empty for no text."""
    if shown is None:
        return Markup("")
    html = _fixed(shown.text) if len(shown.parts) == 1 else markdown.render(_with_values(shown))
    if shown.language != language:
        return Markup('<div lang="{}">{}</div>').format(shown.language, html)
    return html


# Only words without values are kept: what a resident told must not stay in the process.
@lru_cache(maxsize=4096)
def _fixed(text: str) -> Markup:
    return markdown.render(text)


def _with_values(shown: Shown) -> str:
    return "".join(literal(part) if place % 2 else part for place, part in enumerate(shown.parts))


def literal(value: str) -> str:
    """A value as Markdown that means nothing but itself.

    >>> literal("**1 High St**")
    '\\\\*\\\\*1 High St\\\\*\\\\*'
    """
    return _MARKS.sub(r"\\\1", " ".join(value.split()))
