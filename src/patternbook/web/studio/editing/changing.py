"""What a change does, in sentences."""

from __future__ import annotations

from patternbook.changes import diff
from patternbook.changes.describe import describe
from patternbook.language.nodes.service import Service
from patternbook.web.studio.editing.definition import Opened

MOST = 200


def said_by(before: Service, after: Service) -> tuple[str, ...]:
    """What changed, the gravest first, for the history and for whoever just saved it."""
    said = describe(diff(before, after), before, after)
    return tuple(sentence.says for sentence in said[:MOST])


def said_of_texts(before: Opened, after: Opened) -> tuple[str, ...]:
    """What changed between two texts, of which either may not be readable."""
    if after.service is None:
        return ("Changed the text. A part of it cannot be read.",)
    if before.service is None:
        return ("Changed the text, which can be read again.",)
    return said_by(before.service, after.service) or ("Changed the text, but nothing that it says.",)
