"""The log: events that nothing changes, their erasable values, and the seals that chain them."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing done. Holds no personal data: `commitment` is a salted hash of the values kept apart."""

    # Not a foreign key: the log outlives what it speaks of, and the app below knows no authorities.
    authority_id = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    person_id = models.BigIntegerField(null=True)
    facts = models.JSONField()
    commitment = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (models.Index(fields=["authority_id", "subject_type", "subject_id"]),)


class Detail(models.Model):
    """The values behind an event's commitment. They can be erased; the event still verifies."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=64)
    values = models.JSONField()


class Seal(models.Model):
    """A link of an authority's chain: the hash of the link before and of one event."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="seal")
    authority_id = models.BigIntegerField()
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority_id", "number"], name="one_seal_a_number"),)
