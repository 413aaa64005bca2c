"""The pages and the process of a service, drawn and as lists that say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from patternbook.cli.explaining import delivery, meeting
from patternbook.engine.compiler import Compiled
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words
from patternbook.web.studio.library import flows
from patternbook.web.studio.library.diagrams import Drawing, draw

Section = tuple[str, Callable[[Service, Words], Iterator[str]]]
PAGES: tuple[Section, ...] = (("Pages", meeting.lines), ("Ends before anything is sent", meeting.ends))
PROCESS: tuple[Section, ...] = (
    ("Who does the work", delivery.roles),
    ("Stages", delivery.stages),
    ("What can happen at any time", delivery.events),
    ("Time limits", delivery.clocks),
    ("What is sent", delivery.notices),
)


@dataclass(frozen=True, slots=True)
class Maps:
    """Both drawings; each list is Markdown under its heading."""

    pages: Drawing
    pages_said: tuple[tuple[str, str], ...]
    process: Drawing
    process_said: tuple[tuple[str, str], ...]


def maps_of(compiled: Compiled) -> Maps:
    """The maps of a definition."""
    service = compiled.service
    return Maps(
        pages=draw(flows.of_pages(service)),
        pages_said=_said(service, PAGES),
        process=draw(flows.of_process(service)),
        process_said=_said(service, PROCESS),
    )


def _said(service: Service, sections: tuple[Section, ...]) -> tuple[tuple[str, str], ...]:
    words = Words(service)
    return tuple(
        # Keys stand between marks that mean nothing to whoever reads.
        (heading, "\n".join(lines(service, words)).replace("`", ""))
        for heading, lines in sections
    )
