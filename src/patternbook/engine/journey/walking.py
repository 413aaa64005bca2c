"""The one pass over the pages: which are on the way, and where the way stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook.engine import answers
from patternbook.engine.answers.asking import FieldProblem, Form, ShownQuestion
from patternbook.engine.answers.choosing import still_stands
from patternbook.engine.answers.kind import Wrong
from patternbook.engine.answers.messages import problem
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation, calls_missing
from patternbook.engine.facts import Facts
from patternbook.engine.journey.results import CHECK_ANSWERS, TASK_LIST, Need, Redirect
from patternbook.engine.journey.showing import Showing
from patternbook.language.kinds.questions import HiddenQuestion
from patternbook.language.nodes.pattern import Page
from patternbook.language.unknown import is_unknown


@dataclass(frozen=True, slots=True)
class Passed:
    """A page that is on the way, with its questions as asked and the answers that count.

    A page that asks nothing of this resident is `silent`: it is gone past without being shown.
    """

    key: str
    questions: tuple[ShownQuestion, ...]
    answers: Mapping[str, object]
    silent: bool = False


@dataclass(slots=True)
class Walk:
    """How far a journey has come: the pages passed, and what stands next.

    `names` sees the answers of the pages passed and of nothing later. `waiting` holds for each task
    of a task list that is not done the page at which it stands, or nothing where it cannot start.
    """

    names: Evaluation
    passed: list[Passed] = field(default_factory=list)
    stop: Need | Redirect = field(default_factory=lambda: Redirect(CHECK_ANSWERS))
    at: str | None = None
    waiting: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages passed, in order, without those that were not shown."""
        return tuple(page.key for page in self.passed if not page.silent)

    def back(self) -> str | None:
        """The place before this one, written as in `Redirect`."""
        return f"page.{self.pages[-1]}" if self.pages else None


def walk(compiled: Compiled, facts: Facts, context: Context, until: str | None = None) -> Walk:
    """Walk the pages in order with what is known, as far as it goes or up to the page `until`.

    One pass: a condition refers only to earlier pages. A page is passed when every question that
    it asks has an answer that can stand; then its answers are seen, and its routes are tried.
    """
    walker = _Walker(Walk(Evaluation(compiled, facts, context)), until)
    walker.walk()
    return walker.found


class _Walker:
    """One pass. Pages between a route and its target are jumped over."""

    def __init__(self, found: Walk, until: str | None) -> None:
        self.found, self.until = found, until
        self.names = found.names
        self.compiled = found.names.compiled
        self.target: str | None = None

    def walk(self) -> None:
        for key in self.compiled.order:
            if self.target not in (None, key):
                continue
            self.target = None
            if not self._go_over(key, self.compiled.service.pages[key]):
                return
        self.found.at = None
        if self.found.waiting:
            self.found.stop = Redirect(TASK_LIST)

    def _go_over(self, key: str, page: Page) -> bool:
        """Pass a page or leave it out. False where the way stops here."""
        if page.task and not self._may_do(page.task):
            return True
        if not page.task and self.found.waiting:
            return self._stop(Redirect(TASK_LIST))
        if not self._applies(key, page):
            return not self._waits()
        self.found.at = key
        if key == self.until:
            return self._stop(Redirect(f"page.{key}"))
        passed = self._passed(key, page)
        if passed is None:
            return self._later(key, page)
        self.found.passed.append(passed)
        return self._leave(key, page)

    def _may_do(self, task: str) -> bool:
        """Whether a task of the task list can go on: it and those before it do not wait for an answer."""
        if task in self.found.waiting:
            return False
        if any(before in self.found.waiting for before in self.compiled.service.tasks[task].after):
            self.found.waiting[task] = ""
            return False
        return True

    def _later(self, key: str, page: Page) -> bool:
        """A page that still has to be answered stops the way; in a task list only its own task."""
        if self._waits() or not page.task:
            return False
        self.found.waiting[page.task] = key
        return True

    def _waits(self) -> bool:
        return isinstance(self.found.stop, Need)

    def _stop(self, stop: Need | Redirect) -> bool:
        self.found.stop = stop
        return False

    def _needs(self, lookups: tuple[str, ...]) -> bool:
        """Whether calls have to be made first; they then are where the way stops."""
        calls = calls_missing(self.names, lookups) if lookups else ()
        if calls:
            self.found.stop = Need(calls)
        return bool(calls)

    def _applies(self, key: str, page: Page) -> bool:
        if page.channel not in ("any", self.names.context.channel):
            return False
        if self._needs(self.compiled.needs[key].show):
            return False
        if page.task and not self.compiled.holds(("tasks", page.task, "show"), self.names):
            return False
        return self.compiled.holds(("pages", key, "show"), self.names)

    def _passed(self, key: str, page: Page) -> Passed | None:
        """The page with its answers, which are then seen; None where it still has to be answered."""
        if self._needs(self.compiled.needs[key].content):
            return None
        reading = PageReading(Showing(self.names, brief=True), key)
        questions, given, problems = reading.kept()
        if problems:
            reading.unsee()
            self._stop(Redirect(f"page.{key}"))
            return None
        if self._needs(self.compiled.needs[key].leave):
            return None
        broken, warned = page_checks(self.names, key)
        acknowledged = self._acknowledged(key)
        unseen = only_tells(page) and SEEN not in acknowledged
        if broken or unseen or any(warning.code not in acknowledged for warning in warned):
            reading.unsee()
            self._stop(Redirect(f"page.{key}"))
            return None
        return Passed(key, questions, given, silent=not questions and not only_tells(page))

    def _acknowledged(self, page: str) -> set[str]:
        prefix = f"{page}."
        return {key.removeprefix(prefix) for key in self.names.facts.acknowledged if key.startswith(prefix)}

    def _leave(self, key: str, page: Page) -> bool:
        for route_key, route in page.go.items():
            if not self.compiled.holds(("pages", key, "go", route_key, "if"), self.names):
                continue
            kind, _, target = route.to.partition(".")
            if kind == "page":
                self.target = target
                return True
            return self._stop(Redirect(route.to))
        return True


# What is acknowledged of a page that only tells something.
SEEN = "seen"


def only_tells(page: Page) -> bool:
    """Whether a page asks nothing but has something to say: it is shown until it was gone past."""
    asks = any(not isinstance(question, HiddenQuestion) for question in page.questions.values())
    return not asks and (page.intro is not None or page.after is not None)


class PageReading:
    """Goes through the questions of one page in order, each seen by the next."""

    def __init__(self, showing: Showing, page: str) -> None:
        self.showing, self.page = showing, page
        self.names = showing.names
        self.node = showing.compiled.service.pages[page]
        self.seen: list[str] = []

    def kept(self) -> tuple[tuple[ShownQuestion, ...], dict[str, object], tuple[FieldProblem, ...]]:
        """The questions asked, the answers given earlier, and why any of them cannot stand."""
        given = self.names.facts.answers
        asked: list[ShownQuestion] = []
        answered: dict[str, object] = {}
        problems: list[FieldProblem] = []
        for key, question in self.node.questions.items():
            if isinstance(question, HiddenQuestion):
                answered[key] = self._hidden(key)
                continue
            shown = self._asked(key, answered)
            if shown is None:
                continue
            shown = self.showing.with_items(shown, self._path(key), self.names, given.get(key))
            asked.append(shown)
            wrong = missing_or_fallen(shown, key in given, given.get(key))
            problems.extend(wrong)
            if not wrong:
                answered[key] = given[key]
                self._see(key, given[key])
        return tuple(asked), answered, tuple(problems)

    def sent(self, form: Form) -> tuple[dict[str, object], tuple[FieldProblem, ...]]:
        """The answers sent in, and what is wrong with them."""
        answered: dict[str, object] = {}
        problems: list[FieldProblem] = []
        for key, question in self.node.questions.items():
            if isinstance(question, HiddenQuestion):
                self._hidden(key)
                continue
            shown = self._asked(key, answered)
            if shown is None:
                continue
            shown = self.showing.with_items(shown, self._path(key), self.names, None)
            value, wrong = answers.read(shown, form)
            problems.extend(wrong)
            answered[key] = value
            self._see(key, value)
        return answered, tuple(problems)

    def shown(self) -> tuple[ShownQuestion, ...]:
        """The questions to show, filled in, those under an option too, whatever is chosen."""
        given = self.names.facts.answers
        found: list[ShownQuestion] = []
        for key, question in self.node.questions.items():
            path = self._path(key)
            if not self.showing.is_asked(question, path, self.names):
                continue
            shown = self.showing.question(key, question, path, self.names, key)
            shown = self.showing.with_items(shown, path, self.names, given.get(key))
            found.append(self.showing.filled(shown, given[key] if key in given else self._prefilled(key)))
        return tuple(found)

    def _prefilled(self, key: str) -> object:
        """What is filled in before a question is answered; None where that is not known."""
        program = self.showing.compiled.program((*self._path(key), "prefill"))
        value = None if program is None else program.run(self.names)
        return None if is_unknown(value) else value

    def unsee(self) -> None:
        """Take the page's answers out of what conditions see."""
        for key in self.seen:
            self.names.hide(key)
        self.seen.clear()

    def _path(self, key: str) -> tuple[str, ...]:
        return ("pages", self.page, "questions", key)

    def _asked(self, key: str, answered: Mapping[str, object]) -> ShownQuestion | None:
        question, path = self.node.questions[key], self._path(key)
        if not self.showing.is_asked(question, path, self.names):
            return None
        if question.under is not None and question.under.option not in chosen(
            answered.get(question.under.question)
        ):
            return None
        return self.showing.question(key, question, path, self.names, key)

    def _hidden(self, key: str) -> object:
        value = self.showing.compiled.programs[(*self._path(key), "is")].run(self.names)
        self.names[key] = value
        self.names.forget(key)
        self.seen.append(key)
        return None if is_unknown(value) else value

    def _see(self, key: str, value: object) -> None:
        self.names.reveal(key, value)
        self.seen.append(key)


def chosen(answer: object) -> tuple[str, ...]:
    """The keys of the options chosen, of any kind of question with options."""
    if isinstance(answer, bool):
        return ("yes",) if answer else ("no",)
    if isinstance(answer, answers.Picked):
        return (answer.key,)
    if isinstance(answer, tuple):
        return tuple(key for item in answer for key in chosen(item))
    return (answer,) if isinstance(answer, str) else ()


def missing_or_fallen(shown: ShownQuestion, is_given: bool, value: object) -> tuple[FieldProblem, ...]:
    """Why a question still has to be answered: it was not, or its answer cannot stand any more."""
    if not is_given or (value is None and shown.required):
        return (problem(shown, Wrong("must_agree" if shown.ask == "declaration" else "missing")),)
    if shown.ask in ("choice", "choices", "ranking") and value is not None:
        wrong = still_stands(shown, value)
        return () if wrong is None else (problem(shown, wrong),)
    if shown.ask == "address" and isinstance(value, Mapping) and value.get("how") == "chosen":
        offered = not shown.options or any(option.key == value.get("uprn") for option in shown.options)
        return () if offered else (problem(shown, Wrong("not_an_option")),)
    return ()


def page_checks(names: Evaluation, page: str) -> tuple[tuple[FieldProblem, ...], tuple[FieldProblem, ...]]:
    """The rules of a page that are not kept, and the warnings among them."""
    checks = names.compiled.service.pages[page].checks
    return broken_checks(
        names, ("pages", page, "checks"), checks, tuple(names.compiled.service.pages[page].questions)
    )


def broken_checks(
    names: Evaluation, path: tuple[str, ...], checks: Mapping[str, object], questions: tuple[str, ...]
) -> tuple[tuple[FieldProblem, ...], tuple[FieldProblem, ...]]:
    """Rules that are not kept, and the warnings among them, each at its question."""
    showing = Showing(names)
    broken: list[FieldProblem] = []
    warned: list[FieldProblem] = []
    for key in checks:
        check = checks[key]
        if names.compiled.holds((*path, key, "holds"), names):
            continue
        at = getattr(check, "at", None) or (questions[0] if questions else "")
        found = FieldProblem(
            at, first_field(names.compiled, at), key, showing.words((*path, key, "message")).text
        )
        (warned if getattr(check, "warn", False) else broken).append(found)
    return tuple(broken), tuple(warned)


def first_field(compiled: Compiled, question: str) -> str:
    """The name of the first box of a question, to which a message links."""
    node = compiled.questions.get(question)
    if node is None:
        return question
    if node.ask == "date":
        return f"{question}-{getattr(node, 'parts', 'day')}"
    return question
