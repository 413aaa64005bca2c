"""Erasing what the log keeps apart. (Sealing is in `chain`: it adds no event, and needs none.)"""

from __future__ import annotations

from django.db import models

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.chain import seal
from patternbook.web.audit.models import Detail
from patternbook.web.audit.record import action, record

__all__ = ["erase_values", "seal"]


@action("audit.erase", on="subject")
def erase_values(*, subject: models.Model, by: Actor) -> int:
    """Erase the personal values behind every event about a row (UK GDPR, article 17, and retention periods).

    The events stay and still verify; what they vouched for is gone. Returns how many were erased.
    """
    about = Detail.objects.filter(
        event__subject_type=subject._meta.label_lower, event__subject_id=str(subject.pk)
    )
    erased, _ = about.delete()
    record("audit.values_erased", subject=subject, facts={"erased": erased})
    return erased
