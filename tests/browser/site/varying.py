"""A service of its own with two versions, edits of the council and an offer: what upgrades and offers are about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from patternbook import library
from patternbook.language import reader, translations, writer
from patternbook.language.nodes.service import Service
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import actions, picking
from patternbook.web.catalogue.actions.offering import Offering, offer
from patternbook.web.catalogue.models import Adoption, Upgrade, Version
from patternbook.web.catalogue.shipped import SETTING_UP
from patternbook.web.catalogue.upgrades import ready

BY = replace(SETTING_UP, everywhere=SETTING_UP.everywhere | {"catalogue.offer"})
ASK, HINT = "What is the postcode where the collection was missed?", "Select all that apply."
WHICH = "Which collections were missed?"
OURS = ((ASK, "Which postcode was missed?"), (WHICH, "Which bins did we miss?"))
THEIRS = ((ASK, "What is the postcode of the place?"), (HINT, "Select one or more."))
URGENT = dt.timedelta(days=10)


def vary(slug: str, now: dt.datetime) -> dict[str, object]:
    """Publish, adopt, edit, offer, and publish again. Gives the service's key and the first conflict's id."""
    council = Authority.objects.get(slug=slug)
    key = f"missed_{slug[-6:]}"
    first = library.service("missed_bin").text.replace("service: missed_bin", f"service: {key}", 1)
    version = _published(council, first, now)
    choices = Adoption.objects.get(authority=council, service="missed_bin").current
    assert choices is not None
    adopted = actions.Adopting(
        version=version, text=_changed(first, OURS), because="Our words",
        adoption_text=choices.adoption_text.replace("adopts: missed_bin", f"adopts: {key}"),
    )  # fmt: skip
    revision = actions.adopt(authority=council, adopting=adopted, now=now, by=BY)
    edits = tuple(edit.name for edit in picking.edits(version.text, revision.text))
    made = offer(
        adoption=revision.adoption,
        offering=Offering(names=edits, title="Shorter questions", because="Residents asked"),
        now=now, by=BY,
    )  # fmt: skip
    _published(council, _changed(first, THEIRS), now + dt.timedelta(minutes=1), now.date() + URGENT)
    conflicts = ready(Upgrade.objects.get(adoption=revision.adoption)).weighed.conflicts
    return {"service": key, "conflicts": [one.id for one in conflicts], "offer": made.pk}


def _published(council: Authority, text: str, now: dt.datetime, urgent_by: dt.date | None = None) -> Version:
    bundle = actions.Bundle(text=text, urgent_by=urgent_by)
    return actions.publish(bundle=bundle, publisher=actions.Publisher(council.name, council), now=now, by=BY)


def _changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    """The text with other words, and the Welsh beside them marked as compared."""
    for old, new in changes:
        before, _, after = text.partition(old)
        text = before + new + re.sub(r"\n +of: \S+", "", after, count=1)
    read = reader.read(text, kind=Service, steps=library.steps())
    assert read.node is not None, read.problems
    return writer.write(replace(read, node=translations.mark(read.node)))
