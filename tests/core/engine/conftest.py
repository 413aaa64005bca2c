"""Definitions written for these tests, compiled; contexts and facts to run them with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from patternbook import library
from patternbook.engine import calendars, journey
from patternbook.engine.compiled import Compiled
from patternbook.engine.compiler import compile_service
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts, Result
from patternbook.engine.settings import resolve_settings
from patternbook.language import reader
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service

SERVICES = Path(__file__).parent / "services"
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)

Raw = Mapping[str, list[str]]


@cache
def service(name: str) -> Service:
    """A definition of this folder, read. Fails where it has problems."""
    read = reader.read((SERVICES / f"{name}.yaml").read_text("utf-8"), file=f"{name}.yaml", kind=Service)
    assert read.node is not None, "\n".join(map(str, read.problems))
    assert not [problem for problem in read.problems if problem.severity == "error"]
    return read.node


@cache
def compiled(name: str) -> Compiled:
    """A definition of this folder, compiled."""
    return compile_service(service(name), library.steps())


@dataclass(slots=True)
class Resident:
    """Somebody going through a journey: what they see, what they send in, what lookups tell them.

    `tells` gives what a lookup finds, by its contract; each is asked for once and counted.
    """

    compiled: Compiled
    context: Context
    facts: Facts = field(default_factory=Facts)
    tells: dict[str, Callable[[Mapping[str, object]], Result]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def resolve(self, need: journey.Need) -> None:
        """Add what the lookups find."""
        found = {}
        for call in need.calls:
            self.asked.append(call.lookup)
            told = self.tells[call.contract](call.inputs)
            found[call.id] = replace(told, as_of=told.as_of or self.context.now, source="test")
        self.facts = self.facts.with_results(found)

    def see(self, page: str | None = None, sent: Raw | None = None) -> object:
        """What is shown, once all that is needed is known."""
        for _ in range(10):
            place = journey.at(
                self.compiled, self.facts, self.context, page, sent=dict(sent) if sent else None
            )
            if not isinstance(place, journey.Need):
                return place
            self.resolve(place)
        raise AssertionError("The journey needs the same again and again.")

    def send(self, page: str, raw: Raw | None = None, **fields: str) -> journey.Answered:
        """Send a page in; keep the answers where they were taken."""
        form = {**{key.replace("__", "-"): [value] for key, value in fields.items()}, **(raw or {})}
        for _ in range(10):
            answered = journey.submit_page(self.compiled, self.facts, self.context, page, form)
            if not isinstance(answered.stop, journey.Need):
                self.facts = answered.facts
                return answered
            self.resolve(answered.stop)
        raise AssertionError("The page needs the same again and again.")

    def takes(self, page: str, raw: Raw | None = None, **fields: str) -> None:
        """Send a page in that must be taken."""
        answered = self.send(page, raw, **fields)
        assert (answered.problems, answered.warnings, answered.stop) == ((), (), None)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages on the way."""
        return journey.path(self.compiled, self.facts, self.context).pages

    @property
    def next(self) -> str:
        """Where the journey stands, as `Redirect` writes it."""
        for _ in range(10):
            stop = journey.path(self.compiled, self.facts, self.context).stop
            if isinstance(stop, journey.Redirect):
                return stop.to
            self.resolve(stop)
        raise AssertionError("The journey needs the same again and again.")


def context(definition: Service, *, adoption: Adoption | None = None, **changes: object) -> Context:
    """A context in England on a Tuesday morning, or otherwise as said."""
    now = changes.get("now", NOW)
    assert isinstance(now, dt.datetime)
    settings = resolve_settings(definition, adoption, {"today": now.date()})
    plain = Context(now=now, nation="england", calendar=calendars.of("england"), settings=settings)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def resident() -> Callable[..., Resident]:
    """Makes a resident at the start of a journey: `resident("places", language="cy")`."""

    def make(name: str, **changes: object) -> Resident:
        definition = compiled(name)
        return Resident(definition, context(definition.service, **changes))

    return make


@pytest.fixture
def definition() -> Callable[[str], Compiled]:
    """Compiles a definition of this folder by name."""
    return compiled
