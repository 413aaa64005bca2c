"""Talking with the engine: what it needs from other systems is fetched, and it is asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from patternbook.engine.facts import Call, Facts, Result
from patternbook.engine.journey import Answered, Need
from patternbook.web.connections.resolving import resolve
from patternbook.web.drafts.actions import change_between, save_page
from patternbook.web.journeys.visits import Visit

# The compiler bounds how deep lookups depend on each other; this only ends a defect.
ROUNDS = 12

Said = TypeVar("Said")


class NeverSatisfied(RuntimeError):
    """The engine kept asking for more. A defect of the program."""


def ask(visit: Visit, facts: Facts, question: Callable[[Facts], Said | Need]) -> tuple[Said, Facts]:
    """What the engine says, with the facts that it took. Asks other systems outside any transaction."""
    for _ in range(ROUNDS):
        said = question(facts)
        if not isinstance(said, Need):
            return said, facts
        facts = facts.with_results(fetch(visit, said.calls))
    raise NeverSatisfied(visit.running.key)


def ask_form(visit: Visit, facts: Facts, question: Callable[[Facts], Answered]) -> tuple[Answered, Facts]:
    """The same for a page that is sent in; what it needs stands in its `stop`."""
    for _ in range(ROUNDS):
        said = question(facts)
        if not isinstance(said.stop, Need):
            return said, facts
        facts = facts.with_results(fetch(visit, said.stop.calls))
    raise NeverSatisfied(visit.running.key)


def fetch(visit: Visit, calls: Sequence[Call], *, afresh: bool = False) -> Mapping[str, Result]:
    """The results of calls, by id: every call has one."""
    here = visit.here
    return resolve(calls, via=visit.running.via, by=here.by, now=here.now, afresh=afresh)


def keep_facts(visit: Visit, before: Facts, after: Facts, page: str) -> None:
    """Save what a page changed. Nothing is written where it changed nothing."""
    if visit.draft is None or before == after:
        return
    change = change_between(before, after, visit.running.compiled, page)
    save_page(draft=visit.draft, change=change, now=visit.here.now, by=visit.here.by)
