"""The only place from which others read the catalogue."""

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
from patternbook.web.catalogue.queries.versions import next_number, version

__all__ = [
    "Adopted",
    "Running",
    "adopted",
    "forget_running",
    "next_number",
    "pinned",
    "running",
    "services",
    "version",
    "wording",
]
