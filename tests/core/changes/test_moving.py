"""A live case under another definition: nothing that happened is lost, and what cannot be mapped is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.changes.moving import move_answers, move_case
from patternbook.changes.moving.answers import CannotMove, moved_answer
from patternbook.changes.moving.events import Refused
from patternbook.engine import process
from patternbook.engine.compiler import Compiled
from patternbook.engine.process import CaseState, Event
from patternbook.language.kinds import questions as q
from patternbook.language.nodes.base import Expr, Keyed, Text
from tests.core.process.process_story import MINUTE, START, Story, build

BEFORE = """
stages:
  checking:
    title: Checking
    label: Checking
    tasks:
      look:
        title: Look at it
        role: clerk
        form:
          seen: {ask: choice, label: What was seen?, optional: true, options: {much: {label: Much}, little: {label: Little}}}
        outcomes:
          good: {title: Good}
          bad:
            title: Bad
            reasons:
              broken: {title: Broken}
              missing: {title: Missing}
      extra:
        title: Something extra
        role: clerk
        show: urgent
    go:
      bad: {if: tasks.look.outcome == "bad", to: stage.refused}
      good: {to: stage.visiting}
  visiting:
    title: Visiting
    label: Visiting
    tasks:
      visit:
        title: Visit
        role: crew
        for_each: places.or(["south"])
        key: item
    go:
      done: {to: stage.met}
  met: {title: Met, label: Met, kind: closed, result: met}
  refused: {title: Refused, label: Refused, kind: closed, result: refused}
events:
  hurry:
    title: The resident asks to hurry
    by: [resident, chief]
    form:
      why: {ask: text, label: Why?, optional: true}
    reasons:
      ill: {title: Ill}
      other: {title: Other}
    sets:
      urgent: "true"
clocks:
  answer:
    title: Answer in time
    runs: days(5)
    warn: days(1)
    stops: [task.look]
    extend: by_agreement
"""
AFTER = (
    BEFORE.replace("  checking:\n", "  first_look:\n    was: checking\n")
    .replace("      look:\n", "      inspect:\n        was: look\n")
    .replace("tasks.look.outcome == \"bad\"", "tasks.inspect.outcome == \"poor\"")
    .replace("          seen: {", "          amount: {was: seen, ")
    .replace("little: {label", "few: {was: little, label")
    .replace("          bad:\n", "          poor:\n            was: bad\n")
    .replace("              broken: {", "              damaged: {was: broken, ")
    .replace("      bad: {if", "      poor: {was: bad, if")
    .replace("      visit:\n", "      call:\n        was: visit\n")
    .replace("  hurry:\n", "  rush:\n    was: hurry\n")
    .replace("      why: {", "      because: {was: why, ")
    .replace("      ill: {", "      unwell: {was: ill, ")
    .replace("  answer:\n", "  reply:\n    was: answer\n")
    .replace("stops: [task.look]", "stops: [task.inspect]")
)  # fmt: skip
NEW = {"checking": "first_look", "look": "inspect", "visit": "call", "bad": "poor", "broken": "damaged", "little": "few",
       "seen": "amount", "answer": "reply"}  # fmt: skip


def moved_state(story: Story, after: Compiled) -> CaseState:
    """How the case stands after its move."""
    moved = move_case(story.events, story.compiled.service, after.service)
    assert moved.problems == ()
    return process.state(after, story.facts, moved.events, story.context(story.now))


def in_new_names(state: CaseState, new: Mapping[str, str] = NEW) -> list[object]:
    """How a case stood, with each name as it is in the other definition."""

    def name(key: str | None) -> str | None:
        return new.get(key or "", key)

    def answers(recorded: Mapping[str, Any]) -> dict[str | None, Any]:
        return {name(key): name(value) for key, value in recorded.items()}

    tasks = sorted(
        (str(name(task.key)), str(task.item), str(name(task.stage)), task.state, str(task.done_at), str(task.by),
         str(name(task.outcome)), str(name(task.reason)), str(answers(task.answers)))
        for task in state.tasks
    )  # fmt: skip
    clocks = [
        (name(clock.key), clock.item, clock.started_at, clock.due, clock.state) for clock in state.clocks
    ]
    return [name(state.stage), state.closed, state.entered_at, tasks, clocks]


STEPS: tuple[Event, ...] = (
    Event(
        kind="task", key="look", role="clerk", by="ann", outcome="good", answers={"seen": "little"}, at=START
    ),
    Event(kind="task", key="look", role="clerk", by="bob", outcome="bad", reason="broken", at=START),
    Event(kind="event", key="hurry", role="resident", reason="ill", answers={"why": "It is cold."}, at=START),
    Event(kind="clock", key="answer", outcome="warn", role="timer", at=START),
    Event(
        kind="extend",
        key="answer",
        until=START + dt.timedelta(days=9),
        explain="Agreed.",
        role="clerk",
        at=START,
    ),
    Event(kind="task", key="visit", item="north", role="crew", at=START),
    Event(kind="task", key="visit", item="south", role="crew", at=START),
    Event(kind="task", key="extra", role="clerk", at=START),
)


@given(
    urgent=st.booleans(),
    places=st.sampled_from(((), ("north",), ("north", "south"))),
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 4000)), max_size=6),
)
def test_a_moved_case_stands_where_it_stood_in_the_other_names(
    urgent: bool, places: tuple[str, ...], steps: list[tuple[Event, int]]
) -> None:
    story = Story(BEFORE, {"urgent": urgent, "places": places})
    for step, minutes in steps:  # what is refused did not happen
        story.give(replace(step, at=story.now + minutes * MINUTE))
    after = build(AFTER)
    assert in_new_names(moved_state(story, after), {}) == in_new_names(story.state(story.now))


def test_a_case_that_is_moved_and_back_again_is_what_it_was() -> None:
    story = Story(BEFORE, {"places": ("north", "south")})
    story.task("look", "good", by="ann", answers={"seen": "little"})
    story.task("visit.north", role="crew")
    there = move_case(story.events, story.compiled.service, build(AFTER).service)
    back = BEFORE.replace("  checking:\n", "  checking:\n    was: first_look\n").replace("      look:\n", "      look:\n        was: inspect\n").replace(
        "seen: {", "seen: {was: amount, ").replace("little: {", "little: {was: few, ").replace("      visit:\n", "      visit:\n        was: call\n").replace(
        "          bad:\n", "          bad:\n            was: poor\n").replace("      bad: {if", "      bad: {was: poor, if")  # fmt: skip
    again = move_case(there.events, build(AFTER).service, build(back).service)
    assert again.problems == ()
    assert again.events == story.events


def test_a_moved_case_goes_on_under_the_other_definition() -> None:
    story = Story(BEFORE)
    after = build(AFTER)
    moved = move_case(story.events, story.compiled.service, after.service)
    done = Event(
        kind="task", key="inspect", role="clerk", outcome="poor", reason="damaged", at=story.now + MINUTE
    )
    outcome = process.advance(after, story.facts, moved.events, done, story.context(story.now + MINUTE))
    assert (outcome.refused, outcome.stage) == (None, "refused")


def told() -> Story:
    """A case in which each kind of thing has happened."""
    story = Story(BEFORE, {"places": ("north",), "urgent": True})
    story.happen("hurry", role="resident", reason="ill", answers={"why": "It is cold."})
    story.clock("answer", "warn", at=START + dt.timedelta(days=4, hours=20))
    story.task("extra")
    story.task("look", "good", by="ann", answers={"seen": "little"})
    assert (story.stage, story.refused) == ("visiting", None)
    return story


REFUSED = (
    ("      look:\n", "      inspect:\n", "task-gone", "The task “Look at it” (Saturday 28 November 2026"),
    ("          good: {title: Good}", "          well: {title: Well}", "outcome-gone", "it can no longer end as “good”."),
    ("          seen: {ask", "          saw: {ask", "answer-gone", "“seen” was recorded and is not asked any more."),
    ("seen: {ask: choice, label: What was seen?, optional: true, options: {much: {label: Much}, little: {label: Little}}}",
     "seen: {ask: text, label: What was seen?, optional: true}", "answer-gone", "“seen” was recorded. The question is of another kind now."),
    ("little: {label: Little}", "few: {label: Few}", "answer-gone", "“seen” was recorded. The answer does not fit the question any more."),
    ("  hurry:\n", "  rush:\n", "event-gone", "The resident asks to hurry ("),
    ("      ill: {title: Ill}\n", "", "reason-gone", "the reason “ill” is not there any more."),
    ("  answer:\n", "  reply:\n", "clock-gone", "The time limit “Answer in time” ("),
    ("  visiting:\n", "  calling:\n", "stage-gone", "The case came to “Visiting” ("),
    ("        key: item\n", "        key: item + \"x\"\n", "items-changed", "it is done for the items of another list now."),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "says"), REFUSED, ids=[f"{case[2]} {place}" for place, case in enumerate(REFUSED)])  # fmt: skip
def test_what_cannot_be_mapped_refuses_the_move_and_says_why(
    old: str, new: str, code: str, says: str
) -> None:
    story = told()
    text = BEFORE.replace(old, new).replace(
        "stage.visiting", "stage.calling" if "calling" in new else "stage.visiting"
    )
    text = (
        text.replace("task.look]", "task.inspect]").replace("tasks.look", "tasks.inspect")
        if "inspect" in new
        else text
    )
    found = move_case(story.events, story.compiled.service, build(text).service)
    assert code in [problem.code for problem in found.problems]
    assert any(says in problem.message for problem in found.problems)
    assert found.events == ()


@pytest.mark.parametrize(("was", "now"), [("closed", "open"), ("open", "closed")])
def test_a_case_is_not_closed_or_opened_by_a_move(was: str, now: str) -> None:
    waiting = BEFORE.replace(
        "label: Refused, kind: closed, result: refused}", "label: Refused, kind: waiting}"
    )
    before, after = (BEFORE, waiting) if was == "closed" else (waiting, BEFORE)
    story = Story(before)
    story.task("look", "bad", reason="missing")
    (problem,) = move_case(story.events, story.compiled.service, build(after).service).problems
    assert problem.code == "stage-turned"
    assert problem.message == f"The case is at “Refused”, which was {was} and is {now} now."


def test_whoever_did_something_did_it_in_the_role_as_it_is_called_now() -> None:
    story = Story(BEFORE)
    story.task("look", "good")
    before = story.compiled.service
    roles = before.process.roles
    renamed = Keyed(
        ("officer", replace(role, was="clerk")) if key == "clerk" else (key, role)
        for key, role in roles.items()
    )
    after = replace(before, process=replace(before.process, roles=renamed))
    moved = move_case(story.events, before, after).events
    assert [event.role for event in moved if event.kind == "task"] == ["officer"]


def test_a_task_that_was_not_needed_may_be_gone() -> None:
    story = Story(BEFORE, {"urgent": False})
    extra = "      extra:\n        title: Something extra\n        role: clerk\n        show: urgent\n"
    after = build(BEFORE.replace(extra, ""))
    state = moved_state(story, after)
    assert [task.key for task in state.tasks] == ["look"]


def test_a_task_that_is_open_may_not_be_gone() -> None:
    story = Story(BEFORE, {"urgent": True})
    extra = "      extra:\n        title: Something extra\n        role: clerk\n        show: urgent\n"
    found = move_case(story.events, story.compiled.service, build(BEFORE.replace(extra, "")).service)
    assert [problem.code for problem in found.problems] == ["task-gone"]


def test_a_task_in_another_stage_that_would_begin_anew_refuses_the_move() -> None:
    story = Story(BEFORE, {"urgent": True})
    story.task("extra")
    story.task("look", "good")
    extra = "      extra:\n        title: Something extra\n        role: clerk\n        show: urgent\n"
    text = BEFORE.replace(extra, "").replace("      visit:\n", extra + "      visit:\n")
    (problem,) = move_case(story.events, story.compiled.service, build(text).service).problems
    assert problem.code == "task-elsewhere"
    assert (
        problem.message == "The task “Something extra” is in another stage now, in which it would begin anew."
    )


def test_a_clock_of_another_list_refuses_the_move() -> None:
    each = BEFORE.replace("    runs: days(5)\n", "    runs: days(5)\n    for_each: places\n")
    story = Story(each, {"places": ("north",)})
    story.clock("answer", "warn", item="north", at=START + dt.timedelta(days=4, hours=20))
    found = move_case(story.events, story.compiled.service, build(BEFORE).service)
    assert [problem.code for problem in found.problems] == ["items-changed"]
    assert move_case(story.events, story.compiled.service, build(each).service).events == story.events


def test_what_an_event_changed_needs_its_question() -> None:
    story = told()
    after = story.compiled.service
    page = after.pages["about"]
    questions = Keyed((key, question) for key, question in page.questions.items() if key != "urgent")
    gone = replace(after, pages=Keyed([("about", replace(page, questions=questions))]))
    (problem,) = move_case(story.events, after, gone).problems
    assert problem.code == "answer-gone"
    assert "the answer to “urgent” was changed and is not asked any more." in problem.message


def test_an_event_of_no_known_part_refuses_the_move() -> None:
    story = Story(BEFORE)
    strange = Event(kind="open", key="nothing", at=START)
    found = move_case(
        (*story.events, replace(strange, kind="task")), story.compiled.service, build(AFTER).service
    )
    assert (
        found.problems[0].message
        == "'nothing' (Monday 23 November 2026 at 9am): there is no such task any more."
    )
    quiet = move_case((*story.events, strange), story.compiled.service, build(AFTER).service)
    assert len(quiet.events) == len(story.events)


def test_nothing_at_all_is_moved_without_a_problem() -> None:
    assert move_case((), build(BEFORE).service, build(AFTER).service) == move_case((), build(AFTER).service, build(BEFORE).service)  # fmt: skip


def test_a_refusal_says_why() -> None:
    assert str(Refused("task-gone", "there is no such task any more.")) == "there is no such task any more."


# Answers


def label(words: str) -> Text:
    return Text(Keyed([("en", words)]))


def options(**was: str | None) -> Keyed[q.Option]:
    return Keyed((key, q.Option(label=label(key), was=old)) for key, old in was.items())


YES = q.YesNoQuestion(label=label("Yes?"))
GROUP = q.GroupQuestion(label=label("Things"), item=label("Thing"), questions=Keyed([("kind", q.ChoiceQuestion(label=label("Kind"), options=options(a=None)))]))  # fmt: skip
ANSWERS: tuple[tuple[q.Question, q.Question, Any, Any], ...] = (
    (YES, YES, True, True),
    (YES, YES, None, None),
    (q.ChoicesQuestion(label=label("?"), options=options(a=None, b=None)), q.ChoicesQuestion(label=label("?"), options=options(a=None, c="b")), ["a", "b"], ["a", "c"]),
    (q.MatrixQuestion(label=label("?"), rows=options(x=None), options=options(a=None)), q.MatrixQuestion(label=label("?"), rows=options(y="x"), options=options(b="a")), {"x": "a"}, {"y": "b"}),
    (GROUP, replace(GROUP, questions=Keyed([("sort", q.ChoiceQuestion(label=label("Kind"), was="kind", options=options(b="a")))])), [{"kind": "a"}], [{"sort": "b"}]),
    (q.HiddenQuestion(label=label("?"), is_=Expr("1")), q.HiddenQuestion(label=label("?"), is_=Expr("2")), 7, 7),
    (q.ChoiceQuestion(label=label("?"), from_=q.OptionsFrom(each=Expr("xs"), key=Expr("item"), label=label("?"))),
     q.ChoiceQuestion(label=label("?"), from_=q.OptionsFrom(each=Expr("xs"), key=Expr("item"), label=label("!"))), {"key": "k", "item": {"a": 1}, "label": "K"}, {"key": "k", "item": {"a": 1}, "label": "K"}),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "stored", "moved"), ANSWERS, ids=[f"{case[0].ask} {place}" for place, case in enumerate(ANSWERS)])  # fmt: skip
def test_an_answer_comes_along_with_the_options_that_were_renamed(
    before: q.Question, after: q.Question, stored: Any, moved: Any
) -> None:
    assert moved_answer(before, after, stored) == moved


@pytest.mark.parametrize(
    ("before", "after", "stored"),
    [
        (YES, q.TextQuestion(label=label("?")), True),
        (YES, replace(YES, not_sure=True), True),
        (GROUP, replace(GROUP, questions=Keyed([("other", YES)])), [{"kind": "a"}]),
        (q.ChoiceQuestion(label=label("?"), options=options(a=None)), q.ChoiceQuestion(label=label("?"), options=options(b=None)), "a"),
    ],
)  # fmt: skip
def test_an_answer_that_has_no_place_is_refused(before: q.Question, after: q.Question, stored: Any) -> None:
    with pytest.raises(CannotMove, match=r"\.$"):
        moved_answer(before, after, stored)


def test_the_answers_of_a_submission_come_along_and_what_has_no_place_is_told() -> None:
    before = build(BEFORE).service
    page = before.pages["about"]
    questions = Keyed(
        [
            ("hurried", replace(page.questions["urgent"], was="urgent")),
            ("places", q.TextQuestion(label=label("?"))),
        ]
    )
    after = replace(before, pages=Keyed([("about", replace(page, questions=questions))]))
    moved = move_answers({"urgent": True, "places": ["north"], "held_on": "2026-11-23"}, before, after)
    assert moved.answers == {"hurried": True}
    assert [problem.message for problem in moved.problems] == [
        "'places': The question is of another kind now.",
        "'held_on' is not asked any more.",
    ]
