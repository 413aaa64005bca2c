"""Which task goes to whom, what was written with it, and which timers the process waits for in its stage."""

from __future__ import annotations

from typing import Any

from patternbook.engine.process.case import Case
from tests.core.process.process_story import START, Story, local

PROCESS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit: {title: Visit, role: clerk, for_each: places, key: item, assign: "item == 'north' ? 'depot_a' : 'depot_b'"}
      decide:
        title: Decide
        role: chief
        outcomes: {no: {title: No, explain: true, reasons: {late: {title: Too late}}}}
  last: {title: Last, label: Last, tasks: {sign: {title: Sign, role: clerk}}}
events:
  nudge: {title: Nudge, by: [timer], while: [last], at: "add(case.submitted_at, days(3))"}
  remind: {title: Remind, by: [timer], at: "add(case.submitted_at, days(2))"}
  clerks: {title: By clerks alone, by: [clerk], at: "add(case.submitted_at, days(1))"}
"""


def timers(story: Story) -> list[str]:
    return [timer.key for timer in story.outcome.state.timers]


def test_a_task_of_an_item_goes_to_whom_that_item_says() -> None:
    story = Story(PROCESS, {"places": ("north", "east")})
    assert {task.name: task.assigned for task in story.outcome.tasks} == {
        "visit.north": "depot_a", "visit.east": "depot_b", "decide": None
    }  # fmt: skip


def test_a_timer_of_another_stage_is_not_waited_for_until_that_stage() -> None:
    story = Story(PROCESS)
    assert timers(story) == ["remind"]
    story.task("decide", "no", role="chief", reason="late", explain="It came too late.")
    assert (story.refused, story.stage) == (None, "last")
    assert timers(story) == ["remind", "nudge"]
    story.happen("remind", role="timer", at=local("2026-11-25 23:59:59"))
    assert timers(story) == ["nudge"]


def test_what_was_written_with_a_decision_is_seen() -> None:
    story = Story(PROCESS)
    story.task("decide", "no", role="chief", reason="late", explain="It came too late.")
    case = Case(story.compiled, story.facts, story.context(START), story.events)
    decide: Any = case.names()["tasks"]["decide"]
    assert {name: decide[name] for name in ("outcome", "reason", "explain")} == {
        "outcome": "no", "reason": "late", "explain": "It came too late."
    }  # fmt: skip
