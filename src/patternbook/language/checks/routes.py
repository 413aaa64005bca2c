"""A route leads forward, and can be taken."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.pattern import Route
from patternbook.language.scopes.flow import CHECK_ANSWERS, page_of


def routes(subject: Subject) -> Iterator[Problem]:
    """Yields `backward-route` and `dead-route`.

    Routing is one pass over the answers, so a page leads to later pages only.
    """
    order = {key: number for number, key in enumerate((*subject.service.pages, CHECK_ANSWERS))}
    for page_key, page in subject.service.pages.items():
        path = ("pages", page_key, "go")
        for key, route in page.go.items():
            to = page_of(route.to)
            if to in order and order[to] <= order[page_key]:
                message = f"'{page_key}' leads back to '{to}'; a route leads to a later page."
                hint = "Move one of the pages, or show the page under a condition."
                yield subject.error((*path, key, "to"), "backward-route", message, hint)
        yield from _dead(subject, path, page.go)
    for stage_key, stage in subject.service.process.stages.items():
        yield from _dead(subject, ("process", "stages", stage_key, "go"), stage.go)


def _dead(subject: Subject, path: Path, go: Keyed[Route]) -> Iterator[Problem]:
    """Routes after one that is always taken are never taken."""
    always: str | None = None
    for key, route in go.items():
        if always is not None:
            message = f"This route is never taken: '{always}' before it always is."
            yield subject.error((*path, key), "dead-route", message, "Move it up, or give that one an `if`.")
        elif route.if_ is None:
            always = key
