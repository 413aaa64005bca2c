"""Councils side by side on one service. Anybody may read how councils run it; who and where at each is never read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from patternbook.changes.compare import Comparison, compare
from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.language.nodes.service import Service
from patternbook.web.catalogue import definitions
from patternbook.web.catalogue.models import Adoption, Revision, Version

MOST_KEPT = 8
_KEPT: dict[tuple[object, ...], Comparison] = {}


@dataclass(frozen=True, slots=True)
class Adopter:
    """A council that took the service, and the version that its text is based on."""

    slug: str
    name: str
    number: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class InVersion:
    """The councils on one version, and what the newest has changed since."""

    number: str
    councils: tuple[str, ...]
    since: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A comparison, with every council that could be in it, and who is on which version."""

    newest: Version
    adopters: tuple[Adopter, ...]
    comparison: Comparison
    versions: tuple[InVersion, ...]


def side_by_side(*, service: str, slugs: Collection[str], day: dt.date) -> SideBySide | None:
    """Councils that took a service, on one day: all, or those named. None where nobody published the service."""
    newest = Version.objects.filter(service=service).order_by("-published", "-id").first()
    if newest is None:
        return None
    rows = _rows(service)
    names = _names(rows)
    adopters = tuple(
        Adopter(row.authority.slug, names[row.pk], _current(row).version.number, row.is_on) for row in rows
    )
    wanted = [row for row in rows if not slugs or row.authority.slug in slugs]
    nodes = _nodes(newest, wanted)
    return SideBySide(
        newest, adopters, _compared(wanted, names, nodes, day), _versions(newest, wanted, names, nodes)
    )


def forget() -> None:
    """Forget every comparison made in this process."""
    _KEPT.clear()


def _rows(service: str) -> list[Adoption]:
    """Every adoption with its revision, without the texts: many councils share one."""
    found = Adoption.objects.filter(service=service, current__isnull=False)
    related = found.select_related("authority", "current__version")
    return list(
        related.only(
            "is_on", "authority__slug", "authority__name", "current__text_digest", "current__adoption_text",
            "current__version__number", "current__version__text_digest", "current__version__published",
        ).order_by("authority__name", "authority__slug")
    )  # fmt: skip


def _current(row: Adoption) -> Revision:
    assert row.current is not None  # the query leaves out what has none
    return row.current


def _names(rows: list[Adoption]) -> dict[int, str]:
    """What each council is called: by its name, and by its address too where two share one."""
    often = Counter(row.authority.name for row in rows)
    return {
        row.pk: row.authority.name if often[row.authority.name] == 1 else f"{row.authority.name} ({row.authority.slug})"
        for row in rows
    }  # fmt: skip


def _nodes(newest: Version, rows: list[Adoption]) -> Mapping[str, Service]:
    """Every text that is needed, by its digest, each read once."""
    versions = {_current(row).version_id for row in rows}
    texts = dict(Version.objects.filter(pk__in=versions).values_list("text_digest", "text"))
    texts[newest.text_digest] = newest.text
    own = {_current(row).text_digest: _current(row).pk for row in rows}
    wanted = [pk for digest, pk in own.items() if digest not in texts]
    texts |= dict(Revision.objects.filter(pk__in=wanted).values_list("text_digest", "text"))
    return {digest: definitions.as_written(text) for digest, text in texts.items()}


def _compared(
    rows: list[Adoption], names: Mapping[int, str], nodes: Mapping[str, Service], day: dt.date
) -> Comparison:
    """The comparison, kept in the process: what it is made of never changes."""
    of = [(names[row.pk], _current(row)) for row in rows]
    key = (day, *((name, one.text_digest, one.version.text_digest, one.adoption_text) for name, one in of))
    found = _KEPT.get(key)
    if found is None:
        while len(_KEPT) >= MOST_KEPT:
            # Another thread may have taken the oldest one out already.
            _KEPT.pop(next(iter(_KEPT), ()), None)
        councils = {
            name: (nodes[one.text_digest], definitions.adoption(one.adoption_text)) for name, one in of
        }
        bases = {name: nodes[one.version.text_digest] for name, one in of}
        found = _KEPT[key] = compare(councils, day, bases)
    return found


def _versions(
    newest: Version, rows: list[Adoption], names: Mapping[int, str], nodes: Mapping[str, Service]
) -> tuple[InVersion, ...]:
    """Who is on which version, the newest first."""
    councils: dict[tuple[dt.datetime, str, str], list[str]] = {}
    for row in rows:
        version = _current(row).version
        councils.setdefault((version.published, version.number, version.text_digest), []).append(
            names[row.pk]
        )
    return tuple(
        InVersion(number, tuple(there), _since(nodes[digest], nodes[newest.text_digest]))
        for (_, number, digest), there in sorted(councils.items(), reverse=True)
    )


def _since(before: Service, after: Service) -> tuple[Sentence, ...]:
    return () if before is after else describe(diff(before, after), before, after)
