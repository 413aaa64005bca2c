"""What the robot can ask of the site besides pages: another time, another council, what was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import OperationalError

from patternbook import library
from patternbook.engine.examples.answering import form_of
from patternbook.engine.examples.travelling import local_time
from patternbook.engine.settings import plain_data
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.authorities.actions import add_membership
from patternbook.web.authorities.models import Authority, Person
from patternbook.web.cases import worker
from patternbook.web.cases.actions import Said, outside_event
from patternbook.web.cases.models import Case
from patternbook.web.catalogue import shipped
from patternbook.web.catalogue.actions import switch_off
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.queries import pinned
from patternbook.web.notices import actions as notices
from patternbook.web.notices.models import Notice
from tests.browser.site.clock import CLOCK, Broken
from tests.browser.site.councils import (
    ADMINISTRATOR,
    AUDITOR,
    CURATOR,
    DESIGNER,
    LEAD,
    OFFICER,
    OPERATOR,
    PASSWORD,
    Opening,
    email_of,
    open_council,
)
from tests.browser.site.crowd import submit_often
from tests.browser.site.lookups import ExampleLookups
from tests.browser.site.party import open_party
from tests.browser.site.quicker import QUICKER
from tests.browser.site.varying import vary

Said_ = Mapping[str, Any]


class Commands:
    """The commands, each a method that takes and gives plain data."""

    def __init__(self, service: str, lookups: ExampleLookups) -> None:
        self.service = service
        self.lookups = lookups

    def run(self, name: str, said: Said_) -> object:
        """Run a command by name."""
        commands: dict[str, Callable[..., object]] = {
            "open": self.open,
            "at": self.at,
            "letters": self.letters,
            "work": self.work,
            "outside": self.outside,
            "crowd": self.crowd,
            "uncertain": self.uncertain,
            "break": self.break_,
            "quicker": self.quicker,
            "join": self.join,
            "party": self.party,
            "off": self.off,
            "vary": self.vary,
        }
        return commands[name](**said)

    def open(self, slug: str, example: str) -> object:
        """Open a council for an example, at the example's time."""
        node = library.examples(self.service)[example].node
        assert node is not None
        CLOCK.set(local_time(node.now))
        self.lookups.examples[slug] = node
        open_council(Opening(slug, self.service, node, CLOCK.now()))
        return {
            "password": PASSWORD,
            "lead": email_of(LEAD, slug),
            "officer": email_of(OFFICER, slug),
            "auditor": email_of(AUDITOR, slug),
            "operator": email_of(OPERATOR, slug),
            **{role: email_of(role, slug) for role in (DESIGNER, ADMINISTRATOR, CURATOR)},
        }

    def vary(self, slug: str) -> object:
        """Give the council a service with two versions, edits of its own and an offer."""
        return vary(slug, CLOCK.now())

    def at(self, time: str) -> object:
        """Set the time, written as examples write it."""
        CLOCK.set(local_time(time))
        return {}

    def letters(self, slug: str) -> object:
        """What was written to anybody, the newest last."""
        found = Notice.objects.filter(authority__slug=slug).order_by("id")
        return [{"to": one.address, "subject": one.subject, "body": one.body} for one in found]

    def work(self) -> object:
        """A worker's round, and one more for what follows from it."""
        return {"done": worker.work_once("robot") + worker.work_once("robot")}

    def outside(self, slug: str, event: str, said: Said_) -> object:
        """Another system says something of the council's only case."""
        case = Case.objects.select_related("revision__authority").get(authority__slug=slug)
        running = pinned(case.revision, by=SYSTEM)
        outside_event(
            case=case,
            running=running,
            key=event,
            said=Said(role="outside", **said),
            now=CLOCK.now(),
            by=SYSTEM,
        )
        return {}

    def crowd(self, slug: str, count: int, days: int) -> object:
        """Submit the example's report many times, spread over so many days."""
        example = self.lookups.examples[slug]
        compiled = self.lookups.compiled
        given = {key: plain_data(value) for key, value in example.answers.items()}
        forms = [
            (key, form_of(page.questions, given))
            for key, page in compiled.service.pages.items()
            if any(question in given for question in page.questions)
        ]
        began = CLOCK.now()
        for place in range(count):
            CLOCK.set(began + dt.timedelta(minutes=place * days * 24 * 60 // count))
            submit_often(slug, self.service, forms, place)
        found = Case.objects.filter(authority__slug=slug).order_by("id")
        return {"references": list(found.values_list("reference", flat=True))}

    def uncertain(self, slug: str) -> object:
        """A worker stopped while it sent the council's notices: nobody can say whether they went out."""
        for notice in notices.claim(worker="robot", now=CLOCK.now(), most=10_000):
            if notice.authority.slug == slug:
                notices.settle_uncertain(notice=notice, why="The worker stopped while sending.", by=SYSTEM)
            else:
                notices.settle_sent(notice=notice, answer="", by=SYSTEM)
        return {}

    def break_(self, how: str) -> object:
        """Put a defect into the site, take its database away, or mend it."""
        CLOCK.broken = {"defect": Broken, "database": OperationalError, "": None}[how]
        return {}

    def quicker(self, there: bool) -> object:
        """Let somebody else be quicker with whatever is sent, or no longer."""
        QUICKER.there = there
        return {}

    def join(self, slug: str, email: str) -> object:
        """Let somebody who works elsewhere work at this council too."""
        person = Person.objects.get(email=email)
        authority = Authority.objects.get(slug=slug)
        add_membership(authority=authority, person=person, role="officer", team=None, by=SYSTEM)
        return {}

    def party(self, slug: str) -> object:
        """Let a council offer the made-up service that has a task list."""
        open_party(slug, CLOCK.now())
        return {}

    def off(self, slug: str) -> object:
        """Switch the service off, with a word to residents."""
        adoption = Adoption.objects.select_related("authority").get(
            authority__slug=slug, service=self.service
        )
        notice = {"en": "We are changing our rounds. Come back on Monday."}
        switch_off(adoption=adoption, notice=notice, by=shipped.SETTING_UP)
        return {}
