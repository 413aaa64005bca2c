"""How cost grows: with the pages and rules of a definition, and with the steps of a case."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

from bench.harness import Timed
from bench.steps import HEAD, NOW, TAIL, Eight
from patternbook.engine import calendars, journey
from patternbook.engine.compiler import compile_whole
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.engine.settings import resolve_settings
from patternbook.language.checks import check
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read

SIZES = (10, 100, 300)


def definition(pages: int, rules: int = 1) -> str:
    """A definition of so many pages; each after the first is shown by rules over the page before."""
    before, _, after = HEAD.partition("check_answers:")
    said = before.rstrip()
    for number in range(1, pages):
        shown = " || ".join(
            ["urgent", *(f"(urgent == false && {term} < {term + 1})" for term in range(rules))]
        )
        said += (
            f"\n  page_{number}:\n    show: '{shown}'\n    questions:\n"
            f"      answer_{number}: {{ask: yes_no, label: 'Question {number}?'}}"
        )
    tasks = "        only: {title: Task, role: clerk, outcomes: {done: {title: Done}}}\n"
    return f"{said}\ncheck_answers:{after}{tasks}{TAIL.lstrip(chr(10))}"


def service(pages: int, rules: int = 1) -> Service:
    """The definition, read."""
    found = read(definition(pages, rules), kind=Service, steps={})
    assert found.node is not None, found.problems[:3]
    return found.node


def slopes() -> list[str]:
    """A table: for each kind of growth the exponent of cost (1 is in proportion), and the cost at each size."""
    kinds: dict[str, Callable[[int], Callable[[], object]]] = {
        "reading, checking and compiling, by pages": lambda size: _cold(definition(size)),
        "reading, checking and compiling, by terms of each rule (up to 25)": lambda size: _cold(
            definition(5, size * 25 // 300)
        ),
        "walking to the last page, by pages": _walking,
        "a step of a case, by events of the case": _stepping,
    }
    lines = [
        "| cost of | " + " | ".join(f"at {size}" for size in SIZES) + " | exponent |",
        "|---|" + "---|" * 4,
    ]
    for name, made in kinds.items():
        costs = [_cost(made(size)) for size in SIZES]
        shown = " | ".join(f"{cost / costs[0]:.1f}×" for cost in costs)
        lines.append(f"| {name} | {shown} | {_exponent(costs):.2f} |")
    return lines


def _cost(work: Callable[[], object]) -> float:
    timed = Timed(work, time.process_time)
    timed.find_repeats(0.02)
    return statistics.median(timed.seconds() for _ in range(5))


def _exponent(costs: list[float]) -> float:
    """The slope of cost over size, both as logarithms, by least squares."""
    across, up = [math.log(size) for size in SIZES], [math.log(cost) for cost in costs]
    return statistics.linear_regression(across, up).slope


def _cold(text: str) -> Callable[[], object]:
    def work() -> object:
        found = read(text, kind=Service, steps={})
        assert found.node is not None
        assert not [one for one in check(found) if one.severity == "error"], check(found)[:2]
        return compile_whole(found.node, "growth")

    return work


def _walking(pages: int) -> Callable[[], object]:
    said = service(pages)
    compiled = compile_whole(said, "growth")
    settings = resolve_settings(said, None, {"today": NOW.date(), "submitted": NOW.date()})
    context = Context(
        now=NOW,
        nation="england",
        language="en",
        calendar=calendars.of("england"),
        settings=settings,
        bindings={},
    )
    facts = Facts(answers=dict.fromkeys(compiled.questions, True))
    last = list(said.pages)[-1]
    return lambda: journey.at(compiled, facts, context, f"page.{last}")


def _stepping(events: int) -> Callable[[], object]:
    """The first step of a case whose last stage was entered again and again."""
    eight = Eight()
    begun = eight.events()
    again = [*begun]
    while len(again) < events:
        again += begun[1:]
    return lambda: eight.advanced(again, 0)
