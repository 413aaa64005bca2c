"""What is declared is used."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.mentions import mentioned
from patternbook.language.checks.subject import Subject
from patternbook.language.walk import Said

# The collections whose parts must be used, and the prefix of their names in expressions;
# None where they are no names. A price is charged, and a titled value shown, without a mention.
LOOKED_AT: dict[str, str | None] = {
    "law": None,
    "purposes": None,
    "bindings": "bindings.",
    "settings": "settings.",
    "lookups": "",
    "values": "",
    "tables": "",
}


def unused(subject: Subject) -> Iterator[Problem]:
    """Yields `unused` as a warning for each declared part that nothing names."""
    service = subject.service
    names = mentioned(service)
    named = _named_by_fields(subject.said)
    for collection, prefix in LOOKED_AT.items():
        for key, part in getattr(service, collection).items():
            in_words = prefix is not None and prefix + key in names
            shown = collection == "values" and part.title is not None
            if not (in_words or shown or (collection, key) in named):
                message = f"Nothing uses '{key}'."
                yield subject.warning((collection, key), "unused", message, "Use it, or delete it.")


def _named_by_fields(values: tuple[Said, ...]) -> frozenset[tuple[str, str]]:
    """What fields name, and the connections of contracts that are called."""
    found: set[tuple[str, str]] = set()
    called: list[Said] = []
    connections: list[Said] = []
    for said in values:
        if said.field.to:
            found.add((said.field.to, said.value))
        elif said.field.key == "contract":
            (connections if said.path[0] == "bindings" else called).append(said)
    contracts = {said.value for said in called}
    found.update(("bindings", said.path[1]) for said in connections if said.value in contracts)
    return frozenset(found)
