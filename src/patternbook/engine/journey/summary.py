"""Check answers: each answer as the resident sees it, with the page that changes it."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.engine import answers
from patternbook.engine.answers import Picked
from patternbook.engine.answers.asking import ShownQuestion
from patternbook.engine.answers.choosing import option_of
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts
from patternbook.engine.journey.results import SummaryRow
from patternbook.engine.journey.showing import Showing
from patternbook.engine.journey.walking import Walk
from patternbook.language.kinds.questions import HiddenQuestion


def rows(walk: Walk) -> tuple[SummaryRow, ...]:
    """A row for each question on the way, in order."""
    return tuple(
        SummaryRow(
            question=asked.key,
            label=asked.label,
            lines=lines(asked, page.answers.get(asked.key)),
            change=page.key,
            under=asked.question.under.question if asked.question.under else None,
        )
        for page in walk.passed
        for asked in page.questions
    )


def submitted(compiled: Compiled, facts: Facts, context: Context) -> tuple[SummaryRow, ...]:
    """A row for each answer of a submission, in the order of the pages.

    Nothing is decided again: what was submitted is shown, whatever the date or a lookup would say now.
    """
    names = Evaluation(compiled, facts, context).reveal_all()
    showing = Showing(names)
    return tuple(
        SummaryRow(
            question=key,
            label=showing.words(("pages", page, "questions", key, "label")),
            lines=answers.show(question, facts.answers[key], context.language),
            change=page,
            under=question.under.question if question.under else None,
        )
        for key, question in compiled.questions.items()
        if key in facts.answers and not isinstance(question, HiddenQuestion)
        for page in (compiled.page_of[key],)
    )


def lines(asked: ShownQuestion, value: object) -> tuple[str, ...]:
    """An answer in words: of options, their labels as they are offered now."""
    if asked.ask in ("choice", "choices", "ranking") and value is not None:
        return tuple(_labels(asked, value))
    return answers.show(asked.question, value, asked.language)


def _labels(asked: ShownQuestion, value: object) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else (value,):
        option = option_of(asked, item.key if isinstance(item, Picked) else str(item))
        yield from (
            answers.show(asked.question, item, asked.language) if option is None else (option.label.text,)
        )
