"""Places of a journey as web addresses. Keys show `_` as `-`."""

from __future__ import annotations

from patternbook.web.kit.links import link_to


def shown(key: str) -> str:
    """A key as addresses show it.

    >>> shown("hand_day")
    'hand-day'
    """
    return key.replace("_", "-")


def key_of(part: str) -> str:
    """The key that a part of an address shows. An address with `_` is another address, and is not found."""
    return "" if "_" in part else part.replace("-", "_")


def start(council: str, service: str) -> str:
    """The service's first page."""
    return link_to("journey_start", council, shown(service))


def named(name: str, council: str, service: str) -> str:
    """One of the fixed pages of a service."""
    return link_to(name, council, shown(service))


def place(council: str, service: str, to: str) -> str:
    """A place as the engine writes it: `page.x`, `end.x`, `check_answers` or `tasks`."""
    if to == "check_answers":
        return named("journey_check", council, service)
    if to == "tasks":
        return named("journey_tasks", council, service)
    kind, _, key = to.partition(".")
    name = "journey_end" if kind == "end" else "journey_page"
    return link_to(name, council, shown(service), shown(key))


def progress(council: str, token: str) -> str:
    """The page that shows how a case goes."""
    return link_to("case_progress", council, token)
