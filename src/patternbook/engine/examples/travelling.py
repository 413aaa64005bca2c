"""An example's journey: page by page with its answers, lookups answered from what it says they give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from patternbook.engine import calendars
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import LONDON, Context
from patternbook.engine.examples.answering import form_of
from patternbook.engine.facts import Call, Facts, Result
from patternbook.engine.journey import (
    ACKNOWLEDGE,
    Answered,
    FieldProblem,
    Need,
    ReachedEnd,
    Ready,
    ShowPage,
    TaskList,
    at,
    at_submit,
    path,
    submit_page,
)
from patternbook.engine.settings import plain_data, resolve_settings, with_values
from patternbook.engine.values import to_value
from patternbook.errors import Problem
from patternbook.language.nodes.example import Example

SOURCE = "example"


@dataclass(slots=True)
class Travelled:
    """Where an example's journey came to. `stop` is the place, as `Redirect` writes places, `refused`
    the questions whose answers were not taken."""

    facts: Facts
    context: Context
    pages: tuple[str, ...] = ()
    stop: str = ""
    end: ReachedEnd | None = None
    ready: Ready | None = None
    refused: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


class Misfit(Exception):
    """The journey cannot go on, because of what the example says or leaves out."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(problems)


def local_time(text: str) -> dt.datetime:
    """A local time as examples write it. Raises ValueError for anything else."""
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def context_of(compiled: Compiled, example: Example) -> Context:
    """What surrounds the example: its time and nation, the definition's defaults, its own settings.

    Bindings are those of no council: each is filled with its own title. Raises Misfit.
    """
    try:
        now, calendar = local_time(example.now), calendars.of(example.nation)
    except (KeyError, ValueError) as error:
        raise Misfit(Problem("example-wrong", f"The time or nation cannot be read: {error}")) from error
    service = compiled.service
    types = compiled.setting_types
    unknown = [key for key in example.settings if key not in types]
    if unknown:
        raise Misfit(
            *(
                Problem("unknown-setting", f"There is no setting '{key}'.", path=("settings", key))
                for key in unknown
            )
        )
    chosen = {key: to_value(plain_data(data), types[key]) for key, data in example.settings.items()}
    return Context(
        now=now,
        nation=example.nation,
        calendar=calendar,
        language=example.language,
        settings=with_values(resolve_settings(service, None, {"today": now.date()}), chosen),
        bindings={key: binding.title for key, binding in service.bindings.items()},
        channel=example.channel,
    )


def travel(compiled: Compiled, example: Example, context: Context) -> Travelled:
    """Go through the journey with the example's answers, as far as they lead."""
    journey = Travelled(Facts(), context)
    given = {key: plain_data(data) for key, data in example.answers.items()}
    try:
        _go(compiled, example, journey, given)
        journey.ready = _submitted(compiled, example, journey)
    except Misfit as misfit:
        journey.problems += misfit.problems
    journey.pages = path(compiled, journey.facts, context).pages
    return journey


def _go(compiled: Compiled, example: Example, journey: Travelled, given: Mapping[str, object]) -> None:
    """Answer page after page. Each page is answered once, and each call made once, so this ends."""
    answered: set[str] = set()
    wanted: str | None = None
    while True:
        place = at(compiled, journey.facts, journey.context, wanted)
        wanted = None
        if isinstance(place, Need):
            journey.facts = journey.facts.with_results(resolve(example, place.calls, journey.context))
        elif isinstance(place, TaskList):
            wanted = next((row.page for row in place.tasks if row.page and row.state != "done"), None)
            if wanted is None or wanted in answered:
                journey.stop = "tasks"
                return
        elif isinstance(place, ShowPage) and place.key not in answered:
            answered.add(place.key)
            _answer(compiled, example, journey, place, given)
        else:
            _stop(journey, place)
            return


def _stop(journey: Travelled, place: object) -> None:
    if isinstance(place, ReachedEnd):
        journey.end, journey.stop = place, f"end.{place.key}"
    else:
        journey.stop = f"page.{place.key}" if isinstance(place, ShowPage) else "check_answers"


def _answer(
    compiled: Compiled, example: Example, journey: Travelled, page: ShowPage, given: Mapping[str, object]
) -> None:
    """Send a page in. A page for which the example has no answer is where its journey stops."""
    questions = compiled.service.pages[page.key].questions
    needs_answer = any(asked.required for asked in page.questions)
    if needs_answer and not any(key in given for key in questions):
        return
    try:
        form = form_of(questions, given)
    except (KeyError, TypeError, ValueError) as error:
        message = f"The page '{page.key}' cannot be answered so: {error}"
        raise Misfit(Problem("answer-wrong", message, path=("answers",))) from error
    answered = _sent(compiled, example, journey, page.key, form)
    if answered.warnings:
        form = {**form, ACKNOWLEDGE: [warning.code for warning in answered.warnings]}
        answered = _sent(compiled, example, journey, page.key, form)
    journey.refused = tuple(dict.fromkeys(problem.question for problem in answered.problems))
    unexpected = [problem for problem in answered.problems if problem.question not in example.expect.refused]
    if unexpected:
        raise Misfit(*(_refused(problem) for problem in unexpected))
    journey.facts = answered.facts


def _sent(
    compiled: Compiled, example: Example, journey: Travelled, page: str, form: dict[str, list[str]]
) -> Answered:
    while True:
        answered = submit_page(compiled, journey.facts, journey.context, page, form)
        if not isinstance(answered.stop, Need):
            return answered
        found = resolve(example, answered.stop.calls, journey.context)
        journey.facts = journey.facts.with_results(found)


def _refused(problem: FieldProblem) -> Problem:
    message = f"The answer to '{problem.question}' is not taken: {problem.message}"
    return Problem("answer-refused", message, path=("answers", problem.question))


def _submitted(compiled: Compiled, example: Example, journey: Travelled) -> Ready | None:
    """What is submitted; None where the journey cannot be."""
    before: Mapping[str, Result] | None = None
    while True:
        found = at_submit(compiled, journey.facts, journey.context, before)
        if not isinstance(found, Need):
            return found if isinstance(found, Ready) else None
        before = journey.facts.results if before is None else before
        journey.facts = journey.facts.with_results(resolve(example, found.calls, journey.context))


def resolve(example: Example, calls: Iterable[Call], context: Context) -> dict[str, Result]:
    """What the example's lookups give. Raises Misfit for a lookup of which it says nothing."""
    results: dict[str, Result] = {}
    for call in calls:
        found = example.lookups.get(call.lookup)
        if found is None:
            message = f"The lookup '{call.lookup}' is asked, and the example does not say what it gives."
            hint = "Say it under 'lookups'."
            raise Misfit(Problem("lookup-missing", message, hint=hint, path=("lookups", call.lookup)))
        value = plain_data(found.value) if found.value is not None else None
        results[call.id] = Result(found.outcome, value, context.now, SOURCE)
    return results
