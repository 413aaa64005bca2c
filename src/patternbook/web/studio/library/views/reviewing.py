"""Translators and legal reviewers sign a version off by name."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from patternbook.errors import ProblemsFound
from patternbook.web.catalogue import actions, definitions
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.reviewing import reviews_of
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.library import shown

LONGEST = {"reviewer": 160, "capacity": 160, "note": 1000}


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("catalogue.review")
def review(desk: Desk, service: str, number: str) -> HttpResponse:
    """Say that the law or a translation of a version was reviewed, by whom and in what capacity."""
    version = catalogue.version(service=service.replace("-", "_"), number=number)
    if version is None:
        raise Http404
    if desk.request.method != "POST":
        return _page(desk, version, {"reviewer": desk.by.name})
    said = {key: desk.request.POST.get(key, "").strip() for key in ("side", *LONGEST)}
    errors = _errors(said) or _sign(desk, version, said)
    if errors:
        return _page(desk, version, said, errors)
    return redirect(f"{reverse('library_version', args=[service, number])}#reviews")


def _errors(said: dict[str, str]) -> tuple[FieldError, ...]:
    asked = (
        ("side", "Select what was reviewed"),
        ("reviewer", "Enter the name of who reviewed it"),
        ("capacity", "Enter in what capacity, like solicitor or translator"),
    )
    missing = [FieldError(words, key) for key, words in asked if not said[key]]
    long = [
        FieldError(f"This must be {most} characters or less", key)
        for key, most in LONGEST.items()
        if len(said[key]) > most
    ]
    return (*missing, *long)


def _sign(desk: Desk, version: Version, said: dict[str, str]) -> tuple[FieldError, ...]:
    reviewed = actions.Reviewed(version=version, **said)
    try:
        actions.sign_off(authority=desk.authority, reviewed=reviewed, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return tuple(FieldError(problem.message, "".join(problem.path)) for problem in found.problems)
    return ()


def _page(
    desk: Desk, version: Version, said: dict[str, str], errors: tuple[FieldError, ...] = ()
) -> HttpResponse:
    compiled = definitions.compiled(version.text)
    slug = version.service.replace("_", "-")
    back = reverse("library_version", args=[slug, version.number])
    return render(
        desk.request, "studio/library/review.html", desk.edges(back=back, errors=errors),
        status=422 if errors else 200, version=version, said=said, laws=shown.laws(compiled.service),
        reviews=reviews_of(version, catalogue.reviews(version=version)),
        by_field={error.field_id: {"text": error.text} for error in reversed(errors)},
    )  # fmt: skip
