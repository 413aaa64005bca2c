"""How a working copy differs from its base: by part, in sentences, each with the council's reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.changes import diff
from patternbook.changes.describe import Sentence, describe
from patternbook.errors import Path
from patternbook.language.nodes.service import Service
from patternbook.web.catalogue.models import Adoption, EditReason
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.studio.editing.bench import Bench
from patternbook.web.studio.editing.definition import opened
from patternbook.web.studio.editing.naming import said_of
from patternbook.web.studio.editing.parts import NoSuchPart


@dataclass(slots=True)
class Difference:
    """A part that differs: what it is called, how it differs, and why."""

    path: str
    words: str
    url: str
    reason: EditReason | None = None
    says: list[Sentence] = field(default_factory=list)


def part_of(path: Path) -> Path:
    """The part for which a reason is given: a page, a setting, a stage; else the field of the service."""
    return path[:3] if path[:1] == ("process",) else path[:2] if path[:1] in _PARTS else path[:1]


# Collections of the service whose parts differ each for a reason of its own.
_PARTS = {
    (name,)
    for name in (
        "law", "purposes", "kpis", "bindings", "settings", "types", "contracts", "lookups", "values", "tables",
        "prices", "bookings", "tasks", "pages", "checks", "ends",
    )
}  # fmt: skip


def sentences(before: Service, after: Service) -> tuple[Sentence, ...]:
    """What changed between two definitions, the gravest first."""
    return describe(diff(before, after), before, after)


def differences(bench: Bench, adoption: Adoption | None) -> list[Difference]:
    """How the working copy differs from its base, by part in the order of what is grave."""
    base = opened(bench.base.text).service if bench.base is not None else None
    if base is None:
        return []
    reasons: Mapping[str, EditReason] = {}
    if adoption is not None and not bench.is_own:
        reasons = copies.edit_reasons(adoption=adoption, by=bench.desk.by)
    found: dict[str, Difference] = {}
    for sentence in sentences(base, bench.service):
        path = part_of(sentence.path)
        name = ".".join(path)
        if name not in found:
            found[name] = Difference(
                name, _named(bench.service, base, path), _url(bench, path), reasons.get(name)
            )
        found[name].says.append(sentence)
    return list(found.values())


def _named(service: Service, base: Service, path: Path) -> str:
    for one in (service, base):
        try:
            return said_of(one, path)
        except NoSuchPart:
            continue
    return path[-1]


def _url(bench: Bench, path: Path) -> str:
    try:
        said_of(bench.service, path)
    except NoSuchPart:
        return ""
    return bench.part_url(path) if len(path) > 1 else bench.url("edit_about")
