"""What several pages about one adoption share: the service in hand, its words and its addresses."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404
from django.urls import reverse

from patternbook.errors import Problem
from patternbook.language.words import english
from patternbook.web.catalogue.queries import adopting
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.pages import FieldError
from patternbook.web.studio.desk import Desk


def in_hand(desk: Desk, service: str) -> InHand:
    """The service of that address at the council. Raises Http404 where the council has neither taken nor prepared it."""
    found = adopting.in_hand(authority=desk.authority, service=key_of(service), by=desk.by)
    if found is None:
        raise Http404
    return found


def key_of(address: str) -> str:
    """A key, as its address shows it with hyphens."""
    return address.replace("-", "_")


def page_of(desk: Desk, name: str, service: str, *rest: str) -> str:
    """The address of a page about a service at this council."""
    parts = (service, *rest)
    return reverse(name, args=[desk.authority.slug, *(part.replace("_", "-") for part in parts)])


def title_of(hand: InHand) -> str:
    """What the service is called."""
    return english(hand.service.title)


def errors_of(problems: Iterable[Problem], field: str = "") -> tuple[FieldError, ...]:
    """Problems as the summary lists them."""
    return tuple(FieldError(said(problem), field) for problem in problems)


def said(problem: Problem) -> str:
    """A problem in words, with what to do."""
    return f"{problem.message} {problem.hint}".strip()
