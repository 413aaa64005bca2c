"""What expressions and words of a process see."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from patternbook.engine import process
from patternbook.engine.process import Event
from patternbook.language.unknown import Unknown
from tests.core.process.process_story import START, Story, build, local

PROCESS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit:
        title: Visit
        role: clerk
        for_each: places
        key: item
        form:
          agreed: {ask: declaration, label: I agree, optional: true, must: false}
          how:
            ask: choice
            label: How?
            options: {foot: {label: On foot}, other: {label: Otherwise}}
          what: {ask: text, label: What?, under: {question: how, option: other}}
      count:
        title: Count
        role: clerk
        after: [visit]
        show: "tasks.visit.items.exists(each, each.outcome == 'done' && each.key == 'east')"
        due: "urgent ? settings.target : days(1)"
  done: {title: Done, label: Done, kind: closed}
events:
  note: {title: Note, by: [clerk], form: {text: {ask: text, label: Text, optional: true}}}
notices:
  seen: {on: [task.visit], subject: Seen, body: "((tasks.visit.how)), ((tasks.visit.agreed))"}
  noted: {on: [event.note], subject: Noted, body: "((events.note.text)) ((events.note.at))"}
"""


def words(story: Story, key: str, item: str | None = None) -> str:
    where = ("process", "notices", key, "body")
    return process.words(
        story.compiled, where, story.facts, story.events, story.context(story.now), item
    ).text


def test_a_notice_about_an_item_sees_that_item() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.north", answers={"how": "foot", "agreed": {"agreed": True, "words": "I agree"}})
    story.task("visit.east", answers={"how": "other", "what": "By boat"})
    assert words(story, "seen", "north").lower().startswith(("on foot", "foot"))
    assert words(story, "seen", "north").endswith("Yes")
    assert words(story, "seen") == "–, –"
    assert words(story, "seen", "nowhere") == "–, –"
    assert story.tasks() == ["count"]


def test_the_outcomes_of_all_items_are_seen_from_outside() -> None:
    story = Story(PROCESS, {"places": ("north",)})
    story.task("visit.north", answers={"how": "foot"})
    assert (story.tasks("skipped"), story.stage) == (["count"], "done")


def test_a_question_under_an_option_is_asked_with_that_option_only() -> None:
    story = Story(PROCESS, {"places": ("north",)})
    story.task("visit.north", answers={"how": "other"})
    assert story.refused == "answer-missing"
    story.task("visit.north", answers={"how": "foot", "what": "By boat"})
    assert story.refused == "not-asked"


def test_an_event_is_seen_with_what_was_recorded() -> None:
    story = Story(PROCESS, {"places": ("north",)})
    story.happen("note", at=local("2026-11-23 16:30"))
    assert words(story, "noted") == "– Monday 23 November 2026 at 4:30pm"
    story.happen("note", at=local("2026-11-24 16:30"), answers={"text": "Seen"})
    assert words(story, "noted") == "Seen Tuesday 24 November 2026 at 4:30pm"


def test_a_task_that_is_due_after_an_unknown_time_says_so() -> None:
    text = 'stages:\n  work:\n    title: W\n    label: W\n    tasks:\n      look: {title: Look, role: clerk, due: "days(days_between(today, held_on))"}\n'
    (known,) = Story(text, {"held_on": dt.date(2026, 11, 25)}).outcome.tasks
    assert known.due == local("2026-11-25 23:59:59")
    (unknown,) = Story(text).outcome.tasks
    assert isinstance(unknown.due, Unknown)
    assert unknown.due.reason == "not_asked"


def test_a_case_without_events_is_no_case_yet() -> None:
    story = Story(PROCESS)
    state = process.state(story.compiled, story.facts, (), story.context(START))
    assert (state.stage, state.closed, state.tasks, state.clocks, state.timers) == (None, False, (), (), ())
    assert state.task("visit") is None


def test_an_event_that_says_nothing_more_is_stored_shortly() -> None:
    assert Event(kind="paid", at=START).to_json() == {"kind": "paid", "at": "2026-11-23T09:00:00+00:00"}


RESTING = """
stages:
  open: {title: Open, label: Open, tasks: {look: {title: Look, role: clerk}}}
  done: {title: Done, label: Done, kind: closed, result: met}
events:
  hurry: {title: Hurry, by: [clerk], sets: {urgent: "true"}}
notices:
  told: {on: [task.look], subject: Told, body: "((how_soon))"}
"""


def test_what_rests_on_an_answer_follows_when_an_event_changes_it() -> None:
    values = "values:\n  how_soon: {is: \"urgent ? 'today' : 'soon'\"}\n"
    story = Story(build(RESTING, values), {"urgent": False})
    assert words(story, "told") == "soon"
    story.happen("hurry")
    assert words(story, "told") == "today"


def test_what_an_event_changed_of_a_question_that_is_gone_is_left_out() -> None:
    """A case may have been moved to a version that does not ask it any more."""
    values = "values:\n  how_soon: {is: \"urgent ? 'today' : 'soon'\"}\n"
    story = Story(build(RESTING, values), {"urgent": False})
    (begun, *rest) = story.happen("hurry").events
    kept = replace(begun, sets={**begun.sets, "is_gone": True})
    story.events = tuple(kept if event is begun else event for event in story.events)
    assert rest == []
    assert words(story, "told") == "today"


PICKED = """
stages:
  open:
    title: Open
    label: Open
    tasks:
      look:
        title: Look
        role: clerk
        form:
          place:
            ask: choice
            label: Where?
            from: {each: "['attic', 'cellar']", as: it, key: it, label: The ((it))}
  done: {title: Done, label: Done, kind: closed, result: met}
notices:
  told: {on: [task.look], subject: Told, body: "((tasks.look.place))"}
"""


def test_what_an_officer_picked_from_a_list_is_seen_as_the_item() -> None:
    story = Story(PICKED)
    given = Event(kind="task", key="look", at=story.now, role="clerk")
    form = {"place": ["cellar"]}
    filled = process.fill_in(story.compiled, story.facts, story.events, given, story.context(story.now), form)
    assert filled.problems == ()
    story.give(filled.event)
    assert (story.refused, words(story, "told")) == (None, "cellar")
