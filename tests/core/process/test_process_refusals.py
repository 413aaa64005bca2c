"""What is refused, and that a refusal leaves the case as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from patternbook.engine.process import Event
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
          high:
            holds: tasks.assess.score > 2
            message: The score must be more than 2.
      decide:
        title: Decide
        role: chief
        after: [assess]
        not_by: assess
        decision: true
        outcomes:
          yes: {title: Yes}
          no:
            title: No
            explain: true
            reasons:
              poor: {title: Poor}
              rush: {title: Too rushed, show: urgent}
          rush: {title: At once, show: urgent}
  done: {title: Done, label: Done, kind: closed}
events:
  withdraw: {title: Withdraw, by: [resident, clerk], to: stage.done}
  late:
    title: Late
    by: [clerk]
    if: now > case.submitted_at
  twin: {title: Twin, by: [clerk], links: duplicate_of, to: stage.done}
  lapse: {title: Lapse, by: [timer], at: "add(case.submitted_at, days(3))", to: stage.done}
  remind: {title: Remind, by: [timer], at: "date_of(add(case.submitted_at, days(1)))"}
  correct:
    title: Correct
    by: [chief]
    while: [done]
    reasons:
      slip: {title: A slip}
    form:
      note: {ask: long_text, label: Note}
  never: {title: Never, by: [timer]}
"""


@pytest.fixture
def story() -> Story:
    return Story(PROCESS)


def assessed() -> Story:
    story = Story(PROCESS)
    story.task("assess", by="ann", answers={"score": 7})
    assert story.refused is None
    return story


TASKS: list[Any] = [
    ("unknown-task", {"key": "asess", "role": "clerk"}),
    ("task-not-open", {"key": "decide", "role": "chief"}),
    ("task-not-open", {"key": "assess", "item": "north", "role": "clerk"}),
    ("wrong-role", {"key": "assess", "role": "chief"}),
    ("wrong-role", {"key": "assess", "role": None}),
    ("who-missing", {"key": "assess", "role": "clerk", "answers": {"score": 7}}),
    ("unknown-outcome", {"key": "assess", "role": "clerk", "by": "ann", "outcome": "yes"}),
    ("unknown-reason", {"key": "assess", "role": "clerk", "by": "ann", "reason": "poor"}),
    ("answer-missing", {"key": "assess", "role": "clerk", "by": "ann"}),
    ("answer-wrong", {"key": "assess", "role": "clerk", "by": "ann", "answers": {"score": "seven"}}),
    ("unknown-question", {"key": "assess", "role": "clerk", "by": "ann", "answers": {"scor": 7}}),
    ("not-asked", {"key": "assess", "role": "clerk", "by": "ann", "answers": {"score": 7, "remark": "x"}}),
    ("check-not-kept", {"key": "assess", "role": "clerk", "by": "ann", "answers": {"score": 1}}),
]


@pytest.mark.parametrize(
    ("code", "says"), TASKS, ids=[f"{code} {place}" for place, (code, _) in enumerate(TASKS)]
)
def test_a_task_is_refused(story: Story, code: str, says: dict[str, Any]) -> None:
    before = story.outcome.state
    story.give(Event(kind="task", at=story.now, **says))
    assert (story.refused, story.outcome.events) == (code, ())
    assert story.outcome.state == before
    assert story.outcome.notices == ()


DECISIONS: list[Any] = [
    ("four-eyes", {"by": "ann", "outcome": "yes"}),
    ("outcome-missing", {"by": "bob"}),
    ("unknown-outcome", {"by": "bob", "outcome": "yess"}),
    ("outcome-not-offered", {"by": "bob", "outcome": "rush"}),
    ("explanation-missing", {"by": "bob", "outcome": "no", "reason": "poor", "explain": " "}),
    ("reason-missing", {"by": "bob", "outcome": "no", "explain": "Because."}),
    ("unknown-reason", {"by": "bob", "outcome": "no", "explain": "Because.", "reason": "por"}),
    ("reason-not-offered", {"by": "bob", "outcome": "no", "explain": "Because.", "reason": "rush"}),
    ("unknown-reason", {"by": "bob", "outcome": "yes", "reason": "poor"}),
]


@pytest.mark.parametrize(
    ("code", "says"), DECISIONS, ids=[f"{code} {place}" for place, (code, _) in enumerate(DECISIONS)]
)
def test_a_decision_is_refused(code: str, says: dict[str, Any]) -> None:
    story = assessed()
    story.task("decide", role="chief", **says)
    assert story.refused == code


def test_a_decision_with_its_reason_is_taken() -> None:
    story = assessed()
    story.task("decide", "no", role="chief", by="bob", reason="poor", explain="Because.")
    assert (story.refused, story.stage) == (None, "done")


EVENTS: list[Any] = [
    ("unknown-event", {"key": "withdrew", "role": "resident"}),
    ("wrong-role", {"key": "withdraw", "role": "chief"}),
    ("not-in-this-stage", {"key": "correct", "role": "chief"}),
    ("link-missing", {"key": "twin", "role": "clerk"}),
    ("timer-not-due", {"key": "lapse", "role": "timer"}),
    ("timer-not-due", {"key": "never", "role": "timer"}),
]


@pytest.mark.parametrize(
    ("code", "says"), EVENTS, ids=[f"{code} {place}" for place, (code, _) in enumerate(EVENTS)]
)
def test_an_event_is_refused(story: Story, code: str, says: dict[str, Any]) -> None:
    story.give(Event(kind="event", at=START + MINUTE, **says))
    assert (story.refused, story.outcome.events) == (code, ())


def test_a_guard_refuses(story: Story) -> None:
    story.happen("late", at=START)
    assert story.refused == "not-allowed-now"
    story.happen("late", at=START + MINUTE)
    assert story.refused is None


def test_a_closed_case_takes_only_what_says_so(story: Story) -> None:
    story.happen("withdraw")
    story.task("assess", by="ann", answers={"score": 7})
    assert story.refused == "case-closed"
    story.happen("withdraw")
    assert story.refused == "case-closed"
    story.happen("correct", role="chief", answers={"note": "A note"})
    assert story.refused == "reason-missing"
    story.happen("correct", role="chief", reason="slip")
    assert story.refused == "answer-missing"
    story.happen("correct", role="chief", reason="slip", answers={"note": "A note"})
    assert story.refused is None


def test_an_event_in_another_stage_of_a_closed_case_is_refused_as_closed(story: Story) -> None:
    other = Story(PROCESS.replace("while: [done]", "while: [decide]"))
    other.happen("withdraw")
    other.happen("correct", role="chief", reason="slip", answers={"note": "A note"})
    assert other.refused == "case-closed"


def test_a_link_is_kept(story: Story) -> None:
    story.happen("twin", link="AB-2")
    assert (story.stage, story.outcome.events[0].link) == ("done", "AB-2")


def test_a_timer_comes_when_its_time_has_come(story: Story) -> None:
    assert [(timer.key, timer.at) for timer in story.outcome.state.timers] == [
        ("remind", local("2026-11-24 00:00")),
        ("lapse", local("2026-11-26 23:59:59")),
    ]
    story.happen("remind", role="timer", at=local("2026-11-24 00:05"))
    assert (story.refused, [timer.key for timer in story.outcome.state.timers]) == (None, ["lapse"])
    story.happen("remind", role="timer", at=local("2026-11-24 00:06"))
    assert story.refused == "timer-not-due"
    story.happen("lapse", role="timer", at=local("2026-11-27 00:00"))
    assert (story.stage, story.outcome.state.timers) == ("done", ())


def test_a_time_without_a_zone_is_refused(story: Story) -> None:
    story.give(Event(kind="paid", at=dt.datetime(2026, 11, 24, 9)))
    assert story.refused == "event-time"


def test_an_event_before_the_submission_is_refused(story: Story) -> None:
    story.give(Event(kind="paid", at=START - MINUTE))
    assert story.refused == "event-time"


def test_a_case_begins_once(story: Story) -> None:
    story.give(Event(kind="submitted", at=START + MINUTE))
    assert story.refused == "already-submitted"


def test_before_it_begins_nothing_happens_to_a_case(story: Story) -> None:
    story.events = ()
    story.give(Event(kind="paid", at=START))
    assert story.refused == "not-submitted"


@pytest.mark.parametrize("kind", ["stage", "open", "wait", "skip", "cancel", "nonsense"])
def test_nobody_gives_what_only_follows(story: Story, kind: str) -> None:
    story.give(Event(kind=kind, key="done", at=START + MINUTE))
    assert (story.refused, story.stage) == ("unknown-event", "decide")


def test_four_eyes_hold_in_whichever_order() -> None:
    story = Story(PROCESS.replace("        after: [assess]\n", ""))
    story.task("decide", "yes", role="chief", by="ann")
    story.task("assess", by="ann", answers={"score": 7})
    assert story.refused == "four-eyes"
    story.task("assess", by="bob", answers={"score": 7})
    assert story.refused is None


def test_without_a_stage_no_case_begins() -> None:
    story = Story("stages: {}")
    assert (story.refused, story.events) == ("no-stage", ())
