"""The pattern: how the service meets the resident."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Condition, Doc, Expr, Keyed, Part, Text, To


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTask(Part):
    """A task in the resident's task list: a group of pages that can be done in any order."""

    title: Annotated[Text, Doc("The task's name in the list.")]
    show: Annotated[Condition | None, Doc("When the task is needed.")] = None
    after: Annotated[tuple[str, ...], Doc("Tasks that must be complete first."), To("tasks")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Part):
    """A rule over answers, with its own message."""

    holds: Annotated[Expr, Doc("What must be true.")]
    unknown: Annotated[bool | None, Doc("Whether the rule counts as kept when that is unknown.")] = None
    message: Annotated[Text, Doc("What the resident is told where it is not.")]
    at: Annotated[str | None, Doc("The question that the message points to.")] = None
    warn: Annotated[bool, Doc("Only warn: the resident may go on after acknowledging it.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Part):
    """Where the resident goes after the page. The first route that applies is taken."""

    if_: Annotated[Expr | None, Doc("When the route is taken; always, if left out.")] = None
    unknown: Annotated[bool | None, Doc("Whether it is taken when that is unknown.")] = None
    to: Annotated[str, Doc("`page.x` (a later page), `end.x`, or `check_answers`.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Part):
    """One page: usually one question."""

    use: Annotated[str | None, Doc("A shared step that this page starts from.")] = None
    title: Annotated[Text | None, Doc("The heading; the question's label if there is one question.")] = None
    task: Annotated[str | None, Doc("The task of the task list it belongs to."), To("tasks")] = None
    show: Annotated[Condition | None, Doc("When the page is shown.")] = None
    channel: Annotated[Literal["any", "resident", "staff"], Doc("Who sees it.")] = "any"
    intro: Annotated[Text | None, Doc("What is said before the questions.")] = None
    questions: Annotated[Keyed[Question], Doc("The questions, in order.")] = field(default_factory=Keyed)
    after: Annotated[Text | None, Doc("What is said after the questions.")] = None
    checks: Annotated[Keyed[Check], Doc("Rules over the answers.")] = field(default_factory=Keyed)
    go: Annotated[Keyed[Route], Doc("Where next; the next page, if none applies.")] = field(
        default_factory=Keyed
    )
    button: Annotated[Text | None, Doc("The button's words; Continue, if left out.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Part):
    """A way in which a journey ends before it is submitted."""

    kind: Annotated[
        Literal["not_eligible", "elsewhere", "emergency", "later", "already_done", "told"],
        Doc("What kind of ending it is, for figures."),
    ]
    title: Annotated[Text, Doc("The heading.")]
    body: Annotated[Text, Doc("What the resident is told, and what to do now.")]
    explains: Annotated[
        str | None,
        Doc("A question with options: they are listed, each with why it cannot be chosen."),
        To("questions"),
    ] = None
    law: Annotated[str | None, Doc("The law behind it."), To("law")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The page after submitting."""

    title: Annotated[Text, Doc("The panel's heading.")]
    next: Annotated[Text, Doc("What happens next, and until when.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswers:
    """The last page before submitting, and what follows it."""

    title: Annotated[Text | None, Doc("The heading; a usual one, if left out.")] = None
    declaration: Annotated[Text | None, Doc("What the resident declares by submitting.")] = None
    button: Annotated[Text | None, Doc("The button's words.")] = None
    confirmation: Annotated[Confirmation, Doc("The page after submitting.")]
