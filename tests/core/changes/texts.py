"""Definitions of the tests of changes, made from real texts by small edits of the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from patternbook import library
from patternbook.language import reader
from patternbook.language.nodes.service import Service

HARDEST = Path(__file__).parents[1] / "hardest"


@cache
def source(name: str) -> str:
    """The text of a shipped service by its key, or of one of the hardest cases by its number."""
    if name in library.services():
        return library.service(name).text
    return next(HARDEST.glob(f"{name}_*.yaml")).read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """Every text that there is."""
    return (*library.services(), *(file.stem.partition("_")[0] for file in sorted(HARDEST.glob("*.yaml"))))


@cache
def read(text: str) -> Service:
    """The node of a text that reads without a problem."""
    found = reader.read(text, kind=Service, steps=library.steps())
    assert found.node is not None, [str(problem) for problem in found.problems]
    return found.node


def edited(text: str, *exchanges: tuple[str, str]) -> Service:
    """The node of the text with each passage, which stands there once, exchanged for another."""
    for before, after in exchanges:
        assert text.count(before) == 1, (text.count(before), before)
        text = text.replace(before, after)
    return read(text)


SMALL = """\
patternbook: 1
service: skip
title: Get a permit for a skip
summary: Ask to put a skip on the road.
nations: [england, scotland]
function: streets
law:
  highways_139:
    title: Highways Act 1980, section 139
  highways_140:
    title: Highways Act 1980, section 140
purposes:
  permit:
    title: To decide on the permit
    basis: public_task
    keep:
      length: 2
      unit: year
settings:
  fee:
    title: Fee for a permit
    type: money
    default: £37.50
    generous: lower
  days:
    title: Days that a skip can stay
    type: int
    default: 14
    generous: higher
    lock:
      law: highways_139
      allow: more_generous
values:
  heavy:
    is: kind == "building" || lights.or(false)
pages:
  what:
    questions:
      kind:
        ask: choice
        label: What will you put in the skip?
        options:
          garden:
            label: Garden waste
          house:
            label: Things from the house
          building:
            label: Building waste
  where:
    questions:
      road:
        ask: yes_no
        label: Is the skip on the road?
  lights:
    show: road
    questions:
      lights:
        ask: yes_no
        label: Will it stand in the dark?
  weight:
    show: kind == "building" && road
    intro: You said ((kind)). It can stay for ((settings.days)) days.
    questions:
      weight:
        ask: number
        label: How heavy is it, in tonnes?
        personal: permit
check_answers:
  confirmation:
    title: We have your request
    next: We will write to you.
process:
  roles:
    office:
      title: Streets office
  stages:
    deciding:
      title: Deciding
      label: We are deciding
      tasks:
        decide:
          title: Decide on the permit
          role: office
          outcomes:
            grant:
              title: Grant it
            refuse:
              title: Refuse it
      go:
        refused:
          if: tasks.decide.outcome == "refuse"
          to: stage.refused
        granted:
          to: stage.granted
    granted:
      title: Granted
      label: You have a permit
      kind: closed
      result: met
    refused:
      title: Refused
      label: We refused
      kind: closed
      result: refused
  clocks:
    decide:
      title: Decide in time
      runs: days(10)
      stops: [task.decide]
      binding: law
      law: highways_139
      lock:
        law: highways_139
        allow: more_generous
  notices:
    refused:
      on: [task.decide.refuse]
      subject: Your skip
      body: You cannot have a permit. You can appeal within 28 days.
      must_say: [review_right]
      law: highways_140
      lock:
        law: highways_140
"""
