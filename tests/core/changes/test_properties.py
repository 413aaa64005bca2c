"""What holds of every merge, over random edits of real definitions."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given, note
from hypothesis import strategies as st

from patternbook import library
from patternbook.changes import Decision, Merged, checked, diff, merge
from patternbook.language import canonical, reader, writer
from patternbook.language.nodes.service import Service

from .definitions import CAREFUL, EDITS, Side, silently_lost
from .texts import SMALL, names, read, source

STEPS = library.steps()
# The biggest text is merged whole elsewhere; here many small merges find more.
TEXTS = [SMALL, *(source(name) for name in names() if name not in ("missed_bin", "06"))]

texts = st.sampled_from(TEXTS)
seeds = st.integers(0, 2**32)
amounts = st.lists(st.integers(0, 6), min_size=2, max_size=4)


def edited(text: str, seed: int, times: list[int], among: tuple[str, ...] = ()) -> dict[str, Side]:
    base = read(text)
    return {
        name: Side(base, random.Random(f"{seed}{name}")).edits(many, among)
        for name, many in zip("abcd", times, strict=False)
    }


def merged(sides: Mapping[str, Side], **more: object) -> Merged[Service]:
    base = next(iter(sides.values())).base
    return merge(base, {name: side.node for name, side in sides.items()}, owner=tuple(sides), **more)  # type: ignore[arg-type]


@given(texts, seeds, amounts)
def test_no_change_of_any_side_vanishes(text: str, seed: int, times: list[int]) -> None:
    sides = edited(text, seed, times)
    found = merged(sides)
    note(str(found.conflicts))
    assert silently_lost(found, sides) == []


@given(texts, seeds, amounts)
def test_locked_parts_refuse_and_tell(text: str, seed: int, times: list[int]) -> None:
    sides = edited(text, seed, times)
    base = read(text)
    found = merge(base, {name: side.node for name, side in sides.items()}, owner="a")
    assert silently_lost(found, sides) == []


@given(texts, seeds, amounts, st.permutations("abcd"))
def test_neither_the_order_nor_the_names_of_the_sides_matter(
    text: str, seed: int, times: list[int], order: list[str]
) -> None:
    sides = edited(text, seed, times)
    one = merged(sides)
    assert merged({name: sides[name] for name in order if name in sides}) == one
    other = merged({new: side for new, side in zip(order, sides.values(), strict=False)})
    assert (other.result, other.combined, other.renamed) == (one.result, one.combined, one.renamed)
    assert {each.id for each in other.conflicts} == {each.id for each in one.conflicts}


@given(texts, seeds, st.integers(0, 8))
def test_merging_with_unchanged_sides_gives_the_other_side(text: str, seed: int, times: int) -> None:
    sides = edited(text, seed, [0, times, 0])
    found = merged(sides)
    assert (found.result, found.conflicts) == (sides["b"].node, ())


@given(texts, seeds, st.integers(0, 8))
def test_merging_with_the_same_change_gives_it(text: str, seed: int, times: int) -> None:
    side = edited(text, seed, [times])["a"]
    found = merged({"a": side, "b": side, "c": Side(side.base, random.Random(0))})
    assert (found.result, found.conflicts) == (side.node, ())


def errors(node: Service) -> set[str]:
    return {each.code for each in checked(Merged(node), STEPS) if each.severity == "error"}


def read_back(node: Service) -> Service | None:
    return reader.read(writer.write_node(node), kind=Service, steps=STEPS).node


@given(texts, seeds, amounts)
def test_the_result_is_written_and_read_back(text: str, seed: int, times: list[int]) -> None:
    """As are all texts whose sides are: a rough edit may be one that no text can say."""
    sides = edited(text, seed, times)
    result = merged(sides).result
    again = read_back(result)
    if again is None:
        assert any(read_back(side.node) is None for side in sides.values())
    else:
        assert canonical.to_json(again) == canonical.to_json(result)


@given(texts, seeds, st.lists(st.integers(0, 4), min_size=2, max_size=3))
def test_careful_changes_without_conflict_pass_the_checks(text: str, seed: int, times: list[int]) -> None:
    """What a side itself fails, such as a new name for what a shared step needs, the result fails too."""
    sides = edited(text, seed, times, CAREFUL)
    found = merged(sides)
    if not found.conflicts:
        assert errors(found.result) <= set().union(*(errors(side.node) for side in sides.values()))


@given(texts, seeds, amounts, seeds)
def test_what_is_decided_is_no_conflict_any_more(
    text: str, seed: int, times: list[int], choices: int
) -> None:
    sides = edited(text, seed, times)
    chance = random.Random(choices)
    decisions: list[Decision] = []
    for _ in range(10):
        found = merged(sides, decisions=decisions)
        asked = [each for each in found.conflicts if each.kind != "key_taken"]
        if not asked:
            break
        decisions += [Decision(each.id, take=chance.choice([*each.sides, "base"])) for each in asked]
    assert asked == []


@given(texts, texts, texts)
def test_any_definitions_are_merged_without_an_exception(one: str, two: str, three: str) -> None:
    found = merge(read(one), {"a": read(two), "b": read(three)})
    assert isinstance(found.result, Service)


@given(texts, seeds, st.integers(1, 8))
def test_every_edit_is_a_change_of_its_part(text: str, seed: int, times: int) -> None:
    side = edited(text, seed, [times])["a"]
    changes = diff(side.base, side.node)
    places = {side.base_path(each.path) if each.kind != "removed" else each.path for each in changes}
    for edit in side.standing():
        assert any(
            edit.path[: len(place)] == place or place[: len(edit.path)] == edit.path for place in places
        )


def test_every_kind_of_edit_is_made() -> None:
    side = Side(read(SMALL), random.Random(1)).edits(400)
    assert {each.kind for each in side.ledger} == {"set", "added", "removed", "renamed", "joined", "before"}
    assert len(EDITS) == 10


@given(texts, seeds)
def test_the_ledger_is_not_blind_to_a_side_that_was_forgotten(text: str, seed: int) -> None:
    sides = edited(text, seed, [4, 4], ("words", "number"))
    forgetful = merge(read(text), {"a": sides["a"].node}, owner="a")
    lost = {edit for who, edit in silently_lost(forgetful, sides) if who == "b"}
    assert lost == {edit for edit in sides["b"].standing() if not edit.holds(sides["a"].node)}
