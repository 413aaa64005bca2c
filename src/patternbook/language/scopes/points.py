"""What is known at one place of a journey or a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """What has surely happened to a case: tasks done, events that came, clocks that started.

    `guards` are the conditions under which a further task was surely done, as conjuncts.
    """

    done: frozenset[str] = frozenset()
    happened: frozenset[str] = frozenset()
    started: frozenset[str] = frozenset()
    guards: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def meet(self, other: CaseKnown) -> CaseKnown:
        """What is known in both."""
        return CaseKnown(
            self.done & other.done,
            self.happened & other.happened,
            self.started & other.started,
            {
                task: self.guards.get(task, frozenset()) | other.guards.get(task, frozenset())
                for task in (self.guards.keys() | self.done) & (other.guards.keys() | other.done)
                if task not in self.done & other.done
            },
        )


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A place at which expressions are evaluated.

    `certain` are the answers that are surely given there; `guards` says of others under which
    conditions they are (all of these conjuncts, as `expressions.write` spells them);
    `established` are the conjuncts that hold there; `visible` are the answers that were asked
    before; `case` is None before the journey is submitted.
    """

    certain: frozenset[str] = frozenset()
    guards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    established: frozenset[str] = frozenset()
    visible: frozenset[str] = frozenset()
    case: CaseKnown | None = None

    def knows(self, answer: str) -> bool:
        """Whether the answer is surely given here."""
        if answer in self.certain:
            return True
        needed = self.guards.get(answer)
        return needed is not None and needed <= self.established

    def where(self, conjuncts: Iterable[str]) -> Point:
        """The same place where these conditions hold too."""
        more = frozenset(conjuncts)
        return self if more <= self.established else replace(self, established=self.established | more)

    def in_case(self, case: CaseKnown) -> Point:
        """The same answers, with what has happened to the case."""
        return replace(self, case=case)


def meet(points: Iterable[Point]) -> Point | None:
    """What is known at every one of several places; None for no place at all."""
    listed = tuple(dict.fromkeys(points))
    return reduce(_meet, listed) if listed else None


def _meet(one: Point, other: Point) -> Point:
    certain = frozenset(
        answer for answer in one.certain | one.guards.keys() if one.knows(answer) and other.knows(answer)
    )
    guards = {
        answer: needed | other.guards.get(answer, frozenset())
        for answer, needed in one.guards.items()
        if answer not in certain and (answer in other.guards or answer in other.certain)
    }
    guards |= {
        answer: needed
        for answer, needed in other.guards.items()
        if answer in one.certain and answer not in certain
    }
    case = None if one.case is None or other.case is None else one.case.meet(other.case)
    return Point(
        certain=certain,
        guards=guards,
        established=one.established & other.established,
        visible=one.visible | other.visible,
        case=case,
    )
