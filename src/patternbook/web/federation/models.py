"""Libraries elsewhere that are trusted, whose key is whose, and what each received version was signed with."""

from __future__ import annotations

from django.db import models

from patternbook.web.catalogue.models import Version


class TrustedLibrary(models.Model):
    """A library elsewhere, known by the fingerprint of its key."""

    name = models.CharField(max_length=160)
    address = models.CharField(max_length=400, unique=True)
    fingerprint = models.CharField(max_length=64)
    # The signed metadata that was seen last, by file name: what is older is a downgrade, and refused.
    state = models.JSONField(default=dict)
    pulled = models.DateTimeField(null=True)
    added = models.DateTimeField()


class PublisherKey(models.Model):
    """The key under which a publisher was first known here. Another key under the name is a forgery, until shown otherwise."""

    publisher = models.CharField(max_length=160, unique=True)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    since = models.DateTimeField()


class Passport(models.Model):
    """The signed envelope with which a version came from elsewhere, kept so that it can be passed on."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="passport")
    key = models.ForeignKey(PublisherKey, models.PROTECT, related_name="passports")
    library = models.ForeignKey(TrustedLibrary, models.PROTECT, related_name="+")
    envelope = models.JSONField()
    received = models.DateTimeField()
