"""Every page, stage and end can be reached, and every stage can be left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from patternbook.errors import Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.process import Process
from patternbook.language.nodes.service import Service
from patternbook.language.scopes.flow import always_leaves, end_of, page_edges, page_of, stage_of


def reach(subject: Subject) -> Iterator[Problem]:
    """Yields `dead-page`, `dead-end`, `dead-stage` and `stuck-stage`."""
    service = subject.service
    yield from _pages(subject, service)
    named = _ends_named(service)
    for key in service.ends:
        if key not in named:
            message = f"No route leads to the end '{key}'."
            yield subject.warning(("ends", key), "dead-end", message, "Lead to it, or delete it.")
    yield from _stages(subject, service.process)


def _pages(subject: Subject, service: Service) -> Iterator[Problem]:
    reached = _reached(_first_pages(service), page_edges(service))
    for key in service.pages:
        if key not in reached:
            message = f"No journey comes to the page '{key}'."
            hint = "Lead to it, or let a route before it not always be taken."
            yield subject.error(("pages", key), "dead-page", message, hint)


def _first_pages(service: Service) -> Iterator[str]:
    """Where journeys begin, or go on: the first page, of each task, and where rechecks lead."""
    begun: set[str | None] = set()
    for key, page in service.pages.items():
        if not begun or (page.task is not None and page.task not in begun):
            yield key
        begun.add(page.task)
    changed = [lookup.changed for lookup in service.lookups.values() if lookup.changed is not None]
    for target in (*changed, *(booking.gone for booking in service.bookings.values())):
        page_key = page_of(target)
        if page_key is not None:
            yield page_key


def _ends_named(service: Service) -> frozenset[str | None]:
    routes = [route.to for page in service.pages.values() for route in page.go.values()]
    routes += [lookup.changed or "" for lookup in service.lookups.values()]
    routes += [booking.gone for booking in service.bookings.values()]
    return frozenset(end_of(target) for target in routes)


def _stages(subject: Subject, process: Process) -> Iterator[Problem]:
    if not process.stages:
        message = "The process has no stages, so a case can stand nowhere."
        yield subject.error(("process", "stages"), "no-stages", message, "Add at least one that is `closed`.")
        return
    edges = _stage_edges(process)
    reached = _reached([next(iter(process.stages))], edges)
    for key, stage in process.stages.items():
        path = ("process", "stages", key)
        if key not in reached:
            message = f"No case comes to the stage '{key}'."
            yield subject.error(
                path, "dead-stage", message, "Lead to it by a route or an event, or delete it."
            )
        elif stage.kind != "closed" and not edges[key]:
            message = f"A case that stands in '{key}' never leaves it."
            yield subject.error(path, "stuck-stage", message, "Add a route, or a stage after it.")


def _stage_edges(process: Process) -> dict[str, tuple[str, ...]]:
    """Where each stage leads: its routes, the next stage, and the events that move a case."""
    keys = tuple(process.stages)
    edges: dict[str, tuple[str, ...]] = {}
    for place, (key, stage) in enumerate(process.stages.items()):
        leads = [to for route in stage.go.values() if (to := stage_of(route.to)) is not None]
        if stage.kind != "closed" and not always_leaves(stage.go.values()):
            leads += keys[place + 1 : place + 2]
        for event in process.events.values():
            to = stage_of(event.to or "")
            applies = key in event.while_ or (not event.while_ and stage.kind != "closed")
            leads += [to] if to is not None and applies else []
        edges[key] = tuple(leads)
    return edges


def _reached(starts: Iterable[str], edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += edges.get(key, ())
    return frozenset(found)
