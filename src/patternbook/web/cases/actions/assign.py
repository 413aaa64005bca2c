"""Who has a case or a task in hand."""

from __future__ import annotations

from patternbook.web.audit.actors import Actor, NotAllowed
from patternbook.web.audit.record import action, record
from patternbook.web.cases import queries
from patternbook.web.cases.models import Case, CaseTask


def _must_be_colleague(authority_id: int, person_id: int | None, by: Actor) -> None:
    known = {one.person_id for one in queries.colleagues(authority_id=authority_id, by=by)}
    if person_id is not None and person_id not in known:
        raise NotAllowed("cases.work")


@action("cases.assign", on="case")
def assign_case(*, case: Case, person_id: int | None, by: Actor) -> Case:
    """Give a case to an officer of its authority, or back to the team. Raises NotAllowed for anybody else."""
    _must_be_colleague(case.authority_id, person_id, by)
    Case.objects.filter(pk=case.pk).update(person_id=person_id)
    case.person_id = person_id
    record("case.assigned", subject=case, facts={"to": person_id})
    return case


@action("cases.assign", on="task")
def assign_task(*, task: CaseTask, person_id: int | None, by: Actor) -> CaseTask:
    """Give a task to an officer of its authority, or back to the team. Raises NotAllowed for anybody else."""
    _must_be_colleague(task.authority_id, person_id, by)
    CaseTask.objects.filter(pk=task.pk).update(person_id=person_id)
    task.person_id = person_id
    record("task.assigned", subject=task, facts={"to": person_id, "key": task.key})
    return task
