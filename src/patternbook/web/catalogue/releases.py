"""What publishing a text would make of it: its number, how grave its changes are, its notes. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.changes.notes import notes
from patternbook.changes.numbers import NotANumber, next_number, parse
from patternbook.errors import Problem, ProblemsFound
from patternbook.language.nodes.service import Service
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.models import Version


@dataclass(frozen=True, slots=True)
class Release:
    """A version that could be published: worked out from what changed since `follows`."""

    follows: Version | None
    number: str
    severity: str
    notes: str
    sentences: tuple[Sentence, ...]


def release_of(service: Service, follows: Version | None) -> Release:
    """What the next version would be. Both texts are compared with their shared steps written out."""
    if follows is None:
        return Release(None, next_number("", None, service), "", "", ())
    before = definitions.compiled(follows.text).service
    said = describe(diff(before, service), before, service)
    return Release(
        follows=follows,
        number=next_number(follows.number, before, service),
        severity=said[0].severity if said else "",
        notes=notes(before, service),
        sentences=said,
    )


def newest(service: str) -> Version | None:
    """The version of a service that was published last."""
    return (
        Version.objects.filter(service=service)
        .select_related("publisher")
        .order_by("-published", "-id")
        .first()
    )


def owned_by(follows: Version | None, authority_id: int | None, name: str) -> bool:
    """Whether a publisher may publish after this version: whoever published a service first owns its key.

    A body is known by its id, whatever it is called by then; one without an id by its name.
    """
    if follows is None:
        return True
    if authority_id is not None or follows.publisher_id is not None:
        return follows.publisher_id == authority_id
    return follows.publisher_name == name


def refuse_number(number: str, follows: Version | None) -> None:
    """Raise ProblemsFound where somebody names a number that is none, or is not above the one before."""
    try:
        asked = parse(number)
    except NotANumber as error:
        raise ProblemsFound([Problem("not-a-number", str(error))]) from error
    if follows is not None and asked <= parse(follows.number):
        message = f"Version {number} does not come after {follows.number}, which is published already."
        raise ProblemsFound([Problem("number-taken", message)])
