"""Which libraries are trusted, what is here already, and what there is to export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from patternbook.library import federation
from patternbook.library.federation import Bundle, BundleRefused, Contributor, Key, Statement
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.shipped import PUBLISHER
from patternbook.web.federation.models import TrustedLibrary


def library(*, address: str, by: Actor) -> TrustedLibrary | None:
    """The trusted library at an address."""
    by.must("libraries.pull", INSTALLATION.authority_id)
    return TrustedLibrary.objects.filter(address=address).first()


def libraries(*, by: Actor) -> tuple[TrustedLibrary, ...]:
    """Every trusted library, by name."""
    by.must("libraries.pull", INSTALLATION.authority_id)
    return tuple(TrustedLibrary.objects.order_by("name", "id"))


def known(*, by: Actor) -> frozenset[str]:
    """The versions that are here, whoever published them: `service/number`."""
    by.must("libraries.pull", INSTALLATION.authority_id)
    rows = Version.objects.values_list("service", "number", "text_digest")
    return frozenset(f"{service}/{number}" for service, number, _ in rows)


def publishers(*, by: Actor) -> frozenset[str]:
    """Who publishes in this installation: councils and other bodies, but for what ships with the product."""
    by.must("libraries.export", INSTALLATION.authority_id)
    rows = Version.objects.filter(passport=None).exclude(publisher_name=PUBLISHER)
    return frozenset(rows.values_list("publisher_name", flat=True))


def bundles(*, key: Key, by: Actor) -> Iterator[Bundle | BundleRefused]:
    """What was published in this installation, signed with its key; and what came from elsewhere, as it came.

    What ships with the product is left out: every installation has it. What no longer reads as it did when it was
    published (its shared steps are others now) is given as its refusal, and the rest goes on.
    """
    by.must("libraries.export", INSTALLATION.authority_id)
    rows = Version.objects.select_related("passport", "follows").exclude(
        passport=None, publisher_name=PUBLISHER
    )
    for version in rows.order_by("service", "published", "id"):
        try:
            yield _bundle(version, key)
        except BundleRefused as refused:
            why = f"{version.service}/{version.number}: {refused.why}"
            yield BundleRefused(refused.code, why, refused.problems)


def _bundle(version: Version, key: Key) -> Bundle:
    passport = getattr(version, "passport", None)
    if passport is not None:
        return federation.passed_on(passport.envelope, version.text, version.examples)
    data = federation.bundle_of(_statement(version), version.text, version.examples, key)
    return federation.open_bundle(data)


def _statement(version: Version) -> Statement:
    published: dt.datetime = version.published.astimezone(dt.UTC)
    return Statement(
        service=version.service, number=version.number, publisher=version.publisher_name, key="",
        text=version.text_digest, examples="", meaning=version.meaning_digest,
        published=f"{published:%Y-%m-%dT%H:%M:%S}Z", follows=version.follows.number if version.follows else "",
        severity=version.severity, notes=version.notes,
        contributors=tuple(Contributor(one["name"], one.get("of", "")) for one in version.contributors),
    )  # fmt: skip
