"""What an officer fills in for a task or an event: the questions as asked, and the answers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from patternbook.engine import answers
from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.engine.journey.showing import Showing
from patternbook.engine.process.case import Case
from patternbook.engine.process.events import Event
from patternbook.engine.process.forms import asked_questions, form_of, is_required, item_of, path_of
from patternbook.errors import Path
from patternbook.language.kinds.questions import HiddenQuestion, Question


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent in: its questions, the event with the answers, and what is wrong with them."""

    questions: tuple[ShownQuestion, ...]
    event: Event
    problems: tuple[FieldProblem, ...] = ()


def fill_in(
    compiled: Compiled,
    facts: Facts,
    events: Iterable[Event],
    event: Event,
    context: Context,
    form: Form | None = None,
) -> Filled:
    """The form of the task or event that `event` names; read, where `form` is what was sent in.

    Questions are read in order: whether a later one is asked may rest on an earlier answer. Before
    anything is sent, all questions of the form are shown that could come to be asked. Raises KeyError
    where the definition knows no such task or event.
    """
    case = Case(compiled, facts, context, events)
    where = path_of(case, event)
    return _read(case, event, where, form) if form is not None else _shown(case, event, where)


def _shown(case: Case, event: Event, where: Path) -> Filled:
    shown = (_question(case, event, where, key, node, None) for key, node in _questions(case, event))
    return Filled(tuple(shown), event)


def _questions(case: Case, event: Event) -> Iterator[tuple[str, Question]]:
    for key, question in form_of(case, event.kind, event.key).items():
        if not isinstance(question, HiddenQuestion):
            yield key, question


def _read(case: Case, event: Event, where: Path, form: Form) -> Filled:
    shown: list[ShownQuestion] = []
    problems: list[FieldProblem] = []
    for key, node in _questions(case, event):
        asked = _question(case, event, where, key, node, form)
        shown.append(asked)
        if key not in asked_questions(case, event, where):
            continue
        value, wrong = answers.read(asked, form)
        problems.extend(wrong)
        if not wrong and value is not None:
            event = replace(event, answers={**event.answers, key: answers.to_json(node, value)})
    return Filled(tuple(shown), event, tuple(problems))


def _question(
    case: Case, event: Event, where: Path, key: str, node: Question, form: Form | None
) -> ShownQuestion:
    tried, item = case.as_if(event), item_of(case, event)
    showing = Showing(tried.answered(), form)
    asked = showing.question(key, node, (*where, "form", key), tried.names(item), key)
    asked = replace(asked, required=is_required(case, event, where, key, node))
    return showing.filled(asked, None)
