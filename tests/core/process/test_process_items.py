"""What is kept for each item of a list: conditions, lengths and marks see the item that they are about."""

from __future__ import annotations

from patternbook.engine.clocks import ClockState
from tests.core.process.process_story import Story, local

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
        due: "item == 'north' ? days(1) : days(2)"
        form:
          bins: {ask: number, label: Bins, show: "item == 'north'"}
      report:
        title: Report
        role: clerk
        for_each: places
        key: item
        after: [visit]
        outcomes:
          fine: {title: Fine}
          cold: {title: Too cold, show: "item == 'north'"}
      sign: {title: Sign, role: clerk, after: [report]}
  done: {title: Done, label: Done, kind: closed}
events:
  hold: {title: Hold, by: [clerk]}
  go: {title: Go on, by: [clerk]}
  stop: {title: Stop, by: [clerk], to: stage.done}
clocks:
  each:
    title: Each
    for_each: places
    starts: [task.visit]
    runs: "item == 'north' ? days(1) : days(2)"
    pauses: [event.hold]
    resumes: [event.go]
    stops: [task.report]
  plain: {title: Plain, for_each: "[3, 5]", runs: days(1)}
  texts: {title: Texts, for_each: "['b', 'a', 'b']", runs: days(1)}
  held: {title: Held, for_each: places, runs: days(5), pauses: [event.hold], resumes: [task.visit]}
  after_all: {title: After all, starts: [task.visit], runs: days(1), stops: [task.report]}
"""


def clock(story: Story, key: str, item: str | None = None) -> ClockState | None:
    return story.outcome.state.clock(key, item)


def test_an_outcome_is_offered_to_the_items_for_which_its_condition_holds() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.north", answers={"bins": 1})
    story.task("visit.east")
    story.task("report.east", "cold")
    assert story.refused == "outcome-not-offered"
    story.task("report.north", "cold")
    assert story.refused is None


def test_by_when_a_task_should_be_done_depends_on_its_item() -> None:
    due = {task.name: task.due for task in Story(PROCESS, {"places": ("north", "east")}).outcome.tasks}
    assert due["visit.north"] == local("2026-11-24 23:59:59")
    assert due["visit.east"] == local("2026-11-25 23:59:59")


def test_what_a_task_asks_depends_on_its_item() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.north")
    assert story.refused == "answer-missing"
    story.task("visit.east", answers={"bins": 3})
    assert story.refused == "not-asked"
    story.task("visit.north", answers={"bins": 3})
    assert story.refused is None


def test_a_clock_of_an_item_is_started_held_and_ended_by_what_is_done_for_that_item() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    assert clock(story, "each", "north") is None
    story.task("visit.north", at=local("2026-11-24 10:00"), answers={"bins": 1})
    north = clock(story, "each", "north")
    assert north is not None
    assert (north.state, north.due) == ("running", local("2026-11-25 23:59:59"))
    assert clock(story, "each", "east") is None
    assert clock(story, "after_all") is None
    story.task("visit.east", at=local("2026-11-24 11:00"))
    east, after_all = clock(story, "each", "east"), clock(story, "after_all")
    assert east is not None
    assert after_all is not None
    assert (east.due, after_all.started_at) == (local("2026-11-26 23:59:59"), local("2026-11-24 11:00"))
    story.task("report.north", "fine", at=local("2026-11-24 12:00"))
    states = [clock(story, *name) for name in (("each", "north"), ("each", "east"), ("after_all",))]
    assert [state and state.state for state in states] == ["stopped", "running", "running"]


def test_an_event_holds_the_clocks_of_every_item() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.north", at=local("2026-11-24 10:00"), answers={"bins": 1})
    story.happen("hold", at=local("2026-11-24 11:00"))
    held = clock(story, "each", "north")
    assert held is not None
    assert held.state == "paused"
    story.happen("go", at=local("2026-11-25 11:00"))
    going = clock(story, "each", "north")
    assert going is not None
    assert (going.state, going.due) == ("running", local("2026-11-26 23:59:59"))


def test_a_clock_for_each_item_of_a_list_without_a_task_has_the_items_own_keys() -> None:
    names = [(state.key, state.item) for state in Story(PROCESS).outcome.clocks]
    assert names == [("plain", "1"), ("plain", "2"), ("texts", "b"), ("texts", "a"), ("texts", "b_3")]


def test_a_clock_of_an_item_goes_on_by_what_is_done_for_that_item() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.happen("hold", at=local("2026-11-24 09:00"))
    story.task("visit.east", at=local("2026-11-24 10:00"))
    states = {item: clock(story, "held", item) for item in ("north", "east")}
    assert {item: state and state.state for item, state in states.items()} == {
        "north": "paused", "east": "running"
    }  # fmt: skip


def test_a_clock_that_began_for_one_item_alone_is_told_once() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.north", at=local("2026-11-24 10:00"), answers={"bins": 1})
    due = local("2026-11-25 23:59:59")
    assert story.clock("each", "due", at=due, item="north").events != ()
    again = story.clock("each", "due", at=due, item="north")
    assert (again.events, again.refused) == ((), None)


def test_a_task_after_the_tasks_of_items_opens_with_the_last_of_them() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    for name in ("visit.north", "report.north", "visit.east"):
        outcome, answers = ("fine", {}) if name.startswith("report") else (None, {"bins": 1})
        story.task(name, outcome, answers=answers if name != "visit.east" else {})
        assert story.refused is None
        assert "sign" not in story.tasks()
    story.task("report.east", "fine")
    assert story.tasks() == ["sign"]


def test_what_was_open_or_waiting_for_any_item_is_cancelled_when_its_stage_is_left() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    story.task("visit.east")
    story.happen("stop")
    assert story.stage == "done"
    assert sorted(story.tasks("cancelled")) == ["report.east", "report.north", "visit.north"]
    assert story.tasks("done") == ["visit.east"]


EITHER = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      call: {title: Call, role: clerk, for_each: places, key: item}
      write: {title: Write, role: clerk, for_each: places, key: item}
      close: {title: Close, role: clerk, for_each: places, key: item, after: [call, write], join: any}
  done: {title: Done, label: Done, kind: closed}
"""


def test_where_one_of_several_tasks_is_enough_it_is_enough_for_its_own_item_alone() -> None:
    story = Story(EITHER, {"places": ("north", "east")})
    assert sorted(story.tasks("waiting")) == ["close.east", "close.north"]
    story.task("write.north")
    assert "close.north" in story.tasks()
    assert story.tasks("waiting") == ["close.east"]
