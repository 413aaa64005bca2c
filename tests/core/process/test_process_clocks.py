"""Clocks of a case: what starts, holds and ends them, what they say, and what that sets off."""

from __future__ import annotations

import datetime as dt

from patternbook.engine import calendars
from patternbook.engine.clocks import ClockState
from patternbook.language.unknown import Unknown
from tests.core.process.process_story import START, Story, local

STAGES = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      answer: {title: Answer, role: clerk}
  done: {title: Done, label: Done, kind: closed}
events:
  ask: {title: Ask for more, by: [clerk]}
  sent: {title: It is sent, by: [resident]}
"""

REPLY = """
clocks:
  reply:
    title: Reply
    runs: settings.target
    pauses: [event.ask]
    resumes: [event.sent]
    stops: [task.answer]
    warn: working_days(1)
    extend: by_agreement
notices:
  late: {on: [clock.reply.due], to: chief, subject: Late, body: "It was due ((clocks.reply.due))."}
  soon: {on: [clock.reply.warn], to: clerk, subject: Soon, body: Soon}
  asked: {on: [event.ask], subject: More, body: "((case.reference))"}
  urgent: {on: [submitted], show: urgent, subject: Urgent, body: Urgent}
  twice: {on: [submitted, stage.work], subject: Once, body: Once}
"""
DUE = local("2026-11-26 23:59:59")


def clock(story: Story, key: str, item: str | None = None) -> ClockState:
    found = story.outcome.state.clock(key, item)
    assert found is not None
    return found


def keys(story: Story) -> list[str]:
    return [state.key + (f".{state.item}" if state.item else "") for state in story.outcome.clocks]


def replying() -> Story:
    return Story(STAGES + REPLY)


def test_a_clock_starts_when_the_case_does() -> None:
    state = clock(replying(), "reply")
    assert (state.state, state.started_at, state.due) == ("running", START, DUE)
    assert state.warn == local("2026-11-25 23:59:59")
    assert state.working[-1] == "3 working days from then: it ends at the end of Thursday 26 November 2026."


def test_it_is_explained_in_the_language_of_the_reader() -> None:
    story = Story(STAGES + REPLY, language="cy")
    assert clock(story, "reply").working[0] == "Dechrau: dydd Llun 23 Tachwedd 2026 am 9am."


def test_asking_for_more_holds_it_and_an_answer_lets_it_go_on() -> None:
    story = replying()
    story.happen("ask", at=local("2026-11-24 10:00"))
    held = clock(story, "reply")
    assert (held.state, held.due, held.paused_at) == ("paused", None, local("2026-11-24 10:00"))
    assert story.outcome.state.timers == ()
    story.happen("sent", role="resident", at=local("2026-12-01 10:00"))
    assert clock(story, "reply").due == local("2026-12-03 23:59:59")


def test_the_task_stops_it_and_says_whether_it_was_kept() -> None:
    story = replying()
    story.task("answer", at=local("2026-11-25 10:00"))
    assert (clock(story, "reply").state, clock(story, "reply").kept) == ("stopped", True)


def test_it_is_told_once_when_it_is_due() -> None:
    story = replying()
    told = [(timer.key, timer.outcome, timer.at) for timer in story.outcome.state.timers]
    assert told == [("reply", "warn", local("2026-11-25 23:59:59")), ("reply", "due", DUE)]
    story.clock("reply", "due", at=DUE - dt.timedelta(seconds=1))
    assert story.refused == "clock-not-due"
    story.clock("reply", "due", at=DUE)
    assert (story.sent(), clock(story, "reply").state) == (["late"], "running")
    assert [timer.outcome for timer in story.outcome.state.timers] == ["warn"]
    story.clock("reply", "due", at=DUE + dt.timedelta(minutes=1))
    assert (story.refused, story.outcome.events, story.sent()) == (None, (), [])
    assert clock(story, "reply").state == "breached"


def test_a_clock_says_only_what_clocks_say() -> None:
    story = replying()
    story.clock("reply", "nonsense", at=DUE)
    assert story.refused == "unknown-event"
    story.clock("repli", "due", at=DUE)
    assert story.refused == "unknown-clock"
    story.clock("reply", "opens", at=DUE)
    assert story.refused == "clock-not-due"


def extend(
    story: Story, until: dt.datetime | None, explain: str | None = "Agreed by letter", key: str = "reply"
) -> None:
    event = story.outcome.state  # the case as it stands
    assert event.stage
    from_now = story.now + dt.timedelta(minutes=1)
    story.give(
        type(story.events[0])(kind="extend", key=key, at=from_now, role="clerk", explain=explain, until=until)
    )


def test_it_is_extended_by_agreement_and_only_to_later() -> None:
    story = replying()
    for until, explain, code in (
        (None, "Agreed", "until-missing"),
        (dt.datetime(2026, 12, 1), "Agreed", "until-missing"),
        (local("2026-12-01 12:00"), " ", "explanation-missing"),
        (DUE, "Agreed", "until-too-early"),
    ):
        extend(story, until, explain)
        assert story.refused == code
    extend(story, local("2026-12-01 12:00"))
    assert (clock(story, "reply").due, clock(story, "reply").extended) == (local("2026-12-01 12:00"), True)
    story.task("answer")
    extend(story, local("2026-12-05 12:00"))
    assert story.refused == "clock-not-running"


def test_one_that_may_not_be_extended_is_not() -> None:
    story = Story(STAGES + "clocks:\n  reply: {title: Reply, runs: days(1)}\n")
    extend(story, local("2026-12-05 12:00"))
    assert story.refused == "clock-fixed"


CLOSING = (
    STAGES
    + """  appeal: {title: Appeal, by: [resident], while: [done], if: "now <= clocks.appeal.due", to: stage.work}
clocks:
  reply: {title: Reply, runs: days(5)}
  appeal: {title: Appeal, runs: days(20), starts: [submitted]}
  kept: {title: Keep, runs: years(2), starts: [stage.done]}
"""
)


def test_closing_stops_the_clocks_that_nothing_needs_any_more() -> None:
    story = Story(CLOSING)
    assert keys(story) == ["reply", "appeal"]
    story.task("answer", at=local("2026-11-24 10:00"))
    assert [clock(story, key).state for key in ("reply", "appeal", "kept")] == [
        "stopped",
        "running",
        "running",
    ]


def test_a_guard_can_ask_when_a_clock_ends() -> None:
    story = Story(CLOSING)
    story.task("answer", at=local("2026-11-24 10:00"))
    story.happen("appeal", role="resident", at=local("2026-12-20 10:00"))
    assert story.refused == "not-allowed-now"
    story = Story(CLOSING)
    story.task("answer", at=local("2026-11-24 10:00"))
    story.happen("appeal", role="resident", at=local("2026-12-10 10:00"))
    assert story.stage == "work"


def test_a_clock_set_by_law_takes_no_notice_of_the_councils_own_closures() -> None:
    closed = calendars.of("england", closed_days=[dt.date(2026, 11, 24)])
    text = (
        STAGES
        + "clocks:\n  promise: {title: P, runs: working_days(1)}\n  law: {title: L, runs: working_days(1), binding: law}\n"
    )
    story = Story(text, calendar=closed)
    assert clock(story, "promise").due == local("2026-11-25 23:59:59")
    assert clock(story, "law").due == local("2026-11-24 23:59:59")


def test_a_clock_that_is_not_needed_is_not_there() -> None:
    text = STAGES + "clocks:\n  fast: {title: Fast, runs: hours(4), show: urgent}\n"
    assert keys(Story(text)) == []
    assert clock(Story(text, {"urgent": True}), "fast").due == START + dt.timedelta(hours=4)


def test_backwards_from_a_day_that_was_given() -> None:
    text = STAGES + "clocks:\n  notice: {title: Notice, from: held_on, before: working_days(11)}\n"
    assert clock(Story(text, {"held_on": dt.date(2027, 1, 9)}), "notice").due == local("2026-12-22 23:59:59")
    unknown = clock(Story(text), "notice").due
    assert isinstance(unknown, Unknown)


def test_a_clock_that_counts_from_another_clock() -> None:
    text = (
        STAGES
        + "clocks:\n  one: {title: One, runs: days(1)}\n  two: {title: Two, from: clocks.one.due, runs: days(1)}\n"
    )
    assert clock(Story(text), "two").due == local("2026-11-25 23:59:59")


def test_no_end_drifts_with_time() -> None:
    text = STAGES + "clocks:\n  odd: {title: Odd, from: now, runs: days(1)}\n"
    story = Story(text)
    later = story.state(local("2026-12-25 09:00")).clock("odd")
    assert later is not None
    assert later.due == clock(story, "odd").due == local("2026-11-24 23:59:59")


ITEMS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit: {title: Visit, role: clerk, for_each: places, key: item}
  done: {title: Done, label: Done}
clocks:
  each: {title: Each, for_each: places, runs: days(2), stops: [task.visit]}
  all: {title: All, runs: days(5), stops: [task.visit]}
notices:
  seen: {on: [task.visit], subject: Seen, body: "((tasks.visit.outcome))"}
  late: {on: [clock.each.due], to: chief, subject: Late, body: Late}
"""


def test_a_clock_for_each_item_heeds_its_own_item_and_another_the_last() -> None:
    story = Story(ITEMS, {"places": ("north", "east")})
    assert keys(story) == ["each.north", "each.east", "all"]
    story.task("visit.north")
    assert [clock(story, "each", item).state for item in ("north", "east")] == ["stopped", "running"]
    assert clock(story, "all").state == "running"
    assert [(notice.key, notice.item) for notice in story.outcome.notices] == [("seen", "north")]
    story.task("visit.east")
    assert (clock(story, "each", "east").state, clock(story, "all").state) == ("stopped", "stopped")


def test_an_items_clock_tells_of_its_item() -> None:
    story = Story(ITEMS, {"places": ("north", "east")})
    story.clock("each", "due", at=local("2026-11-26 00:00"), item="east")
    assert [(notice.key, notice.item) for notice in story.outcome.notices] == [("late", "east")]
    story.clock("each", "due", at=local("2026-11-26 00:00"), item="west")
    assert story.refused == "clock-not-due"


def test_starting_again_restarts() -> None:
    text = STAGES + "clocks:\n  chase: {title: Chase, runs: days(2), starts: [submitted, event.ask]}\n"
    story = Story(text)
    story.happen("ask", at=local("2026-11-30 10:00"))
    assert clock(story, "chase").due == local("2026-12-02 23:59:59")


def test_notices_follow_what_sets_them_off() -> None:
    story = replying()
    assert story.sent() == ["twice"]
    assert [notice.when for notice in story.outcome.notices] == ["submitted"]
    story.happen("ask")
    assert story.sent() == ["asked"]
    urgent = Story(STAGES + REPLY, {"urgent": True})
    assert urgent.sent() == ["urgent", "twice"]
