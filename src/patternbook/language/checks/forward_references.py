"""A condition refers only to what was asked before: on earlier pages, or in tasks that come first."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language import scopes
from patternbook.language.checks.at_expression import place_in
from patternbook.language.checks.subject import Subject
from patternbook.language.scopes import Scopes, Site
from patternbook.language.scopes.trees import names_in


def forward_references(subject: Subject) -> Iterator[Problem]:
    """`asked-later`: an expression of the journey needs an answer that is not asked before it."""
    found = scopes.of(subject.service)
    for site in found:
        if site.path[0] in ("pages", "ends", "tasks") and site.point.case is None:
            yield from _later(subject, found, site)


def _later(subject: Subject, found: Scopes, site: Site) -> Iterator[Problem]:
    names = found.names
    for name in sorted(names_in(site.expr.source) - site.bound.keys()):
        reached = names.reached(frozenset({name}))
        late = [
            each
            for each in sorted(reached)
            if names.kinds[each] == "answer" and each not in site.point.visible
        ]
        if late:
            yield _problem(subject, found, site, name, late[0])


def _problem(subject: Subject, found: Scopes, site: Site, name: str, late: str) -> Problem:
    page = found.pattern.asked[late].page
    where = "on this page itself" if site.path[:2] == ("pages", page) else f"on the page '{page}'"
    needs = f"'{name}' is asked" if name == late else f"'{name}' needs '{late}', which is asked"
    message = f"{needs} {where}, and is not known here yet."
    hint = _hint(found, site, page)
    return Problem("asked-later", message, place_in(subject, site), hint, path=site.path)


def _hint(found: Scopes, site: Site, page: str) -> str:
    if site.path[:2] == ("pages", page):
        return "Use 'under', or a check or a route of the page, or ask it on a page before."
    task = found.service.pages[page].task
    if (
        task is not None and found.service.pages[site.path[1]].task != task
        if site.path[0] == "pages"
        else False
    ):
        return f"Say 'after: [{task}]' in the task that this page belongs to."
    return "Move one of the pages."
