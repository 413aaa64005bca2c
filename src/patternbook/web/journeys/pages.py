"""Pages of a journey as their templates take them, and the errors at their top."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from patternbook.engine.answers.asking import FieldProblem, ShownQuestion
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts
from patternbook.engine.journey import ShowPage
from patternbook.language.kinds.questions import AddressQuestion
from patternbook.language.unknown import is_unknown
from patternbook.web.journeys.texts import as_html
from patternbook.web.journeys.visits import Visit
from patternbook.web.journeys.wording import wording
from patternbook.web.kit.fields import Asking, Field, draw, nested_under, said
from patternbook.web.kit.pages import FieldError


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something to look at again before going on: sending the page once more acknowledges it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its questions. `heading` is empty where a question's label is the heading.

    `fallen` says to somebody who is led back here why.
    """

    title: str
    heading: str
    intro: Markup
    fields: tuple[Field, ...]
    after: Markup
    button: str
    action: str
    save_url: str
    warnings: tuple[Warning_, ...] = ()
    fallen: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was wrong with a page that was sent in; `fallen` where it was right then and cannot stand now."""

    problems: tuple[FieldProblem, ...] = ()
    warnings: tuple[FieldProblem, ...] = ()
    fallen: bool = False


def page_view(visit: Visit, page: ShowPage, facts: Facts, wrong: Wrong, action: str) -> PageView:
    """What the template of a page shows."""
    language, words = visit.language, wording(visit.language)
    label_is_title = len(page.questions) == 1 and page.questions[0].label.text == page.title.text
    in_label = label_is_title and page.intro is None
    problems = {problem.field: problem for problem in wrong.problems}
    nested = nested_under(page.questions)
    fields = tuple(
        draw(
            Asking(
                asked, problems, nested, heading=in_label, hidden_label=label_is_title and not in_label,
                notice=_notice(visit, asked, facts),
            )
        )
        for asked in page.questions
        if asked.question.under is None
    )  # fmt: skip
    return PageView(
        title=page.title.text,
        heading="" if in_label else said(page.title, language),
        intro=as_html(page.intro, language),
        fields=fields,
        after=as_html(page.after, language),
        button=page.button.text if page.button else words["go_on_anyway" if wrong.warnings else "continue"],
        action=action,
        save_url=visit.named("journey_save"),
        warnings=tuple(Warning_(warning.code, warning.message) for warning in wrong.warnings),
        fallen=words["fallen"] if wrong.fallen else "",
    )


def _notice(visit: Visit, asked: ShownQuestion, facts: Facts) -> str:
    """For an address without a list: why there is none, in the resident's words."""
    if not isinstance(asked.question, AddressQuestion) or not asked.question.from_ or asked.options:
        return ""
    names = Evaluation(visit.running.compiled, facts, visit.context).reveal_all()
    found = names[asked.question.from_]
    return wording(visit.language).get(f"addresses_{found.reason}", "") if is_unknown(found) else ""


def summary_of(problems: tuple[FieldProblem, ...]) -> tuple[FieldError, ...]:
    """The errors as the summary at the top lists them, each a link to its box."""
    return tuple(FieldError(problem.message, problem.field) for problem in problems)
