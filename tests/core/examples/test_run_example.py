"""Running examples: one that is right finds nothing, and each thing said wrongly is found where it is said."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from patternbook.engine.compiler import Compiled, compile_service
from patternbook.engine.examples import coverage, run_example
from patternbook.errors import Problem
from patternbook.language.nodes.example import Example
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read

SERVICE = """\
patternbook: 1
service: try_out
title: Try out examples
summary: A service for tests.
nations: [england, wales]
function: other
bindings:
  desk:
    title: The desk
    type: text
settings:
  target:
    title: Target
    type: period
    default: {length: 3, unit: working_day}
contracts:
  weather:
    about: What the weather is.
    takes: {town: text}
    gives: text
lookups:
  sky:
    contract: weather
    with: {town: town}
    recheck: [submit]
values:
  wet:
    is: "sky == 'rain'"
pages:
  where:
    questions:
      town:
        ask: text
        label: Which town?
        max: 10
    go:
      elsewhere:
        if: town == "Elsewhere"
        to: end.elsewhere
  what:
    questions:
      size:
        ask: choice
        label: How big?
        options:
          small: {label: Small}
          big:
            label: Big
            closed:
              wet: {if: wet, unknown: true, because: It is too wet.}
      when:
        ask: date
        label: When?
      agreed:
        ask: declaration
        label: I agree
      things:
        ask: group
        label: Things
        item: Thing
        min: "0"
        optional: true
        questions:
          name: {ask: text, label: Name}
    checks:
      soon:
        holds: when > today
        message: It is not in the future.
        at: when
        warn: true
ends:
  elsewhere:
    kind: elsewhere
    title: Not here
    body: Ask ((town)).
check_answers:
  confirmation:
    title: Sent
    next: We answer by ((clocks.reply.due)), says ((bindings.desk)).
process:
  roles:
    clerk: {title: Clerk}
  stages:
    work:
      title: Work
      label: At work
      tasks:
        look:
          title: Look
          role: clerk
          form:
            found: {ask: yes_no, label: Found?}
            seen_on: {ask: date, label: When did you see it?, optional: true}
          outcomes:
            yes: {title: Yes}
            no: {title: No}
      go:
        no: {if: tasks.look.outcome == "no", to: stage.refused}
    met: {title: Met, label: Met, kind: closed, result: met}
    refused: {title: Refused, label: Refused, kind: closed, result: refused}
  events:
    withdraw: {title: Withdraw, by: [resident], to: stage.refused}
  clocks:
    reply:
      title: Reply
      runs: settings.target
      stops: [task.look]
  notices:
    received: {on: [submitted], subject: Received, body: Received}
    late: {on: [clock.reply.due], to: clerk, subject: Late, body: Late}
"""

GOOD: dict[str, Any] = {
    "example": "Somebody asks for something small",
    "now": "2026-11-23 09:00",
    "lookups": {"sky": {"value": "rain"}},
    "answers": {
        "town": "Borchester",
        "size": "small",
        "when": "2026-11-01",
        "agreed": True,
        "things": [{"name": "Hat"}, {"name": "Coat"}],
    },
    "expect": {
        "pages": ["where", "what"],
        "submitted": True,
        "options": {"size": {"small": "open", "big": "wet"}},
        "values": {"wet": True},
        "clocks": {"reply": "stopped"},
        "stage": "work",
        "notices": ["received"],
        "says": ["by Thursday 26 November 2026 at 11:59pm", "says The desk"],
    },
    "steps": [
        {"at": "2026-11-27 00:05", "event": "clock.reply.due", "by": "timer", "notices": ["late"]},
        {
            "at": "2026-11-27 09:00",
            "task": "look",
            "outcome": "perhaps",
            "answers": {"found": True},
            "refused": True,
        },
        {
            "at": "2026-11-27 09:00",
            "task": "look",
            "outcome": "yes",
            "answers": {"found": True},
            "stage": "met",
        },
    ],
}


@cache
def compiled() -> Compiled:
    found = read(SERVICE, kind=Service, steps={})
    assert found.node is not None
    assert not found.problems, found.problems
    return compile_service(found.node, {})


def example(**changes: Any) -> Example:
    found = read(yaml.safe_dump({**GOOD, **changes}, sort_keys=False), kind=Example)
    assert found.node is not None, found.problems
    return found.node


def expecting(**changes: Any) -> Example:
    return example(expect={**GOOD["expect"], **changes})


def step(place: int, **changes: Any) -> Example:
    steps = [dict(one) for one in GOOD["steps"]]
    steps[place] |= changes
    return example(steps=steps)


def found(given: Example) -> list[tuple[str, str]]:
    return [(problem.code, ".".join(problem.path)) for problem in run_example(compiled(), given)]


def test_an_example_that_is_right_finds_nothing() -> None:
    assert run_example(compiled(), example()) == ()


ELSEWHERE = {"town": "Elsewhere"}

WRONG: list[Any] = [
    (expecting(pages=["where"]), [("pages-differ", "expect.pages")]),
    (expecting(options={"size": {"big": "open"}}), [("option-differs", "expect.options.size.big")]),
    (expecting(options={"size": {"huge": "open"}}), [("option-differs", "expect.options.size.huge")]),
    (expecting(options={"sise": {"big": "open"}}), [("unknown-question", "expect.options.sise")]),
    (expecting(values={"wet": False}), [("value-differs", "expect.values.wet")]),
    (expecting(values={"dry": False}), [("unknown-value", "expect.values.dry")]),
    (expecting(clocks={"reply": "2026-11-26 23:59"}), [("clock-differs", "expect.clocks.reply")]),
    (expecting(clocks={"repli": "stopped"}), [("unknown-clock", "expect.clocks.repli")]),
    (expecting(stage="met"), [("stage-differs", "expect.stage")]),
    (expecting(notices=["late"]), [("notices-differ", "expect.notices")]),
    (expecting(says=["Thank you"]), [("words-missing", "expect.says.0")]),
    (expecting(submitted=False), [("submitted-differs", "expect.submitted")]),
    (expecting(end="elsewhere"), [("end-differs", "expect.end")]),
    (expecting(refused=["town"]), [("answer-not-refused", "expect.refused")]),
    (step(0, at="2026-11-26 09:00"), [("notices-differ", "steps.0.notices"), ("step-refused", "steps.0")]),
    (step(1, outcome="yes"), [("step-not-refused", "steps.1.refused"), ("step-refused", "steps.2")]),
    (step(2, stage="refused"), [("stage-differs", "steps.2.stage")]),
    (step(2, at="soon"), [("example-wrong", "steps.2.at"), ("clock-differs", "expect.clocks.reply")]),
    (step(2, task="lok"), [("unknown-task", "steps.2.task"), ("clock-differs", "expect.clocks.reply")]),
    (step(2, by="resident"), [("step-refused", "steps.2"), ("stage-differs", "steps.2.stage")]),
    (step(0, event="clock.repli.due"), [("unknown-clock", "steps.0.event")]),
    (step(0, event="clok"), [("unknown-event", "steps.0.event")]),
    (step(2, answers={"found": "perhaps"}), [("answer-refused", "steps.2.answers.found")]),
    (step(2, answers={"found": True, "seen_on": "soon"}), [("answer-wrong", "steps.2.answers")]),
    (step(0, event="clock.repli.item.due"), [("unknown-clock", "steps.0.event")]),
    (step(0, event="paid"), [("notices-differ", "steps.0.notices")]),
    (
        example(steps=[{"at": "2026-11-27 09:00", "answers": {"found": True}}]),
        [("unknown-event", "steps.0.event"), ("clock-differs", "expect.clocks.reply")],
    ),
    (example(now="noon"), [("example-wrong", "")]),
    (example(nation="cornwall"), [("example-wrong", "")]),
    (example(settings={"tempo": 3}), [("unknown-setting", "settings.tempo")]),
    (example(lookups={}), [("lookup-missing", "lookups.sky")]),
    (example(answers={**GOOD["answers"], "town": "Too long a name"}), [("answer-refused", "answers.town")]),
    (example(answers={**GOOD["answers"], "size": "big"}), [("answer-refused", "answers.size")]),
    (example(answers={**GOOD["answers"], "when": "soon"}), [("answer-wrong", "answers")]),
    (
        example(answers=ELSEWHERE, expect={"submitted": True}, steps=[]),
        [("end-differs", "expect.end"), ("submitted-differs", "expect.submitted")],
    ),
    (
        example(answers=ELSEWHERE, expect={"end": "elsewhere", "says": ["Ask us"]}),
        [("words-missing", "expect.says.0")],
    ),
    (example(answers=ELSEWHERE, expect={"end": "elsewhere"}), [("not-submitted", "")]),
]


@pytest.mark.parametrize(("given", "problems"), WRONG, ids=[str(place) for place in range(len(WRONG))])
def test_what_is_said_wrongly_is_found_where_it_is_said(
    given: Example, problems: list[tuple[str, str]]
) -> None:
    came = found(given)
    assert set(problems) <= set(came)
    if len(problems) == 1:
        assert came[0] == problems[0]


def test_an_end_and_its_words() -> None:
    given = example(answers=ELSEWHERE, expect={"end": "elsewhere", "says": ["Ask Elsewhere."]}, steps=[])
    assert found(given) == []


def test_a_journey_that_stops_for_want_of_an_answer() -> None:
    assert found(example(answers={"town": "Here"}, expect={"pages": ["where"]}, steps=[])) == []


def test_an_answer_that_must_be_refused() -> None:
    answers = {**GOOD["answers"], "town": "Too long a name"}
    assert found(example(answers=answers, expect={"refused": ["town"]}, steps=[])) == []


def test_a_setting_of_the_example() -> None:
    given = example(
        settings={"target": {"length": 1, "unit": "week"}},
        expect={"submitted": True, "clocks": {"reply": "2026-11-30 23:59"}},
        steps=[],
    )
    assert found(given) == []


def test_what_no_example_comes_to_is_listed() -> None:
    covered = coverage(
        compiled(), (example(), example(answers=ELSEWHERE, expect={"end": "elsewhere"}, steps=[]))
    )
    assert covered.missed == ("event.withdraw", "stage.refused", "stage.work.go.no", "task.look.no")
    withdrawn = [{"at": "2026-11-24 09:00", "event": "withdraw"}]
    refused = [
        {
            "at": "2026-11-24 09:00",
            "task": "look",
            "outcome": "no",
            "by": "clerk.ann",
            "answers": {"found": False},
        }
    ]
    all_ = (
        example(),
        example(answers=ELSEWHERE, expect={"end": "elsewhere"}, steps=[]),
        example(steps=withdrawn),
        example(steps=refused),
    )
    assert coverage(compiled(), all_).missed == ()


def test_an_example_that_cannot_be_run_covers_nothing() -> None:
    assert coverage(compiled(), (example(now="noon"),)).reached == frozenset()


def test_problems_are_sentences() -> None:
    problems: tuple[Problem, ...] = run_example(compiled(), expecting(stage="met"))
    assert [problem.message for problem in problems] == ["The case is in the stage 'work', not in 'met'."]


def test_a_clock_that_is_paused_or_has_no_end_or_has_not_started_is_said_so() -> None:
    text = SERVICE.replace(
        "      stops: [task.look]\n",
        "      stops: [task.look]\n      pauses: [submitted]\n"
        "    never: {title: Never, runs: settings.target, starts: [event.withdraw]}\n"
        "    open: {title: Open, starts: [submitted]}\n",
    )
    service = read(text, kind=Service, steps={})
    assert service.node is not None, service.problems
    run = compile_service(service.node, {})
    clocks = {"never": "stopped", "open": "stopped", "reply": "2026-01-01 09:00"}
    given = example(expect={**GOOD["expect"], "clocks": clocks, "says": []}, steps=[])
    said = [problem.message for problem in run_example(run, given)]
    assert [line for line in said if line.startswith("The clock '")] == [
        "The clock 'never' is not started, not stopped.",
        "The clock 'open' is none, not stopped.",
        "The clock 'reply' is paused, not 2026-01-01 09:00.",
    ]


def test_a_clock_that_ends_past_the_known_calendar_is_unknown() -> None:
    given = example(
        settings={"target": {"length": 2000, "unit": "working_day"}},
        expect={"submitted": True, "clocks": {"reply": "unknown"}},
        steps=[],
    )
    assert found(given) == []


def test_a_case_that_cannot_begin_says_why() -> None:
    """Two stages without tasks that lead to each other."""
    text = SERVICE.replace(
        "  stages:\n",
        "  stages:\n    first: {title: First, label: First, go: {on: {to: stage.second}}}\n"
        "    second: {title: Second, label: Second, go: {back: {to: stage.first}}}\n",
    )
    service = read(text, kind=Service, steps={})
    assert service.node is not None, service.problems
    run = compile_service(service.node, {})
    given = example(expect={"submitted": True}, steps=[])
    assert [(problem.code, problem.path) for problem in run_example(run, given)] == [
        ("process-loop", ("expect", "submitted"))
    ]


TASKS = """\
patternbook: 1
service: two_tasks
title: Do two tasks
summary: A service for tests.
nations: [england]
function: other
tasks:
  you: {title: You}
  thing: {title: The thing, after: [you]}
pages:
  name: {task: you, questions: {name: {ask: text, label: Name}}}
  size: {task: thing, questions: {size: {ask: text, label: Size}}}
  colour: {task: thing, questions: {colour: {ask: text, label: Colour}}}
check_answers: {confirmation: {title: Sent, next: We answer.}}
process:
  roles: {clerk: {title: Clerk}}
  stages: {work: {title: Work, label: Work, tasks: {look: {title: Look, role: clerk}}}}
"""


@pytest.mark.parametrize(
    ("answers", "expect"),
    [
        (
            {"name": "Ann", "size": "Big", "colour": "Red"},
            {"pages": ["name", "size", "colour"], "submitted": True, "stage": "work"},
        ),
        ({"name": "Ann", "size": "Big"}, {"pages": ["name", "size"], "submitted": False}),
        ({"size": "Big"}, {"pages": [], "submitted": False}),
    ],
)
def test_an_example_goes_through_a_task_list_task_by_task(
    answers: dict[str, str], expect: dict[str, object]
) -> None:
    service = read(TASKS, kind=Service, steps={})
    assert service.node is not None, service.problems
    run = compile_service(service.node, {})
    given = example(answers=answers, lookups={}, expect=expect, steps=[])
    assert run_example(run, given) == ()
    problems = run_example(run, example(answers=answers, lookups={}, steps=[]))
    assert "pages-differ" in {problem.code for problem in problems}


@pytest.mark.parametrize("things", ["a hat", ["hat"], [{"hat": 1}, {"name": None}]])
def test_what_is_no_item_of_a_group_is_left_out(things: object) -> None:
    assert found(example(answers={**GOOD["answers"], "things": things})) == []


def test_a_journey_stops_at_the_page_for_which_there_is_no_answer() -> None:
    problems = dict(found(example(answers={"town": "Borchester"}, steps=[])))
    assert problems["submitted-differs"] == "expect.submitted"
