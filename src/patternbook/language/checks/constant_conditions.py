"""A condition that is always true or always false is not one."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language import scopes
from patternbook.language.checks.at_expression import place_in
from patternbook.language.checks.subject import Subject
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.generate import generate
from patternbook.language.expressions.trees import references, walk
from patternbook.language.scopes import Scopes, Site
from patternbook.language.scopes.trees import parsed
from patternbook.language.unknown import Unknown


def constant_conditions(subject: Subject) -> Iterator[Problem]:
    """`always-true` and `always-false`, for conditions whose result depends on nothing."""
    found = scopes.of(subject.service)
    for site in found:
        if not site.consumer:
            continue
        tree = parsed(site.expr.source)
        if isinstance(tree, ExpressionError) or references(tree) or len(list(walk(tree))) > 50:
            continue
        value = _value(found, site)
        if isinstance(value, bool):
            yield Problem(
                "always-true" if value else "always-false",
                f"This condition is always {'true' if value else 'false'}.",
                place_in(subject, site),
                "Leave it out, or say what it depends on.",
                path=site.path,
            )


def _value(found: Scopes, site: Site) -> object:
    try:
        value = generate(found.typed(site))({})
    except ExpressionError:
        return None
    return None if isinstance(value, Unknown) else value
