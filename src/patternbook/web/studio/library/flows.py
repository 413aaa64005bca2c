"""A definition's pages and its process as a flow: what stands where, and what leads where."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from patternbook.language.nodes.pattern import Page, Route
from patternbook.language.nodes.process import Stage
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words, english
from patternbook.web.studio.typed import in_words

# How a wording's holes are written where it is said on one line.
_HOLE = re.compile(r"\[[^\]]*\]")

Kind = Literal["step", "end", "event", "clock"]


@dataclass(frozen=True, slots=True)
class Node:
    """A page, a stage, an end, an event or a clock. `maybe`: not everybody comes by."""

    key: str
    words: str
    kind: Kind = "step"
    more: tuple[str, ...] = ()
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One leads to the other; `says` is when."""

    start: str
    to: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """The way, step by step, and what stands beside it: where it ends early."""

    main: tuple[Node, ...]
    side: tuple[Node, ...]
    edges: tuple[Edge, ...]


def with_words(flow: Flow, say: Callable[[str], str]) -> Flow:
    """The same flow with all its words said otherwise."""

    def said(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(
            replace(node, words=say(node.words), more=tuple(say(each) for each in node.more))
            for node in nodes
        )

    edges = tuple(replace(edge, says=say(edge.says)) for edge in flow.edges)
    return Flow(said(flow.main), said(flow.side), edges)


def of_pages(service: Service) -> Flow:
    """The resident's way: pages in order, check answers, what is said then; ends beside it."""
    words = Words(service)
    pages = tuple(
        Node(f"page.{key}", page_title(page, key), maybe=page.show is not None or page.channel != "any")
        for key, page in service.pages.items()
    )
    check = Node("check_answers", english(service.check_answers.title) or "Check your answers")
    sent = Node("sent", english(service.check_answers.confirmation.title), "end")
    main = (*pages, check, sent)
    edges: list[Edge] = []
    for place, (key, page) in enumerate(service.pages.items()):
        edges += _routes(f"page.{key}", tuple(page.go.values()), main[place + 1].key, words)
    edges.append(Edge("check_answers", "sent"))
    side = tuple(Node(f"end.{key}", english(end.title), "end") for key, end in service.ends.items())
    return Flow(main, side, tuple(edges))


def page_title(page: Page, key: str) -> str:
    """What a page is called: its heading, else its only question."""
    if page.title is not None:
        return _plain(english(page.title))
    labels = [english(question.label) for question in page.questions.values() if question.label]
    return _plain(labels[0]) if labels else in_words(key)


def _plain(words: str) -> str:
    """Words without the names of the values that stand in them.

    >>> _plain("Was it out by [settings.set_out_by] on that day?")
    'Was it out by … on that day?'
    """
    return _HOLE.sub("…", words)


def of_process(service: Service) -> Flow:
    """The council's way: open stages with their tasks, then events and clocks; closed stages beside it."""
    words = Words(service)
    process = service.process
    stages = [(key, stage) for key, stage in process.stages.items() if stage.kind != "closed"]
    open_ = tuple(
        Node(f"stage.{key}", english(stage.title), more=tuple(_tasks(service, stage)))
        for key, stage in stages
    )
    events = tuple(
        Node(f"event.{key}", english(event.title), "event", (f"by {_who(event.by)}",), maybe=True)
        for key, event in process.events.items()
    )
    clocks = tuple(
        Node(f"clock.{key}", english(clock.title), "clock", (_short(words.value(clock.runs)),) if clock.runs else (), maybe=True)
        for key, clock in process.clocks.items()
    )  # fmt: skip
    edges: list[Edge] = []
    for place, (key, stage) in enumerate(stages):
        following = open_[place + 1].key if place + 1 < len(open_) else _first_closed(service)
        edges += _routes(f"stage.{key}", tuple(stage.go.values()), following, words)
    edges += [Edge(f"event.{key}", event.to) for key, event in process.events.items() if event.to]
    side = tuple(
        Node(f"stage.{key}", english(stage.title), "end")
        for key, stage in process.stages.items()
        if stage.kind == "closed"
    )
    return Flow((*open_, *events, *clocks), side, tuple(edges))


def _first_closed(service: Service) -> str:
    return next(
        (f"stage.{key}" for key, stage in service.process.stages.items() if stage.kind == "closed"), ""
    )


def _tasks(service: Service, stage: Stage) -> Iterator[str]:
    for task in stage.tasks.values():
        role = service.process.roles.get(task.role)
        yield f"{english(role.title) if role else task.role}: {english(task.title)}"


def _short(words: str) -> str:
    """Words that fit into a box. The list says all of them."""
    return textwrap.shorten(words, 80, placeholder=" …")


def _who(by: tuple[str, ...]) -> str:
    return ", ".join(one.replace("_", " ") for one in by)


def _routes(start: str, routes: tuple[Route, ...], following: str, words: Words) -> Iterator[Edge]:
    """Where a step leads: each of its routes, and the step that follows where none has to be taken."""
    for route in routes:
        yield Edge(start, route.to, f"If {words.say(route.if_)}" if route.if_ else "Otherwise")
    if following and all(route.if_ is not None for route in routes):
        yield Edge(start, following, "Otherwise" if routes else "")
