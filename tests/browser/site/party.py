"""The made-up service of the tests that has a task list: no shipped service has one yet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue import shipped
from patternbook.web.catalogue.actions import Adopting, Bundle, Publisher, adopt, publish, switch_on
from patternbook.web.catalogue.models import Adoption
from patternbook.web.catalogue.queries import version

SERVICE = "street_party"
TEXT = Path(__file__).parents[2] / "web/journeys/kinds.yaml"
ADOPTION = f"patternbook: 1\nadopts: {SERVICE}\nnation: england\n"


def open_party(slug: str, now: dt.datetime) -> None:
    """Let a council offer it."""
    found = version(service=SERVICE)
    if found is None:
        bundle = Bundle(text=TEXT.read_text(encoding="utf-8"), number="1.0.0")
        found = publish(bundle=bundle, publisher=Publisher("A test"), now=now, by=shipped.SETTING_UP)
    authority = Authority.objects.get(slug=slug)
    adopting = Adopting(version=found, adoption_text=ADOPTION)
    adopt(authority=authority, adopting=adopting, now=now, by=shipped.SETTING_UP)
    adoptions = Adoption.objects.select_related("current", "authority")
    adoption = adoptions.get(authority=authority, service=SERVICE)
    switch_on(adoption=adoption, by=shipped.SETTING_UP)
