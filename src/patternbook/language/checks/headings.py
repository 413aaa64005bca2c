"""The head of the file is sound: its key, its nations, its ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.subject import Subject

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def headings(subject: Subject) -> Iterator[Problem]:
    """Yields `bad-key`, `no-nations` and `repeated-item`."""
    service = subject.service
    if not _KEY.match(service.service):
        message = f"'{service.service}' is not a key: small letters, digits and `_`, beginning with a letter."
        yield subject.error(("service",), "bad-key", message)
    if not service.nations:
        message = "The service is offered nowhere."
        yield subject.error(("nations",), "no-nations", message, "Name at least one nation.")
    for field in ("nations", "lgsl", "lgil"):
        items = getattr(service, field)
        for number, item in enumerate(items):
            if item in items[:number]:
                yield subject.error((field, str(number)), "repeated-item", f"'{item}' stands here twice.")
