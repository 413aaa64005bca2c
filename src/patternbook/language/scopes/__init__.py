"""What every expression of a definition sees, what it must give, and what each page needs.

>>> from patternbook.language.nodes.base import Expr
>>> Site(("values", "late"), Expr("missed"), Point()).consumer
False
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.scope import Scope
from patternbook.language.expressions.typed import Typed
from patternbook.language.kept import Kept
from patternbook.language.nodes.service import Service
from patternbook.language.scopes.names import NameKind, Names, is_complete
from patternbook.language.scopes.pattern import PatternPoints
from patternbook.language.scopes.points import CaseKnown, Point, meet
from patternbook.language.scopes.process import ProcessPoints
from patternbook.language.scopes.sites import Site, Want
from patternbook.language.scopes.trees import names_in
from patternbook.language.scopes.uses import MOST_ROUNDS, Uses, implied, lookup_rounds, uses
from patternbook.language.scopes.walker import SHARED, Walker

__all__ = [
    "MOST_ROUNDS", "CaseKnown", "NameKind", "Names", "Point", "Scopes", "Site", "Uses", "Want",
    "is_complete", "lookup_rounds", "names_in", "of",
]  # fmt: skip


class Scopes:
    """The sites of a definition in the order of its text, and the scope of each.

    The service must have its shared steps written out (`language.steps.expand`).
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.pattern = PatternPoints(service)
        self.names = Names(service, self.pattern)
        self.process = ProcessPoints(service.process, self.pattern.check_answers())
        self._walker = Walker(service, self.pattern, self.process, self.names.records, self.names.answer)
        own = tuple(self._walker.journey_and_case())
        self._share(own)
        self.sites: tuple[Site, ...] = (*own, *self._shared_sites())

    def __iter__(self) -> Iterator[Site]:
        return iter(self.sites)

    @cached_property
    def uses(self) -> Mapping[str, Uses]:
        """What each page needs, by its key; and `check_answers`."""
        return uses(self.service, self.names, self.sites)

    def site(self, path: tuple[str, ...], offset: int = 0) -> Site | None:
        """The expression at a path; for a hole in a wording, with its offset. None where there is none."""
        return self._by_path.get((*path, offset))

    @cached_property
    def _by_path(self) -> Mapping[tuple[object, ...], Site]:
        return {(*site.path, site.offset): site for site in self.sites}

    def scope(self, site: Site) -> Scope:
        """What the expression sees."""
        return self.names.scope(site.point, site.bound)

    def typed(self, site: Site) -> Typed:
        """The expression with its type. Raises `ExpressionError`. Worked out once for each site."""
        return self.names.typed(site.expr, site.point, site.bound)

    def broken(self, site: Site) -> bool:
        """Whether the expression depends on a part that has a problem of its own."""
        reached = self.names.reached(names_in(site.expr.source) - site.bound.keys())
        return any(name in self.failing for name in reached if name != site.part)

    @cached_property
    def failing(self) -> frozenset[str]:
        """The parts with an expression that has no type, or that are worked out from themselves."""
        found = set(self.names.broken)
        for site in self.sites:
            if site.part and site.part not in found:
                try:
                    self.typed(site)
                except ExpressionError:
                    found.add(site.part)
        return frozenset(found)

    def _share(self, own: tuple[Site, ...]) -> None:
        """Works out what is known wherever each shared part is used."""
        points: dict[str, set[Point]] = {}
        for site in own:
            for name in self.names.reached(names_in(site.expr.source) - site.bound.keys()):
                points.setdefault(name, set()).add(site.point)
        for page, needs in self._implied_points():
            for name in needs:
                points.setdefault(name, set()).add(page)
        for name, used_at in points.items():
            self.names.shared_points[name] = meet(used_at) or self.pattern.anywhere()

    def _implied_points(self) -> Iterator[tuple[Point, frozenset[str]]]:
        for key, page in self.service.pages.items():
            needs = frozenset(implied(self.service, page.questions.values()))
            if needs:
                yield self.pattern.on(key), self.names.reached(needs)

    def _shared_sites(self) -> Iterator[Site]:
        for collection in SHARED:
            for key in getattr(self.service, collection):
                point = self._booked_at(key) if collection == "bookings" else self.names.point_of(key)
                yield from self._walker.shared(collection, key, point)

    def _booked_at(self, booking: str) -> Point:
        at = [
            self.pattern.on(page)
            for page, said in self.service.pages.items()
            if any(getattr(question, "booking", None) == booking for question in said.questions.values())
        ]
        return meet(at) or self.pattern.anywhere()


_KEPT: Kept[Scopes] = Kept(16)


def of(service: Service) -> Scopes:
    """The scopes of a definition whose shared steps are written out; kept for the last few.

    The rules of the checks and the compiler ask for the same definition one after the other.
    """
    return _KEPT.of(lambda: Scopes(service), service)
