"""What expressions of a process see where something has not happened: each name unknown, and from where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from patternbook.engine.process import Timer
from patternbook.engine.process.case import Case
from patternbook.language.unknown import Unknown
from tests.core.process import process_story
from tests.core.process.process_story import PATTERN, START, Story, local

CONTRACT = """
contracts:
  tell_depot:
    about: Tells the depot.
    takes: {place: "text?"}
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
        for_each: places
        key: item
        form:
          size: {ask: number, label: How big?}
          note: {ask: text, label: Note, optional: true, required_if: "item == 'north'"}
        checks:
          small: {holds: tasks.visit.size < 9, message: "Too big for ((item))."}
        outcomes:
          seen:
            title: Seen
            reasons:
              cold: {title: Cold, show: "item == 'north'"}
              warm: {title: Warm, show: "item == 'east'"}
      look: {title: Look, role: clerk}
  done: {title: Done, label: Done, kind: closed}
events:
  note: {title: Note, by: [clerk], form: {text: {ask: text, label: Text, optional: true}}}
  hold: {title: Hold, by: [clerk]}
clocks:
  reply: {title: Reply, starts: [event.note], runs: days(5), warn: days(1), opens: days(2), pauses: [event.hold]}
  each: {title: Each, for_each: places, runs: days(2)}
notices:
  due: {on: [clock.each.due], to: chief, subject: Due, body: Due}
  cold: {on: [task.visit], show: "item == 'north'", subject: Cold, body: Cold}
effects:
  seen: {on: [task.visit], contract: tell_depot, with: {place: item}}
  urgent: {on: [task.look], contract: tell_depot, show: urgent, with: {}}
  always: {on: [task.look], contract: tell_depot, with: {}}
"""


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(process_story, "PATTERN", PATTERN.replace("\npages:", CONTRACT, 1))
    return Story(PROCESS, {"places": ("north", "east")})


def seen(story: Story, *path: str, item: str | None = None) -> Any:
    """What an expression sees under a name, `tasks.visit.size` as ("tasks", "visit", "size")."""
    case = Case(story.compiled, story.facts, story.context(story.now), story.events)
    value: Any = case.names(case.any_item(item))
    for name in path:
        assert isinstance(value, Mapping)
        value = value[name]
    return value


def why(value: object) -> tuple[str, str]:
    assert isinstance(value, Unknown)
    return value.reason, value.source


def visited(story: Story, item: str, **more: Any) -> None:
    given = {"answers": {"size": 3, "note": "Fine"}, "reason": {"north": "cold", "east": "warm"}[item]}
    story.task(f"visit.{item}", "seen", **{**given, **more})
    assert story.refused is None


@pytest.mark.parametrize(
    "path",
    [
        ("tasks", "look", "outcome"),
        ("tasks", "look", "done_at"),
        ("tasks", "visit", "size"),
        ("events", "note", "at"),
        ("events", "note", "text"),
        ("clocks", "reply", "due"),
        ("clocks", "reply", "started_at"),
    ],
)
def test_what_has_not_happened_was_not_asked_and_says_by_which_name(
    story: Story, path: tuple[str, ...]
) -> None:
    assert why(seen(story, *path)) == ("not_asked", ".".join(path))


def test_what_an_event_or_a_task_left_out_is_unknown_under_its_name(story: Story) -> None:
    story.happen("note")
    story.task("look", by="ann")
    assert why(seen(story, "events", "note", "text")) == ("not_asked", "events.note.text")
    assert why(seen(story, "events", "note", "reason")) == ("not_asked", "events.note.reason")
    assert why(seen(story, "tasks", "look", "explain")) == ("not_asked", "tasks.look.explain")
    assert seen(story, "tasks", "look", "outcome") == "done"


def test_of_several_items_the_one_that_is_looked_at_is_seen_and_none_from_outside(story: Story) -> None:
    visited(story, "north", answers={"size": 3, "note": "Cold"})
    assert seen(story, "tasks", "visit", "size") == 3
    visited(story, "east", answers={"size": 5, "note": "Warm"})
    assert why(seen(story, "tasks", "visit", "size")) == ("many", "tasks.visit.size")
    assert seen(story, "tasks", "visit", "size", item="north") == 3
    assert seen(story, "tasks", "visit", "note", item="east") == "Warm"
    assert seen(story, "item", item="east") == "east"


def test_each_item_that_is_done_is_listed_with_what_is_known_of_it(story: Story) -> None:
    visited(story, "east", answers={"size": 5}, at=local("2026-11-24 10:00"))
    (east,) = seen(story, "tasks", "visit", "items")
    assert {name: east[name] for name in ("key", "outcome", "reason", "size", "done_at")} == {
        "key": "east", "outcome": "seen", "reason": "warm", "size": 5, "done_at": local("2026-11-24 10:00")
    }  # fmt: skip
    assert why(east["note"]) == ("not_asked", "tasks.visit.east")
    assert why(east["explain"]) == ("not_asked", "tasks.visit.east")


def test_the_end_and_the_warning_of_a_clock_that_is_held_are_not_known(story: Story) -> None:
    story.happen("note", at=local("2026-11-24 10:00"))
    assert seen(story, "clocks", "reply", "due") == local("2026-12-01 23:59:59")
    assert seen(story, "clocks", "reply", "warn") == local("2026-11-30 23:59:59")
    story.happen("hold", at=local("2026-11-24 11:00"))
    for name in ("due", "warn", "stopped_at"):
        assert why(seen(story, "clocks", "reply", name)) == ("not_asked", f"clocks.reply.{name}")
    assert seen(story, "clocks", "reply", "opens") == local("2026-11-26 23:59:59")
    assert seen(story, "clocks", "reply", "started_at") == local("2026-11-24 10:00")


def test_what_is_needed_and_allowed_depends_on_the_item(story: Story) -> None:
    story.task("visit.north", "seen", reason="cold", answers={"size": 3})
    assert story.refused == "answer-missing"
    story.task("visit.north", "seen", reason="warm", answers={"size": 3, "note": "Fine"})
    assert story.refused == "reason-not-offered"
    story.task("visit.east", "seen", reason="warm", answers={"size": 9})
    assert story.outcome.refused is not None
    assert story.outcome.refused.message.lower() == "too big for east."
    story.task("visit.east", "seen", reason="warm", answers={"size": 8})
    assert story.refused is None


def test_a_message_to_another_system_tells_of_its_item(story: Story) -> None:
    visited(story, "east")
    assert [(effect.key, effect.item, effect.inputs) for effect in story.outcome.effects] == [
        ("seen", "east", {"place": "east"})
    ]


def test_a_notice_is_sent_about_the_items_for_which_its_condition_holds(story: Story) -> None:
    visited(story, "east")
    assert story.sent() == []
    visited(story, "north")
    assert story.sent() == ["cold"]


def test_a_message_whose_condition_does_not_hold_is_not_sent(story: Story) -> None:
    story.task("look")
    assert [effect.key for effect in story.outcome.effects] == ["always"]


def test_a_clock_of_an_item_is_told_once_for_each_item(story: Story) -> None:
    due = local("2026-11-25 23:59:59")
    for item in ("north", "east"):
        story.clock("each", "due", at=due, item=item)
        assert [(notice.key, notice.item) for notice in story.outcome.notices] == [("due", item)]
        story.clock("each", "due", at=due, item=item)
        assert (story.refused, story.outcome.events) == (None, ())


def test_what_the_process_waits_for_is_listed_by_time_with_its_item(story: Story) -> None:
    story.happen("note", at=local("2026-11-24 10:00"))
    assert story.outcome.state.timers == (
        Timer(local("2026-11-25 23:59:59"), "clock", "each", "east", "due"),
        Timer(local("2026-11-25 23:59:59"), "clock", "each", "north", "due"),
        Timer(local("2026-11-26 23:59:59"), "clock", "reply", "", "opens"),
        Timer(local("2026-11-30 23:59:59"), "clock", "reply", "", "warn"),
        Timer(local("2026-12-01 23:59:59"), "clock", "reply", "", "due"),
    )
    told = story.outcome.state.timers[0].event(START)
    assert (told.kind, told.key, told.item, told.outcome, told.role) == (
        "clock", "each", "east", "due", "timer"
    )  # fmt: skip
    assert story.outcome.state.timers[2].event(START).item is None


def test_there_is_no_task_or_clock_of_another_name(story: Story) -> None:
    state = story.outcome.state
    assert (state.task("visit"), state.clock("each"), state.clock("reply")) == (None, None, None)


def test_a_case_that_has_not_begun_has_no_reference_stage_or_time(story: Story) -> None:
    assert seen(story, "case", "reference") == "AB-1"
    assert seen(story, "case", "stage") == "work"
    assert seen(story, "case", "submitted_at") == START
    story.events = ()
    for name in ("reference", "stage", "submitted_at"):
        assert why(seen(story, "case", name)) == ("not_asked", f"case.{name}")
