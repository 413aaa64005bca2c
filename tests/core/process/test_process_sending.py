"""Effects, forms, changed answers and offers of a process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from patternbook.engine import process
from patternbook.engine.process import Event, Offered, refusals
from tests.core.process import process_story
from tests.core.process.process_story import PATTERN, START, Story

CONTRACT = """
contracts:
  tell_depot:
    about: Tells the depot.
    takes: {reference: text, urgent: bool}
    gives: text
pages:"""

PROCESS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit:
        title: Visit
        role: clerk
        form:
          found: {ask: yes_no, label: Was it found?}
          size: {ask: number, label: How big?, show: "tasks.visit.found"}
          note: {ask: text, label: Note, optional: true, required_if: {if: "tasks.visit.size > 5", unknown: false}}
        outcomes:
          seen: {title: Seen, show: "urgent || tasks.visit.found"}
          gone: {title: Gone, reasons: {late: {title: Too late}, early: {title: Too early, show: urgent}}}
  done: {title: Done, label: Done, kind: closed}
events:
  widen: {title: Widen, by: [clerk], sets: {places: "['north', 'south']"}}
  rush: {title: Rush, by: [clerk, resident], sets: {urgent: "true"}}
  hide: {title: Hide, by: [chief], reasons: {why: {title: Why}}}
notices:
  size: {on: [task.visit], subject: Size, body: "It was ((tasks.visit.size)), of ((places)), for ((case.reference))."}
effects:
  order:
    on: [stage.work, submitted]
    contract: tell_depot
    with: {reference: case.reference, urgent: urgent}
  quick:
    on: [event.rush]
    contract: tell_depot
    show: urgent
    with: {reference: case.reference, urgent: urgent}
"""


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(process_story, "PATTERN", PATTERN.replace("\npages:", CONTRACT, 1))
    return Story(PROCESS)


def visit(**more: Any) -> Event:
    return Event(kind="task", key="visit", role="clerk", at=START, **more)


def offered(story: Story, event: Event) -> Offered:
    return process.choices(story.compiled, story.facts, story.events, event, story.context(START))


def fill_in(story: Story, event: Event, form: dict[str, list[str]] | None) -> Any:
    return process.fill_in(story.compiled, story.facts, story.events, event, story.context(START), form)


def test_an_effect_says_what_it_tells_and_is_sent_once(story: Story) -> None:
    (effect,) = story.outcome.effects
    assert (effect.key, effect.when, effect.contract) == ("order", "submitted", "tell_depot")
    assert effect.inputs == {"reference": "AB-1", "urgent": False}


def test_an_event_changes_answers_and_what_rests_on_them(story: Story) -> None:
    story.happen("rush")
    assert story.outcome.events[0].sets == {"urgent": True}
    assert [(effect.key, effect.inputs["urgent"]) for effect in story.outcome.effects] == [("quick", True)]
    stored = Event.from_json(story.outcome.events[0].to_json())
    assert stored == story.outcome.events[0]


def test_what_is_asked_and_offered_follows_what_is_recorded(story: Story) -> None:
    nothing = offered(story, visit())
    assert (list(nothing.questions), [one.key for one in nothing.outcomes]) == (["found", "note"], ["gone"])
    found = offered(story, visit(answers={"found": True}))
    assert (list(found.questions), [one.key for one in found.outcomes]) == (
        ["found", "size", "note"],
        ["seen", "gone"],
    )
    assert list(found.outcomes[1].reasons) == ["late"]


def test_an_event_offers_its_reasons(story: Story) -> None:
    assert list(offered(story, Event(kind="event", key="hide", at=START)).reasons) == ["why"]


def test_which_events_a_role_can_make_happen(story: Story) -> None:
    def possible(role: str) -> tuple[str, ...]:
        return process.possible_events(story.compiled, story.facts, story.events, role, story.context(START))

    assert (possible("clerk"), possible("resident"), possible("crew")) == (("widen", "rush"), ("rush",), ())


def test_a_form_is_read_question_by_question(story: Story) -> None:
    filled = fill_in(story, visit(), {"found": ["yes"], "size": ["4"]})
    assert (filled.event.answers, filled.problems) == ({"found": True, "size": 4}, ())
    filled = fill_in(story, visit(), {"found": ["no"], "size": ["4"]})
    assert filled.event.answers == {"found": False}


def test_what_is_wrong_with_a_form_is_said(story: Story) -> None:
    filled = fill_in(story, visit(), {"found": ["yes"], "size": ["big"]})
    assert [(problem.question, problem.code) for problem in filled.problems] == [("size", "not_a_number")]
    filled = fill_in(story, visit(), {"found": ["yes"], "size": ["7"]})
    assert [(problem.question, problem.code) for problem in filled.problems] == [("note", "missing")]


def test_a_question_that_must_be_answered_then_is_also_required_by_the_process(story: Story) -> None:
    story.task("visit", "seen", answers={"found": True, "size": 7})
    assert story.refused == "answer-missing"
    story.task("visit", "seen", answers={"found": True, "size": 7, "note": "Big"})
    assert story.refused is None


def test_the_words_of_a_notice_see_the_case(story: Story) -> None:
    story.happen("widen")
    story.task("visit", "seen", answers={"found": True, "size": 4})
    said = process.words(
        story.compiled,
        ("process", "notices", "size", "body"),
        story.facts,
        story.events,
        story.context(story.now),
    )
    assert said.text.startswith("It was 4, of ")
    assert said.text.endswith(", for AB-1.")


def test_words_that_are_not_there_are_empty(story: Story) -> None:
    where = ("process", "notices", "size", "short")
    assert process.words(story.compiled, where, story.facts, story.events, story.context(START)).text == ""


def test_every_refusal_is_documented() -> None:
    folder = Path(refusals.__file__).parent
    codes = set()
    for file in folder.glob("*.py"):
        codes |= set(re.findall(r'Problem\(\s*"([a-z-]+)"', file.read_text("utf-8")))
    assert len(codes) > 20
    documented = (Path(__file__).parents[3] / "docs/explanation/processes.md").read_text("utf-8")
    assert {code for code in codes if f"`{code}`" not in documented} == set()
