"""The library as anybody may read it: what is published, who runs it, what they chose and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from patternbook.language import canonical
from patternbook.language.nodes.adoption import Dated
from patternbook.language.nodes.base import Data
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Adoption, Chosen, EditReason, Recall, SignOff, Version


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that councils chose for a setting, with the councils' names."""

    value: Data
    councils: tuple[str, ...]


def history(*, service: str) -> list[Version]:
    """Every published version of a service, the newest first."""
    found = Version.objects.filter(service=service).select_related("publisher", "recall", "follows")
    light = found.defer("text", "examples", "follows__text", "follows__examples")
    return list(light.prefetch_related("sign_offs").order_by("-published", "-id"))


def adopters(*, service: str) -> list[Adoption]:
    """The councils that took the service, by name."""
    found = Adoption.objects.filter(service=service, current__isnull=False)
    # Without the texts: four hundred councils hold four hundred of them.
    light = found.only(
        "service",
        "is_on",
        "authority__name",
        "authority__slug",
        "current__number",
        "current__version__number",
    )
    return list(light.select_related("authority", "current__version").order_by("authority__name"))


def running_somewhere() -> list[Authority]:
    """The councils that offer residents at least one service, by name."""
    on = Adoption.objects.filter(authority=OuterRef("pk"), is_on=True)
    return list(Authority.objects.filter(Exists(on)).order_by("name"))


def chosen(*, service: str, day: dt.date) -> Mapping[str, tuple[Choice, ...]]:
    """What councils chose for each setting in force on a day, what most chose first."""
    rows = Chosen.objects.filter(service=service).values_list(
        "setting", "authority__name", "from_day", "value"
    )
    on_day: dict[tuple[str, str], tuple[dt.date, object]] = {}
    for setting, council, from_day, value in rows:
        begins = from_day or dt.date.min
        if begins <= day and begins >= on_day.get((setting, council), (dt.date.min, None))[0]:
            on_day[setting, council] = (begins, value)
    councils: dict[str, dict[Data, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (setting, council), (_, value) in on_day.items():
        councils[setting][_data(value)].append(council)
    return {setting: _ranked(by_value) for setting, by_value in councils.items()}


def _data(value: object) -> Data:
    return canonical.from_json({"value": value}, Dated).value


def _ranked(by_value: Mapping[Data, list[str]]) -> tuple[Choice, ...]:
    choices = [Choice(value, tuple(sorted(councils))) for value, councils in by_value.items()]
    return tuple(sorted(choices, key=lambda choice: (-len(choice.councils), choice.councils)))


def edit_reasons(*, service: str) -> list[EditReason]:
    """Where councils vary the text of a service, and why, by council."""
    found = EditReason.objects.filter(adoption__service=service, adoption__current__isnull=False)
    return list(found.select_related("authority").order_by("authority__name", "path"))


def reviews(*, version: Version) -> list[SignOff]:
    """Who reviewed a version by name, the earliest first."""
    return list(version.sign_offs.order_by("at", "id"))


def recall_of(*, version: Version) -> Recall | None:
    """Why the publisher took the version back, and what to do; None where it did not."""
    return Recall.objects.filter(version=version).first()
