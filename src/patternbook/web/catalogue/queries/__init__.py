"""The only place from which others read the catalogue."""

from patternbook.web.catalogue.queries.comparing import Adopter, InVersion, SideBySide, side_by_side
from patternbook.web.catalogue.queries.library import (
    Choice,
    adopters,
    chosen,
    edit_reasons,
    history,
    recall_of,
    reviews,
    running_somewhere,
)
from patternbook.web.catalogue.queries.revisions import (
    Adopted,
    Running,
    adopted,
    forget_running,
    pinned,
    running,
    services,
    wording,
)
from patternbook.web.catalogue.queries.searching import Found, Row, Wanted, search
from patternbook.web.catalogue.queries.versions import version

__all__ = [
    "Adopted",
    "Adopter",
    "Choice",
    "Found",
    "InVersion",
    "Row",
    "Running",
    "SideBySide",
    "Wanted",
    "adopted",
    "adopters",
    "chosen",
    "edit_reasons",
    "forget_running",
    "history",
    "pinned",
    "recall_of",
    "reviews",
    "running",
    "running_somewhere",
    "search",
    "services",
    "side_by_side",
    "version",
    "wording",
]
