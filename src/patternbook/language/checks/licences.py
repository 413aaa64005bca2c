"""The licence lets other councils adopt the text."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem, did_you_mean
from patternbook.language.checks.subject import Subject

# SPDX ids of licences under which a text may be changed and passed on.
OPEN = (
    "MIT",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "OGL-UK-3.0",
    "Apache-2.0",
    "BSD-3-Clause",
    "MPL-2.0",
    "EUPL-1.2",
)


def licences(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-licence` where the licence is not one that lets others adopt the service."""
    licence = subject.service.licence
    if licence not in OPEN:
        hint = did_you_mean(licence, OPEN) or f"Open ones are {', '.join(OPEN)}."
        message = f"'{licence}' is not the SPDX id of an open licence."
        yield subject.error(("licence",), "unknown-licence", message, hint)
