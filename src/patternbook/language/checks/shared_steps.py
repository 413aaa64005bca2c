"""A shared step that a page uses is there, and so is each question of it that is said anew."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.questions import SharedQuestion


def shared_steps(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-step`, `broken-step` and `missing-ask`."""
    for key, page in subject.written.pages.items():
        if page.use is None:
            continue
        path = ("pages", key, "use")
        step = subject.steps.get(page.use)
        if step is None:
            hint = did_you_mean(page.use, subject.steps)
            yield subject.error(path, "unknown-step", f"There is no shared step '{page.use}'.", hint)
        elif step.node is None:
            yield subject.error(path, "broken-step", f"The shared step '{page.use}' has errors of its own.")
        else:
            yield from _said_anew(subject, key)


def _said_anew(subject: Subject, page_key: str) -> Iterator[Problem]:
    """Whatever has no kind after the step was laid under it has no question in the step."""
    for key, question in subject.service.pages[page_key].questions.items():
        if isinstance(question, SharedQuestion):
            path = ("pages", page_key, "questions", key)
            message = f"The shared step has no question '{key}', and no `ask` says what kind it is."
            yield subject.error(path, "missing-ask", message, "Add `ask`, or use the step's own key.")
