"""Hostile texts and nodes get a clear answer in bounded time, and never an exception."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook import library
from patternbook.changes import diff, locked, merge, merge_texts
from patternbook.language.kinds.questions import ChoiceQuestion, Option
from patternbook.language.nodes.base import Data, Expr, Keyed, Text
from patternbook.language.nodes.process import Process, Role

from .texts import SMALL, names, read, source

STEPS = library.steps()

HOSTILE = {
    "aliases": "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "depth": "a: " + "[" * 5000,
    "deep mappings": "".join(" " * depth + "a:\n" for depth in range(200)),
    "one huge line": "title: " + "x" * 2_000_000,
    "many keys": "pages:\n" + "".join(f"  p{number}: {{}}\n" for number in range(150_000)),
    "a key twice": SMALL + "pages: {}\n",
    "look-alike keys": SMALL.replace("  kind:", "  k\u0456nd:"),
    "not text": "\x00\x01\ufffe",
    "tags": "title: !!python/object/apply:os.system [ls]\n",
    "nothing": "",
}

# These can be read; what is wrong with them the checks say of the merged text.
FOR_THE_CHECKS = {
    "numbers": SMALL.replace("default: £37.50", "default: " + "9" * 5000),
    "an expression bomb": SMALL.replace(
        "    show: road\n", "    show: " + "(" * 500 + "road" + ")" * 500 + "\n"
    ),
}


@pytest.mark.parametrize("name", FOR_THE_CHECKS)
def test_a_hostile_value_is_told_of_the_merged_text(name: str) -> None:
    began = time.process_time()
    found = merge_texts(
        SMALL, {"a": FOR_THE_CHECKS[name], "b": SMALL.replace("Deciding", "Looking")}, steps=STEPS
    )
    assert [each for each in found.problems if each.severity == "error"]
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_with_a_reason(name: str) -> None:
    began = time.process_time()
    for sides in (
        (SMALL, {"a": HOSTILE[name]}),
        (HOSTILE[name], {"a": SMALL}),
        (SMALL, {"a": SMALL, "b": HOSTILE[name]}),
    ):
        found = merge_texts(sides[0], sides[1], steps=STEPS)
        assert [each for each in found.problems if each.severity == "error"]
    assert time.process_time() - began < 20


@given(st.integers(0, 2**32), st.sampled_from([*names(), ""]))
def test_a_text_with_lines_mixed_up_is_merged_or_refused(seed: int, name: str) -> None:
    chance = random.Random(seed)
    text = source(name) if name not in ("", "missed_bin", "06") else SMALL

    def mixed() -> str:
        lines = text.split("\n")
        for _ in range(chance.randrange(3)):
            at = chance.randrange(len(lines))
            to = chance.randrange(len(lines))
            lines[at] = chance.choice(
                [lines[to], "", lines[at] * 2, lines[at].lstrip(), "# " + lines[at], lines[at][:-2]]
            )
        return "\n".join(lines)

    found = merge_texts(text, {"a": mixed(), "b": mixed()}, steps=STEPS)
    assert found.text or [each for each in found.problems if each.severity == "error"]


def test_long_collections_in_other_orders_take_bounded_time() -> None:
    """Ten thousand options, turned round by one and mixed by another, with new ones everywhere."""
    keys = [f"k{number}" for number in range(10_000)]
    option = Option(label=Text(Keyed([("en", "Option")])))

    def question(order: list[str]) -> ChoiceQuestion:
        return ChoiceQuestion(label=option.label, options=Keyed((key, option) for key in order))

    mixed = [*keys, *(f"n{number}" for number in range(2000))]
    random.Random(1).shuffle(mixed)
    began = time.process_time()
    found = merge(question(keys), {"a": question(keys[::-1]), "b": question(mixed), "c": question(keys[1:])})
    assert time.process_time() - began < 20
    assert set(found.result.options) == set(mixed) - {"k0"}
    assert [each.kind for each in found.conflicts] == ["order"]


def test_nodes_that_no_text_can_say_are_merged_too() -> None:
    def process(key: str, source: str, words: str) -> Process:
        role = Role(title=Text(Keyed([("en", words)])), was="a.b" if key != "a.b" else None)
        base = read(SMALL).process
        clock = replace(base.clocks["decide"], runs=Expr(source), lock=None)
        return replace(
            base, roles=Keyed([(key, role)]), clocks=Keyed([("decide", clock)]), retain=Data((None, ()))
        )

    base = process("a.b", "(((", "((open")
    one = process("c (", "'", "((a.b)) ((")
    two = process("d\n", "a" * 5000, "((x))")
    found = merge(base, {"one": one, "two": two})
    assert {each.kind for each in found.conflicts} == {"renamed_twice", "both_changed"}
    assert diff(base, one)
    assert locked(base, two) == ()
