"""Working copies: the texts that designers are editing, and every step of their history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from patternbook.errors import PatternbookError, Problem, ProblemsFound
from patternbook.language import digests
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.actions.adopting import Adopting, adopt
from patternbook.web.catalogue.models import (
    Adoption,
    EditReason,
    Revision,
    Version,
    WorkingCopy,
    WorkingStep,
)


class CopyMoved(PatternbookError):
    """Somebody else changed the working copy since the step that a change was made from."""

    def __init__(self, step: int) -> None:
        self.step = step
        super().__init__(step)

    def __str__(self) -> str:
        return f"The working copy is at step {self.step} by now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a working copy begins with: a service, its text and examples, and the version that it differs from."""

    service: str
    text: str
    base: Version | None = None
    examples: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A new text for a working copy, the step that it was made from, and what it changes in sentences."""

    text: str
    made_from: int
    says: Sequence[str] = ()


@action("catalogue.edit", on="authority")
def begin_copy(*, authority: Authority, beginning: Beginning, now: dt.datetime, by: Actor) -> WorkingCopy:
    """Begin to edit a service. Raises ProblemsFound where the council is editing it already."""
    copy, made = WorkingCopy.objects.get_or_create(
        authority=authority, service=beginning.service,
        defaults={"base": beginning.base, "text": beginning.text, "examples": dict(beginning.examples),
                  "changed": now},
    )  # fmt: skip
    if not made:
        raise ProblemsFound(
            [
                Problem(
                    "being-edited", f"{beginning.service} is being edited here already.", hint="Go on there."
                )
            ]
        )
    _step(copy, beginning.text, beginning.says, now, by)
    record("working_copy.begun", subject=copy, facts=_facts(copy))
    return copy


@action("catalogue.edit", on="copy")
def save_edit(*, copy: WorkingCopy, edit: Edit, now: dt.datetime, by: Actor) -> WorkingCopy:
    """Make a step with a new text. Raises CopyMoved where it was made from another step than the one in hand.

    Steps that were undone before stay in the history: going back is then a step of its own.
    """
    held = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    if held.step != edit.made_from:
        raise CopyMoved(held.step)
    if held.step != held.newest:
        number, undone_to = held.newest + 1, held.step
        held.step = held.newest = number
        _step(held, held.text, (f"Went back to step {undone_to}.",), now, by)
    held.step = held.newest = held.newest + 1
    held.text, held.changed = edit.text, now
    _step(held, edit.text, edit.says, now, by)
    held.save(update_fields=["text", "step", "newest", "changed"])
    record("working_copy.changed", subject=held, facts=_facts(held))
    return held


@action("catalogue.edit", on="copy")
def go_to_step(*, copy: WorkingCopy, number: int, now: dt.datetime, by: Actor) -> WorkingCopy:
    """Undo or do again, up to a step of the history. Raises WorkingStep.DoesNotExist for a step that there is not."""
    held = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    step = held.steps.get(number=number)
    held.step, held.text, held.changed = number, step.text, now
    held.save(update_fields=["text", "step", "changed"])
    record("working_copy.went_to_step", subject=held, facts=_facts(held))
    return held


@action("catalogue.edit", on="copy")
def save_example(
    *, copy: WorkingCopy, name: str, text: str, made_from: str, now: dt.datetime, by: Actor
) -> WorkingCopy:
    """Write an example, or take it out where there is no text.

    Raises CopyMoved where it is not any more what the change was made from.
    """
    held = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    if held.examples.get(name, "") != made_from:
        raise CopyMoved(held.step)
    rest = {known: said for known, said in held.examples.items() if known != name}
    held.examples = {**rest, name: text} if text else rest
    held.changed = now
    held.save(update_fields=["examples", "changed"])
    record(
        "working_copy.example_changed", subject=held,
        facts={"service": held.service, "example": name, "text": digests.text(text)},
    )  # fmt: skip
    return held


@action("catalogue.edit", on="copy")
def discard_copy(*, copy: WorkingCopy, by: Actor) -> None:
    """Throw a working copy away, with its history."""
    record("working_copy.discarded", subject=copy, facts=_facts(copy))
    copy.delete()


@action("catalogue.edit", on="adoption")
def give_reasons(
    *, adoption: Adoption, reasons: Mapping[str, str], now: dt.datetime, by: Actor
) -> tuple[EditReason, ...]:
    """Say why the council's text differs from its base, by the path of each part."""
    given = []
    for path, because in reasons.items():
        reason, _ = EditReason.objects.update_or_create(
            adoption=adoption, path=path,
            defaults={"authority_id": adoption.authority_id, "because": because, "at": now, "by_id": by.person_id},
        )  # fmt: skip
        given.append(reason)
    record("edit.reasons_given", subject=adoption, facts={"paths": sorted(reasons)})
    return tuple(given)


def _step(copy: WorkingCopy, text: str, says: Sequence[str], now: dt.datetime, by: Actor) -> None:
    WorkingStep.objects.create(
        authority_id=copy.authority_id, copy=copy, number=copy.step, text=text, says=list(says), at=now,
        by_id=by.person_id,
    )  # fmt: skip


def _facts(copy: WorkingCopy) -> dict[str, object]:
    return {"service": copy.service, "step": copy.step, "text": digests.text(copy.text)}


def put_to_use(
    *, copy: WorkingCopy, adoption: Adoption, because: str, now: dt.datetime, by: Actor
) -> Revision:
    """Make the working copy the council's current revision, and end the working copy: all or nothing.

    `copy` and `adoption` are as somebody looked at them. Raises NotAllowed; CopyMoved where either has changed
    since; or ProblemsFound where the text does not pass its checks, touches what is locked, or does not fit what
    the council chose.
    """
    current = adoption.current
    if current is None:
        raise ProblemsFound([Problem("not-adopted", "Your council does not run this service yet.")])
    adopting = Adopting(
        version=current.version, adoption_text=current.adoption_text, because=because, text=copy.text
    )
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
        now_current = Adoption.objects.select_for_update().get(pk=adoption.pk).current_id
        if held.step != copy.step or now_current != current.pk:
            raise CopyMoved(held.step)
        revision = adopt(authority=copy.authority, adopting=adopting, now=now, by=by)
        discard_copy(copy=copy, by=by)
    return revision


@action("catalogue.edit", on="copy")
def bring_up_to_date(
    *, copy: WorkingCopy, base: Version, runs: str, edit: Edit, now: dt.datetime, by: Actor
) -> WorkingCopy:
    """Bring what the council runs by now into its working copy, which is compared with that from then on.

    `runs` is the text that the council runs, `edit` what became of both. Raises CopyMoved.
    """
    held = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    if held.step != edit.made_from:
        raise CopyMoved(held.step)
    held.steps.filter(number=0).update(text=runs)
    held.base = base
    held.step = held.newest = held.newest + 1
    held.text, held.changed = edit.text, now
    _step(held, edit.text, edit.says, now, by)
    held.save(update_fields=["base", "text", "step", "newest", "changed"])
    record("working_copy.brought_up_to_date", subject=held, facts=_facts(held))
    return held
