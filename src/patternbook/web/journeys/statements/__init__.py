"""What a council has to say by law, in both languages: Markdown with the council's own words put in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from patternbook.web.journeys.texts import literal
from patternbook.web.kit import markdown


def statement(name: str, language: str, **words: str) -> Markup:
    """A statement as HTML. `words` can never become markup."""
    text = _text(name, language)
    for key, said in words.items():
        text = text.replace(f"{{{key}}}", literal(said))
    return markdown.render(text)


@cache
def _text(name: str, language: str) -> str:
    return (files(__name__) / f"{name}.{language}.md").read_text(encoding="utf-8")
