"""A council's own pages: its services, and what it has to say about itself by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from patternbook.language.nodes.base import Keyed
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.queries import Running
from patternbook.web.journeys import addresses
from patternbook.web.journeys.periods import period_in_words
from patternbook.web.journeys.statements import statement
from patternbook.web.journeys.visits import AtCouncil, at_council
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.pages import render
from patternbook.web.kit.words import words as words_around


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the list."""

    title: str
    summary: str
    url: str


@require_safe
def home(request: HttpRequest, council: str) -> HttpResponse:
    """The council's services."""
    here = at_council(request, council)
    adopted = catalogue.services(authority=here.authority, by=here.by)
    lines = [_line(here, one.running) for one in adopted]
    return _show(here, "journeys/home.html", services=lines)


def _line(here: AtCouncil, running: Running) -> ServiceLine:
    service = running.service
    return ServiceLine(
        catalogue.wording(service.title, here.language),
        catalogue.wording(service.summary, here.language),
        addresses.start(here.council.slug, running.key),
    )


@require_safe
def accessibility(request: HttpRequest, council: str) -> HttpResponse:
    """The accessibility statement (SI 2018/952, regulation 8)."""
    here = at_council(request, council)
    return _statement(here, "accessibility", contact=_told(here, "accessibility"))


def _told(here: AtCouncil, what: str) -> str:
    """What the council says of itself on a matter, else how to reach it at all."""
    said: str = here.authority.brand.contact.get(f"{what}_{here.language}", "")
    words = words_around(here.language)
    ways = [
        f"{words[way]}: {value}."
        for way, value in (("telephone", here.council.telephone), ("email", here.council.email))
        if value
    ]
    return said or " ".join(ways)


def _statement(here: AtCouncil, name: str, **said: str) -> HttpResponse:
    body = statement(name, here.language, council=here.council.name, **said)
    return _show(here, "journeys/statement.html", title=words_around(here.language)[name], body=body)


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """Why one service holds personal data, on what basis, for how long, and what is asked for it."""

    title: str
    basis: str
    keep: str
    law: str
    asked: tuple[str, ...]


@require_safe
def privacy(request: HttpRequest, council: str) -> HttpResponse:
    """The privacy notice (UK GDPR article 13), written from what each service's definition says."""
    here = at_council(request, council)
    adopted = catalogue.services(authority=here.authority, by=here.by)
    parts = [(_line(here, one.running), _purposes(here, one.running)) for one in adopted]
    body = statement("privacy", here.language, council=here.council.name, contact=_told(here, "privacy"))
    known = [(line, purposes) for line, purposes in parts if purposes]
    return _show(
        here, "journeys/privacy.html", title=words_around(here.language)["privacy"], body=body, parts=known
    )


def _purposes(here: AtCouncil, running: Running) -> tuple[PurposeLine, ...]:
    service, words = running.service, wording(here.language)
    asked: dict[str, list[str]] = {}
    for question in running.compiled.questions.values():
        if question.personal:
            asked.setdefault(question.personal, []).append(catalogue.wording(question.label, here.language))
    return tuple(
        PurposeLine(
            title=catalogue.wording(purpose.title, here.language),
            basis=words[f"basis_{purpose.basis}"],
            keep=words[f"keep_{purpose.after}"].format(period=_period(purpose.keep.value, here.language)),
            law=catalogue.wording(service.law[purpose.law].title, here.language)
            if purpose.law and purpose.law in service.law
            else "",
            asked=tuple(label for label in asked.get(key, ()) if label),
        )
        for key, purpose in service.purposes.items()
    )


def _period(value: object, language: str) -> str:
    return period_in_words(value, language) if isinstance(value, Keyed) else str(value)


@require_safe
def cookies(request: HttpRequest, council: str) -> HttpResponse:
    """Which cookies there are. All are strictly necessary, so that no consent is asked for (PECR, regulation 6(4))."""
    return _statement(at_council(request, council), "cookies")


@require_safe
def contact(request: HttpRequest, council: str) -> HttpResponse:
    """How to reach the council by other ways than the web, and how to complain."""
    here = at_council(request, council)
    said = here.authority.brand.contact
    parts = {key: said.get(f"{key}_{here.language}", "") for key in ("hours", "address", "complaints")}
    return _show(here, "journeys/contact.html", title=words_around(here.language)["contact"], contact=parts)


def _show(here: AtCouncil, template: str, **context: Any) -> HttpResponse:
    edges = here.edges(back="" if template == "journeys/home.html" else here.council.url)
    return render(here.request, template, edges, words_=wording(here.language), **context)
