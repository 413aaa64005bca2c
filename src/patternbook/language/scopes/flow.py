"""Which pages and stages are certain to have been passed on the way to another.

A page is certain at a later point where every way from the start to that point passes it: it
*dominates* the point. The same holds for the stages of a process, whose ways may turn back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patternbook.language.nodes.pattern import Page, Route
from patternbook.language.nodes.process import Process
from patternbook.language.nodes.service import Service

CHECK_ANSWERS = "check_answers"

Edges = Mapping[str, tuple[str, ...]]


def dominators(order: tuple[str, ...], edges: Edges) -> dict[str, frozenset[str]]:
    """For each node of a graph, the nodes that every way from the first node to it passes.

    `order` lists the nodes, the start first; `edges` gives where each leads. A node that no way
    reaches has every node: whatever is asked of it, it never happens. A node is in its own set.

    >>> ways = {"a": ("b", "c"), "b": ("c",)}
    >>> sorted(dominators(("a", "b", "c"), ways)["c"])
    ['a', 'c']
    """
    bit = {node: 1 << place for place, node in enumerate(order)}
    everything = (1 << len(order)) - 1
    before: dict[str, list[str]] = {node: [] for node in order}
    for node, leads in edges.items():
        for to in leads:
            if to in before:
                before[to].append(node)
    found = dict.fromkeys(order, everything)
    found[order[0]] = bit[order[0]]
    _settle(order, before, bit, found)
    return {node: frozenset(other for other in order if found[node] & bit[other]) for node in order}


def _settle(
    order: tuple[str, ...], before: Mapping[str, list[str]], bit: Mapping[str, int], found: dict[str, int]
) -> None:
    changed = True
    while changed:
        changed = False
        for node in order[1:]:
            passed = (1 << len(order)) - 1
            for earlier in before[node]:
                passed &= found[earlier]
            passed |= bit[node]
            if passed != found[node]:
                found[node], changed = passed, True


def always_leaves(routes: Iterable[Route]) -> bool:
    """Whether one of the routes is taken whatever is answered."""
    return any(route.if_ is None for route in routes)


def page_of(target: str) -> str | None:
    """The node of the page graph that a route leads to: a page's key, `check_answers`, or none.

    >>> page_of("page.postcode"), page_of("check_answers"), page_of("end.too_late")
    ('postcode', 'check_answers', None)
    """
    if target == CHECK_ANSWERS:
        return target
    kind, _, key = target.partition(".")
    return key if kind == "page" else None


def end_of(target: str) -> str | None:
    """The end that a route leads to, or none."""
    kind, _, key = target.partition(".")
    return key if kind == "end" else None


def page_edges(service: Service) -> dict[str, tuple[str, ...]]:
    """Where each page can lead: its routes, and the next page unless a route is always taken."""
    keys = tuple(service.pages)
    edges: dict[str, tuple[str, ...]] = {}
    for place, (key, page) in enumerate(service.pages.items()):
        next_ = keys[place + 1] if place + 1 < len(keys) else CHECK_ANSWERS
        edges[key] = _leads(page, next_)
    return edges


def _leads(page: Page, next_: str) -> tuple[str, ...]:
    leads = [to for route in page.go.values() if (to := page_of(route.to)) is not None]
    if may_be_skipped(page) or not always_leaves(page.go.values()):
        leads.append(next_)
    return tuple(dict.fromkeys(leads))


def may_be_skipped(page: Page) -> bool:
    """Whether there are journeys that reach the page's place and do not show it."""
    return page.show is not None or page.channel != "any"


def page_dominators(service: Service) -> dict[str, frozenset[str]]:
    """For each page and `check_answers`, the pages that every journey there has come to.

    A page with `show` counts as come to even where it is not shown: whether its answers are
    known there is for the condition to say.
    """
    order = (*service.pages, CHECK_ANSWERS)
    return dominators(order, page_edges(service))


def stage_dominators(process: Process) -> dict[str, frozenset[str]]:
    """For each stage, what every case has been through when it stands there.

    A stage's own key stands for having come to it; `<key>/done` for having done its tasks, which
    a case-wide event can pass over.

    >>> done("checking")
    'checking/done'
    """
    keys = tuple(process.stages)
    if not keys:
        return {}
    edges: dict[str, list[str]] = {}
    for place, (key, stage) in enumerate(process.stages.items()):
        edges[key] = [] if stage.kind == "closed" else [done(key)]
        edges[done(key)] = [to for route in stage.go.values() if (to := stage_of(route.to)) is not None]
        if place + 1 < len(keys) and not always_leaves(stage.go.values()):
            edges[done(key)].append(keys[place + 1])
    _add_events(process, edges)
    order = tuple(node for key in keys for node in (key, done(key)))
    return dominators(order, {key: tuple(leads) for key, leads in edges.items()})


def done(stage: str) -> str:
    """The node of the stage graph that stands for having done a stage's tasks."""
    return f"{stage}/done"


def _add_events(process: Process, edges: dict[str, list[str]]) -> None:
    open_ = tuple(key for key, stage in process.stages.items() if stage.kind != "closed")
    for event in process.events.values():
        to = stage_of(event.to or "")
        if to is None:
            continue
        for key in event.while_ or open_:
            if key in edges:
                edges[key].append(to)


def stage_of(target: str) -> str | None:
    """The stage that a route or an event leads to, or none."""
    kind, _, key = target.partition(".")
    return key if kind == "stage" else None


def tasks_before(tasks: Iterable[str], after: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """For each task, the tasks that must be complete before it, directly or not. Cycles end."""
    return {key: _reached(key, after) - {key} for key in tasks}


def _reached(key: str, after: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    seen: set[str] = set()
    left = [key]
    while left:
        task = left.pop()
        if task in seen:
            continue
        seen.add(task)
        left.extend(after.get(task, ()))
    return frozenset(seen)
