"""A setting's default keeps the bounds that the definition sets."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language.bounded import compare
from patternbook.language.checks.subject import Subject
from patternbook.language.nodes.base import Data
from patternbook.language.nodes.service import Bound, Setting


def bounds(subject: Subject) -> Iterator[Problem]:
    """Yields `outside-bounds` for defaults, and `empty-bounds` where nothing could keep them."""
    for key, setting in subject.service.settings.items():
        path = ("settings", key)
        for bound_key, bound in setting.bounds.items():
            if bound.min is not None and bound.max is not None and compare(bound.min, bound.max) == 1:
                message = "The least value allowed is above the greatest."
                yield subject.error((*path, "bounds", bound_key), "empty-bounds", message)
            yield from _default(subject, path, setting, bound)


def _default(subject: Subject, path: Path, setting: Setting, bound: Bound) -> Iterator[Problem]:
    if setting.default is None:
        return
    if bound.min is not None and compare(setting.default, bound.min) == -1:
        yield _outside(subject, path, bound, "below the least", bound.min)
    if bound.max is not None and compare(setting.default, bound.max) == 1:
        yield _outside(subject, path, bound, "above the greatest", bound.max)


def _outside(subject: Subject, path: Path, bound: Bound, how: str, limit: Data) -> Problem:
    law = subject.service.law.get(bound.law or "")
    whose = f" by {law.title.wordings['en']}" if law is not None else ""
    shown = limit.value if isinstance(limit.value, int | str) else "that is set"
    message = f"The default is {how} value allowed{whose}, {shown}."
    return subject.error((*path, "default"), "outside-bounds", message, "Change the default or the bound.")
