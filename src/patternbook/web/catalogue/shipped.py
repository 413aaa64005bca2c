"""The shipped services, published in this installation: once, however often it is set up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from patternbook import library
from patternbook.language import digests
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.actions import Adopting, Bundle, Publisher, adopt, publish, switch_on
from patternbook.web.catalogue.actions.indexing import index_missing
from patternbook.web.catalogue.models import Adoption, Indexed, Revision, Version

PUBLISHER = "Patternbook"
SETTING_UP = Actor(
    "system",
    "set-up",
    everywhere=frozenset({"catalogue.publish", "catalogue.adopt", "catalogue.switch", "catalogue.run"}),
)


def publish_shipped(*, now: dt.datetime) -> list[Version]:
    """Publish every shipped service whose text is not published yet; returns those of this time.

    Raises ProblemsFound where a shipped text does not pass its own checks.
    """
    published = [_publish(key, now) for key in library.services() if not _is_published(key)]
    # An installation that published before there was a search.
    if Version.objects.exclude(service__in=Indexed.objects.values("service")).exists():
        index_missing(installation=INSTALLATION, by=SETTING_UP)
    return published


def set_up(*, authority: Authority, service: str, adoption_text: str, now: dt.datetime) -> Revision:
    """Adopt the newest version of a service with these choices; switch it on when it is adopted for the first time.

    What is so already stays: a service that somebody switched off stays off. Raises ProblemsFound where the choices cannot be, or something is missing for switching on.
    """
    version = Version.objects.filter(service=service).latest("published", "id")
    adoption = Adoption.objects.select_related("current").filter(authority=authority, service=service).first()
    revision = adoption.current if adoption else None
    same = (version.text_digest, adoption_text)
    if revision is not None and (revision.text_digest, revision.adoption_text) == same:
        return revision
    adopting = Adopting(version=version, adoption_text=adoption_text, because="Set up.")
    # Both or neither: broken off between them, the next start would take the service for one switched off.
    with transaction.atomic():
        adopted = adopt(authority=authority, adopting=adopting, now=now, by=SETTING_UP)
        if revision is None:
            switch_on(adoption=adopted.adoption, by=SETTING_UP)
    return adopted


def _is_published(key: str) -> bool:
    return Version.objects.filter(text_digest=digests.text(library.service(key).text)).exists()


def _publish(key: str, now: dt.datetime) -> Version:
    examples = {name: read.text for name, read in library.examples(key).items()}
    bundle = Bundle(text=library.service(key).text, examples=examples)
    return publish(bundle=bundle, publisher=Publisher(PUBLISHER), now=now, by=SETTING_UP)
