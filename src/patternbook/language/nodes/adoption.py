"""An adoption: what one council chose for a service. Bindings and settings; never a copy of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from patternbook.language.nodes.base import Data, Date, Doc, Keyed, Part, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A value from a day on."""

    value: Annotated[Data, Doc("The value.")]
    from_: Annotated[Date | None, Doc("The first day; from the beginning, if left out.")] = None
    because: Annotated[str | None, Doc("Why, or the decision that it rests on.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Part):
    """What a council chose for one setting: a value from each of several days on."""

    values: Annotated[tuple[Dated, ...], Doc("The values, by date.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What one council chose for a service."""

    patternbook: Annotated[int, Doc("The version of the language: 1.")]
    adopts: Annotated[str, Doc("The service's key.")]
    nation: Annotated[str, Doc("The council's nation, for calendars and law.")]
    settings: Annotated[Keyed[Chosen], Doc("Settings by key.")] = field(default_factory=Keyed)
    bindings: Annotated[Keyed[Text], Doc("Bindings by key.")] = field(default_factory=Keyed)
    notes: Annotated[Text | None, Doc("Anything the next person should know.")] = None
