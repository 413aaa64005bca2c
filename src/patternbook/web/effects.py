"""Calls that go upwards, as one visible table of dotted paths.

A lower app that must tell a higher one something names an effect here; the path is imported when
it is first needed, and `check_effects` (run at start-up) fails on a path that does not resolve.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

EFFECTS: dict[str, str] = {
    # a connector asks what the council's own open cases say of a property: never by whom
    "reports_at_property": "patternbook.web.cases.queries.reports_at",
    # a notice could not be sent, or it is not known whether it was: the case's officers see it
    "notice_settled": "patternbook.web.cases.actions.note_notice_settled",
    # an error page is shown: whose colours and contact details it bears
    "council_of_request": "patternbook.web.authorities.queries.council_of_request",
    # a monitor asks whether any worker lives
    "is_worker_seen": "patternbook.web.cases.queries.is_worker_seen",
}


@cache
def effect(name: str) -> Callable[..., Any]:
    """The function behind a named effect. Raises KeyError for a name that is not in the table."""
    module, function = EFFECTS[name].rsplit(".", 1)
    found = getattr(import_module(module), function)
    assert callable(found)
    return found  # type: ignore[no-any-return]  # the table's functions have different signatures
