"""Trying a published version out, as a resident of a council that chose nothing of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from patternbook.web.catalogue import definitions
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.kit.pages import Link, language_asked
from patternbook.web.studio.library.words import NATIONS
from patternbook.web.studio.trying import Trial, made_up, respond


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, service: str, number: str) -> HttpResponse:
    """A resident's journey over the version's defaults and a made-up register."""
    version = catalogue.version(service=service.replace("-", "_"), number=number)
    if version is None:
        raise Http404
    compiled = definitions.compiled(version.text)
    nations = compiled.service.nations
    asked = request.GET.get("nation", "")
    nation = asked if asked in nations else nations[0]
    choices, via = made_up(compiled.service, nation)
    here = reverse("library_try", args=[service, number])
    trial = Trial(
        compiled=compiled, choices=choices, via=via, now=timezone.now(), language=_language(request, version.title),
        action=f"{here}?nation={nation}", leave=reverse("library_version", args=[service, number]),
        leave_words="Go back to the library",
        elsewhere=tuple(
            Link(NATIONS[one], f"{here}?nation={one}", current=one == nation) for one in nations if len(nations) > 1
        ),
    )  # fmt: skip
    return respond(request, trial)


def _language(request: HttpRequest, titles: dict[str, str]) -> str:
    asked = language_asked(request)
    return asked if asked in titles else "en"
