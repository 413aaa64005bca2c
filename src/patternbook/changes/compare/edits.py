"""What each council changed of the text, each change once with all who made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.changes.compare.grouping import named
from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.changes.parts import SEVERITIES, Severity
from patternbook.errors import Path
from patternbook.language.nodes.service import Service


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the text, and the councils that made it."""

    path: Path
    severity: Severity
    says: str
    councils: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who and what.

        >>> Edit(("licence",), "behaviour", "The licence of the service is now x instead of y.", ("Aford",)).sentence
        'Aford: The licence of the service is now x instead of y.'
        """
        return f"{named(self.councils)}: {self.says}"


def common(services: Mapping[str, Service]) -> Service:
    """The text that most councils have; of two that as many have, that of the first by name."""
    return max(sorted(services.items()), key=lambda pair: _as_many(services, pair[1]))[1]


def _as_many(services: Mapping[str, Service], service: Service) -> int:
    return sum(1 for other in services.values() if other is service or other == service)


def edits_of(bases: Mapping[str, Service], services: Mapping[str, Service]) -> tuple[Edit, ...]:
    """Every change of each council against its base, the gravest first, then by how many councils made it."""
    found: dict[Sentence, list[str]] = {}
    # Councils that share a text share what is said of it. The texts outlive this, so that none shares an id.
    told: dict[tuple[int, int], tuple[Sentence, ...]] = {}
    for name, service in services.items():
        base = bases[name]
        key = (id(base), id(service))
        if key not in told:
            told[key] = tuple(dict.fromkeys(describe(diff(base, service), base, service)))
        for said in told[key]:
            found.setdefault(said, []).append(name)
    edits = [Edit(said.path, said.severity, said.says, tuple(names)) for said, names in found.items()]
    return tuple(sorted(edits, key=lambda edit: (SEVERITIES.index(edit.severity), -len(edit.councils))))
