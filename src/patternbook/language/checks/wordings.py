"""The holes of a wording can be told, and what they show is known where it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language import scopes, texts
from patternbook.language.checks.at_expression import place_in, place_of_character
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.scopes import Scopes, Site
from patternbook.language.scopes.trees import paths_in
from patternbook.language.walk import texts as all_texts

OTHER = "other"
LANGUAGES = frozenset({"en", "cy", "gd", "ga"})
DAY_OR_TIME = frozenset({"date_of", "time_of"})
"""Functions that show a part of a date: what they show is known where the date is."""


def wordings(subject: Subject) -> Iterator[Problem]:
    """`hole-open`, `hole-empty`; a warning `hole-can-be-unknown` where a dash may be shown."""
    for path, text in all_texts(subject.service):
        for keys, words in texts.wordings(text):
            try:
                texts.holes(words)
            except texts.TextError as error:
                place = place_of_character(subject, (*path, *keys), words, error.offset)
                hint = "Write \\(( where two brackets are meant as such."
                yield Problem(error.code, str(error), place, hint, path=(*path, *keys))
    found = scopes.of(subject.service)
    for site in found:
        if site.use == "hole":
            yield from _may_be_unknown(subject, found, site)


def _may_be_unknown(subject: Subject, found: Scopes, site: Site) -> Iterator[Problem]:
    try:
        typed = found.typed(site)
    except ExpressionError:
        return
    if not typed.type.optional or _is_promised(site):
        return
    message = f"'{site.expr.source}' can be unknown here; a dash is shown then."
    hint = "Give the wording forms by what is known, or say what is shown instead with .or(...)."
    yield Problem("hole-can-be-unknown", message, place_in(subject, site), hint, "warning", site.path)


def _is_promised(site: Site) -> bool:
    """Whether it is the date of a clock that has started, or that a form was picked for.

    Such a date is known unless the known calendar ends before it.
    """
    started = site.point.case.started if site.point.case else frozenset()
    picked = len(site.path) > 1 and site.path[-1] != OTHER and site.path[-1] not in LANGUAGES
    for path in paths_in(site.expr.source) - DAY_OR_TIME:
        name, _, rest = path.partition(".")
        if name != "clocks" or not (picked or rest.partition(".")[0] in started):
            return False
    return True
