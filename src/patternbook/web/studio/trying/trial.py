"""A service that somebody tries out: its definition, what a council chose or could choose, a made-up register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from patternbook.engine import calendars
from patternbook.engine.compiler import Compiled
from patternbook.engine.context import LONDON, Context
from patternbook.engine.facts import Call, Facts, Result
from patternbook.engine.journey import Answered, Need
from patternbook.engine.settings import resolve_settings
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.service import Binding, Service
from patternbook.library import demonstration
from patternbook.web.audit.actors import Actor, resident
from patternbook.web.catalogue import definitions
from patternbook.web.connections.connectors import BUILT_IN, connector
from patternbook.web.connections.resolving import Via, resolve
from patternbook.web.kit.pages import Council, Link

# The compiler bounds how deep lookups depend on each other; this only ends a defect.
ROUNDS = 12
# No authority has this id: what is tried out belongs to nobody.
NOBODY = 0
# The connector that answers with made-up data.
SAMPLE = "register"
# What stands in for a binding, by its kind, in each language.
STAND_INS: Mapping[str, tuple[str, str]] = {
    "team": ("team", "team"),
    "email": ("council@example.org", "council@example.org"),
    "phone": ("01632 960 001", "01632 960 001"),
    "url": ("https://www.example.org/", "https://www.example.org/"),
    "address": ("1 Example Street, Exampletown", "1 Example Street, Exampletown"),
    "hours": ("Monday to Friday, 9am to 5pm", "Dydd Llun i ddydd Gwener, 9am i 5pm"),
    "text": ("the council", "y cyngor"),
    "ledger_code": ("0000", "0000"),
    "connection": (SAMPLE, SAMPLE),
}
Said = TypeVar("Said")


class NeverSatisfied(RuntimeError):
    """The engine kept asking for more. A defect of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried out, and where the pages lead: `action` takes the forms, `leave` is the way out."""

    compiled: Compiled
    choices: Adoption
    via: Via
    now: dt.datetime
    language: str
    action: str
    leave: str
    leave_words: str
    # Whose pages they would be; nobody's in the library.
    council: Council | None = None
    # The same elsewhere, such as under the law of another nation.
    elsewhere: tuple[Link, ...] = ()

    @property
    def service(self) -> Service:
        """The definition, with its shared steps written out."""
        return self.compiled.service

    @property
    def by(self) -> Actor:
        """Who tries it out: a resident of the council whose choices they are."""
        return resident(self.via.authority_id)

    def context(self) -> Context:
        """What surrounds an evaluation."""
        today = self.now.astimezone(LONDON).date()
        days = {"today": today, "submitted": today}
        return Context(
            now=self.now, nation=self.choices.nation, calendar=calendars.of(self.choices.nation),
            language=self.language, settings=resolve_settings(self.service, self.choices, days),
            bindings=self.choices.bindings,
        )  # fmt: skip

    def fetch(self, need: Need) -> Mapping[str, Result]:
        """The results of calls. None is kept."""
        calls: tuple[Call, ...] = need.calls
        return resolve(calls, via=self.via, by=self.by, now=self.now, afresh=True)

    def ask(self, facts: Facts, question: Callable[[Facts], Said | Need]) -> tuple[Said, Facts]:
        """What the engine says, with the facts that it took."""
        for _ in range(ROUNDS):
            said = question(facts)
            if not isinstance(said, Need):
                return said, facts
            facts = facts.with_results(self.fetch(said))
        raise NeverSatisfied(self.service.service)

    def ask_form(self, facts: Facts, question: Callable[[Facts], Answered]) -> tuple[Answered, Facts]:
        """The same for a page that is sent in; what it needs stands in its `stop`."""
        for _ in range(ROUNDS):
            said = question(facts)
            if not isinstance(said.stop, Need):
                return said, facts
            facts = facts.with_results(self.fetch(said.stop))
        raise NeverSatisfied(self.service.service)


def made_up(service: Service, nation: str) -> tuple[Adoption, Via]:
    """The choices of a council that says nothing of its own, and the register of an invented one in that nation."""
    choices = Adoption(
        patternbook=1, adopts=service.service, nation=nation,
        bindings=Keyed((key, _stand_in(binding)) for key, binding in service.bindings.items()),
    )  # fmt: skip
    councils = demonstration.councils()
    invented = next((one for one in councils if one.nation == nation), councils[0])
    return choices, sample_via(service, NOBODY, invented.slug)


def sample_via(service: Service, authority_id: int, slug: str) -> Via:
    """A way by which the made-up register answers what it can, and nothing else is asked or kept."""
    promises = definitions.promises(service)
    sample = connector(SAMPLE)
    answered = {contract: SAMPLE for contract in promises if sample is not None and sample.answers(contract)}
    return Via(authority_id, slug, {**BUILT_IN, **answered}, promises)


def _stand_in(binding: Binding) -> Text:
    english, welsh = STAND_INS[binding.type]
    return Text(Keyed([("en", english), ("cy", welsh)] if binding.bilingual else [("en", english)]))
