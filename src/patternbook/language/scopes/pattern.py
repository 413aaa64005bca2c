"""What is known on each page of a journey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patternbook.language.kinds.questions import ChoicesQuestion, HiddenQuestion, Question
from patternbook.language.nodes.pattern import Page, Route
from patternbook.language.nodes.service import Service
from patternbook.language.scopes.flow import CHECK_ANSWERS, end_of, page_dominators, tasks_before
from patternbook.language.scopes.points import Point, meet
from patternbook.language.scopes.trees import conjuncts_in, established, needed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it is asked. `given_if`: the conjuncts under which its answer is surely given,
    once its page is come to; None where it never is for sure."""

    page: str
    question: Question
    given_if: frozenset[str] | None


def asked(service: Service) -> dict[str, Asked]:
    """Every question of the pages by key, without those inside groups."""
    found: dict[str, Asked] = {}
    for page_key, page in service.pages.items():
        for key, question in page.questions.items():
            found[key] = Asked(page_key, question, _given_if(service, page, question))
    return found


def _given_if(service: Service, page: Page, question: Question) -> frozenset[str] | None:
    if question.optional and not isinstance(question, HiddenQuestion):
        return None
    task = service.tasks.get(page.task or "")
    conditions = needed((page.show, question.show, task.show if task else None))
    return conditions | _channel(page.channel) | _channel(question.channel) | _under(page, question)


def _channel(channel: str) -> frozenset[str]:
    return frozenset() if channel == "any" else frozenset({f'channel == "{channel}"'})


def _under(page: Page, question: Question) -> frozenset[str]:
    if question.under is None:
        return frozenset()
    above = page.questions.get(question.under.question)
    key, option = question.under.question, question.under.option
    if isinstance(above, ChoicesQuestion):
        return frozenset({f'"{option}" in {key}'})
    return frozenset({f'{key} == "{option}"'})


class PatternPoints:
    """The points of a definition's pages, ends and check answers, each worked out once."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.asked: Mapping[str, Asked] = asked(service)
        self._passed = page_dominators(service)
        self._order = {key: place for place, key in enumerate((*service.pages, CHECK_ANSWERS))}
        after = {key: task.after for key, task in service.tasks.items()}
        self._tasks_before = tasks_before(tuple(service.tasks), after)
        self._asked_on: dict[str, list[str]] = {key: [] for key in service.pages}
        for key, question in self.asked.items():
            self._asked_on[question.page].append(key)
        self._plain: dict[str, Point] = {}

    def start(self) -> Point:
        """Before the first question."""
        return Point()

    def anywhere(self) -> Point:
        """Somewhere in the journey: any answer may have been given, none is certain."""
        return Point(visible=frozenset(self.asked))

    def before(self, page: str) -> Point:
        """Where a page is decided on: nothing of the page's own conditions holds yet."""
        if page not in self._plain:
            self._plain[page] = self._point(page, own=False)
        return self._plain[page]

    def on(self, page: str) -> Point:
        """Where a page is shown."""
        shown = self.service.pages[page]
        return self.before(page).where(self._page_holds(shown))

    def after(self, page: str) -> Point:
        """Where a page's own questions are answered: its checks and routes."""
        return self._point(page, own=True).where(self._page_holds(self.service.pages[page]))

    def check_answers(self) -> Point:
        """Where everything is answered."""
        return self.before(CHECK_ANSWERS)

    def end(self, key: str) -> Point:
        """An end: what is known at every route that leads there."""
        ways = [
            self.after(page).where(_route_holds(route))
            for page, said in self.service.pages.items()
            for route in said.go.values()
            if end_of(route.to) == key
        ]
        return meet(ways) or self.anywhere()

    def task(self, key: str) -> Point:
        """Where a task of the task list is decided on: before its first page."""
        first = next((page for page, said in self.service.pages.items() if said.task == key), None)
        return self.anywhere() if first is None else self.before(first)

    def _page_holds(self, page: Page) -> frozenset[str]:
        task = self.service.tasks.get(page.task or "")
        shown = established(page.show) | (established(task.show) if task else frozenset())
        return shown | _channel(page.channel)

    def _point(self, page: str, *, own: bool) -> Point:
        visible = [earlier for earlier in self.service.pages if self._is_before(earlier, page)]
        if own:
            visible.append(page)
        passed = self._passed[page]
        certain: set[str] = set()
        guards: dict[str, frozenset[str]] = {}
        for earlier in visible:
            if earlier in passed:
                self._add(self._asked_on[earlier], certain, guards)
        return Point(
            certain=frozenset(certain),
            guards=guards,
            visible=frozenset(key for earlier in visible for key in self._asked_on[earlier]),
        )

    def _add(self, questions: Iterable[str], certain: set[str], guards: dict[str, frozenset[str]]) -> None:
        for key in questions:
            given_if = self.asked[key].given_if
            if given_if is None:
                continue
            if given_if:
                guards[key] = given_if
            else:
                certain.add(key)

    def _is_before(self, earlier: str, page: str) -> bool:
        """Whether the earlier page's questions may be referred to on the page.

        In a task list, tasks are done in any order: only those that must come first count.
        """
        if self._order[earlier] >= self._order[page]:
            return False
        task = self.service.pages[earlier].task
        if task is None or page == CHECK_ANSWERS:
            return True
        here = self.service.pages[page].task
        return here is None or here == task or task in self._tasks_before.get(here, frozenset())


def _route_holds(route: Route) -> frozenset[str]:
    if route.if_ is None or route.unknown is True:
        return frozenset()
    return conjuncts_in(route.if_.source)
