"""Which examples to walk: all, or few that together show everything that examples show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from patternbook.engine.settings import plain_data
from patternbook.language.nodes.example import Example

Features = Callable[[Example], frozenset[object]]


def walkable(examples: Mapping[str, Example]) -> dict[str, Example]:
    """Those that a resident walks. An officer who reports for a resident has no page of their own yet."""
    return {name: one for name, one in examples.items() if one.channel == "resident"}


def covering(examples: Mapping[str, Example], features: Features) -> list[str]:
    """A small choice in which every feature of any example stands: the one with the most new ones first."""
    left = {name: features(one) for name, one in examples.items()}
    chosen: list[str] = []
    missing: frozenset[object] = frozenset().union(*left.values())
    while missing:
        best = max(left, key=lambda name: (len(left[name] & missing), name))
        missing -= left.pop(best)
        chosen.append(best)
    return sorted(chosen)


def of_journey(example: Example) -> frozenset[object]:
    """What is to be seen on the way: questions, the end, options that are closed, how lookups end."""
    expect = example.expect
    found: set[object] = {("end", expect.end), ("language", example.language), ("nation", example.nation)}
    found |= {("answer", key, isinstance(plain_data(value), dict)) for key, value in example.answers.items()}
    found |= {("lookup", key, one.outcome) for key, one in example.lookups.items()}
    found |= {("refused", key) for key in expect.refused}
    found |= {("promise", plain_data(value)) for value in expect.values.values()}
    for options in expect.options.values():
        shown = plain_data(options)
        found |= {("option", state) for state in (shown.values() if isinstance(shown, dict) else ())}
    return frozenset(found)


def of_answers(example: Example) -> frozenset[object]:
    """Which questions are answered and which end is reached: enough to meet each page of a definition."""
    answered = {(key, isinstance(plain_data(value), dict)) for key, value in example.answers.items()}
    return frozenset({("end", example.expect.end), ("language", example.language), *answered})


def of_case(example: Example) -> frozenset[object]:
    """What is to be seen of the case: each task with its outcome, each event, refused or not."""
    return frozenset((step.task or step.event, step.outcome, step.refused) for step in example.steps)
