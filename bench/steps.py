"""A step of a process: against SpiffWorkflow for an equal process, and stored against a raw insert and commit."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from bench.harness import Ratio, Work
from patternbook.engine import calendars, process
from patternbook.engine.compiler import Compiled, compile_service
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts
from patternbook.engine.process import Event
from patternbook.engine.settings import resolve_settings
from patternbook.language.nodes.service import Service
from patternbook.language.reader import read

TASKS = 8
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
HEAD = """
patternbook: 1
service: eight
title: Eight tasks
summary: Eight tasks, one after another.
nations: [england]
function: other
pages:
  about:
    questions:
      urgent:
        ask: yes_no
        label: Is it urgent?
check_answers:
  confirmation:
    title: Sent
    next: We answer.
process:
  roles:
    clerk: {title: Clerk}
  stages:
    working:
      title: Working
      label: Working
      tasks:
"""
TAIL = """
      go:
        done: {to: stage.done}
    done:
      title: Done
      label: Done
      kind: closed
      result: met
"""


def definition() -> Service:
    """Eight tasks in a row, each after the one before."""
    tasks = ""
    for number in range(TASKS):
        after = f"\n          after: [task_{number - 1}]" if number else ""
        tasks += f"        task_{number}:\n          title: Task\n          role: clerk{after}\n          outcomes: {{done: {{title: Done}}}}\n"
    found = read(HEAD + tasks + TAIL.lstrip("\n"), kind=Service, steps={})
    assert found.node is not None, found.problems
    return found.node


class Eight:
    """A case of eight tasks, stored as JSON between its steps."""

    def __init__(self) -> None:
        service = definition()
        self.compiled: Compiled = compile_service(service, {})
        calendar = calendars.of("england")
        self.context = Context(
            now=NOW, nation="england", language="en", calendar=calendar, channel="staff", bindings={},
            settings=resolve_settings(service, None, {"today": NOW.date(), "submitted": NOW.date()}),
        )  # fmt: skip
        self.facts = Facts(answers={"urgent": True})
        begun = process.start(self.compiled, self.facts, self.context, "CASE-1")
        self.begun = json.dumps([event.to_json() for event in begun.events])

    def events(self) -> list[Event]:
        """The events of a case that was only submitted."""
        return [Event.from_json(one) for one in json.loads(self.begun)]

    def step(self, stored: tuple[str, ...], number: int) -> tuple[str, ...]:
        """Load the events, complete one task, store what follows: events are appended, never written again."""
        events = [Event.from_json(one) for part in stored for one in json.loads(part)]
        outcome = self.advanced(events, number)
        assert outcome.refused is None, outcome.refused
        return (*stored, json.dumps([event.to_json() for event in outcome.events]))

    def advanced(self, events: list[Event], number: int) -> process.Outcome:
        """What comes of completing a task."""
        done = Event(kind="task", key=f"task_{number}", at=NOW, by="person:1", role="clerk", outcome="done")
        return process.advance(self.compiled, self.facts, events, done, self.context)

    def whole(self) -> tuple[str, ...]:
        """All eight, from the first to the end."""
        stored: tuple[str, ...] = (self.begun,)
        for number in range(TASKS):
            stored = self.step(stored, number)
        assert '"kind": "stage", "at"' in stored[-1]
        return stored


def ratios() -> Iterator[Ratio]:
    """Against SpiffWorkflow, where it is installed; and what storing a step costs."""
    eight = Eight()
    if find_spec("SpiffWorkflow"):
        yield Ratio(
            name="Eight tasks: load, complete, store each", ours=eight.whole, floor=spiff(),
            against="SpiffWorkflow, the same eight", kind="rate", target=10.0,
        )  # fmt: skip
    yield from _stored(eight)


def _stored(eight: Eight) -> Iterator[Ratio]:
    """A step with its event stored and committed, on SQLite with synchronous=FULL."""
    with tempfile.TemporaryDirectory(prefix="patternbook-bench-") as folder:
        database = _open(Path(folder) / "steps.sqlite3")
        cases = count(1)

        def ours() -> None:
            _case_of_steps(eight, database, next(cases))

        def floor() -> None:
            case = next(cases)
            for number in range(TASKS):
                _insert(database, case, number, FLOOR_EVENT)

        yield Ratio(
            name="A step stored: fold, advance, event, commit (SQLite)", ours=ours, floor=floor,
            against="a raw insert and commit", kind="rate", target=0.4, clock=time.perf_counter,
        )  # fmt: skip
        database.close()


FLOOR_EVENT = json.dumps(
    Event(kind="task", key="task_1", at=NOW, by="person:1", role="clerk", outcome="done").to_json()
)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(
        "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, of_case INTEGER NOT NULL, number INTEGER NOT NULL, "
        "at TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (of_case, number))"
    )
    return database


def _insert(database: sqlite3.Connection, case: int, number: int, event: str) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.execute(
        "INSERT INTO event (of_case, number, at, event) VALUES (?, ?, ?, ?)",
        (case, number, NOW.isoformat(), event),
    )
    database.execute("COMMIT")


def _case_of_steps(eight: Eight, database: sqlite3.Connection, case: int) -> None:
    """Eight steps, each reading the case's events, advancing and appending what follows in one row."""
    begun = json.loads(eight.begun)
    for number in range(TASKS):
        database.execute("BEGIN IMMEDIATE")
        rows = database.execute("SELECT event FROM event WHERE of_case = ? ORDER BY number", (case,))
        stored = [*begun, *(one for (text,) in rows for one in json.loads(text))]
        outcome = eight.advanced([Event.from_json(one) for one in stored], number)
        assert outcome.events, outcome.refused
        follows = json.dumps([event.to_json() for event in outcome.events])
        database.execute(
            "INSERT INTO event (of_case, number, at, event) VALUES (?, ?, ?, ?)",
            (case, number, NOW.isoformat(), follows),
        )
        database.execute("COMMIT")


def spiff() -> Work:
    """The same eight tasks in SpiffWorkflow: deserialise, run the task, serialise."""
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_str(_bpmn().encode())
    workflow = BpmnWorkflow(parser.get_spec("eight"))
    workflow.do_engine_steps()
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    begun = serializer.serialize_json(workflow)

    def step(stored: str) -> tuple[str, Any]:
        loaded = serializer.deserialize_json(stored)
        task = loaded.get_next_task(state=TaskState.READY, manual=True)
        task.data["outcome"] = "done"
        task.run()
        loaded.do_engine_steps()
        return serializer.serialize_json(loaded), loaded

    def whole() -> str:
        stored, loaded = begun, None
        for _ in range(TASKS):
            stored, loaded = step(stored)
        assert loaded is not None
        assert loaded.is_completed()
        return stored

    return whole


def _bpmn() -> str:
    tasks = "".join(f'<userTask id="task_{number}"/>' for number in range(TASKS))
    stops = ["start", *(f"task_{number}" for number in range(TASKS)), "end"]
    flows = "".join(
        f'<sequenceFlow id="flow_{number}" sourceRef="{one}" targetRef="{other}"/>'
        for number, (one, other) in enumerate(pairwise(stops))
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">'
        f'<process id="eight" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}'
        "</process></definitions>"
    )
