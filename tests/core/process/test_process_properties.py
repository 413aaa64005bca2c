"""What holds of every case: its state is a fold of its events, and nothing that is given to it raises."""

from __future__ import annotations

import datetime as dt
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from patternbook.engine import process
from patternbook.engine.compiler import Compiled
from patternbook.engine.process import Event
from patternbook.engine.process.fold import apply, fold
from patternbook.engine.process.plan import plan
from tests.core.process.process_story import START, Story, build

PROCESS = """
stages:
  work:
    title: Work
    label: At work
    tasks:
      visit: {title: Visit, role: clerk, for_each: places, key: item}
      decide:
        title: Decide
        role: chief
        after: [visit]
        join: any
        not_by: visit
        form:
          score: {ask: number, label: Score, optional: true}
        outcomes:
          yes: {title: Yes}
          no: {title: No, reasons: {poor: {title: Poor}}}
    go:
      no: {if: tasks.decide.outcome == "no", to: stage.refused}
  waits: {title: Waits, label: Waits, kind: waiting, go: {paid: {if: known(events.money.at), to: stage.met}}}
  met: {title: Met, label: Met, kind: closed}
  refused: {title: Refused, label: Refused, kind: closed}
events:
  withdraw: {title: Withdraw, by: [resident], to: stage.refused}
  money: {title: Money, by: [outside]}
  reopen: {title: Reopen, by: [chief], while: [met, refused], to: stage.work}
  lapse: {title: Lapse, by: [timer], at: clocks.reply.due, to: stage.refused}
clocks:
  reply:
    title: Reply
    runs: settings.target
    pauses: [event.money]
    resumes: [paid]
    stops: [task.decide]
    warn: hours(4)
    extend: by_council
  each: {title: Each, for_each: places, runs: hours(30), stops: [task.visit]}
notices:
  told: {on: [task.decide, clock.reply.due], subject: Told, body: "((clocks.reply.due))"}
"""

WORDS = ["visit", "decide", "reply", "each", "withdraw", "money", "reopen", "lapse", "work", "nonsense", ""]


@cache
def compiled() -> Compiled:
    return build(PROCESS)


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event at all: mostly one that names something there is, by somebody who may."""
    return Event(
        kind=draw(st.sampled_from([*process.events.GIVEN, *process.events.DERIVED, "nonsense"])),
        key=draw(st.sampled_from(WORDS)),
        item=draw(maybe("north", "east", "nowhere")),
        at=START + dt.timedelta(hours=draw(st.integers(-5, 400))),
        by=draw(maybe("ann", "bob")),
        role=draw(maybe("clerk", "chief", "resident", "outside", "timer")),
        outcome=draw(maybe("yes", "no", "due", "warn", "opens", "nonsense")),
        reason=draw(maybe("poor", "nonsense")),
        answers=draw(
            st.dictionaries(
                st.sampled_from(["score", "other"]), st.none() | st.integers() | st.text(), max_size=2
            )
        ),
        until=draw(st.none() | st.just(START + dt.timedelta(days=90))),
        explain=draw(maybe("Because.")),
    )


@given(st.lists(events(), max_size=12))
def test_nothing_that_is_given_raises_and_a_refusal_adds_nothing(given_: list[Event]) -> None:
    story = Story(compiled(), {"places": ("north", "east")})
    for event in given_:
        before = story.events
        outcome = story.give(event)
        if outcome.refused:
            assert story.events == before
            assert (outcome.notices, outcome.effects) == ((), ())
        assert story.events[: len(before)] == before
        assert outcome.state == process.state(
            story.compiled, story.facts, story.events, story.context(event.at)
        )


@given(st.lists(events(), max_size=12), st.integers(0, 40))
def test_folding_one_by_one_is_folding_all(given_: list[Event], place: int) -> None:
    index = plan(compiled().service.process)
    story = Story(compiled(), {"places": ("north", "east")})
    for event in given_:
        story.give(event)
    ledger = fold(index, story.events[:place])
    for event in story.events[place:]:
        apply(index, ledger, event)
    assert ledger == fold(index, story.events)


@given(st.lists(events(), max_size=8))
def test_events_survive_being_stored(given_: list[Event]) -> None:
    assert [Event.from_json(event.to_json()) for event in given_] == given_


@given(st.lists(events(), max_size=30))
def test_even_events_that_the_process_never_gave_can_be_read(given_: list[Event]) -> None:
    story = Story(compiled(), {"places": ("north", "east")})
    state = process.state(story.compiled, story.facts, given_, story.context(START))
    assert state.closed == (state.stage in ("met", "refused"))
