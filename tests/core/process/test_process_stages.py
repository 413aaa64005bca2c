"""Stages and tasks: what opens, what is skipped, where a case goes."""

from __future__ import annotations

import pytest

from patternbook.engine import process
from tests.core.process.process_story import START, Story, build

TWO_STAGES = """
stages:
  looking:
    title: Looking
    label: Being looked at
    tasks:
      look: {title: Look, role: clerk}
  done: {title: Done, label: Done, kind: closed, result: met}
"""

ORDERED = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      first: {title: First, role: clerk}
      second: {title: Second, role: clerk}
      both: {title: After both, role: clerk, after: [first, second]}
      either: {title: After either, role: clerk, after: [first, second], join: any}
  done: {title: Done, label: Done, kind: closed}
"""


def test_submitting_enters_the_first_stage_and_opens_its_tasks() -> None:
    story = Story(TWO_STAGES)
    assert (story.stage, story.tasks()) == ("looking", ["look"])
    assert [event.kind for event in story.events] == ["submitted", "stage", "open"]
    assert story.events[0].key == "AB-1"


def test_when_the_tasks_are_done_the_next_stage_follows_and_closes_the_case() -> None:
    story = Story(TWO_STAGES)
    story.task("look", by="ann")
    assert (story.stage, story.outcome.state.closed) == ("done", True)
    assert story.outcome.state.task("look").outcome == "done"  # type: ignore[union-attr]  # it is there
    assert story.outcome.state.timers == ()


def test_tasks_come_after_others() -> None:
    story = Story(ORDERED)
    assert story.tasks() == ["first", "second"]
    story.task("second")
    assert story.tasks() == ["first", "either"]
    story.task("first")
    assert story.tasks() == ["either", "both"]


def test_a_task_may_not_be_done_twice_or_before_its_time() -> None:
    story = Story(ORDERED)
    story.task("both")
    assert story.refused == "task-not-open"
    story.task("first")
    story.task("first")
    assert story.refused == "task-not-open"


JOIN_ANY = TWO_STAGES.replace("label: Being looked at", "label: Being looked at\n    join: any").replace(
    "look: {title: Look, role: clerk}",
    "look: {title: Look, role: clerk}\n      ask: {title: Ask, role: clerk}",
)


def test_a_stage_that_any_task_ends_cancels_the_others() -> None:
    story = Story(JOIN_ANY)
    story.task("ask")
    assert story.stage == "done"
    assert story.tasks("cancelled") == ["look"]


SHOWN = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      rush: {title: Rush, role: clerk, show: urgent}
      then: {title: Then, role: clerk, after: [rush]}
      late:
        title: Late
        role: clerk
        show: {if: "held_on > today", unknown: %s}
  done: {title: Done, label: Done, kind: closed}
"""


def test_a_task_that_is_not_needed_is_skipped_and_frees_what_comes_after() -> None:
    story = Story(SHOWN % "false")
    assert (story.tasks(), story.tasks("skipped")) == (["then"], ["rush", "late"])
    assert Story(SHOWN % "false", {"urgent": True}).tasks() == ["rush"]


def test_an_unknown_condition_takes_its_own_branch() -> None:
    assert "late" in Story(SHOWN % "true").tasks()


ALL_SKIPPED = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      rush: {title: Rush, role: clerk, show: urgent}
  done: {title: Done, label: Done, kind: closed}
"""


def test_a_stage_in_which_nothing_is_to_do_is_passed() -> None:
    assert Story(ALL_SKIPPED).stage == "done"
    assert Story(ALL_SKIPPED, {"urgent": True}).stage == "work"


ANY_SKIPPED = ORDERED.replace(
    "first: {title: First, role: clerk}", "first: {title: First, role: clerk, show: urgent}"
)


def test_a_skipped_task_is_not_one_that_was_done() -> None:
    story = Story(ANY_SKIPPED)
    assert story.tasks() == ["second"]
    story.task("second")
    assert story.tasks() == ["both", "either"]


ROUTES = """
stages:
  decide:
    title: Decide
    label: Being decided
    tasks:
      decide:
        title: Decide
        role: clerk
        outcomes:
          yes: {title: Yes}
          no: {title: No}
          maybe: {title: Maybe}
    go:
      refused:
        if: tasks.decide.outcome == "no"
        to: stage.refused
      waits:
        if: tasks.decide.outcome == "maybe"
        to: stage.waits
  met: {title: Met, label: Met, kind: closed, result: met}
  refused: {title: Refused, label: Refused, kind: closed, result: refused}
  waits:
    title: Waiting
    label: Waiting for money
    kind: waiting
    go:
      paid:
        if: {if: known(events.money.at), unknown: false}
        to: stage.met
events:
  money: {title: Money came, by: [outside], while: [waits]}
  nudge: {title: Nudged, by: [clerk]}
"""
ROUTES = ROUTES.replace("if: {if: known(events.money.at), unknown: false}", "if: known(events.money.at)")


@pytest.mark.parametrize(("outcome", "stage"), [("yes", "met"), ("no", "refused"), ("maybe", "waits")])
def test_the_first_route_that_applies_is_taken_else_the_next_stage(outcome: str, stage: str) -> None:
    story = Story(ROUTES)
    story.task("decide", outcome)
    assert story.stage == stage


def test_a_waiting_stage_without_tasks_tries_its_routes_after_every_event() -> None:
    story = Story(ROUTES)
    story.task("decide", "maybe")
    story.happen("nudge")
    assert story.stage == "waits"
    story.happen("money", role="outside")
    assert story.stage == "met"


GATEWAY = """
stages:
  gate:
    title: Gate
    label: Gate
    go:
      rush: {if: urgent, to: stage.rush}
  plain: {title: Plain, label: Plain}
  rush: {title: Rush, label: Rush}
"""


def test_an_open_stage_with_routes_and_no_tasks_is_a_fork() -> None:
    assert Story(GATEWAY).stage == "plain"
    assert Story(GATEWAY, {"urgent": True}).stage == "rush"


def test_a_stage_without_tasks_and_routes_waits_for_events() -> None:
    story = Story(GATEWAY)
    assert (story.stage, story.outcome.state.closed) == ("plain", False)


LOOP = """
stages:
  one: {title: One, label: One, go: {on: {to: stage.two}}}
  two: {title: Two, label: Two, go: {back: {to: stage.one}}}
"""


def test_a_loop_without_end_is_refused_and_leaves_nothing() -> None:
    story = Story(LOOP)
    assert (story.refused, story.events, story.stage) == ("process-loop", (), None)


ITEMS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit: {title: Visit, role: clerk, for_each: places, key: item}
      report: {title: Report, role: clerk, for_each: places, key: item, after: [visit]}
      sum_up: {title: Sum up, role: clerk, after: [report]}
  done: {title: Done, label: Done, kind: closed}
"""


def test_a_task_for_each_item_has_the_items_keys() -> None:
    story = Story(ITEMS, {"places": ("north", "east")})
    assert story.tasks() == ["visit.north", "visit.east"]
    assert story.tasks("waiting") == ["report.north", "report.east"]


def test_after_a_task_of_the_same_list_only_the_same_item_is_waited_for() -> None:
    story = Story(ITEMS, {"places": ("north", "east")})
    story.task("visit.east")
    assert story.tasks() == ["visit.north", "report.east"]
    story.task("report.east")
    story.task("visit.north")
    assert "sum_up" not in story.tasks()
    story.task("report.north")
    assert story.tasks() == ["sum_up"]


def test_without_items_there_is_nothing_to_do() -> None:
    assert Story(ITEMS).tasks() == ["sum_up"]


def test_a_list_that_is_not_known_gives_one_task_as_a_whole() -> None:
    assert Story(ITEMS, {"places": None}).tasks() == ["visit"]


KEYS = ITEMS.replace("for_each: places, key: item", "for_each: places, key: \"'same'\"")


def test_items_with_one_key_are_told_apart() -> None:
    assert Story(KEYS, {"places": ("north", "east")}).tasks() == ["visit.same", "visit.same_2"]


REOPEN = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      decide:
        title: Decide
        role: clerk
        outcomes: {yes: {title: Yes}, no: {title: No}}
    go:
      no: {if: tasks.decide.outcome == "no", to: stage.refused}
  met: {title: Met, label: Met, kind: closed}
  refused: {title: Refused, label: Refused, kind: closed}
events:
  reopen: {title: Reopen, by: [chief], while: [met, refused], to: stage.work}
  again: {title: Begin again, by: [chief], to: stage.work}
"""


def test_a_closed_case_can_be_reopened_and_its_tasks_begin_anew() -> None:
    story = Story(REOPEN)
    story.task("decide", "no")
    story.happen("reopen", role="chief")
    assert (story.stage, story.tasks(), story.outcome.state.closed) == ("work", ["decide"], False)
    story.task("decide", "yes")
    assert story.stage == "met"


def test_a_stage_can_begin_again() -> None:
    story = Story(REOPEN)
    story.happen("again", role="chief")
    assert (story.stage, story.tasks()) == ("work", ["decide"])
    assert [event.kind for event in story.outcome.events] == ["event", "cancel", "stage", "open"]


def test_reading_a_case_needs_only_its_events() -> None:
    story = Story(REOPEN)
    story.task("decide", "no")
    stored = tuple(process.Event.from_json(event.to_json()) for event in story.events)
    assert stored == story.events
    assert process.state(story.compiled, story.facts, stored, story.context(story.now)) == story.outcome.state


def test_the_same_event_gives_the_same_outcome() -> None:
    compiled = build(REOPEN)
    assert Story(compiled, at=START).outcome == Story(compiled, at=START).outcome


DUE = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      look: {title: Look, role: clerk, due: settings.target, assign: "urgent ? 'north' : 'south'"}
"""


def test_a_task_says_by_when_and_for_whom() -> None:
    story = Story(DUE)
    (task,) = story.state(START.replace(month=12)).tasks
    assert (str(task.due), task.assigned) == ("2026-11-26 23:59:59+00:00", "south")
