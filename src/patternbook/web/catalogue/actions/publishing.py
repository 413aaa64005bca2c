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
from patternbook.web.catalogue.examples import check_examples
from patternbook.web.catalogue.models import Version

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What is published together: a text and its examples by name."""

    text: str
    number: str
    examples: Mapping[str, str] = field(default_factory=dict)


@action("catalogue.publish", on="publisher")
def publish(*, bundle: Bundle, publisher: Publisher, now: dt.datetime, by: Actor) -> Version:
    """Publish a text for ever, after all checks and all its examples.

    Raises NotAllowed, or ProblemsFound with everything that is wrong; the number and the text must be new.
    """
    compiled = definitions.check_definition(bundle.text, "service.yaml")
    check_examples(compiled, bundle.examples)
    service = compiled.service
    _refuse_known(service.service, bundle)
    version = Version.objects.create(
        service=service.service, number=bundle.number, publisher=publisher.authority,
        publisher_name=publisher.name, text=bundle.text, examples=dict(bundle.examples),
        text_digest=digests.text(bundle.text), meaning_digest=compiled.digest, title=_words(service.title),
        published=now,
    )  # fmt: skip
    index(version=version, service=service)
    record(
        "version.published", subject=version,
        facts={"service": version.service, "number": version.number, "text": version.text_digest,
               "definition": version.meaning_digest, "examples": len(bundle.examples)},
    )  # fmt: skip
    return version


def _refuse_known(service: str, bundle: Bundle) -> None:
    if Version.objects.filter(service=service, number=bundle.number).exists():
        problem = Problem("number-taken", f"Version {bundle.number} of {service} is already published.")
        raise ProblemsFound([problem])
    if Version.objects.filter(text_digest=digests.text(bundle.text)).exists():
        raise ProblemsFound([Problem("text-published", "This very text is already published.")])


def _words(text: Text) -> dict[str, str]:
    return {language: said for language, said in text.wordings.items() if isinstance(said, str)}
