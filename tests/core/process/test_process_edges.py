"""Parts of a process that are rarely used together: hidden questions, items that are not texts, clocks after the end."""

from __future__ import annotations

import datetime as dt

import pytest

from patternbook.engine import process
from patternbook.engine.process import Event
from patternbook.engine.process.states import Timer
from tests.core.process.process_story import START, Story

COUNTED = """
stages:
  open:
    title: Open
    label: Open
    tasks:
      count: {title: Count, role: clerk, for_each: "[3, 5]", key: item}
      copy: {title: Copy, role: clerk, for_each: "[7, 7]"}
  done: {title: Done, label: Done, kind: closed, result: met}
"""


def test_items_that_are_numbers_have_keys_and_no_two_the_same() -> None:
    story = Story(COUNTED)
    assert sorted(story.tasks()) == ["copy.1", "copy.2", "count.3", "count.5"]


REOPENED = """
stages:
  open: {title: Open, label: Open, tasks: {look: {title: Look, role: clerk}}}
  done: {title: Done, label: Done, kind: closed, result: met}
events:
  thank: {title: Thank, by: [clerk], while: [done]}
clocks:
  reply: {title: Reply, runs: working_days(3), stops: [event.thank]}
  plain: {title: Plain, runs: working_days(3), stops: [task.look]}
"""


def test_a_clock_runs_on_after_the_end_where_an_event_can_still_stop_it() -> None:
    story = Story(REOPENED)
    story.task("look")
    assert story.stage == "done"
    states = {clock.key: clock.state for clock in story.state().clocks}
    assert states == {"reply": "running", "plain": "stopped"}
    story.happen("thank")
    assert {clock.key: clock.state for clock in story.state().clocks}["reply"] == "stopped"


REASONS = """
stages:
  open:
    title: Open
    label: Open
    tasks:
      look:
        title: Look
        role: clerk
        form:
          code: {ask: hidden, label: Code, is: "'x'"}
          note: {ask: text, label: Note, optional: true}
        outcomes:
          no:
            title: No
            reasons:
              urgent: {title: It was urgent, show: urgent}
          yes: {title: Yes}
  done: {title: Done, label: Done, kind: closed, result: met}
"""


def test_no_reason_is_needed_where_none_is_offered() -> None:
    story = Story(REASONS, {"urgent": False})
    story.task("look", "no")
    assert (story.refused, story.stage) == (None, "done")


def test_a_reason_is_needed_where_one_is_offered() -> None:
    story = Story(REASONS, {"urgent": True})
    story.task("look", "no")
    assert story.refused == "reason-missing"
    story.task("look", "no", reason="urgent")
    assert (story.refused, story.stage) == (None, "done")


def test_a_hidden_question_of_a_form_is_not_put_to_the_officer() -> None:
    story = Story(REASONS)
    event = Event(kind="task", key="look", at=START + dt.timedelta(minutes=1), role="clerk")
    shown = process.fill_in(story.compiled, story.facts, story.events, event, story.context(event.at), None)
    assert [asked.key for asked in shown.questions] == ["note"]


def test_a_timer_becomes_the_event_that_it_waits_for() -> None:
    at = START + dt.timedelta(days=1)
    event = Timer(at, "clock", "reply", "north", "due").event(at)
    assert (event.kind, event.key, event.item, event.outcome, event.role, event.at) == (
        "clock",
        "reply",
        "north",
        "due",
        "timer",
        at,
    )
    plain = Timer(at, "event", "remind").event(at)
    assert (plain.item, plain.outcome) == (None, None)


CORRECTED = """
stages:
  open: {title: Open, label: Open, tasks: {look: {title: Look, role: clerk}}}
  done: {title: Done, label: Done, kind: closed, result: met}
events:
  hurry: {title: Hurry, by: [clerk], sets: {urgent: "true"}}
notices:
  told: {on: [task.look], subject: Told, body: "((urgent)) ((soon))"}
"""


def test_what_an_event_sets_is_seen_from_then_on() -> None:
    story = Story(CORRECTED.replace(" ((soon))", ""), {"urgent": False})
    where = ("process", "notices", "told", "body")

    def words() -> str:
        return process.words(
            story.compiled, where, story.facts, story.events, story.context(story.now), None
        ).text

    assert words() == "No"
    story.happen("hurry")
    assert words() == "Yes"


@pytest.mark.parametrize("answers", [{"note": 3}, {"note": None}, {}])
def test_a_recorded_answer_that_cannot_be_read_is_unknown(answers: dict[str, object]) -> None:
    text = REASONS + 'notices:\n  told: {on: [task.look], subject: Told, body: "((tasks.look.note))"}\n'
    story = Story(text)
    stored = Event(
        kind="task",
        key="look",
        at=START + dt.timedelta(minutes=1),
        role="clerk",
        outcome="yes",
        answers=answers,
    )
    events = (*story.events, stored)
    where = ("process", "notices", "told", "body")
    said = process.words(story.compiled, where, story.facts, events, story.context(stored.at), None)
    assert said.text == "–"
