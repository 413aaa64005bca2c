"""A field that names a part names one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.service import Service
from patternbook.language.walk import Said


def references(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-reference` for each key that names nothing, such as a law not declared."""
    for said in subject.said:
        if not said.field.to or not isinstance(said.value, str):
            continue
        known = _collection(subject.service, said)
        if said.value not in known:
            what = _ONE_OF.get(said.field.to, said.field.to)
            message = f"There is no {what} '{said.value}'."
            hint = did_you_mean(said.value, known) or f"Declare it under `{said.field.to}`."
            yield subject.error(said.path, "unknown-reference", message, hint)


_ONE_OF = {
    "law": "law",
    "purposes": "purpose",
    "bindings": "binding",
    "lookups": "lookup",
    "tasks": "task",
    "stages": "stage",
    "roles": "role",
    "bookings": "booking",
    "questions": "question",
}


def _collection(service: Service, said: Said) -> Mapping[str, object]:
    """The parts that the field may name. Tasks of a stage are named within that stage."""
    match said.field.to:
        case "stages":
            return service.process.stages
        case "roles":
            return service.process.roles
        case "questions":
            return {
                key: question for page in service.pages.values() for key, question in page.questions.items()
            }
        case "tasks" if said.path[0] == "process":
            return service.process.stages[said.path[2]].tasks
        case collection:
            found = getattr(service, collection)
            return found if isinstance(found, Mapping) else {}
