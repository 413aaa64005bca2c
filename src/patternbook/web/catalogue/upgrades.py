"""A council's upgrade: what stands against bringing it in, and what would be in force then."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.changes.parts import Decision
from patternbook.errors import Problem
from patternbook.web.catalogue import definitions, weighing
from patternbook.web.catalogue.choices import missing_for_switching_on, wrong_with_choices
from patternbook.web.catalogue.models import Adoption, ConflictDecision, Revision, Upgrade
from patternbook.web.catalogue.weighing import Sides, Weighed


@dataclass(frozen=True, slots=True)
class Ready:
    """What would be in force, and everything that has to be decided or put right first."""

    weighed: Weighed
    text: str
    adoption_text: str
    merged_from: Revision
    problems: tuple[Problem, ...]


def decisions_of(upgrade: Upgrade) -> tuple[Decision, ...]:
    """What the council decided of conflicts, now or at some other time."""
    rows = ConflictDecision.objects.filter(adoption_id=upgrade.adoption_id).order_by("pk")
    return tuple(Decision(row.conflict, row.take, row.value) for row in rows)


def weighed(upgrade: Upgrade) -> Weighed:
    """The upgrade merged into what the council runs now, with its decisions.

    What it is compared with is always a published version: the one that the council's revision names.
    """
    current = _current(upgrade)
    sides = Sides(current.version.text, upgrade.to.text, current.text)
    return weighing.weigh(sides, current.adoption_text, decisions_of(upgrade))


def _current(upgrade: Upgrade) -> Revision:
    return Revision.objects.select_related("version").get(
        pk=Adoption.objects.values("current_id").get(pk=upgrade.adoption_id)["current_id"]
    )


def ready(upgrade: Upgrade) -> Ready:
    """Whether it can be brought in, and with what."""
    found, current = weighed(upgrade), _current(upgrade)
    text = found.text if not found.errors else ""
    adoption_text = choices_text(upgrade, found)
    problems = [
        Problem("undecided", "Somebody must decide this first.", path=conflict.path)
        for conflict in found.conflicts
    ]
    problems += found.errors
    if found.service is not None:
        choices = definitions.adoption(adoption_text)
        authority = upgrade.adoption.authority
        problems += wrong_with_choices(found.service, choices, authority, upgrade.made)
        if upgrade.adoption.is_on:
            problems += missing_for_switching_on(found.service, choices, authority)
    return Ready(found, text, adoption_text, current, tuple(problems))


def choices_text(upgrade: Upgrade, found: Weighed) -> str:
    """The council's choices under the new version: as somebody prepared them, else as they are now.

    What was prepared from a revision that is in force no more does not count: it would undo what came since.
    """
    prepared = upgrade.adoption_text if upgrade.merged_from_id == _current(upgrade).pk else ""
    return prepared or found.new_adoption_text
