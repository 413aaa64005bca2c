"""Examples: a journey and a case with what must come of them, run against a definition."""

from __future__ import annotations

from patternbook.engine.compiled import Compiled
from patternbook.engine.examples.comparing import clocks_differ, journey_differs, words_differ
from patternbook.engine.examples.covering import Coverage, Trace, coverage_of, covered
from patternbook.engine.examples.delivering import begin, take
from patternbook.engine.examples.travelling import Misfit, context_of, travel
from patternbook.errors import Problem
from patternbook.language.nodes.example import Example

__all__ = ["Coverage", "coverage", "run_example"]


def run_example(compiled: Compiled, example: Example) -> tuple[Problem, ...]:
    """Everything that comes out otherwise than the example says; nothing where all is as it says.

    The example's time, lookups, settings and answers are all that is known; nothing outside is
    asked. Each problem has the path in the example at which what differs is said.
    """
    return _run(compiled, example)[0]


def coverage(compiled: Compiled, examples: tuple[Example, ...]) -> Coverage:
    """What of a definition no example comes to: pages, routes, ends, outcomes, events, stages, clocks."""
    traces = [_run(compiled, example)[1] for example in examples]
    return coverage_of(compiled, [trace for trace in traces if trace is not None])


def _run(compiled: Compiled, example: Example) -> tuple[tuple[Problem, ...], Trace | None]:
    try:
        context = context_of(compiled, example)
    except Misfit as misfit:
        return misfit.problems, None
    journey = travel(compiled, example, context)
    problems = [*journey.problems]
    if not problems:
        problems += journey_differs(compiled, example.expect, journey)
    delivery = None
    if journey.ready is not None:
        delivery, differences = begin(compiled, journey.ready.facts, context, example)
        problems += differences
    problems += words_differ(example, journey, delivery)
    if delivery is None:
        if (example.steps or example.expect.clocks) and not problems:
            problems.append(Problem("not-submitted", "The journey was not submitted, so there is no case."))
        return tuple(problems), covered(compiled, journey, ())
    for place, step in enumerate(example.steps):
        problems += take(delivery, step, place)
    problems += clocks_differ(example, delivery)
    return tuple(problems), covered(compiled, journey, delivery.events)
