"""An event changes answers to questions that the journey asks."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem, did_you_mean
from patternbook.language.checks.subject import Subject


def changed_answers(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-reference` for an answer that an event `sets` and no page asks."""
    asked = [key for page in subject.service.pages.values() for key in page.questions]
    for event, said in subject.service.process.events.items():
        for key in said.sets:
            if key not in asked:
                path = ("process", "events", event, "sets", key)
                hint = did_you_mean(key, asked) or "Ask it on a page; a hidden question will do."
                yield subject.error(path, "unknown-reference", f"There is no question '{key}'.", hint)
