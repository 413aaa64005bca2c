"""What a question says of other questions is true of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    GroupQuestion,
    Question,
    RankingQuestion,
    YesNoQuestion,
)
from patternbook.language.nodes.base import Keyed


def questions(subject: Subject) -> Iterator[Problem]:
    """Yields problems of `under`, `unique`, `at` and of choices without options."""
    service = subject.service
    everywhere: dict[str, Question] = {}
    for page_key, page in service.pages.items():
        path: Path = ("pages", page_key)
        yield from _each(subject, (*path, "questions"), page.questions)
        everywhere.update(page.questions)
        for key, check in page.checks.items():
            yield from _at(subject, (*path, "checks", key, "at"), check.at, page.questions)
    for key, check in service.checks.items():
        yield from _at(subject, ("checks", key, "at"), check.at, everywhere)
    for path, form in _forms(subject):
        yield from _each(subject, path, form)


def _forms(subject: Subject) -> Iterator[tuple[Path, Keyed[Question]]]:
    process = subject.service.process
    for stage_key, stage in process.stages.items():
        for key, task in stage.tasks.items():
            yield ("process", "stages", stage_key, "tasks", key, "form"), task.form
    for key, event in process.events.items():
        yield ("process", "events", key, "form"), event.form


def _each(subject: Subject, path: Path, beside: Keyed[Question]) -> Iterator[Problem]:
    for key, question in beside.items():
        here = (*path, key)
        yield from _under(subject, here, question, beside)
        yield from _options(subject, here, question)
        if isinstance(question, GroupQuestion):
            if question.unique is not None:
                yield from _at(subject, (*here, "unique"), question.unique, question.questions)
            yield from _each(subject, (*here, "questions"), question.questions)


def _under(subject: Subject, path: Path, question: Question, beside: Keyed[Question]) -> Iterator[Problem]:
    """A question under an option stands on the same page, after the question with that option."""
    if question.under is None:
        return
    keys = tuple(beside)
    earlier = keys[: keys.index(path[-1])]
    above = beside.get(question.under.question)
    if above is None or question.under.question not in earlier:
        message = f"There is no question '{question.under.question}' before this one on the page."
        hint = did_you_mean(question.under.question, earlier) or "Put both on one page, that one first."
        yield subject.error((*path, "under", "question"), "unknown-reference", message, hint)
        return
    options = _options_of(above)
    if question.under.option not in options:
        message = f"'{question.under.question}' has no option '{question.under.option}'."
        hint = did_you_mean(question.under.option, options)
        yield subject.error((*path, "under", "option"), "unknown-reference", message, hint)


def _options_of(question: Question) -> tuple[str, ...]:
    if isinstance(question, YesNoQuestion):
        return ("yes", "no", "not_sure") if question.not_sure else ("yes", "no")
    return tuple(getattr(question, "options", ()))


def _options(subject: Subject, path: Path, question: Question) -> Iterator[Problem]:
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion | RankingQuestion):
        return
    if not question.options and question.from_ is None:
        message = f"'{path[-1]}' has nothing to choose."
        yield subject.error(path, "no-options", message, "Give `options`, or a list under `from`.")


def _at(subject: Subject, path: Path, key: str | None, known: Mapping[str, Question]) -> Iterator[Problem]:
    if key is not None and key not in known:
        message = f"There is no question '{key}' here."
        yield subject.error(path, "unknown-reference", message, did_you_mean(key, known))
