"""What a change does, in sentences."""

from __future__ import annotations

from patternbook.errors import Path
from patternbook.language.nodes.service import Service
from patternbook.web.studio.editing.definition import Opened
from patternbook.web.studio.editing.naming import said_of


def said_by(before: Service, after: Service, path: Path) -> tuple[str, ...]:
    """What changed, for the history and for whoever just saved it."""
    if before == after:
        return ()
    return (f"Changed “{said_of(after, path)}”.",)


def said_of_texts(before: Opened, after: Opened) -> tuple[str, ...]:
    """What changed between two texts, of which either may not be readable."""
    if before.service is None or after.service is None:
        return ("Changed the text.",)
    if before.service == after.service:
        return ("Changed the text, but nothing that it says.",)
    return ("Changed the text.",)
