"""Published versions, which nothing changes, and what each council adopted."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority, Person


class Version(models.Model):
    """One published text of a service. Immutable: text and examples are the truth, all else is worked out from them."""

    service = models.CharField(max_length=64)
    number = models.CharField(max_length=20)
    publisher = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="published")
    publisher_name = models.CharField(max_length=160)
    text = models.TextField()
    examples = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=80)
    meaning_digest = models.CharField(max_length=80)
    title = models.JSONField()
    published = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["text_digest"], name="one_version_a_text"),
        )


class Adoption(models.Model):
    """A service at a council."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="adoptions")
    service = models.CharField(max_length=64)
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    is_on = models.BooleanField(default=False)
    notice_when_off = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="one_adoption_a_service"),
        )


class Revision(models.Model):
    """What a council adopted, as it stood from one moment on: version, settings, bindings. Immutable."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    text = models.TextField()
    text_digest = models.CharField(max_length=80)
    meaning_digest = models.CharField(max_length=80)
    adoption_text = models.TextField()
    because = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["adoption", "number"], name="one_revision_a_number"),)
