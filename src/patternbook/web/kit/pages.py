"""What every page stands in: the council that it belongs to, the language, the links at its edges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render

from patternbook.web.kit.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Council:
    """A council as its pages show it, in one language. `url` is its first page; all links are local paths."""

    slug: str
    name: str
    url: str
    theme_url: str
    theme_colour: str = "#0b0c0c"
    logo_url: str = ""
    telephone: str = ""
    # The same number as a `tel:` link writes it (RFC 3966).
    dial: str = ""
    email: str = ""
    hours: str = ""
    demonstration: bool = False
    welsh: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words. `current` marks the page that one is on; `language` the language that it leads to."""

    text: str
    href: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class FieldError:
    """An error as the summary lists it: its message, and the id of the field that it leads to."""

    text: str
    field_id: str = ""


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands around a page's own content."""

    council: Council | None = None
    language: str = "en"
    service_name: str = ""
    service_url: str = ""
    back_url: str = ""
    # The links between languages; none where there is only one.
    languages: tuple[Link, ...] = ()
    # Staff: the parts of the staff area, and who is signed in.
    navigation: tuple[Link, ...] = ()
    person: str = ""
    errors: tuple[FieldError, ...] = field(default=())


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: what each template may count on."""
    return {
        "nonce": getattr(request, "csp_nonce", ""),
        "demonstration_mode": settings.ENVIRONMENT.mode == "demonstration",
    }


def language_asked(request: HttpRequest) -> str:
    """The language that the address asks for, or that the cookie keeps: `en` or `cy`."""
    asked = request.GET.get("lang") or request.COOKIES.get("lang", "")
    return asked if asked in LANGUAGES else "en"


def language_chosen(request: HttpRequest) -> bool:
    """Whether the address or the cookie names a language, rather than leaving it open."""
    return bool(request.GET.get("lang") or request.COOKIES.get("lang"))


def language_links(request: HttpRequest, language: str) -> tuple[Link, ...]:
    """The links between the two languages for the page that is shown, keeping place and question mark."""
    links = []
    for code, name in zip(LANGUAGES, ("English", "Cymraeg"), strict=True):
        query = request.GET.copy()
        query["lang"] = code
        links.append(
            Link(name, f"{request.path}?{query.urlencode()}", current=code == language, language=code)
        )
    return tuple(links)


def render(
    request: HttpRequest, template: str, edges: Edges, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page from a template. Keeps the language in a cookie where the address asked for one."""
    response = django_render(request, template, {"edges": edges, **context}, status=status)
    keep_language(request, response)
    return response


def keep_language(request: HttpRequest, response: HttpResponse) -> None:
    """Remember a language that was asked for by `?lang=`: a cookie that is strictly necessary for that wish."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        response.set_cookie(
            "lang",
            asked,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.ENVIRONMENT.https,
        )
