"""Where a resident is on their journey, and what becomes of a page that they send in."""

from __future__ import annotations

from dataclasses import replace

from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation, calls_missing
from patternbook.engine.facts import Facts
from patternbook.engine.journey.results import (
    CHECK_ANSWERS,
    TASK_LIST,
    Answered,
    Check,
    FieldProblem,
    Need,
    Path,
    ReachedEnd,
    Redirect,
    RefusedOption,
    ShowPage,
    SummaryRow,
    TaskList,
    TaskRow,
)
from patternbook.engine.journey.showing import Showing
from patternbook.engine.journey.summary import rows, submitted
from patternbook.engine.journey.walking import (
    SEEN,
    PageReading,
    Walk,
    broken_checks,
    missing_or_fallen,
    only_tells,
    page_checks,
    walk,
)
from patternbook.engine.texts import Shown

Place = ShowPage | Redirect | ReachedEnd | Need | Check | TaskList

# The field that acknowledges a warning: one value for each, the key of its rule.
ACKNOWLEDGE = "acknowledge"

CHECK_TITLE = {"en": "Check your answers", "cy": "Gwiriwch eich atebion"}


def at(
    compiled: Compiled, facts: Facts, context: Context, page: str | None = None, *, sent: Form | None = None
) -> Place:
    """What the resident sees: where they have come to, or the page that they ask for.

    `page` is a page's key, or a place as `Redirect` writes it (`page.x`, `end.x`, `check_answers`,
    `tasks`). A place that is not on the way gives a `Redirect` to the right one. `sent` shows a page
    again with what was sent in. With `Need`, resolve the calls, add the results, and ask again.
    """
    place = page if page is None or page in (CHECK_ANSWERS, TASK_LIST) or "." in page else f"page.{page}"
    wanted = place.removeprefix("page.") if place and place.startswith("page.") else None
    found = walk(compiled, facts, context, wanted)
    if isinstance(found.stop, Need):
        return found.stop
    here = found.stop.to
    if place not in (None, here) and not (place == TASK_LIST and _has_tasks(found)):
        return found.stop
    shown = _shown(found, place or here, sent)
    return _elsewhere(found) if wanted and isinstance(shown, ShowPage) and _is_empty(shown, found) else shown


def _is_empty(shown: ShowPage, found: Walk) -> bool:
    """Whether a page has nothing to ask of this resident and nothing to tell."""
    return not shown.questions and not only_tells(found.names.compiled.service.pages[shown.key])


def _elsewhere(found: Walk) -> Need | Redirect:
    """Where the journey stands, for somebody who asked for a page that is not shown."""
    names = found.names
    return walk(names.compiled, names.facts, names.context).stop


def _has_tasks(found: Walk) -> bool:
    """Whether the journey has come as far as its task list."""
    service = found.names.compiled.service
    first = next((key for key, page in service.pages.items() if page.task), None)
    if first is None:
        return False
    before = list(service.pages)[: list(service.pages).index(first)]
    return (
        found.stop.to not in {f"page.{key}" for key in before} if isinstance(found.stop, Redirect) else False
    )


def _shown(found: Walk, place: str, sent: Form | None) -> Place:
    kind, _, key = place.partition(".")
    if kind == "page":
        return show_page(found, key, sent)
    if kind == "end":
        return reached_end(found, key)
    return task_list(found) if place == TASK_LIST else check(found)


def show_page(found: Walk, key: str, sent: Form | None = None) -> ShowPage | Need:
    """The page at which a walk stands."""
    compiled, names = found.names.compiled, found.names
    calls = calls_missing(names, compiled.needs[key].content)
    if calls:
        return Need(calls)
    showing = Showing(names, sent)
    path = ("pages", key)
    questions = PageReading(showing, key).shown()
    title = showing.words_if((*path, "title"))
    page = compiled.service.pages[key]
    return ShowPage(
        key=key,
        title=title or (questions[0].label if questions else Shown(("",))),
        questions=questions,
        back=_back(found, key),
        intro=showing.words_if((*path, "intro")),
        after=showing.words_if((*path, "after")),
        button=showing.words_if((*path, "button")),
        task=page.task,
        problems=() if sent is not None else _fallen(names, questions),
    )


def _fallen(names: Evaluation, questions: tuple[ShownQuestion, ...]) -> tuple[FieldProblem, ...]:
    """Why answers given earlier cannot stand any more: their option is gone, or has closed since."""
    given = names.facts.answers
    return tuple(
        wrong
        for asked in questions
        if given.get(asked.key) is not None
        for wrong in missing_or_fallen(asked, True, given[asked.key])
    )


def _back(found: Walk, key: str) -> str | None:
    """The page before; in a task list, from a task's first page back to the list."""
    pages = found.names.compiled.service.pages
    task = pages[key].task
    if task is None:
        return TASK_LIST if found.pages and pages[found.pages[-1]].task else found.back()
    earlier = [passed for passed in found.pages if pages[passed].task == task]
    return f"page.{earlier[-1]}" if earlier else TASK_LIST


def reached_end(found: Walk, key: str) -> ReachedEnd | Need:
    """An end, in the resident's words."""
    compiled, names = found.names.compiled, found.names
    calls = calls_missing(names, compiled.end_needs[key])
    if calls:
        return Need(calls)
    showing = Showing(names)
    end = compiled.service.ends[key]
    return ReachedEnd(
        key=key,
        kind=end.kind,
        title=showing.words(("ends", key, "title")),
        body=showing.words(("ends", key, "body")),
        back=found.back(),
        explains=_refused_options(showing, end.explains) if end.explains else (),
    )


def _refused_options(showing: Showing, question: str) -> tuple[RefusedOption, ...]:
    """The options of a question that cannot be chosen, each with why."""
    compiled = showing.compiled
    node, path = compiled.questions[question], ("pages", compiled.page_of[question], "questions", question)
    shown = showing.question(question, node, path, showing.names, question)
    return tuple(
        RefusedOption(option.key, option.label, option.closed_key or "", option.closed)
        for option in shown.options
        if option.closed is not None
    )


def task_list(found: Walk) -> TaskList:
    """The task list, with how each needed task stands."""
    names, service = found.names, found.names.compiled.service
    showing = Showing(names)
    tasks = []
    for key in service.tasks:
        pages = [page for page in found.pages if service.pages[page].task == key]
        if not names.compiled.holds(("tasks", key, "show"), names) or (
            not pages and key not in found.waiting
        ):
            continue
        waiting = found.waiting.get(key)
        state = (
            "done"
            if waiting is None
            else "in_progress"
            if pages
            else "not_started"
            if waiting
            else "cannot_start"
        )
        page = pages[0] if waiting is None else waiting or None
        tasks.append(TaskRow(key, showing.words(("tasks", key, "title")), state, page))  # type: ignore[arg-type]  # one of the four
    outside = [page for page in found.pages if not service.pages[page].task]
    return TaskList(tuple(tasks), not found.waiting, f"page.{outside[-1]}" if outside else None)


def check(found: Walk) -> Check | Need:
    """The check answers page at the end of a walk."""
    names = found.names
    calls = calls_missing(names, names.compiled.check_needs)
    if calls:
        return Need(calls)
    showing = Showing(names)
    broken, warned = broken_checks(names, ("checks",), names.compiled.service.checks, _asked(found))
    language = names.context.language if names.context.language in CHECK_TITLE else "en"
    path = ("check_answers",)
    return Check(
        title=showing.words_if((*path, "title")) or Shown((CHECK_TITLE[language],), language),
        rows=rows(found),
        declaration=showing.words_if((*path, "declaration")),
        button=showing.words_if((*path, "button")),
        back=TASK_LIST if names.compiled.service.tasks else found.back(),
        problems=broken,
        warnings=warned,
    )


def _asked(found: Walk) -> tuple[str, ...]:
    return tuple(asked.key for page in found.passed for asked in page.questions)


def submit_page(compiled: Compiled, facts: Facts, context: Context, page: str, raw: Form) -> Answered:
    """Read a page that was sent in.

    The answers are saved in the facts given back, unless something is wrong or a warning has not
    been acknowledged (the field `acknowledge` with its key). With a `Need` in `stop`, resolve its
    calls and send the same page in again; with a `Redirect`, the page is not on the way.
    """
    found = walk(compiled, facts, context, page)
    if isinstance(found.stop, Need):
        return Answered(facts, stop=found.stop)
    if found.stop.to != f"page.{page}":
        return Answered(facts, stop=found.stop)
    names = found.names
    calls = calls_missing(names, compiled.needs[page].content)
    if calls:
        return Answered(facts, stop=Need(calls))
    given, problems = PageReading(Showing(names, raw), page).sent(raw)
    if problems:
        return Answered(facts, problems=problems)
    return _checked(names, page, given, raw)


def _checked(names: Evaluation, page: str, given: dict[str, object], raw: Form) -> Answered:
    facts, compiled = names.facts, names.compiled
    calls = calls_missing(names, compiled.needs[page].leave)
    if calls:
        return Answered(facts, stop=Need(calls))
    broken, warned = page_checks(names, page)
    if broken:
        return Answered(facts, problems=broken)
    acknowledged = set(raw.get(ACKNOWLEDGE, ()))
    unseen = tuple(warning for warning in warned if warning.code not in acknowledged)
    if unseen:
        return Answered(facts, warnings=unseen)
    return Answered(_saved(facts, names, page, given, warned))


def _saved(
    facts: Facts, names: Evaluation, page: str, given: dict[str, object], warned: tuple[FieldProblem, ...]
) -> Facts:
    """The facts with the page's answers. What is no longer asked on the page is forgotten, for the
    resident has just seen the page without it."""
    on_page = set(names.compiled.service.pages[page].questions)
    others = {key for key in facts.acknowledged if not key.startswith(f"{page}.")}
    saved = facts.with_answers(given, gone=on_page - set(given))
    seen = {f"{page}.{SEEN}"} if only_tells(names.compiled.service.pages[page]) else set()
    return replace(
        saved, acknowledged=frozenset(others | seen | {f"{page}.{warning.code}" for warning in warned})
    )


def path(compiled: Compiled, facts: Facts, context: Context) -> Path:
    """The pages that are answered and on the way, and what stands after them."""
    found = walk(compiled, facts, context)
    return Path(found.pages, found.stop)


def next_after(compiled: Compiled, facts: Facts, context: Context, page: str) -> Redirect | Need:
    """Where to go once a page has been answered: the next page that needs an answer, the end or
    check answers; in a task list, the next page of the same task or else the list."""
    found = walk(compiled, facts, context)
    task = compiled.service.pages[page].task
    if isinstance(found.stop, Need) or task is None or found.stop.to.startswith("end."):
        return found.stop
    waiting = found.waiting.get(task)
    return Redirect(f"page.{waiting}" if waiting else TASK_LIST)


def summary(compiled: Compiled, facts: Facts, context: Context) -> tuple[SummaryRow, ...]:
    """The rows of check answers for a submission, or for what is answered so far."""
    return submitted(compiled, facts, context)
