"""A refusal says in a sentence what is wrong, where the definition says so, and what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from patternbook.engine.process import Event
from patternbook.errors import Problem
from tests.core.process.process_story import MINUTE, START, Story, local

PROCESS = """
stages:
  decide:
    title: Decide
    label: Being decided
    tasks:
      assess:
        title: Assess
        role: clerk
        form:
          score: {ask: number, label: Score, max: "10"}
          remark: {ask: text, label: Remark, optional: true, show: "urgent"}
        checks:
          high: {holds: tasks.assess.score > 2, message: The score must be more than 2.}
      decide:
        title: Decide
        role: chief
        after: [assess]
        not_by: assess
        outcomes:
          yes: {title: Yes}
          no:
            title: No
            explain: true
            reasons:
              poor: {title: Poor}
              late: {title: Too late}
              rush: {title: Too rushed, show: urgent}
          rush: {title: At once, show: urgent}
  done: {title: Done, label: Done, kind: closed}
events:
  withdraw: {title: Withdraw, by: [resident, clerk], to: stage.done}
  later: {title: Later, by: [clerk], if: "now > add(case.submitted_at, days(9))"}
  twin: {title: Twin, by: [clerk], links: duplicate_of, to: stage.done}
  lapse: {title: Lapse, by: [timer], at: "add(case.submitted_at, days(3))", to: stage.done}
  correct:
    title: Correct
    by: [chief]
    while: [done]
    reasons:
      slip: {title: A slip}
      error: {title: An error}
    form:
      note: {ask: long_text, label: Note}
clocks:
  reply: {title: Reply, starts: [submitted], runs: days(3), extend: by_agreement}
  fixed: {title: Fixed, starts: [submitted], runs: days(3)}
"""

DECIDE = ("process", "stages", "decide", "tasks", "decide")
ASSESS = ("process", "stages", "decide", "tasks", "assess")


def refusal(story: Story, event: Event) -> tuple[str, str, tuple[str, ...]]:
    """What is said of the event: the sentence, the hint and where."""
    story.give(event)
    problem = story.outcome.refused
    assert isinstance(problem, Problem)
    return problem.message, problem.hint, tuple(problem.path)


BY_ANN = {"role": "clerk", "by": "ann"}


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ({"key": "asess", **BY_ANN}, ("There is no task called 'asess'.", "Did you mean 'assess'?", ())),
        ({"key": "decide", "role": "chief"}, ("The task 'decide' is not open.", "", DECIDE)),
        ({"key": "assess", "item": "north", **BY_ANN}, ("The task 'assess.north' is not open.", "", ASSESS)),
        (
            {"key": "assess", "role": "chief"},
            ("The task 'assess' is for 'clerk', not for 'chief'.", "", ASSESS),
        ),
        ({"key": "assess"}, ("The task 'assess' is for 'clerk', not for 'nobody'.", "", ASSESS)),
        ({"key": "assess", "role": "clerk"}, ("Say who did 'assess'.", "", ASSESS)),
        ({"key": "assess", "outcome": "yes", **BY_ANN}, ("The task 'assess' has no outcomes.", "", ASSESS)),
        (
            {"key": "assess", "reason": "poor", **BY_ANN},
            ("'poor' is no reason here: none is asked.", "", ASSESS),
        ),
        (
            {"key": "assess", **BY_ANN},
            ("The question 'score' must be answered.", "", (*ASSESS, "form", "score")),
        ),
        (
            {"key": "assess", "answers": {"score": "seven"}, **BY_ANN},
            (
                "The answer to 'score' does not fit: A whole number was expected, not str.",
                "",
                (*ASSESS, "form", "score"),
            ),
        ),
        (
            {"key": "assess", "answers": {"scor": 7}, **BY_ANN},
            ("'scor' is not asked here.", "Did you mean 'score'?", (*ASSESS, "form")),
        ),
        (
            {"key": "assess", "answers": {"score": 7, "remark": "x"}, **BY_ANN},
            ("The question 'remark' is not asked now.", "", (*ASSESS, "form", "remark")),
        ),
        (
            {"key": "assess", "answers": {"score": 2}, **BY_ANN},
            ("The score must be more than 2.", "", (*ASSESS, "checks", "high")),
        ),
    ],
)
def test_of_a_task(says: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]) -> None:
    assert refusal(Story(PROCESS), Event(kind="task", at=START, **says)) == refused


WHY = {"outcome": "no", "explain": "Because."}


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        (
            {"by": "ann", "outcome": "yes"},
            ("Whoever did 'assess' may not do 'decide'.", "Somebody else must do it.", DECIDE),
        ),
        ({"by": "bob"}, ("Say how 'decide' ended.", "", DECIDE)),
        (
            {"by": "bob", "outcome": "yess"},
            ("'yess' is no outcome of 'decide'.", "Did you mean 'yes'?", DECIDE),
        ),
        (
            {"by": "bob", "outcome": "rush"},
            ("'rush' cannot be chosen now.", "", (*DECIDE, "outcomes", "rush")),
        ),
        (
            {"by": "bob", "outcome": "no", "reason": "poor", "explain": " "},
            ("Write why the outcome is 'no'.", "", (*DECIDE, "outcomes", "no")),
        ),
        ({"by": "bob", **WHY}, ("A reason is needed.", "One of: poor, late.", (*DECIDE, "outcomes", "no"))),
        (
            {"by": "bob", "reason": "por", **WHY},
            ("'por' is no reason here.", "Did you mean 'poor'?", (*DECIDE, "outcomes", "no")),
        ),
        (
            {"by": "bob", "reason": "weather", **WHY},
            ("'weather' is no reason here.", "One of: poor, late.", (*DECIDE, "outcomes", "no")),
        ),
        (
            {"by": "bob", "reason": "rush", **WHY},
            ("The reason 'rush' cannot be given now.", "", (*DECIDE, "outcomes", "no")),
        ),
        (
            {"by": "bob", "outcome": "yes", "reason": "poor"},
            ("'poor' is no reason here: none is asked.", "", (*DECIDE, "outcomes", "yes")),
        ),
    ],
)
def test_of_a_decision(says: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]) -> None:
    story = Story(PROCESS)
    story.task("assess", by="ann", answers={"score": 3})
    assert refusal(story, Event(kind="task", key="decide", role="chief", at=story.now, **says)) == refused


def of_event(key: str) -> tuple[str, ...]:
    return ("process", "events", key)


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        (
            {"key": "withdrew", "role": "clerk"},
            ("There is no event called 'withdrew'.", "Did you mean 'withdraw'?", ()),
        ),
        (
            {"key": "withdraw", "role": "chief"},
            ("'withdraw' is not for 'chief'.", "One of: resident, clerk.", of_event("withdraw")),
        ),
        (
            {"key": "withdraw"},
            ("'withdraw' is not for 'nobody'.", "One of: resident, clerk.", of_event("withdraw")),
        ),
        (
            {"key": "correct", "role": "chief"},
            ("'correct' cannot happen in the stage 'decide'.", "", of_event("correct")),
        ),
        ({"key": "later", "role": "clerk"}, ("'later' cannot happen now.", "", of_event("later"))),
        ({"key": "twin", "role": "clerk"}, ("Say which case this one repeats.", "", of_event("twin"))),
        ({"key": "lapse", "role": "timer"}, ("The time for 'lapse' has not come.", "", of_event("lapse"))),
    ],
)
def test_of_a_case_wide_event(says: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]) -> None:
    assert refusal(Story(PROCESS), Event(kind="event", at=START, **says)) == refused


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        ({"kind": "task", "key": "assess", **BY_ANN}, ("The case is closed.", "", ASSESS)),
        (
            {"kind": "event", "key": "withdraw", "role": "clerk"},
            ("The case is closed.", "", of_event("withdraw")),
        ),
        (
            {"kind": "event", "key": "correct", "role": "chief"},
            ("A reason is needed.", "One of: slip, error.", of_event("correct")),
        ),
        (
            {"kind": "event", "key": "correct", "role": "chief", "reason": "slip"},
            ("The question 'note' must be answered.", "", (*of_event("correct"), "form", "note")),
        ),
        (
            {"kind": "event", "key": "correct", "role": "chief", "reason": "slip", "answers": {"not": "x"}},
            ("'not' is not asked here.", "Did you mean 'note'?", (*of_event("correct"), "form")),
        ),
    ],
)
def test_of_a_closed_case(event: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]) -> None:
    story = Story(PROCESS)
    story.happen("withdraw")
    assert refusal(story, Event(at=story.now, **event)) == refused


def of_clock(key: str) -> tuple[str, ...]:
    return ("process", "clocks", key)


NEW_YEAR = local("2027-01-01 00:00")


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        (
            {"kind": "clock", "key": "replie", "outcome": "due"},
            ("There is no clock called 'replie'.", "Did you mean 'reply'?", ()),
        ),
        (
            {"kind": "clock", "key": "reply", "outcome": "late"},
            ("A clock does not say 'late'.", "", of_clock("reply")),
        ),
        (
            {"kind": "clock", "key": "reply", "outcome": "due"},
            ("The clock 'reply' does not say that now.", "", of_clock("reply")),
        ),
        (
            {"kind": "extend", "key": "replie"},
            ("There is no clock called 'replie'.", "Did you mean 'reply'?", ()),
        ),
        (
            {"kind": "extend", "key": "fixed", "until": NEW_YEAR, "explain": "Agreed."},
            ("The clock 'fixed' cannot be extended.", "", of_clock("fixed")),
        ),
        (
            {"kind": "extend", "key": "reply", "explain": "Agreed."},
            ("Say until when, as a time with its time zone.", "", of_clock("reply")),
        ),
        (
            {"kind": "extend", "key": "reply", "until": dt.datetime(2027, 1, 1), "explain": "Agreed."},
            ("Say until when, as a time with its time zone.", "", of_clock("reply")),
        ),
        (
            {"kind": "extend", "key": "reply", "until": NEW_YEAR, "explain": " "},
            ("Write who agreed to the extension, or why.", "", of_clock("reply")),
        ),
        (
            {"kind": "extend", "key": "reply", "until": local("2026-11-26 23:59:59"), "explain": "Agreed."},
            ("An extension cannot end earlier than the clock does.", "", of_clock("reply")),
        ),
        (
            {"kind": "extend", "key": "reply", "item": "north", "until": NEW_YEAR, "explain": "Agreed."},
            ("The clock 'reply' is not running.", "", of_clock("reply")),
        ),
    ],
)
def test_of_a_clock(event: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]) -> None:
    assert refusal(Story(PROCESS), Event(at=START, role="timer", **event)) == refused


def test_a_clock_can_be_extended_by_a_second() -> None:
    story = Story(PROCESS)
    until = local("2026-11-26 23:59:59") + dt.timedelta(seconds=1)
    story.give(Event(kind="extend", key="reply", at=START, role="clerk", until=until, explain="Agreed."))
    assert story.refused is None
    clock = story.state().clock("reply")
    assert clock is not None
    assert clock.due == until


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        (
            {"kind": "paid", "at": dt.datetime(2026, 11, 24, 9)},
            ("The time of the event must have a time zone.", "", ()),
        ),
        ({"kind": "paid", "at": START - MINUTE}, ("The event is earlier than the submission.", "", ())),
        ({"kind": "submitted", "at": START}, ("The case has begun already.", "", ())),
        ({"kind": "stage", "at": START}, ("Nobody can make 'stage' happen to a case.", "", ())),
    ],
)
def test_of_what_nobody_can_make_happen(
    event: dict[str, Any], refused: tuple[str, str, tuple[str, ...]]
) -> None:
    assert refusal(Story(PROCESS), Event(**event)) == refused


def test_of_a_case_that_has_not_begun() -> None:
    story = Story(PROCESS)
    story.events = ()
    assert refusal(story, Event(kind="paid", at=START)) == ("The case has not begun.", "Start it first.", ())


def test_of_a_process_without_a_stage() -> None:
    problem = Story("stages: {}").outcome.refused
    assert isinstance(problem, Problem)
    assert (problem.message, tuple(problem.path)) == ("The process has no stage.", ("process", "stages"))


def test_of_what_goes_round() -> None:
    there_and_back = """
stages:
  one: {title: One, label: One, go: {on: {to: stage.two}}}
  two: {title: Two, label: Two, go: {back: {to: stage.one}}}
  done: {title: Done, label: Done, kind: closed}
"""
    problem = Story(there_and_back).outcome.refused
    assert isinstance(problem, Problem)
    assert problem.message == "What follows from this leads to the stage 'one' for a second time."
    assert problem.hint == "Give one of the routes between these stages a condition, or a stage a task."
    assert tuple(problem.path) == ("process", "stages", "one")
