"""A curator publishes what the council's designers have written, after seeing what it changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from patternbook.errors import Problem, ProblemsFound
from patternbook.language.types import DATE
from patternbook.language.words import english
from patternbook.web.catalogue import actions, definitions, releases
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.examples import run_all
from patternbook.web.catalogue.models import WorkingCopy
from patternbook.web.catalogue.queries.editing import working_copy
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio import typed
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.library.words import SEVERITIES
from patternbook.web.studio.typed import Asked

LONGEST_NOTES = 20_000
MOST_CREDITED = 20
URGENT = Asked(
    "urgent", DATE.maybe(), "By when must every council have it?",
    "Only for a change in the law. Their administrators are told at once.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would make of a working copy, and everything that stands in its way."""

    problems: tuple[Problem, ...]
    release: releases.Release | None = None
    title: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("catalogue.publish")
def publish(desk: Desk, service: str) -> HttpResponse:
    """What would be published, with notes that can be changed; sent in, it is published for ever."""
    copy = working_copy(authority=desk.authority, service=service.replace("-", "_"), by=desk.by)
    if copy is None:
        raise Http404
    if desk.request.method != "POST":
        return _page(desk, copy, preview(desk, copy))
    return _publish(desk, copy)


def preview(desk: Desk, copy: WorkingCopy) -> Preview:
    """Check a working copy as publishing does."""
    try:
        compiled = definitions.check_definition(copy.text, "service.yaml")
    except ProblemsFound as found:
        return Preview(found.problems)
    follows = releases.newest(compiled.service.service)
    problems = [
        problem
        for ran in run_all(copy.text, tuple(copy.examples.items()))
        for problem in ran.problems
        if problem.severity == "error"
    ]
    if not releases.owned_by(follows, desk.authority.pk, desk.authority.name):
        assert follows is not None
        message = f"This service belongs to {follows.publisher_name}, who published it first."
        problems.append(Problem("anothers-service", message, hint="Offer your changes to them."))
    if follows is not None and follows.text == copy.text:
        problems.append(Problem("text-published", f"Nothing changed since version {follows.number}."))
    release = releases.release_of(compiled.service, follows)
    return Preview(tuple(problems), release, english(compiled.service.title))


def _page(
    desk: Desk, copy: WorkingCopy, shown: Preview, *, notes: str | None = None, credit: str = "",
    errors: tuple[FieldError, ...] = (),
) -> HttpResponse:  # fmt: skip
    form = {name: desk.request.POST.getlist(name) for name in desk.request.POST}
    wrong = {error.field_id: error.text for error in errors}
    release = shown.release
    drafted = release.notes if release else ""
    return render(
        desk.request, "studio/library/publish.html", desk.edges(back=desk.services, errors=errors),
        status=422 if errors else 200, copy=copy, shown=shown, release=release, severities=SEVERITIES,
        notes=drafted if notes is None else notes, credit=credit, examples=len(copy.examples), step=copy.step,
        by_field={key: {"text": text} for key, text in wrong.items()},
        urgent=typed.draw(URGENT, typed.Drawing(form, wrong)),
    )  # fmt: skip


def _publish(desk: Desk, copy: WorkingCopy) -> HttpResponse:
    form = desk.request.POST
    notes = form.get("notes", "").replace("\r\n", "\n").strip()
    credit = form.get("credit", "").strip()
    misread: typed.Wrong = {}
    said = {name: form.getlist(name) for name in form}
    urgent = typed.read(URGENT, said, misread)
    errors = [FieldError(text, name) for name, text in misread.items()]
    if form.get("step") != str(copy.step):
        errors.append(FieldError("Somebody changed the text while you were reading. Look at it again"))
    if len(notes) > LONGEST_NOTES:
        errors.append(FieldError(f"Notes must be {LONGEST_NOTES} characters or less", "notes"))
    if len(credit.splitlines()) > MOST_CREDITED:
        errors.append(FieldError(f"Credit no more than {MOST_CREDITED} people or bodies", "credit"))
    if errors:
        return _page(desk, copy, preview(desk, copy), notes=notes, credit=credit, errors=tuple(errors))
    bundle = actions.Bundle(
        text=copy.text, examples=copy.examples, notes=f"{notes}\n" if notes else "",
        contributors=tuple(_credited(line) for line in credit.splitlines() if line.strip()),
        urgent_by=dt.date.fromisoformat(urgent) if isinstance(urgent, str) else None,
    )  # fmt: skip
    publisher = actions.Publisher(desk.authority.name, desk.authority)
    try:
        version = actions.publish(bundle=bundle, publisher=publisher, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        wrong = tuple(FieldError(problem.message) for problem in found.problems)
        return _page(desk, copy, preview(desk, copy), notes=notes, credit=credit, errors=wrong)
    return redirect(reverse("library_version", args=[version.service.replace("_", "-"), version.number]))


def _credited(line: str) -> actions.Contributor:
    """A line such as “Ann Other: wrote the Welsh”."""
    name, _, of = line.partition(":")
    return actions.Contributor(name.strip()[:160], of.strip()[:200])


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("catalogue.recall")
def recall(desk: Desk, service: str, number: str) -> HttpResponse:
    """Take a version back, with why and what councils must do."""
    version = catalogue.version(service=service.replace("-", "_"), number=number)
    if version is None or version.publisher_id != desk.authority.pk:
        raise Http404
    form = desk.request.POST
    because, what_to_do = form.get("because", "").strip(), form.get("what_to_do", "").strip()
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        errors = _missing(because, what_to_do)
        if not errors:
            errors = _recall(desk, actions.Recalling(version=version, because=because, what_to_do=what_to_do))
        if not errors:
            return redirect(reverse("library_version", args=[service, number]))
    running = [
        one
        for one in catalogue.adopters(service=version.service)
        if one.current is not None and one.current.version_id == version.pk
    ]
    return render(
        desk.request, "studio/library/recall.html", desk.edges(back=reverse("library_version", args=[service, number]), errors=errors),
        status=422 if errors else 200, version=version, running=running, because=because, what_to_do=what_to_do,
        recalled=catalogue.recall_of(version=version),
        by_field={error.field_id: {"text": error.text} for error in errors},
    )  # fmt: skip


def _missing(because: str, what_to_do: str) -> tuple[FieldError, ...]:
    said = (("because", because, "why it is recalled"), ("what_to_do", what_to_do, "what councils must do"))
    empty = [FieldError(f"Enter {words}", key) for key, text, words in said if not text]
    long = [
        FieldError(f"This must be {actions.LONGEST_RECALL} characters or less", key)
        for key, text, _ in said
        if len(text) > actions.LONGEST_RECALL
    ]
    return (*empty, *long)


def _recall(desk: Desk, recalling: actions.Recalling) -> tuple[FieldError, ...]:
    publisher = actions.Publisher(desk.authority.name, desk.authority)
    try:
        actions.recall(recalling=recalling, publisher=publisher, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return tuple(FieldError(problem.message) for problem in found.problems)
    return ()
