"""Publishing texts, for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.errors import Problem, ProblemsFound
from patternbook.language import digests
from patternbook.language.nodes.base import Text
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.actions.indexing import index
from patternbook.web.catalogue.actions.offering import note_published, offers_in
from patternbook.web.catalogue.actions.upgrading import offer_upgrades
from patternbook.web.catalogue.examples import check_examples
from patternbook.web.catalogue.models import Version
from patternbook.web.catalogue.releases import newest, owned_by, refuse_number, release_of

# Who publishes what ships with the product: no authority has the id 0.
LIBRARY_ID = 0


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a definition, credited for ever. Without an authority it is the shipped library."""

    name: str
    authority: Authority | None = None

    @property
    def id(self) -> int:
        """The authority whose permission counts."""
        return self.authority.pk if self.authority else LIBRARY_ID


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody whose work is in a version: a person, a council, a body. `of` says what their work was."""

    name: str
    of: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What is published together: a text and its examples by name.

    The number and the notes are worked out from what changed, where they are not given. `urgent_by`: the day by
    which councils must have it, where the law says so.
    """

    text: str
    number: str = ""
    examples: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    contributors: tuple[Contributor, ...] = ()
    urgent_by: dt.date | None = None


@action("catalogue.publish", on="publisher")
def publish(*, bundle: Bundle, publisher: Publisher, now: dt.datetime, by: Actor) -> Version:
    """Publish a text for ever, after all checks and all its examples.

    Raises NotAllowed, or ProblemsFound with everything that is wrong: the text and its number must be new, and the
    service nobody else's.
    """
    compiled = definitions.check_definition(bundle.text, "service.yaml")
    check_examples(compiled, bundle.examples)
    service = compiled.service
    follows = newest(service.service)
    _refuse(bundle, publisher, follows)
    release = release_of(service, follows)
    offers = offers_in(service=service.service, text=bundle.text)
    givers = tuple(Contributor(one.authority.name, one.title, one.authority.slug) for one in offers)
    version = Version.objects.create(
        service=service.service, number=bundle.number or release.number, publisher=publisher.authority,
        publisher_name=publisher.name, text=bundle.text, examples=dict(bundle.examples),
        text_digest=digests.text(bundle.text), meaning_digest=compiled.digest, title=_words(service.title),
        published=now, follows=follows, notes=bundle.notes or release.notes, severity=release.severity,
        contributors=_credited(follows, (*bundle.contributors, *givers)),
    )  # fmt: skip
    index(version=version, service=service)
    note_published(offers=offers, version=version)
    offer_upgrades(version=version, now=now, urgent_by=bundle.urgent_by)
    record(
        "version.published", subject=version,
        facts={"service": version.service, "number": version.number, "text": version.text_digest,
               "definition": version.meaning_digest, "examples": len(bundle.examples),
               "follows": follows.number if follows else ""},
    )  # fmt: skip
    return version


def _refuse(bundle: Bundle, publisher: Publisher, follows: Version | None) -> None:
    """Raise ProblemsFound where the text is published already, the number not new, or the service another's."""
    if Version.objects.filter(text_digest=digests.text(bundle.text)).exists():
        raise ProblemsFound([Problem("text-published", "This very text is already published.")])
    if bundle.number:
        refuse_number(bundle.number, follows)
    authority_id = publisher.authority.pk if publisher.authority else None
    if follows is not None and not owned_by(follows, authority_id, publisher.name):
        message = f"'{follows.service}' is a service of {follows.publisher_name}, who published it first."
        hint = "Offer your changes to them, or give your service a key of its own."
        raise ProblemsFound([Problem("anothers-service", message, hint=hint, path=("service",))])


def _credited(follows: Version | None, contributors: tuple[Contributor, ...]) -> list[dict[str, str]]:
    """Everybody who was credited before, and who is new."""
    before: list[dict[str, str]] = list(follows.contributors) if follows else []
    new = [{"name": one.name, "authority": one.authority, "of": one.of} for one in contributors]
    return [*before, *(one for one in new if one not in before)]


def _words(text: Text) -> dict[str, str]:
    return {language: said for language, said in text.wordings.items() if isinstance(said, str)}
