"""Moving live cases to another revision: a separate act, case by case, that can be undone."""

from __future__ import annotations

from datetime import datetime

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.cases.actions.move import NotPossible
from patternbook.web.cases.actions.write import reindex
from patternbook.web.cases.models import Case, CaseMove
from patternbook.web.cases.moved import Carried
from patternbook.web.cases.moving import under_revision
from patternbook.web.cases.standing import Standing, standing
from patternbook.web.catalogue import queries as catalogue
from patternbook.web.catalogue.models import Revision
from patternbook.web.catalogue.queries import Running


@action("catalogue.move", on="case")
def move_case_to(*, case: Case, to: Revision, because: str, now: datetime, by: Actor) -> CaseMove:
    """Move an open case to another revision of its service. Its events stay as they are, and are read in the new names.

    Raises NotPossible where something that happened has no name there, or where the case is closed.
    """
    held = _locked(case)
    if held.kind == Case.Kind.CLOSED or held.revision_id == to.pk:
        raise NotPossible("not_movable", "The case is closed, or stands there already.")
    stands = standing(case=held, running=_running(held.revision, by), now=now)
    under = under_revision(stands, _running(to, by))
    if isinstance(under, Carried):
        raise NotPossible(under.problems[0].code, " ".join(one.message for one in under.problems))
    move = CaseMove.objects.create(
        authority_id=held.authority_id, case=held, from_revision=held.revision, to_revision=to,
        after_event=held.events, because=because, at=now, by_id=by.person_id,
    )  # fmt: skip
    _pin(under, to, moved=True)
    record(
        "case.moved", subject=held,
        facts={"from": move.from_revision.number, "to": to.number, "definition": to.meaning_digest},
    )  # fmt: skip
    return move


@action("catalogue.move", on="case")
def undo_move(*, case: Case, now: datetime, by: Actor) -> CaseMove:
    """Put a case back where it stood before its last move. Raises NotPossible where something happened to it since."""
    held = _locked(case)
    move = held.moves.filter(undone=None).select_related("from_revision").order_by("-pk").first()
    if move is None:
        raise NotPossible("not_moved", "The case was not moved.")
    if held.events != move.after_event:
        raise NotPossible("went_on", "Something happened to the case since it was moved.")
    move.undone, move.undone_by_id = now, by.person_id
    move.save(update_fields=["undone", "undone_by"])
    held.moved = held.moves.filter(undone=None).exists()
    back = standing(case=held, running=_running(move.from_revision, by), now=now)
    _pin(back, move.from_revision, moved=held.moved)
    record("case.move_undone", subject=held, facts={"to": move.from_revision.number})
    return move


def _pin(stands: Standing, to: Revision, *, moved: bool) -> None:
    case = stands.case
    case.revision, case.meaning_digest, case.moved = to, to.meaning_digest, moved
    reindex(stands, stands.state)


def _locked(case: Case) -> Case:
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("submission", "authority", "revision__authority").get(pk=case.pk)


def _running(revision: Revision, by: Actor) -> Running:
    return catalogue.pinned(revision, by=by)
