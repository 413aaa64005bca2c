"""What examples come to, and what of a definition none of them comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patternbook.engine.compiled import Compiled
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.examples.travelling import Travelled
from patternbook.engine.process import Event
from patternbook.engine.process.case import Case
from patternbook.engine.process.clocking import clock_runs
from patternbook.engine.process.fold import DEFAULT_OUTCOME

Trace = frozenset[str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What could be come to and what was, by names such as `page.postcode`, `page.which.go.too_late`,
    `end.not_yours`, `stage.met`, `stage.work.go.no`, `task.decide.no`, `event.withdraw`, `clock.reply.due`."""

    possible: frozenset[str]
    reached: frozenset[str]

    @property
    def missed(self) -> tuple[str, ...]:
        """What no example comes to, sorted."""
        return tuple(sorted(self.possible - self.reached))


def coverage_of(compiled: Compiled, traces: Iterable[Trace]) -> Coverage:
    """The coverage of a definition by several traces."""
    return Coverage(frozenset(_possible(compiled)), frozenset().union(*traces))


def _possible(compiled: Compiled) -> Iterator[str]:
    service = compiled.service
    for key, page in service.pages.items():
        yield f"page.{key}"
        yield from (f"page.{key}.go.{route}" for route in page.go)
    yield from (f"end.{key}" for key in service.ends)
    for key, stage in service.process.stages.items():
        yield f"stage.{key}"
        yield from (f"stage.{key}.go.{route}" for route in stage.go)
        for name, task in stage.tasks.items():
            yield from (f"task.{name}.{outcome}" for outcome in (task.outcomes or (DEFAULT_OUTCOME,)))
    yield from (f"event.{key}" for key in service.process.events)
    yield from (f"clock.{key}" for key in service.process.clocks)


def covered(compiled: Compiled, journey: Travelled, events: tuple[Event, ...]) -> Trace:
    """What one example came to."""
    return frozenset((*_on_the_way(compiled, journey), *_in_the_case(compiled, journey, events)))


def _on_the_way(compiled: Compiled, journey: Travelled) -> Iterator[str]:
    names = Evaluation(compiled, journey.facts, journey.context).reveal_all()
    for page in journey.pages:
        yield f"page.{page}"
        for key in compiled.service.pages[page].go:
            if compiled.holds(("pages", page, "go", key, "if"), names):
                yield f"page.{page}.go.{key}"
                break
    if journey.end is not None:
        yield f"end.{journey.end.key}"
    if journey.stop.startswith("page."):
        yield journey.stop


def _in_the_case(compiled: Compiled, journey: Travelled, events: tuple[Event, ...]) -> Iterator[str]:
    before: str | None = None
    for event in events:
        if event.kind == "stage":
            yield f"stage.{event.key}"
            if event.outcome:
                yield f"stage.{before}.go.{event.outcome}"
            before = event.key
        elif event.kind == "task":
            yield f"task.{event.key}.{event.outcome or DEFAULT_OUTCOME}"
        elif event.kind == "event":
            yield f"event.{event.key}"
    yield from (f"clock.{key}" for key in _clocks(compiled, journey, events))


def _clocks(compiled: Compiled, journey: Travelled, events: tuple[Event, ...]) -> Iterator[str]:
    """The clocks that ran in the case."""
    if events and journey.ready is not None:
        case = Case(compiled, journey.ready.facts, journey.context, events)
        yield from (key for key, _item in clock_runs(case))
