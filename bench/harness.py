"""How a ratio is taken: ours and the floor in turns, so that both see the same machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Work = Callable[[], object]
Clock = Callable[[], float]

ROUNDS = 15
WARM_UP = 3
LEAST_SECONDS = 0.02


def _nothing(times: int) -> None:
    """Nothing has to be laid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """What is compared, and what is wanted.

    `kind` is `cost` (our time as a multiple of the floor's: lower is better) or `rate` (our throughput as
    a share of the floor's: higher is better). `clock` is processor time for work in this process, and
    wall time where disk or another process takes part. `before_ours` and `before_floor` lay out, untimed,
    what so many of each use up.
    """

    name: str
    ours: Work
    floor: Work
    against: str
    kind: Literal["cost", "rate"]
    target: float
    clock: Clock = time.process_time
    before_ours: Callable[[int], object] = _nothing
    before_floor: Callable[[int], object] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A ratio as measured: the median of its rounds, with the quartiles."""

    name: str
    against: str
    kind: str
    target: float
    ratio: float
    low: float
    high: float

    @property
    def met(self) -> bool:
        """Whether the median reaches the target."""
        return self.ratio <= self.target if self.kind == "cost" else self.ratio >= self.target


def measure(one: Ratio, rounds: int = ROUNDS, least: float = LEAST_SECONDS) -> Measured:
    """Take a ratio: each round times floor and ours one after the other, in changing order.

    A round of each takes at least so many seconds, so that it is long enough for the clock.
    """
    ours = Timed(one.ours, one.clock, one.before_ours)
    floor = Timed(one.floor, one.clock, one.before_floor)
    for each in (ours, floor):
        each.find_repeats(least)
    ratios = []
    for turn in range(rounds):
        took = {each: each.seconds() for each in ((floor, ours) if turn % 2 else (ours, floor))}
        cost = took[ours] / took[floor]
        ratios.append(cost if one.kind == "cost" else 1 / cost)
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Measured(
        name=one.name, against=one.against, kind=one.kind, target=one.target, ratio=middle, low=low, high=high
    )


@dataclass(eq=False, slots=True)
class Timed:
    """One side of a ratio, repeated so often that a round is long enough."""

    work: Work
    clock: Clock
    before: Callable[[int], object] = _nothing
    repeats: int = 1

    def find_repeats(self, least: float) -> None:
        """Double the repeats until a round is long enough. Warms up, too."""
        for _ in range(WARM_UP):
            self.seconds()
        while self.seconds() * self.repeats < least:
            self.repeats *= 2

    def seconds(self) -> float:
        """Seconds a time, over the repeats, with the collector at rest."""
        self.before(self.repeats)
        gc.collect()
        gc.disable()
        try:
            began = self.clock()
            for _ in range(self.repeats):
                self.work()
            return (self.clock() - began) / self.repeats
        finally:
            gc.enable()


def table(results: list[Measured]) -> str:
    """The results as a table for a person."""
    lines = ["| what | against | ratio (quartiles) | target | reached |", "|---|---|---|---|---|"]
    for one in results:
        sign = "≤" if one.kind == "cost" else "≥"
        shown = _shown(one.ratio, one.kind)
        spread = f"{_shown(one.low, one.kind)} to {_shown(one.high, one.kind)}"
        wanted = f"{sign} {_shown(one.target, one.kind)}"
        lines.append(
            f"| {one.name} | {one.against} | {shown} ({spread}) | {wanted} | {'yes' if one.met else 'no'} |"
        )
    return "\n".join(lines)


def _shown(value: float, kind: str) -> str:
    return f"{value:.2f}×" if kind == "cost" else f"{value:.0%}" if value < 10 else f"{value:.0f}×"
