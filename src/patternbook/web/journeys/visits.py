"""One request of a resident: whose council, which service and draft, in which language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.web.audit.actors import Actor, resident
from patternbook.web.authorities import queries as authorities
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.queries import Running, wording
from patternbook.web.drafts import queries as drafts
from patternbook.web.drafts.actions import set_language
from patternbook.web.drafts.models import Draft
from patternbook.web.journeys import addresses
from patternbook.web.kit.pages import Council, Edges, FieldError, language_asked, language_links

_SIGNER = signing.Signer(salt="patternbook.journey")


@dataclass(frozen=True, slots=True)
class AtCouncil:
    """A request for a council's page."""

    request: HttpRequest
    authority: Authority
    council: Council
    language: str
    now: dt.datetime
    by: Actor

    def edges(self, *, back: str = "", errors: tuple[FieldError, ...] = ()) -> Edges:
        """What stands around the page."""
        links = language_links(self.request, self.language) if self.council.welsh else ()
        return Edges(
            council=self.council, language=self.language, back_url=back, languages=links, errors=errors
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of a service, with the draft that the browser holds, if any."""

    here: AtCouncil
    running: Running
    is_on: bool
    notice: str
    draft: Draft | None
    # The token that the browser holds, where it opens nothing here any more.
    lost: str = ""

    @property
    def request(self) -> HttpRequest:
        """The request."""
        return self.here.request

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.here.language

    @property
    def slug(self) -> str:
        """The council's name in addresses."""
        return self.here.council.slug

    @property
    def context(self) -> Context:
        """What surrounds an evaluation."""
        return self.running.context(now=self.here.now, language=self.language)

    @property
    def facts(self) -> Facts:
        """What is known of the journey so far."""
        return Facts.from_json(self.running.compiled, self.draft.facts if self.draft else {})

    @property
    def service_name(self) -> str:
        """The service's title in the page's language."""
        return wording(self.running.service.title, self.language)

    def edges(self, *, back: str = "", errors: tuple[FieldError, ...] = ()) -> Edges:
        """What stands around the page."""
        around = self.here.edges(back=back, errors=errors)
        return replace(around, service_name=self.service_name, service_url=self.url())

    def url(self, to: str = "") -> str:
        """The address of a place as the engine writes it; the start page for none."""
        key = self.running.key
        return addresses.place(self.slug, key, to) if to else addresses.start(self.slug, key)

    def named(self, name: str) -> str:
        """The address of a fixed page of the service."""
        return addresses.named(name, self.slug, self.running.key)


def at_council(request: HttpRequest, slug: str) -> AtCouncil:
    """A council's own page. Raises Http404 for a council that is not served here."""
    try:
        authority = authorities.by_slug(slug)
    except Authority.DoesNotExist as missing:
        raise Http404 from missing
    if not hasattr(authority, "brand"):
        raise Http404
    return _here(request, authority, language_asked(request))


def _here(request: HttpRequest, authority: Authority, asked: str) -> AtCouncil:
    language = asked if authority.nation == Authority.Nation.WALES else "en"
    council = authorities.council(authority, language)
    return AtCouncil(request, authority, council, language, timezone.now(), resident(authority.pk))


def visit(request: HttpRequest, council: str, service: str) -> Visit:
    """A page of a service. Raises Http404 where the council does not offer it."""
    key = addresses.key_of(service)
    token = _token(request, council, key)
    draft = drafts.held(slug=council, service=key, token=token, now=timezone.now()) if token else None
    return _with_draft(request, draft) if draft else _without_draft(request, council, key, token)


def _with_draft(request: HttpRequest, draft: Draft) -> Visit:
    asked = request.GET.get("lang", "")
    here = _here(request, draft.authority, asked if asked in ("en", "cy") else draft.language)
    if here.language != draft.language:
        draft = set_language(draft=draft, language=here.language, by=here.by)
    adoption = draft.revision.adoption
    running = catalogue.pinned(draft.revision, by=here.by)
    found = catalogue.Adopted(adoption, running)
    return Visit(here, running, adoption.is_on, found.notice(here.language), draft)


def _without_draft(request: HttpRequest, council: str, key: str, lost: str) -> Visit:
    here = at_council(request, council)
    found = catalogue.adopted(authority=here.authority, service=key, by=here.by)
    if found is None:
        raise Http404
    return Visit(here, found.running, found.is_on, found.notice(here.language), None, lost)


def _cookie(slug: str, key: str) -> str:
    return f"journey-{slug}-{key}"


def _token(request: HttpRequest, slug: str, key: str) -> str:
    """The token that the browser holds; empty where it holds none, or one that was tampered with."""
    try:
        return _SIGNER.unsign(request.COOKIES.get(_cookie(slug, key), ""))
    except signing.BadSignature:
        return ""


def hand_out(response: HttpResponse, slug: str, key: str, token: str) -> HttpResponse:
    """Let the browser hold a draft, until it is closed: on a shared computer nobody finds it the next day."""
    response.set_cookie(
        _cookie(slug, key),
        _SIGNER.sign(token),
        httponly=True,
        samesite="Lax",
        secure=settings.ENVIRONMENT.https,
    )
    return response


def take_back(response: HttpResponse, slug: str, key: str) -> HttpResponse:
    """Let the browser forget the draft."""
    response.delete_cookie(_cookie(slug, key), samesite="Lax")
    return response
