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


def lookup_rounds(names: Names) -> Mapping[str, int]:
    """In which round each lookup can be asked, the first being 1; in the order of the text.

    Its inputs may need other lookups, which must be asked before. What cannot be asked in as many
    rounds as there may be, because the chain is longer or leads round, counts as one too many.
    """
    lookups = [name for name, kind in names.kinds.items() if kind == "lookup"]
    needs = {key: names.closure(key).intersection(lookups) for key in lookups}
    rounds: dict[str, int] = {}
    for number in range(1, MOST_ROUNDS + 1):
        ready = [key for key in lookups if key not in rounds and needs[key] <= rounds.keys()]
        rounds.update(dict.fromkeys(ready, number))
    return {key: rounds.get(key, MOST_ROUNDS + 1) for key in lookups}


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
    rounds = lookup_rounds(names)
    return {key: _uses(names, rounds, shown[key], left[key]) for key in shown}


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


def _uses(names: Names, rounds: Mapping[str, int], shown: set[str], left: set[str]) -> Uses:
    before = names.reached(frozenset(shown))
    after = names.reached(frozenset(left))
    return Uses(_by_round(rounds, before), _by_round(rounds, before | after), before | after)


def _by_round(rounds: Mapping[str, int], reached: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    by_round: dict[int, list[str]] = {}
    for lookup, number in rounds.items():
        if lookup in reached:
            by_round.setdefault(number, []).append(lookup)
    return tuple(tuple(by_round[number]) for number in sorted(by_round))
