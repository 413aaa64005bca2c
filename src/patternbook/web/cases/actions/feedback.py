"""What residents think, at whatever end they came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.cases.models import Feedback

LONGEST = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One piece of feedback: from 1 (very dissatisfied) to 5 (very satisfied), with words or without."""

    service: str
    meaning_digest: str
    at_end: str
    rating: int
    text: str
    language: str
    # The form's own key, where there is one.
    form: str | None = None


def give_feedback(*, authority: Authority, given: Given, now: datetime, by: Actor) -> Feedback:
    """Keep feedback, once for each form: sent again, it is what was kept the first time.

    It is tied to the end that was reached and never to a person or a case.
    """
    try:
        return _give(authority=authority, given=given, now=now, by=by)
    except IntegrityError:
        if given.form is None:
            raise
        # A double click, or a page that was reloaded.
        return Feedback.objects.get(authority=authority, form=given.form)


@action("feedback.give", on="authority")
def _give(*, authority: Authority, given: Given, now: datetime, by: Actor) -> Feedback:
    feedback = Feedback.objects.create(
        authority=authority, service=given.service, meaning_digest=given.meaning_digest, at_end=given.at_end,
        rating=given.rating, text=given.text[:LONGEST], language=given.language, given=now, form=given.form,
    )  # fmt: skip
    record("feedback.given", subject=feedback, facts={"service": given.service, "rating": given.rating})
    return feedback
