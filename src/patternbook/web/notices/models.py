"""The outbox: one row for each thing to be sent to somebody, written in the case's transaction."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority


class Notice(models.Model):
    """Something to send, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"
        # The channel cannot say whether it was sent: an officer must look.
        UNCERTAIN = "uncertain"
        CANCELLED = "cancelled"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    # Not a foreign key: cases stand above notices. Empty where it is about a draft.
    case_id = models.BigIntegerField(null=True, db_index=True)
    key = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True)
    # Written before the message leaves: a claim that ran out with this set may have been sent.
    handed_over = models.DateTimeField(null=True)
    settled = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    made = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "idempotency_key"], name="one_notice_a_key"),
        )
        indexes = (
            models.Index(fields=["state", "not_before"]),
            # Letters about drafts: how many went out in the last hour, and which addresses are to be forgotten.
            models.Index(fields=["made"], condition=models.Q(case_id=None), name="notices_of_no_case"),
        )
