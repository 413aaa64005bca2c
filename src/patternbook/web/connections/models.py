"""What other systems answered, kept for as long as the lookup allows."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority


class Cached(models.Model):
    """One answer, by the digest of the call. Deleted when it expires."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    call_id = models.CharField(max_length=80)
    result = models.JSONField()
    expires = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "call_id"], name="one_answer_a_call"),)
        indexes = (models.Index(fields=["expires"]),)
