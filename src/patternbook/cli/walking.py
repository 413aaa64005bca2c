"""Walks a journey with somebody at a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from patternbook.cli.typing_in import HOW_TO_TYPE, Form, typed
from patternbook.engine import journey
from patternbook.engine.compiled import Compiled
from patternbook.engine.context import Context
from patternbook.engine.facts import Call, Facts, Result
from patternbook.engine.journey import (
    CHECK_ANSWERS,
    Check,
    FieldProblem,
    Need,
    ReachedEnd,
    Ready,
    Redirect,
    ShownQuestion,
    ShowPage,
    TaskList,
)
from patternbook.language.scopes import MOST_ROUNDS

OUTCOMES = ("not_found", "many", "unavailable")
PAGE = "page."

Ask = Callable[[str], str]
"""Asks for a line; raises EOFError where nobody answers any more."""


@dataclass(slots=True)
class Walk:
    """A journey on its way: where it is, what is known, and how to ask and to say."""

    compiled: Compiled
    context: Context
    ask: Ask
    say: Callable[[str], None]
    found: Mapping[str, Result] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    place: str | None = None

    def go(self) -> bool:
        """Walks to an end. True where the journey could be submitted."""
        while True:
            here = journey.at(self.compiled, self.facts, self.context, self.place)
            if isinstance(here, Need):
                self.resolve(here)
            elif isinstance(here, Redirect):
                self.place = here.to
            elif isinstance(here, ReachedEnd):
                self.end(here)
                return False
            elif isinstance(here, TaskList):
                self.pick_task(here)
            elif isinstance(here, Check):
                return self.check(here)
            else:
                self.page(here)

    def resolve(self, need: Need) -> None:
        """Answers the calls: from the example, or with what is typed in."""
        # A fresh result each time: what was found is what is asked again at submitting.
        results = {call.id: self.find(call) for call in need.calls}
        self.facts = self.facts.with_results(results)

    def find(self, call: Call) -> Result:
        """The result of a call: the example's, or what is typed in."""
        found = self.found.get(call.lookup)
        return self.look_up(call) if found is None else replace(found)

    def look_up(self, call: Call) -> Result:
        """Asks what another system would find."""
        inputs = ", ".join(f"{key}: {value}" for key, value in call.inputs.items())
        self.say(f"\n[{call.lookup}] {call.contract}({inputs})")
        while True:
            line = self.ask(f"  what is found, as JSON, or {', '.join(OUTCOMES)}: ").strip()
            if line in OUTCOMES:
                return Result(outcome=line, as_of=self.context.now, source="typed in")  # type: ignore[arg-type]  # one of OUTCOMES
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                self.say(f"  This is not JSON: {error}.")
                continue
            return Result(outcome="found", value=value, as_of=self.context.now, source="typed in")

    def page(self, page: ShowPage) -> None:
        """Shows a page, reads its answers, and goes on where they are right."""
        for line in _page_lines(page):
            self.say(line)
        form: Form = {}
        for question in _questions(page.questions):
            under = question.question.under
            if under is None or under.option in form.get(under.question, ()):
                form |= self.answer(question)
        self.send(page.key, form)

    def answer(self, question: ShownQuestion) -> Form:
        """Asks one question."""
        for line in _question_lines(question):
            self.say(line)
        how = HOW_TO_TYPE.get(question.ask)
        return typed(question, self.ask(f"  ({how}) > " if how else "  > "))

    def send(self, page: str, form: Form) -> None:
        """Sends a page in, and says what has to be put right."""
        answered = journey.submit_page(self.compiled, self.facts, self.context, page, form)
        if isinstance(answered.stop, Need):
            self.resolve(answered.stop)
            self.send(page, form)
        elif isinstance(answered.stop, Redirect):
            self.place = answered.stop.to
        elif answered.problems:
            for problem in answered.problems:
                self.say(f"  ! {problem.message}")
        elif answered.warnings:
            self.warn(page, form, answered.warnings)
        else:
            self.facts = answered.facts
            self.place = self.next_after(page)

    def warn(self, page: str, form: Form, warnings: tuple[FieldProblem, ...]) -> None:
        """Asks whether to go on in spite of warnings."""
        for warning in warnings:
            self.say(f"  ? {warning.message}")
        if self.ask("  Go on? (yes) > ").strip() == "yes":
            self.send(page, {**form, journey.ACKNOWLEDGE: [warning.code for warning in warnings]})

    def next_after(self, page: str) -> str:
        """The place after a page."""
        while True:
            following = journey.next_after(self.compiled, self.facts, self.context, page)
            if isinstance(following, Redirect):
                return following.to
            self.resolve(following)

    def pick_task(self, tasks: TaskList) -> None:
        """Shows the task list, and goes to a task or to check answers."""
        self.say("")
        for row in tasks.tasks:
            self.say(f"  {row.key}: {row.title} ({row.state.replace('_', ' ')})")
        line = self.ask("  Which task? (check to check the answers) > ").strip()
        page = next((row.page for row in tasks.tasks if row.key == line), None)
        self.place = CHECK_ANSWERS if line == "check" else f"{PAGE}{page}" if page else self.place

    def check(self, check: Check) -> bool:
        """Shows the answers, and submits where that is possible."""
        self.say(f"\n# {check.title}")
        for row in check.rows:
            self.say(f"  {_before(row.label.text)} {', '.join(row.lines)}")
        for problem in check.problems:
            self.say(f"  ! {problem.message}")
        if isinstance(self.submit(), Ready):
            self.say("\nEverything is answered: this can be submitted.")
            return True
        self.say("\nThis cannot be submitted.")
        return False

    def submit(self) -> object:
        """Whether the journey can be submitted, once what is asked again has been answered."""
        before = None
        for _ in range(MOST_ROUNDS):
            ready = journey.at_submit(self.compiled, self.facts, self.context, before)
            if not isinstance(ready, Need):
                break
            before = self.facts.results if before is None else before
            self.resolve(ready)
        return ready

    def end(self, end: ReachedEnd) -> None:
        """Shows an end."""
        self.say(f"\n# {end.title}\n{end.body}")
        for option in end.explains:
            self.say(f"  {_before(option.label.text)} {option.because}")
        self.say(f"\nThe journey ends here ({end.key}).")


def _questions(questions: tuple[ShownQuestion, ...]) -> Iterator[ShownQuestion]:
    """The questions in the order in which they are asked, those of a group item by item."""
    for question in questions:
        if question.items:
            for item in question.items:
                yield from _questions(item)
        else:
            yield question


def _before(label: str) -> str:
    """A label before what it is a label of: a question has its mark already."""
    return label if label.endswith(("?", "!", ".", ":")) else f"{label}:"


def _page_lines(page: ShowPage) -> Iterator[str]:
    yield f"\n# {page.title}"
    for text in (page.intro, page.after):
        if text is not None:
            yield text.text


def _question_lines(question: ShownQuestion) -> Iterator[str]:
    needed = "" if question.required else " (optional)"
    yield f"\n{question.label}{needed}"
    if question.hint is not None:
        yield f"  {question.hint}"
    for number, option in enumerate(question.options, start=1):
        closed = f" [cannot be chosen: {option.closed}]" if option.closed is not None else ""
        yield f"  {number}. {option.label} ({option.key}){closed}"
