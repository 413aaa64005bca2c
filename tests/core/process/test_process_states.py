"""What is kept of a task, a clock and a form: who, when and what, as it was given."""

from __future__ import annotations

from typing import Any

from patternbook.engine import process
from patternbook.engine.process import Event, Filled
from patternbook.engine.process.case import Case
from tests.core.process.process_story import START, Story, local

PROCESS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      look:
        title: Look
        role: clerk
        outcomes:
          seen: {title: Seen, explain: true, reasons: {clear: {title: Clear}}}
        form:
          size: {ask: number, label: How big?}
          inside: {ask: yes_no, label: Is it inside?, show: "tasks.look.size > 5"}
          note: {ask: text, label: Note, optional: true}
      decide: {title: Decide, role: chief, after: [look]}
      visit:
        title: Visit
        role: clerk
        for_each: places
        key: item
        form:
          seen: {ask: yes_no, label: "Did you see ((item))?"}
  done: {title: Done, label: Done, kind: closed}
events:
  hold: {title: Hold, by: [clerk]}
clocks:
  reply: {title: Reply, runs: days(5), warn: days(1), opens: days(2), pauses: [event.hold]}
"""

NINE, TEN = local("2026-11-24 09:00"), local("2026-11-24 10:00")
LOOK = Event(kind="task", key="look", role="clerk", at=START)


def fill_in(story: Story, event: Event, form: dict[str, list[str]] | None = None) -> Filled:
    return process.fill_in(story.compiled, story.facts, story.events, event, story.context(START), form)


def test_a_task_that_is_done_keeps_when_it_opened_and_when_by_whom_and_how_it_was_done() -> None:
    story = Story(PROCESS)
    given: dict[str, Any] = {"reason": "clear", "explain": "I saw it.", "answers": {"size": 3}}
    story.task("look", "seen", at=NINE, by="ann", **given)
    state = story.outcome.state.task("look")
    assert state is not None
    assert (state.key, state.item, state.name, state.stage, state.role) == (
        "look", None, "look", "work", "clerk"
    )  # fmt: skip
    assert (state.state, state.opened_at, state.done_at, state.by) == ("done", START, NINE, "ann")
    assert (state.outcome, state.reason, state.explain, state.answers) == (
        "seen", "clear", "I saw it.", {"size": 3}
    )  # fmt: skip


def test_a_task_opens_when_the_one_before_it_is_done() -> None:
    story = Story(PROCESS)
    before = story.outcome.state.task("decide")
    assert before is None or before.opened_at is None
    story.task("look", "seen", at=NINE, reason="clear", explain="So.", answers={"size": 3})
    decide = story.outcome.state.task("decide")
    assert decide is not None
    assert (decide.state, decide.opened_at, decide.done_at, decide.role) == ("open", NINE, None, "chief")
    story.task("decide", role="chief", at=TEN)
    decide = story.outcome.state.task("decide")
    assert decide is not None
    assert (decide.state, decide.opened_at, decide.done_at, decide.outcome) == ("done", NINE, TEN, "done")


def test_a_task_of_an_item_keeps_its_item() -> None:
    story = Story(PROCESS, {"places": ("north",)})
    state = story.outcome.state.task("visit.north")
    assert state is not None
    assert (state.key, state.item, state.state, state.opened_at) == ("visit", "north", "open", START)


def test_a_clock_that_is_held_neither_warns_nor_ends_but_says_when_it_opens() -> None:
    story = Story(PROCESS)
    story.happen("hold", at=TEN)
    clock = story.outcome.state.clock("reply")
    assert clock is not None
    assert (clock.state, clock.due, clock.warn, clock.paused_at) == ("paused", None, None, TEN)
    assert clock.opens == local("2026-11-25 23:59:59")


def test_a_form_is_shown_again_with_what_was_sent_and_every_question_that_can_be_asked() -> None:
    story = Story(PROCESS)
    filled = fill_in(story, LOOK, {"size": ["big"], "note": ["Beside the gate"]})
    assert [asked.key for asked in filled.questions] == ["size", "inside", "note"]
    assert [asked.current for asked in filled.questions] == [
        {"size": ["big"]}, {}, {"note": ["Beside the gate"]}
    ]  # fmt: skip
    assert filled.event.answers == {"note": "Beside the gate"}
    assert [problem.question for problem in filled.problems] == ["size"]


def test_a_form_that_was_not_sent_is_empty() -> None:
    filled = fill_in(Story(PROCESS), LOOK)
    assert [asked.key for asked in filled.questions] == ["size", "inside", "note"]
    assert not any(field for asked in filled.questions for value in asked.current.values() for field in value)


def test_the_questions_about_an_item_name_it() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    for item in ("north", "east"):
        event = Event(kind="task", key="visit", item=item, role="clerk", at=START)
        (asked,) = fill_in(story, event).questions
        assert item in asked.label.text.lower()


def test_a_case_begins_with_its_reference_by_the_resident_at_the_time_of_submitting() -> None:
    submitted, entered, *_ = Story(PROCESS).events
    assert (submitted.kind, submitted.key, submitted.role, submitted.at) == (
        "submitted", "AB-1", "resident", START
    )  # fmt: skip
    assert (entered.kind, entered.key, entered.at) == ("stage", "work", START)


LAST = """
stages:
  first: {title: First, label: First, tasks: {look: {title: Look, role: clerk}}}
  last: {title: Last, label: Last, tasks: {sign: {title: Sign, role: clerk}}}
"""


def test_a_stage_is_entered_when_the_one_before_it_is_done_and_the_last_is_not_left() -> None:
    story = Story(LAST)
    state = story.outcome.state
    assert (state.stage, state.entered_at, state.closed) == ("first", START, False)
    story.task("look", at=NINE)
    state = story.outcome.state
    assert (state.stage, state.entered_at, state.closed) == ("last", NINE, False)
    story.task("sign", at=TEN)
    state = story.outcome.state
    assert (story.refused, state.stage, state.entered_at, state.closed) == (None, "last", NINE, False)


def test_events_that_say_only_that_a_task_was_done_are_enough_to_know_it() -> None:
    story = Story(PROCESS)
    (submitted, entered, *_) = story.events
    done = Event(kind="task", key="look", at=NINE, by="ann", outcome="seen")
    known = process.state(story.compiled, story.facts, (submitted, entered, done), story.context(TEN))
    look = known.task("look")
    assert look is not None
    assert (look.state, look.stage, look.role, look.opened_at, look.by) == (
        "done", "work", "clerk", None, "ann"
    )  # fmt: skip


def test_what_an_event_changed_is_seen_by_a_case_that_was_looked_at_before() -> None:
    story = Story(PROCESS)
    case = Case(story.compiled, story.facts, story.context(NINE), story.events)
    assert case.names()["urgent"] is False
    case.record(Event(kind="event", key="hold", at=NINE, sets={"urgent": True}))
    assert case.names()["urgent"] is True


RESTING = """
stages:
  work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}
clocks:
  one: {title: One, runs: days(1), show: "known(clocks.other.due)"}
  other: {title: Other, runs: days(1), show: "known(clocks.one.due)"}
"""


def test_clocks_that_rest_on_one_another_do_not_go_round() -> None:
    assert Story(RESTING).outcome.clocks == ()
