"""A whole service in plain English: what the resident is asked, what the council does, by when."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.cli.explaining import councils, delivery, meeting
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words, english

__all__ = ["lines"]

SECTIONS = (
    ("What each council decides", councils.lines),
    ("What the resident is asked", meeting.lines),
    ("How a journey can end early", meeting.ends),
    ("What is worked out", meeting.worked_out),
    ("Who does the work", delivery.roles),
    ("How the council delivers it", delivery.stages),
    ("What can happen at any time", delivery.events),
    ("Time limits", delivery.clocks),
    ("What is sent", delivery.notices),
)
"""The sections of an explanation, in order; one without lines is left out."""


def lines(service: Service) -> Iterator[str]:
    """The explanation, line by line, as Markdown. The service has its shared steps written out."""
    words = Words(service)
    yield f"# {english(service.title)}"
    yield ""
    yield english(service.summary)
    for heading, section in SECTIONS:
        said = list(section(service, words))
        if said:
            yield ""
            yield f"## {heading}"
            yield ""
            yield from said
