"""Submitting: everything that a submission makes, at once or not at all, and never twice."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError

from patternbook.engine import process
from patternbook.engine.context import Channel
from patternbook.engine.journey import Ready
from patternbook.engine.settings import Settings
from patternbook.engine.values import to_plain
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.cases.actions.move import NotPossible
from patternbook.web.cases.actions.write import write_new
from patternbook.web.cases.models import Case, CasePlace, Submission
from patternbook.web.cases.queries import Seen, open_at
from patternbook.web.cases.references import new_reference, progress_token
from patternbook.web.cases.search import places, title_and_search
from patternbook.web.cases.standing import Standing
from patternbook.web.catalogue.queries import Running
from patternbook.web.drafts.models import Draft
from patternbook.web.drafts.tokens import token_hash
from patternbook.web.kit.locks import hold
from patternbook.web.kit.rows import insert, insert_one

TRIES = 5


class PlaceChanged(Exception):
    """Something was reported at the same property, or closed there, since it was asked what is open."""


def submit(
    *, draft: Draft, ready: Ready, running: Running, now: datetime, by: Actor, seen: Seen | None = None
) -> Case:
    """Turn a draft into a case. Submitting the same draft again gives the same case.

    `ready` is what the engine said of the draft; `running` the definition it is pinned to; `seen` what was
    open at its properties before the engine was asked, where the engine's word depends on it. Raises
    NotAllowed, NotPossible where the process refuses to start, or PlaceChanged: then ask the engine again.
    """
    key = f"draft:{draft.pk}"
    for _ in range(TRIES):
        try:
            return _submit(draft=draft, key=key, ready=ready, running=running, now=now, by=by, seen=seen)
        except IntegrityError:
            # The same draft was submitted before, or the reference is taken: look, and try again.
            if case := _already(draft, key):
                return case
    raise NotPossible("reference", "No free reference was found.")


def _already(draft: Draft, key: str) -> Case | None:
    found = Submission.objects.filter(authority_id=draft.authority_id, idempotency_key=key)
    submission = found.select_related("case").first()
    return submission.case if submission else None


def channel_of(draft: Draft) -> Channel:
    """Whether a resident or an officer filled the draft in."""
    return "staff" if draft.channel == "staff" else "resident"


def settings_used(settings: Settings) -> dict[str, object]:
    """The values that a submission was made under, each with where it came from."""
    return {
        key: {
            "value": to_plain(value),
            "by": settings.sources[key].by,
            "since": to_plain(settings.sources[key].since),
            "because": settings.sources[key].because,
        }
        for key, value in settings.values.items()
    }


def _must_stand(authority_id: int, seen: Seen | None, by: Actor) -> None:
    """Of two neighbours who report the same at once the second waits here, and finds the first one's case."""
    if seen is None:
        return
    hold(f"place:{authority_id}:{uprn}" for uprn in seen.uprns)
    if open_at(authority_id=authority_id, uprns=seen.uprns, by=by) != seen:
        raise PlaceChanged


@action("cases.submit", on="draft")
def _submit(
    *, draft: Draft, key: str, ready: Ready, running: Running, now: datetime, by: Actor, seen: Seen | None
) -> Case:
    context = running.context(now=now, language=draft.language, channel=channel_of(draft))
    submission = Submission(
        authority_id=draft.authority_id, revision_id=draft.revision_id, meaning_digest=draft.meaning_digest,
        idempotency_key=key, facts=ready.facts.to_json(running.compiled), settings=settings_used(context.settings),
        language=draft.language, channel=draft.channel, submitted=now,
    )  # fmt: skip
    # The first statement, so that a repeated submission ends here.
    insert_one(submission)
    _must_stand(draft.authority_id, seen, by)
    reference = new_reference()
    title, search = title_and_search(running.compiled, ready.facts, context)
    case = Case(
        authority=draft.authority, service=running.compiled.service.service, submission=submission,
        revision_id=draft.revision_id, meaning_digest=draft.meaning_digest, reference=reference,
        progress_hash=token_hash(progress_token(draft.authority_id, reference)),
        title=title, stage="", kind=Case.Kind.OPEN, search=search, opened=now,
    )  # fmt: skip
    outcome = process.start(running.compiled, ready.facts, context, reference)
    if outcome.refused:
        raise NotPossible(outcome.refused.code, outcome.refused.message)
    standing = Standing(case, running, ready.facts, outcome.events, context, outcome.state)
    write_new(standing, outcome, person_id=by.person_id)
    insert(
        [
            CasePlace(authority_id=case.authority_id, case=case, uprn=uprn[:12], subject=subject[:64])
            for uprn, subject in sorted(places(running.compiled, ready.facts))
        ]
    )
    Draft.objects.filter(pk=draft.pk).update(ended_at="submitted")
    record(
        "case.submitted", subject=case,
        facts={"service": case.service, "definition": case.meaning_digest, "channel": draft.channel},
        values={"answers": submission.facts},
    )  # fmt: skip
    return case
