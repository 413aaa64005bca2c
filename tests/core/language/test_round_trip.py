"""Reading and writing: nothing is lost, one way to write each definition, comments kept."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from patternbook.errors import ProblemsFound
from patternbook.language import canonical, digests, reader, writer
from patternbook.language.nodes.adoption import Adoption, Dated
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.process import Process, Role
from patternbook.language.nodes.service import Service
from patternbook.language.writer.lines import lines_of
from tests.core.language.strategies import AWKWARD, nodes

FILES = (Service, Adoption, Example, SharedStep)
# Shrinking a whole definition takes minutes; what fails is small enough to read as it is.
thorough = settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(text: str, kind: type) -> reader.Read[Any]:
    found: reader.Read[Any] = reader.read(text, kind=kind)
    assert [str(problem) for problem in found.problems] == []
    return found


@thorough
@given(st.sampled_from(FILES).flatmap(lambda kind: st.tuples(st.just(kind), nodes(kind))))
def test_what_is_written_reads_back_the_same(made: tuple[type, Any]) -> None:
    kind, node = made
    text = writer.write_node(node)
    found = read(text, kind)
    assert canonical.to_json(found.node) == canonical.to_json(node)
    assert digests.meaning(found.node) == digests.meaning(node)
    assert writer.write(found) == text


@thorough
@given(st.sampled_from(FILES).flatmap(lambda kind: st.tuples(st.just(kind), nodes(kind))))
def test_canonical_json_makes_an_equal_node(made: tuple[type, Any]) -> None:
    kind, node = made
    data = canonical.to_json(node)
    again = canonical.from_json(data, kind)
    assert canonical.to_json(again) == data
    assert canonical.from_json(canonical.to_json(again), kind) == again


@thorough
@given(nodes(Process), st.integers(0, 2**32))
def test_comments_of_a_canonical_text_stay_where_they_are(node: Process, seed: int) -> None:
    chance = random.Random(seed)
    written = []
    for number, line in enumerate(lines_of(node)):
        margin = " " * line.indent
        if chance.random() < 0.2:
            written.append(f"{margin}# before {number}")
        behind = f" # behind {number}: 'x'" if chance.random() < 0.2 else ""
        written += [margin + line.words + behind, *line.below]
    text = "\n".join([*written, "# at the end", ""])
    found = read(text, Process)
    assert writer.write(found) == text
    assert digests.meaning(found.node) == digests.meaning(node)


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_survive(words: str) -> None:
    role = Role(title=Text(Keyed([("en", words)])), team=words)
    assert read(writer.write_node(role), Role).node == role


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    reader.read(text, kind=Service)


@given(st.lists(st.sampled_from(list("ab:#-[]{}'\"\n  &*!|>?,")), max_size=60).map("".join))
def test_any_yaml_like_value_is_refused_or_kept(text: str) -> None:
    found = reader.read(f"value: {text}", kind=Dated)
    assert found.problems or writer.write(read(writer.write(found), Dated)) == writer.write(found)


def test_spelling_and_comments_do_not_change_the_meaning() -> None:
    one = read("title: {en: Crew}\noutside: false", Role)
    other = read("# The crew.\ntitle: 'Crew' # the title", Role)
    assert digests.meaning(one.node) == digests.meaning(other.node)
    assert digests.meaning(one.node) != digests.meaning(read("title: crew", Role).node)


def test_a_comment_of_a_part_left_out_moves_to_the_part_around_it() -> None:
    found = read("title: Crew\n# Not the council's own.\noutside: false # really\n", Role)
    text = writer.write(found)
    assert text == "# Not the council's own.\n# really\ntitle: Crew\n"
    assert writer.write(read(text, Role)) == text


def test_a_text_with_errors_is_not_written() -> None:
    with pytest.raises(ProblemsFound, match="unknown-field"):
        writer.write(reader.read("title: Crew\nother: 1", kind=Role))
