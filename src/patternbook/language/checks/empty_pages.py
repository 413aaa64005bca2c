"""A page asks or says something."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.questions import HiddenQuestion
from patternbook.language.nodes.pattern import Page


def empty_pages(subject: Subject) -> Iterator[Problem]:
    """Yields `empty-page` for a page without questions and words, `no-title` for one without a heading."""
    if not subject.service.pages:
        yield subject.error(("pages",), "no-pages", "The service has no pages.", "Add the first question.")
    for key, page in subject.service.pages.items():
        path = ("pages", key)
        missing_step = page.use is not None and page.use not in subject.steps
        if not page.questions and page.intro is None and page.after is None:
            if not missing_step:
                yield subject.error(
                    path, "empty-page", f"The page '{key}' asks and says nothing.", "Add questions."
                )
        elif page.title is None and _headings(page) != 1:
            message = f"The page '{key}' needs a title: no single question's label can be it."
            yield subject.error(path, "no-title", message, "Add `title`.")


def _headings(page: Page) -> int:
    """How many questions stand on the page by themselves: neither hidden nor under an option."""
    shown = [question for question in page.questions.values() if not isinstance(question, HiddenQuestion)]
    return sum(question.under is None for question in shown)
