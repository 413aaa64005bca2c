"""A library of 1,000 services at 400 councils, searched and read, against one of 10 at 10; councils compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from bench.harness import Ratio
from bench.pages import request
from bench.web import shelves

SERVICES, COUNCILS = 1_000, 400
FEW = 10


def ratios() -> Iterator[Ratio]:
    """Searches that find as much in both, a page of the large one, and councils side by side in the large one."""
    from django.utils import timezone

    with shelves.two() as both:
        now = timezone.now()
        both.at("default", lambda: shelves.fill(SERVICES, COUNCILS, now))()
        both.at(shelves.OTHER, lambda: shelves.fill(FEW, FEW, now))()
        yield from _searches(both)
        yield from _pages(both)
        yield _comparing()


def _searches(both: shelves.Shelves) -> Iterator[Ratio]:
    from patternbook.web.catalogue import queries as catalogue
    from patternbook.web.catalogue.queries import Wanted

    whole = shelves.shared(0)
    mistyped = whole[:2] + whole[3] + whole[2] + whole[4:]
    for what, words in (("by a word", whole), ("by a mistyped word", mistyped)):

        def search(words: str = words) -> object:
            found = catalogue.search(wanted=Wanted(words=words))
            assert found.count == shelves.SHARING, found.count
            return found

        yield Ratio(
            name=f"Searching 1,000 services at 400 councils {what}", ours=both.at("default", search),
            floor=both.at(shelves.OTHER, search), against="the same in a library of 10 at 10", kind="cost",
            target=2.0, clock=time.perf_counter,
        )  # fmt: skip


def _pages(both: shelves.Shelves) -> Iterator[Ratio]:
    from patternbook.web.wsgi import application

    for what, path, query, target in (
        ("A page of search results", "/library/", {"q": shelves.shared(0)}, 2.0),
        # It names every council.
        ("A service's page", "/library/service-0/", {}, 10.0),
    ):
        page = request(application, path, "", urlencode(query))
        yield Ratio(
            name=f"{what}, 1,000 services at 400 councils", ours=both.at("default", page),
            floor=both.at(shelves.OTHER, page), against="the same in a library of 10 at 10", kind="cost",
            target=target, clock=time.perf_counter,
        )  # fmt: skip


def _comparing() -> Ratio:
    """The page that compares all councils, and ten of them, with nothing kept in the process."""
    from patternbook.web.catalogue.queries import comparing
    from patternbook.web.wsgi import application

    def afresh(query: str) -> Callable[[], object]:
        page = request(application, "/library/service-0/compare", "", query)

        def work() -> object:
            comparing.forget()
            return page()

        return work

    ten = urlencode({"c": [f"council-{place}" for place in range(FEW)]}, doseq=True)
    return Ratio(
        name="Comparing 400 councils on a page", ours=afresh(""), floor=afresh(ten), against="comparing 10 of them",
        kind="cost", target=40.0, clock=time.perf_counter,
    )  # fmt: skip
