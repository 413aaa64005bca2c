"""Reading the log: for auditors of one authority."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.models import Event
from patternbook.web.audit.record import INSTALLATION


def events(authority_id: int, *, by: Actor) -> QuerySet[Event]:
    """An authority's events, the newest first, with their kept values. Needs `audit.read` there."""
    by.must("audit.read", authority_id)
    return Event.objects.filter(authority_id=authority_id).select_related("detail", "seal").order_by("-id")


def events_about(subject: models.Model, authority_id: int, *, by: Actor) -> QuerySet[Event]:
    """The events about one row, the oldest first. Needs `audit.read` there."""
    by.must("audit.read", authority_id)
    return Event.objects.filter(
        authority_id=authority_id, subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("id")


def unsealed() -> int:
    """How many events wait for their seal: a number that grows says that no worker runs."""
    return Event.objects.filter(seal=None).count()


def accounts_log(*, subject: type[models.Model]) -> QuerySet[Event]:
    """What the installation's own log says of people's accounts, the newest first, for the app that keeps the
    accounts: it asks whose of them somebody may see.
    """
    known = Event.objects.filter(
        authority_id=INSTALLATION.authority_id,
        verb__startswith="accounts.",
        subject_type=subject._meta.label_lower,
    )
    return known.exclude(subject_id="").order_by("-id")


def events_of(subject: models.Model, *, verb: str) -> QuerySet[Event]:
    """The events of one kind about a row, the oldest first, for the row's own app: it asks who may see them.

    Events hold no personal data.
    """
    return Event.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk), verb=verb
    ).order_by("id")
