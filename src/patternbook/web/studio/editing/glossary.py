"""The names that conditions can use, each with what the definition calls it."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook import library
from patternbook.language.nodes.service import Service
from patternbook.language.steps import expand
from patternbook.language.words import english
from patternbook.web.studio.editing.forms.choices import title_of


def names_in(service: Service) -> list[tuple[str, str, str]]:
    """Each name with what it is called, and what can be said of it, such as the options of a question."""
    return list(_names(service))


def _names(service: Service) -> Iterator[tuple[str, str, str]]:
    for page in expand(service, library.steps()).pages.values():
        for key, question in page.questions.items():
            options = getattr(question, "options", None) or {}
            said = ", ".join(f"'{option}' ({english(one.label)})" for option, one in options.items())
            yield key, english(question.label), said
    for key, setting in service.settings.items():
        yield f"settings.{key}", english(setting.title), setting.type
    for collection in (service.lookups, service.values, service.tables, service.prices):
        yield from ((key, title_of(part, ""), "") for key, part in collection.items())
    yield "today", "The day on which it is asked", ""
    yield "nation", "Where it is asked", "'england', 'scotland', 'wales', 'northern_ireland'"
    yield "channel", "Who fills it in", "'resident', 'staff'"
