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
from patternbook.web.studio.library.holes import Holes

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
    service, holes = compiled.service, Holes(compiled)
    return Maps(
        pages=draw(flows.with_words(flows.of_pages(service), holes.filled)),
        pages_said=_said(service, PAGES, holes),
        process=draw(flows.with_words(flows.of_process(service), holes.filled)),
        process_said=_said(service, PROCESS, holes),
    )


def _said(service: Service, sections: tuple[Section, ...], holes: Holes) -> tuple[tuple[str, str], ...]:
    words = Words(service)
    return tuple(
        # Keys stand between marks that mean nothing to whoever reads.
        (heading, holes.filled("\n".join(lines(service, words))).replace("`", ""))
        for heading, lines in sections
    )
