"""A published service: all that is known of it on one page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from patternbook.language.words import english
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.reviewing import reviews_of
from patternbook.web.kit.pages import render
from patternbook.web.studio.library import shown
from patternbook.web.studio.library.doing import offered
from patternbook.web.studio.library.maps import maps_of
from patternbook.web.studio.library.views.finding import edges
from patternbook.web.studio.library.words import SEVERITIES, nations_in_words


@require_safe
def service(request: HttpRequest, service: str, number: str = "") -> HttpResponse:
    """A version of a service, the newest where no number is given."""
    versions = catalogue.history(service=service.replace("-", "_"))
    version = _one(versions, number)
    compiled = definitions.compiled(version.text)
    node = compiled.service
    adopters = catalogue.adopters(service=version.service)
    chosen = catalogue.chosen(service=version.service, day=timezone.localdate())
    laws, examples = shown.laws(node), shown.examples(version, node)
    settings = shown.settings(compiled, chosen, len(adopters))
    sections = (
        ("about", "About it", True),
        ("pages", "What the resident goes through", True),
        ("process", "How the council delivers it", True),
        ("settings", "What each council decides", bool(settings)),
        ("law", "The law behind it", bool(laws)),
        ("reviews", "Who reviewed it", True),
        ("examples", "Examples", bool(examples)),
        ("versions", "Versions", True),
        ("councils", "Councils that took it", True),
        ("credits", "Credits", True),
    )
    return render(
        request, "studio/library/service.html", edges(back=reverse("library")),
        version=version, versions=versions, newest=versions[0], slug=version.service.replace("_", "-"),
        title=english(node.title), summary=english(node.summary), service=node,
        nations=nations_in_words(node.nations), numbers=shown.numbers(node), laws=laws,
        personal_data=shown.personal_data(compiled), examples=examples, settings=settings, sections=sections,
        adopters=adopters, running=sum(one.is_on for one in adopters),
        reasons=shown.variations(node, catalogue.edit_reasons(service=version.service)),
        reviews=reviews_of(version, version.sign_offs.all()), severities=SEVERITIES,
        recalled=getattr(version, "recall", None), doing=offered(request, version), maps=maps_of(compiled),
    )  # fmt: skip


def _one(versions: list[Version], number: str) -> Version:
    """The version of that number. Raises Http404 where there is none."""
    found = [version for version in versions if not number or version.number == number]
    if not found:
        raise Http404
    return found[0]
