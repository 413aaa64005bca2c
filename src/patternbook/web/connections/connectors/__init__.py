"""Connectors by name, as bindings of the type `connection` name them: one visible table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from django.conf import settings

from patternbook.web.connections.connectors.base import Asking, Connector, Reply, Unavailable
from patternbook.web.connections.connectors.os_places import OsPlaces
from patternbook.web.connections.connectors.own_cases import OwnCases
from patternbook.web.connections.connectors.register import SampleRegister

__all__ = ["BUILT_IN", "CONNECTORS", "Asking", "Connector", "Reply", "Unavailable", "connector"]


def _os_places() -> Connector:
    return OsPlaces(key=settings.OS_PLACES_KEY, address=settings.OS_PLACES_ADDRESS)


CONNECTORS: Mapping[str, Callable[[], Connector]] = {
    "register": SampleRegister,
    "os_places": _os_places,
    "own_cases": OwnCases,
}

# Contracts that the product fills itself, where no binding names another system.
BUILT_IN: Mapping[str, str] = {"reports_at_property": "own_cases"}

# Made-up data: whoever is shown an answer of these must be told so.
MADE_UP = frozenset({"register"})


@cache
def connector(name: str) -> Connector | None:
    """The connector of that name; None where there is none. Made once in each process."""
    make = CONNECTORS.get(name)
    return make() if make else None
