"""Adopting published versions, and switching services on and off."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.changes.locks import locked
from patternbook.engine.compiler import Compiled
from patternbook.errors import Problem, ProblemsFound
from patternbook.language import digests
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.actions.indexing import keep_choices
from patternbook.web.catalogue.choices import missing_for_switching_on, wrong_with_choices
from patternbook.web.catalogue.models import Adoption, Recall, Revision, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """What a council adopts: a published version, with its settings and bindings as an adoption text.

    `text` is the council's own text, where it edited the version's; `back_to` the number of the revision that is
    put in force again.
    """

    version: Version
    adoption_text: str
    because: str = ""
    text: str = ""
    back_to: int | None = None


@action("catalogue.adopt", on="authority")
def adopt(*, authority: Authority, adopting: Adopting, now: dt.datetime, by: Actor) -> Revision:
    """Make a new revision of a council's service, which is current from now on.

    What is under way stays with the revision that it began under. Raises NotAllowed, or ProblemsFound
    where a setting or binding cannot be, with the law that says so.
    """
    version, text = adopting.version, adopting.text or adopting.version.text
    compiled = _compiled(version, text, authority.nation)
    choices = definitions.adoption(adopting.adoption_text)
    if problems := wrong_with_choices(compiled.service, choices, authority, now):
        raise ProblemsFound(problems)
    adoption, _ = Adoption.objects.select_for_update().get_or_create(
        authority=authority, service=version.service
    )
    _refuse_recalled(version, adoption)
    number = adoption.revisions.count() + 1
    revision = Revision.objects.create(
        authority=authority, adoption=adoption, number=number, version=version, text=text,
        text_digest=digests.text(text), meaning_digest=compiled.digest,
        adoption_text=adopting.adoption_text, because=adopting.because, by_id=by.person_id, made=now,
    )  # fmt: skip
    adoption.current = revision
    adoption.save(update_fields=["current"])
    keep_choices(adoption=adoption, choices=choices)
    choices_digest = hashlib.sha256(adopting.adoption_text.encode()).hexdigest()
    back = {"back_to": adopting.back_to} if adopting.back_to else {}
    record(
        "service.adopted", subject=revision,
        facts={**back, "service": version.service, "version": version.number, "revision": number,
               "definition": compiled.digest, "choices": f"sha256:{choices_digest}"},
    )  # fmt: skip
    return revision


def _compiled(version: Version, text: str, nation: str) -> Compiled:
    """The text that the council will run: the version's, which passed its checks when it was published, or its own."""
    if text == version.text:
        return definitions.compiled(text)
    compiled = definitions.check_definition(text, "service.yaml", nation)
    if compiled.service.service != version.service:
        raise ProblemsFound([Problem("another-service", f"This is no text of {version.service}.")])
    if refused := locked(definitions.as_written(version.text), definitions.as_written(text)):
        raise ProblemsFound(refused)
    return compiled


def _refuse_recalled(version: Version, adoption: Adoption) -> None:
    """Nobody takes up a version that its publisher recalled; who runs it can still change its settings."""
    recall = Recall.objects.filter(version=version).first()
    runs_it = adoption.current is not None and adoption.current.version_id == version.pk
    if recall is not None and not runs_it:
        message = f"Version {version.number} was recalled by its publisher: {recall.because}"
        raise ProblemsFound([Problem("recalled", message, hint=recall.what_to_do)])


@action("catalogue.switch", on="adoption")
def switch_on(*, adoption: Adoption, by: Actor) -> Adoption:
    """Offer the service to residents. Raises ProblemsFound while something that it needs is not filled in."""
    current = adoption.current
    if current is None:
        raise ProblemsFound([Problem("not-adopted", "Adopt a version before the service is switched on.")])
    compiled = definitions.compiled(current.text)
    choices = definitions.adoption(current.adoption_text)
    if problems := missing_for_switching_on(compiled.service, choices, adoption.authority):
        raise ProblemsFound(problems)
    return _switch(adoption, True, {})


@action("catalogue.switch", on="adoption")
def switch_off(*, adoption: Adoption, notice: Mapping[str, str], by: Actor) -> Adoption:
    """Take the service away from new residents, with what to tell them by language.

    Drafts that are under way cannot go on until it is on again; cases go on.
    """
    return _switch(adoption, False, notice)


def go_back(*, to: Revision, because: str, now: dt.datetime, by: Actor) -> Revision:
    """Put a former revision in force again: a new one with its version, text and choices.

    Raises NotAllowed, or ProblemsFound where its choices are no longer lawful or its version was recalled.
    """
    adopting = Adopting(
        version=to.version, adoption_text=to.adoption_text, text=to.text, because=because, back_to=to.number
    )
    return adopt(authority=to.authority, adopting=adopting, now=now, by=by)


def _switch(adoption: Adoption, is_on: bool, notice: Mapping[str, str]) -> Adoption:
    adoption.is_on = is_on
    adoption.notice_when_off = dict(notice)
    adoption.save(update_fields=["is_on", "notice_when_off"])
    verb = "service.switched_on" if is_on else "service.switched_off"
    record(verb, subject=adoption, facts={"service": adoption.service})
    return adoption
