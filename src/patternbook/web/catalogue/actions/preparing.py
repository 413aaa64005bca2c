"""Preparing an adoption step by step, and putting it in force at the end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from patternbook.changes.texts import merge_texts
from patternbook.errors import Path, Problem, ProblemsFound
from patternbook.language import digests
from patternbook.language.nodes.adoption import Adoption as Choices
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.actions.adopting import Adopting, adopt, switch_on
from patternbook.web.catalogue.choices import wrong_with_choices
from patternbook.web.catalogue.models import Adoption, Preparation, Revision, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """What is prepared: a version, the choices as an adoption text, and the council's own text where it has one."""

    version: Version
    adoption_text: str
    text: str = ""


@action("catalogue.edit", on="authority")
def prepare(*, authority: Authority, preparing: Preparing, now: dt.datetime, by: Actor) -> Preparation:
    """Keep what is prepared until it is put in force. Raises ProblemsFound where a choice cannot be."""
    version = preparing.version
    compiled = definitions.compiled(preparing.text or version.text)
    choices = definitions.adoption(preparing.adoption_text)
    if problems := wrong_with_choices(compiled.service, choices, authority, now):
        raise ProblemsFound(problems)
    adoption = Adoption.objects.filter(authority=authority, service=version.service).first()
    changed = {
        "version": version, "text": preparing.text, "adoption_text": preparing.adoption_text, "changed": now,
        "by_id": by.person_id,
    }  # fmt: skip
    begun = {"begun_from_id": adoption.current_id if adoption else None}
    preparation, _ = Preparation.objects.update_or_create(
        authority=authority, service=version.service, defaults=changed, create_defaults={**changed, **begun}
    )
    record(
        "adoption.prepared", subject=preparation,
        facts={"service": version.service, "version": version.number, "choices": digests.text(preparing.adoption_text)},
    )  # fmt: skip
    return preparation


@action("catalogue.edit", on="preparation")
def refresh_preparation(*, preparation: Preparation, now: dt.datetime, by: Actor) -> Preparation:
    """Bring what is in force by now into what was prepared: the choices are merged, version and text are those in force.

    Raises ProblemsFound where both changed the same, or where another version was prepared.
    """
    begun, current = preparation.begun_from, _current(preparation)
    if (
        begun is None
        or current is None
        or preparation.version_id != begun.version_id
        or preparation.text not in ("", begun.text)
    ):
        raise ProblemsFound([_stale()])
    merged = merge_texts(
        begun.adoption_text, {"prepared": preparation.adoption_text, "in force": current.adoption_text}, steps={},
        kind=Choices,
    )  # fmt: skip
    if merged.conflicts or not merged.text:
        raise ProblemsFound([_both_changed(conflict.path) for conflict in merged.conflicts] or [_stale()])
    own = "" if current.text == current.version.text else current.text
    compiled = definitions.compiled(current.text)
    if problems := wrong_with_choices(
        compiled.service, definitions.adoption(merged.text), preparation.authority, now
    ):
        raise ProblemsFound(problems)
    preparation.version, preparation.text, preparation.adoption_text = current.version, own, merged.text
    preparation.begun_from, preparation.changed = current, now
    preparation.save()
    record(
        "adoption.preparation_refreshed", subject=preparation,
        facts={"service": preparation.service, "revision": current.number},
    )  # fmt: skip
    return preparation


@action("catalogue.edit", on="preparation")
def drop_preparation(*, preparation: Preparation, by: Actor) -> None:
    """Throw away what was prepared. What is in force stays."""
    record("adoption.preparation_dropped", subject=preparation, facts={"service": preparation.service})
    preparation.delete()


def put_in_force(
    *, preparation: Preparation, because: str, switching_on: bool, now: dt.datetime, by: Actor
) -> Revision:
    """Make what was prepared the council's current revision, and offer it to residents where asked: all or nothing.

    Raises NotAllowed, or ProblemsFound where it cannot be, or where somebody else changed the service meanwhile.
    """
    with transaction.atomic():
        _refuse_stale(preparation)
        adopting = Adopting(
            version=preparation.version,
            adoption_text=preparation.adoption_text,
            text=preparation.text,
            because=because,
        )
        revision = adopt(authority=preparation.authority, adopting=adopting, now=now, by=by)
        drop_preparation(preparation=preparation, by=by)
        if switching_on:
            switch_on(adoption=revision.adoption, by=by)
    return revision


def _refuse_stale(preparation: Preparation) -> None:
    current = _current(preparation)
    if (current.pk if current else None) != preparation.begun_from_id:
        raise ProblemsFound([_stale()])


def _current(preparation: Preparation) -> Revision | None:
    found = Adoption.objects.select_related("current__version").filter(
        authority_id=preparation.authority_id, service=preparation.service
    )
    adoption = found.first()
    return adoption.current if adoption else None


def _stale() -> Problem:
    return Problem(
        "changed-since",
        "Somebody put another revision in force after this was begun.",
        hint="Look at the history, then bring it into your changes, or throw them away.",
    )


def _both_changed(path: Path) -> Problem:
    name = " ".join(path[1:2]).replace("_", " ") or "the choices"
    return Problem(
        "both-changed",
        f"Both of you changed “{name}”.",
        hint="Change it to what is in force, bring the rest into your changes, then change it again.",
        path=path,
    )
