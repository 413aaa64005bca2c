"""A publisher takes a version back, and every council that runs it is told at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from patternbook.errors import Problem, ProblemsFound
from patternbook.web.audit.actors import SYSTEM, Actor
from patternbook.web.audit.record import action, record
from patternbook.web.catalogue import telling
from patternbook.web.catalogue.actions.publishing import Publisher
from patternbook.web.catalogue.models import Adoption, Recall, Version
from patternbook.web.catalogue.releases import owned_by

LONGEST = 2000
SUBJECT = "{title}: version {number} was recalled"
LETTER = """\
{publisher} recalled version {number} of “{title}”, which {council} runs.

Why: {because}

What to do: {what_to_do}

Residents can go on using the service until you change it or switch it off. Nobody else can take this version any more.

Open your services in the staff area to act on it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalling:
    """Which version is taken back, why, and what councils that run it must do."""

    version: Version
    because: str
    what_to_do: str


@action("catalogue.recall", on="publisher")
def recall(*, recalling: Recalling, publisher: Publisher, now: dt.datetime, by: Actor) -> Recall:
    """Take a version back: nobody can adopt it any more, and who runs it is told by email.

    Raises NotAllowed, or ProblemsFound where it is another's, is recalled already, or a reason is missing.
    """
    version = Version.objects.select_for_update().get(pk=recalling.version.pk)
    _refuse(recalling, version, publisher)
    made = Recall.objects.create(
        version=version,
        because=recalling.because,
        what_to_do=recalling.what_to_do,
        at=now,
        by_id=by.person_id,
    )
    running = Adoption.objects.select_related("authority").filter(current__version=version).order_by("pk")
    told = [tell_of_recall(adoption=adoption, recall=made, now=now, by=SYSTEM) for adoption in running]
    record(
        "version.recalled", subject=version,
        facts={"service": version.service, "number": version.number, "councils": len(told)},
        values={"because": recalling.because, "what_to_do": recalling.what_to_do},
    )  # fmt: skip
    return made


def _refuse(recalling: Recalling, version: Version, publisher: Publisher) -> None:
    authority_id = publisher.authority.pk if publisher.authority else None
    if not owned_by(version, authority_id, publisher.name):
        message = f"Only {version.publisher_name}, who published it, can recall it."
        raise ProblemsFound([Problem("anothers-service", message)])
    if Recall.objects.filter(version=version).exists():
        raise ProblemsFound([Problem("recalled-already", "This version is recalled already.")])
    if not recalling.because.strip() or not recalling.what_to_do.strip():
        raise ProblemsFound([Problem("no-reason", "Say why it is recalled, and what councils must do.")])


@action("catalogue.tell", on="adoption")
def tell_of_recall(*, adoption: Adoption, recall: Recall, now: dt.datetime, by: Actor) -> int:
    """Write to the administrators of a council that runs a recalled version; returns to how many."""
    version = recall.version
    words = {"because": recall.because, "what_to_do": recall.what_to_do}
    letter = telling.Letter(f"version_recalled:{recall.pk}", SUBJECT, LETTER, words)
    letters = telling.tell_administrators(adoption, version, letter, now)
    record(
        "adoption.told_of_recall", subject=adoption,
        facts={"service": version.service, "number": version.number, "letters": letters},
    )  # fmt: skip
    return letters
