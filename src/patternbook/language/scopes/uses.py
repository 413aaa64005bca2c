"""Which lookups each page needs, and in how many rounds they can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patternbook.language.kinds.questions import AddressQuestion, PointQuestion, Question
from patternbook.language.nodes.service import Service
from patternbook.language.scopes.names import Names
from patternbook.language.scopes.sites import Site
from patternbook.language.scopes.trees import names_in

MOST_ROUNDS = 5
"""A lookup may need what others found, but not in a longer chain than this."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What a page needs: lookups by round (those of a round need only what earlier rounds found).

    `shown` are needed to decide on the page and to show it, `left` to leave it; `names` are all
    answers, lookups, values, tables and prices that it refers to, directly or not.
    """

    shown: tuple[tuple[str, ...], ...]
    left: tuple[tuple[str, ...], ...]
    names: frozenset[str]


def lookup_round(names: Names, lookup: str) -> int:
    """In which round a lookup can be asked, the first being 1. A circle counts as one too many.

    Its inputs may need other lookups, which must be asked before.
    """
    return _round(names, lookup, ())


def _round(names: Names, lookup: str, above: tuple[str, ...]) -> int:
    if lookup in above or len(above) > MOST_ROUNDS:
        return MOST_ROUNDS + 1
    before = (each for each in names.closure(lookup) if names.kinds[each] == "lookup" and each != lookup)
    if lookup in names.closure(lookup):
        return MOST_ROUNDS + 1
    return 1 + max((_round(names, each, (*above, lookup)) for each in before), default=0)


def uses(service: Service, names: Names, sites: Iterable[Site]) -> Mapping[str, Uses]:
    """What each page needs, by key; and `check_answers`."""
    shown: dict[str, set[str]] = {key: set() for key in (*service.pages, "check_answers")}
    left: dict[str, set[str]] = {key: set() for key in shown}
    for site in sites:
        page = _page(site)
        if page is not None:
            leaving = len(site.path) > 2 and site.path[2] in ("go", "checks")
            (left if leaving else shown)[page] |= names_in(site.expr.source) - site.bound.keys()
    for key, page_node in service.pages.items():
        shown[key] |= implied(service, page_node.questions.values())
    return {key: _uses(names, shown[key], left[key]) for key in shown}


def _page(site: Site) -> str | None:
    if site.path[0] == "pages":
        return site.path[1]
    in_check = site.path[0] == "checks" or (
        site.path[0] == "check_answers" and site.path[1] != "confirmation"
    )
    return "check_answers" if in_check else None


def implied(service: Service, questions: Iterable[Question]) -> set[str]:
    """The lookups that questions name without an expression, and what their bookings need."""
    found: set[str] = set()
    for question in questions:
        if isinstance(question, AddressQuestion) and question.from_ is not None:
            found.add(question.from_)
        elif isinstance(question, PointQuestion) and question.within is not None:
            found.add(question.within)
        booking = service.bookings.get(getattr(question, "booking", ""))
        if booking is not None:
            found |= {name for expr in booking.with_.values() for name in names_in(expr.source)}
    return found


def _uses(names: Names, shown: set[str], left: set[str]) -> Uses:
    before = names.reached(frozenset(shown))
    after = names.reached(frozenset(left))
    return Uses(_rounds(names, before), _rounds(names, before | after), before | after)


def _rounds(names: Names, reached: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    lookups = [name for name in names.kinds if name in reached and names.kinds[name] == "lookup"]
    by_round: dict[int, list[str]] = {}
    for lookup in lookups:
        by_round.setdefault(lookup_round(names, lookup), []).append(lookup)
    return tuple(tuple(by_round[number]) for number in sorted(by_round))
