"""Submissions, and the cases that deliver them. Events are the truth; tasks and clocks are indexes over them."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority, Person, Team
from patternbook.web.catalogue.models import Revision


class Submission(models.Model):
    """What a resident submitted, with the settings and words it was submitted under. Never changed."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    meaning_digest = models.CharField(max_length=80)
    # The draft that it came from: a repeated submit finds this row and makes nothing twice.
    idempotency_key = models.CharField(max_length=80)
    facts = models.JSONField()
    settings = models.JSONField()
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=10)
    submitted = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "idempotency_key"], name="one_submission_a_draft"),
        )


class Case(models.Model):
    """A submission being delivered, pinned to the definition it began under."""

    class Kind(models.TextChoices):
        OPEN = "open"
        WAITING = "waiting"
        CLOSED = "closed"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    service = models.CharField(max_length=64)
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="case")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    meaning_digest = models.CharField(max_length=80)
    reference = models.CharField(max_length=24)
    # The hash of the token in the resident's progress link.
    progress_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    result = models.CharField(max_length=20, blank=True)
    events = models.PositiveIntegerField(default=0)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The nearest running deadline, an index only: the deadline itself is worked out from events.
    due_at = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    # It was moved to another revision than it began under: its earlier events are read through `CaseMove`.
    moved = models.BooleanField(default=False)
    # A notice about this case failed, or nobody knows whether it was sent.
    notice_trouble = models.BooleanField(default=False)
    # What officers search: names, addresses and texts of the answers, without accents and in lower case.
    search = models.TextField(blank=True)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "reference"], name="one_case_a_reference"),
        )
        indexes = (
            models.Index(fields=["authority", "team", "kind", "due_at"]),
            models.Index(fields=["authority", "kind", "due_at"]),
        )


class CaseEvent(models.Model):
    """One event of a case, as the engine says it. Append-only."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded = models.DateTimeField(auto_now_add=True)
    event = models.JSONField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            # Two who act at once cannot both write the same number: the loser is told what changed.
            models.UniqueConstraint(fields=["case", "number"], name="one_event_a_number"),
        )


class CaseMove(models.Model):
    """A case was moved to another revision. Events before it stay as they were, and are read in the new names."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    from_revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    to_revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    # The number of the last event before the move.
    after_event = models.PositiveIntegerField()
    because = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class CaseTask(models.Model):
    """An open task, as an index over the fold of events."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=64)
    item = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=64)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "key", "item"], name="one_open_task_a_key"),)


class CaseClock(models.Model):
    """A clock or timer of an open case, as an index: what the worker must fire, and when."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=10)
    next_at = models.DateTimeField(null=True)
    next_what = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="one_clock_a_key"),)
        indexes = (models.Index(fields=["next_at"]),)


class CasePlace(models.Model):
    """A property that a case is about, and what of it (such as one of its collections); empty for all of it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="places")
    uprn = models.CharField(max_length=12)
    subject = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "uprn", "subject"], name="one_place_a_case"),)
        indexes = (models.Index(fields=["authority", "uprn"]),)


class Note(models.Model):
    """An officer's note on a case."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    written = models.DateTimeField()


class Feedback(models.Model):
    """What a resident thought of the service, at whatever end they came to."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    service = models.CharField(max_length=64)
    meaning_digest = models.CharField(max_length=80)
    at_end = models.CharField(max_length=80)
    rating = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    given = models.DateTimeField()
    # Made for each form that is shown: a form that is sent twice is kept once. It says nothing of who sent it.
    form = models.CharField(max_length=32, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(rating__gte=1, rating__lte=5), name="rating_is_1_to_5"),
            models.UniqueConstraint(fields=["authority", "form"], name="one_feedback_a_form"),
        )


class Worker(models.Model):
    """A worker that runs or ran within the last day, and when it was last seen. No part of the audit."""

    name = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField()
