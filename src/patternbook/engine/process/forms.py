"""What is recorded with a task or an event: which questions are asked, and whether the answers fit."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.engine import answers
from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case, Item
from patternbook.engine.process.events import Event
from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.kinds.questions import HiddenQuestion, Question
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.process import Task, TaskCheck


def form_of(case: Case, kind: str, key: str) -> Keyed[Question]:
    """The questions of a task or event."""
    node = case.plan.tasks.get(key) if kind == kinds.TASK else case.plan.process.events.get(key)
    return node.form if node else Keyed()


def asked_questions(case: Case, event: Event, where: Path) -> Mapping[str, Question]:
    """The questions that are asked, given what is answered so far. Worked-out ones are never asked."""
    tried, item = case.as_if(event), item_of(case, event)
    return {
        key: question
        for key, question in form_of(case, event.kind, event.key).items()
        if not isinstance(question, HiddenQuestion)
        and tried.holds((*where, "form", key, "show"), item)
        and is_under(question, event)
    }


def is_required(case: Case, event: Event, where: Path, key: str, question: Question) -> bool:
    """Whether a question that is asked must be answered."""
    if not question.optional:
        return True
    if question.required_if is None:
        return False
    return case.as_if(event).holds((*where, "form", key, "required_if"), item_of(case, event))


def item_of(case: Case, event: Event) -> Item | None:
    """The item of the list that a task's event is about."""
    return case.item_of(event.key, event.item) if event.kind == kinds.TASK else None


def form_problem(case: Case, event: Event, where: Path) -> Problem | None:
    """The first thing wrong with what was recorded; None where it can be kept."""
    form = form_of(case, event.kind, event.key)
    for key in event.answers:
        if key not in form:
            hint = did_you_mean(key, form)
            return Problem(
                "unknown-question", f"'{key}' is not asked here.", hint=hint, path=(*where, "form")
            )
    asked = asked_questions(case, event, where)
    for key, question in form.items():
        if problem := _answer_problem(case, event, where, key, question, key in asked):
            return problem
    return _check_problem(case, event, where)


def _answer_problem(
    case: Case, event: Event, where: Path, key: str, question: Question, asked: bool
) -> Problem | None:
    path, given = (*where, "form", key), event.answers.get(key)
    if given is None:
        if asked and is_required(case, event, where, key, question):
            return Problem("answer-missing", f"The question '{key}' must be answered.", path=path)
        return None
    if not asked:
        return Problem("not-asked", f"The question '{key}' is not asked now.", path=path)
    try:
        answers.from_json(question, given)
    except (KeyError, TypeError, ValueError) as error:
        return Problem("answer-wrong", f"The answer to '{key}' does not fit: {error}", path=path)
    return None


def _check_problem(case: Case, event: Event, where: Path) -> Problem | None:
    """The first rule over what was recorded that is not kept."""
    if event.kind != kinds.TASK:
        return None
    task: Task = case.plan.tasks[event.key]
    checks: Keyed[TaskCheck] = task.checks
    if not checks:
        return None
    tried, item = case.as_if(event), item_of(case, event)
    for key in checks:
        path = (*where, "checks", key)
        if not tried.holds((*path, "holds"), item):
            said = tried.words((*path, "message"), item).text
            return Problem("check-not-kept", said, path=path)
    return None


def is_under(question: Question, event: Event) -> bool:
    """Whether the option is chosen under which the question is asked."""
    if question.under is None:
        return True
    chosen = event.answers.get(question.under.question)
    return question.under.option in (chosen if isinstance(chosen, list | tuple) else (chosen,))


def path_of(case: Case, event: Event) -> Path:
    """Where the task or event stands in the definition."""
    return case.plan.task_path(event.key) if event.kind == kinds.TASK else ("process", "events", event.key)
