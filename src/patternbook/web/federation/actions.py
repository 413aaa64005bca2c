"""Trusting a library elsewhere, and taking its versions in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from patternbook.library.federation import Bundle, BundleRefused, PublicKey, Trust
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.authorities import queries as authorities
from patternbook.web.catalogue import actions as catalogue
from patternbook.web.catalogue.models import Version
from patternbook.web.federation.models import Passport, PublisherKey, TrustedLibrary

# What is taken in is published here by nobody of this installation.
RECEIVING = Actor("system", "federation", everywhere=frozenset({"catalogue.publish"}))


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle with the library that it came from."""

    bundle: Bundle
    library: TrustedLibrary


@action("libraries.trust", on="installation")
def trust(
    *, installation: Installation, told: Trust, name: str, now: dt.datetime, by: Actor
) -> TrustedLibrary:
    """Trust a library from now on, by its fingerprint. Its address is changed by trusting it again elsewhere."""
    library = TrustedLibrary.objects.create(
        name=name, address=told.address, fingerprint=told.fingerprint, added=now
    )
    record("library.trusted", subject=library, facts=asdict(told))
    return library


@action("libraries.pull", on="installation")
def note_state(
    *, installation: Installation, library: TrustedLibrary, state: dict[str, str], now: dt.datetime, by: Actor
) -> None:
    """Keep what was proved of a library, so that it can never again be shown an older state."""
    library.state = state
    library.pulled = now
    library.save(update_fields=["state", "pulled"])
    stamp = json.loads(state["timestamp.json"])["signed"]["version"]
    record("library.pulled", subject=library, facts={"sequence": stamp})


@action("libraries.pull", on="installation")
def receive(*, installation: Installation, received: Received, now: dt.datetime, by: Actor) -> Version:
    """Publish here what somebody else published elsewhere, credited to them.

    Raises BundleRefused where the key is not that of the publisher's name, or the number already has another text;
    ProblemsFound where the service belongs to another, or the text or its examples do not pass here.
    """
    bundle, said = received.bundle, received.bundle.statement
    _refuse_forged(said.publisher, bundle.key)
    _refuse_two_texts(bundle)
    publishing = catalogue.Bundle(
        text=bundle.text, number=said.number, examples=bundle.examples, notes=said.notes,
        contributors=tuple(catalogue.Contributor(one.name, one.of) for one in said.contributors),
    )  # fmt: skip
    version = catalogue.publish(
        bundle=publishing, publisher=catalogue.Publisher(said.publisher), now=now, by=RECEIVING
    )
    key, _ = PublisherKey.objects.get_or_create(
        publisher=said.publisher,
        defaults={"key": said.key, "fingerprint": bundle.key.fingerprint, "since": now},
    )
    passport = Passport.objects.create(
        version=version, key=key, library=received.library, received=now,
        envelope=json.loads(bundle.data)["envelope"],
    )  # fmt: skip
    record(
        "version.received", subject=passport,
        facts={"service": said.service, "number": said.number, "key": key.fingerprint, "bundle": bundle.digest},
    )  # fmt: skip
    return version


@action("libraries.export", on="installation")
def claim_names(
    *, installation: Installation, names: frozenset[str], key: PublicKey, now: dt.datetime, by: Actor
) -> None:
    """The publishers of this installation are known by its key from now on. Raises BundleRefused where they are not."""
    for name in sorted(names):
        found, _ = PublisherKey.objects.get_or_create(
            publisher=name, defaults={"key": key.written, "fingerprint": key.fingerprint, "since": now}
        )
        if found.fingerprint != key.fingerprint:
            raise BundleRefused("another-key", f"What {name} publishes was signed with another key before.")
    record("library.exported", subject=PublisherKey, facts={"key": key.fingerprint, "publishers": len(names)})


def _refuse_forged(publisher: str, key: PublicKey) -> None:
    known = PublisherKey.objects.filter(publisher=publisher).first()
    if known is not None and known.fingerprint != key.fingerprint:
        why = f"It says that {publisher} published it, and is not signed by the key that is theirs."
        raise BundleRefused("forged", why)
    if known is None and any(
        publisher in (one.name, one.official_name) for one in authorities.served_councils()
    ):
        raise BundleRefused("forged", f"{publisher} is served here, and has no key elsewhere.")
    if known is None and Version.objects.filter(publisher_name=publisher, passport=None).exists():
        why = f"It says that {publisher} published it, who publishes here and has no key elsewhere."
        raise BundleRefused("forged", why)


def _refuse_two_texts(bundle: Bundle) -> None:
    said = bundle.statement
    there = Version.objects.filter(service=said.service, number=said.number).first()
    if there is not None and there.text_digest != said.text:
        raise BundleRefused("number-taken", f"There is another text here as {said.service} {said.number}.")
