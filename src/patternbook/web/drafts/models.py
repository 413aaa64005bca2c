"""A journey under way."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Revision


class Draft(models.Model):
    """The state of one journey, pinned to the revision it began under. Found only by its token's hash."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    meaning_digest = models.CharField(max_length=80)
    language = models.CharField(max_length=2, default="en")
    channel = models.CharField(max_length=10, default="resident")
    facts = models.JSONField(default=dict)
    page = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField()
    touched = models.DateTimeField()
    expires = models.DateTimeField()
    # The token of the device on which it was open before it was opened elsewhere: that device is told so.
    former_hash = models.CharField(max_length=64, blank=True)
    resume_hash = models.CharField(max_length=64, blank=True, db_index=True)
    resume_email = models.EmailField(blank=True)
    ended_at = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["expires"]),
            models.Index(
                fields=["former_hash"], condition=~models.Q(former_hash=""), name="drafts_opened_elsewhere"
            ),
        )
