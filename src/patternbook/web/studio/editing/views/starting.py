"""Starting a new service: a small one that passes its checks, to be changed part by part."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from patternbook.cli.new import starter
from patternbook.cli.texts_on_disk import SERVICE
from patternbook.errors import ProblemsFound
from patternbook.language import reader, writer
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Nation, Service
from patternbook.language.words import english
from patternbook.web.catalogue.actions.editing import Beginning, begin_copy
from patternbook.web.catalogue.models import WorkingCopy
from patternbook.web.catalogue.queries import version
from patternbook.web.catalogue.queries.editing import working_copies
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.editing.adding import key_of
from patternbook.web.studio.editing.bench import PERMISSION
from patternbook.web.studio.editing.definition import opened
from patternbook.web.studio.editing.forms.kinds import KEY

MOST_TITLE = 120


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(PERMISSION)
def start(desk: Desk) -> HttpResponse:
    """Ask what the service is called, and begin it."""
    if desk.request.method != "POST":
        return _draw(desk)
    title = " ".join(desk.request.POST.get("title", "").split())
    key = desk.request.POST.get("key", "").strip() or key_of(title)
    if wrong := _wrong(title, key):
        return _draw(desk, *wrong)
    try:
        beginning = _beginning(key, title, desk.authority.nation)
        begin_copy(authority=desk.authority, beginning=beginning, now=desk.now, by=desk.by)
    except ProblemsFound as found:
        return _draw(desk, FieldError(found.problems[0].message, "key"))
    return redirect("edit_outline", desk.authority.slug, key.replace("_", "-"))


def _wrong(title: str, key: str) -> tuple[FieldError, ...]:
    if not title or len(title) > MOST_TITLE:
        return (FieldError(f"Enter what the service does, in at most {MOST_TITLE} characters", "title"),)
    if KEY.fullmatch(key) is None:
        return (
            FieldError(
                "Enter a key of small letters, digits and underscores that begins with a letter", "key"
            ),
        )
    if version(service=key) is not None:
        return (FieldError(f"{key} is in the library already: adopt it, or enter another key", "key"),)
    return ()


def _beginning(key: str, title: str, nation: str) -> Beginning:
    """A small service with one example, for the law of the council's nation."""
    files = starter(key)
    read = reader.read(files.pop(SERVICE), kind=Service)
    assert read.node is not None
    english = Text(Keyed([("en", title)]))
    service = replace(read.node, title=english, nations=(cast(Nation, nation),))
    examples = {
        name.rpartition("/")[2].removesuffix(".yaml"): _in(nation, text) for name, text in files.items()
    }
    return Beginning(
        service=key, text=writer.write_node(service), examples=examples, says=("Started the service.",)
    )


def _in(nation: str, text: str) -> str:
    node = reader.read(text, kind=Example).node
    assert node is not None
    return writer.write_node(replace(node, nation=nation))


def _draw(desk: Desk, *errors: FieldError) -> HttpResponse:
    return render(
        desk.request, "studio/editing/start.html", desk.edges(errors=errors), status=422 if errors else 200,
        copies=_being_edited(desk), sent=desk.request.POST, wrong={error.field_id: error.text for error in errors},
    )  # fmt: skip


def _being_edited(desk: Desk) -> list[tuple[str, WorkingCopy]]:
    """What the council's designers are editing already, each with its title."""
    found = working_copies(authority=desk.authority, by=desk.by)
    titled = ((opened(copy.text).read.draft, copy) for copy in found)
    return [(english(draft.title) if draft is not None else copy.service, copy) for draft, copy in titled]
