"""Several variants of one definition become one again, and nothing is lost silently."""

from __future__ import annotations

from itertools import permutations

import pytest

from patternbook.changes import merge
from patternbook.changes.parts import ABSENT, Decision, Merged
from patternbook.language.nodes.service import Service

from .texts import SMALL, edited, read

BASE = read(SMALL)
Edit = tuple[str, str]

DAYS = "    default: 14\n"
FEE = "    default: £37.50\n"
GARDEN = "          garden:\n            label: Garden waste\n"
HOUSE = "          house:\n            label: Things from the house\n"
BUILDING = "          building:\n            label: Building waste\n"
WEIGHT = SMALL[SMALL.index("  weight:\n") : SMALL.index("check_answers:")]


def made(*sides: list[Edit], decisions: tuple[Decision, ...] = ()) -> Merged[Service]:
    """The merge of variants that are the small text with these edits, which is the same in every order."""
    variants = {name: edited(SMALL, *edits) for name, edits in zip("abcdef", sides, strict=False)}
    results = [
        merge(BASE, {name: variants[name] for name in names}, owner="a", decisions=decisions)
        for names in permutations(variants)
    ]
    assert all(result == results[0] for result in results)
    return results[0]


def paths(found: Merged[Service]) -> list[tuple[str, str]]:
    return [(each.kind, ".".join(each.path)) for each in found.conflicts]


def with_edits(*edits: Edit) -> Service:
    return edited(SMALL, *edits)


def test_folding_two_at_a_time_would_lose_a_conflict() -> None:
    """12 against 15 is a conflict; folded, the base's value stands, and a third side's 18 wins alone."""
    twelve, fifteen, eighteen = (with_edits((FEE, f"    default: £{pounds}\n")) for pounds in (12, 15, 18))
    pair = merge(BASE, {"one": twelve, "two": fifteen})
    folded = merge(BASE, {"both": pair.result, "three": eighteen})
    assert (folded.result, folded.conflicts) == (eighteen, ())
    (conflict,) = merge(BASE, {"one": twelve, "two": fifteen, "three": eighteen}).conflicts
    assert [each.value for each in conflict.sides.values()] == ["£12", "£18", "£15"]  # type: ignore[attr-defined]


def test_an_unchanged_side_gives_the_other() -> None:
    edits = [(FEE, "    default: £12\n"), ("  lights:\n    show", "  dark:\n    was: lights\n    show")]
    found = made(edits, [])
    assert (found.result, found.conflicts) == (with_edits(*edits), ())
    assert dict(found.renamed) == {"pages.lights": "dark"}


def test_changes_of_different_parts_stand_together() -> None:
    one, two, three = (
        [(FEE, "    default: £12\n")],
        [("title: Deciding", "title: Looking into it"), (HOUSE, "")],
        [(WEIGHT, "")],
    )
    found = made(one, two, three)
    assert (found.result, found.conflicts) == (with_edits(*one, *two, *three), ())


def test_the_same_change_of_two_sides_is_one_change() -> None:
    edits = [(FEE, "    default: £12\n"), (HOUSE, "")]
    found = made(edits, edits, [])
    assert (found.result, found.conflicts) == (with_edits(*edits), ())


def test_both_sides_change_one_text() -> None:
    """The peers keep the last; here a person decides, and is not asked again."""
    one, two = [("title: Deciding", "title: Looking")], [("title: Deciding", "title: Thinking")]
    found = made(one, two)
    assert found.result == BASE
    (conflict,) = found.conflicts
    assert conflict.path == ("process", "stages", "deciding", "title", "en")
    assert (conflict.kind, conflict.base, dict(conflict.sides)) == (
        "both_changed", "Deciding", {"a": "Looking", "b": "Thinking"},
    )  # fmt: skip
    assert made(one, two, decisions=(Decision(conflict.id, take="b"),)).result == with_edits(*two)
    assert made(one, two, decisions=(Decision(conflict.id, take="base"),)).result == BASE
    own = made(one, two, decisions=(Decision(conflict.id, value="Deciding now"),))
    assert (own.result, own.conflicts) == (with_edits(("title: Deciding", "title: Deciding now")), ())


def test_a_conflict_has_the_same_id_whoever_the_sides_are() -> None:
    one, two = with_edits((FEE, "    default: £12\n")), with_edits((FEE, "    default: £15\n"))
    (first,) = merge(BASE, {"library": one, "council": two}).conflicts
    (second,) = merge(BASE, {"here": two, "there": one}).conflicts
    assert first.id == second.id


def test_upstream_deletes_what_the_council_customised() -> None:
    found = made([(WEIGHT, "")], [("How heavy is it, in tonnes?", "How many tonnes?")])
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.path) == ("deleted_and_changed", ("pages", "weight"))
    assert conflict.sides["a"] is ABSENT
    assert found.result == BASE
    gone = made(
        [(WEIGHT, "")],
        [("How heavy is it, in tonnes?", "How many tonnes?")],
        decisions=(Decision(conflict.id, take="a"),),
    )
    assert (gone.result, gone.conflicts) == (with_edits((WEIGHT, "")), ())


def test_upstream_deletes_what_the_council_only_renamed() -> None:
    found = made([(WEIGHT, "")], [("  weight:\n    show", "  tonnes:\n    was: weight\n    show")])
    assert paths(found) == [("deleted_and_changed", "pages.weight")]


def test_an_option_added_upstream_to_a_list_that_the_council_customised() -> None:
    """The council took one away, put its own in another place and changed words; the new one is there too."""
    soil = "          soil:\n            label: Soil\n"
    found = made(
        [(BUILDING, BUILDING + soil)],
        [(GARDEN + HOUSE + BUILDING, BUILDING.replace("Building", "Builders'") + HOUSE)],
    )
    options = found.result.pages["what"].questions["kind"].options  # type: ignore[attr-defined]
    assert found.conflicts == ()
    assert list(options) == ["building", "house", "soil"]


def test_a_renamed_option_used_in_a_condition() -> None:
    """Upstream renames an option; the council's new condition, which has the old key, follows."""
    upstream = [
        ("          building:\n", "          rubble:\n            was: building\n"),
        ('is: kind == "building"', 'is: kind == "rubble"'),
        ('show: kind == "building"', 'show: kind == "rubble"'),
    ]
    council = [("  where:\n    questions", "  where:\n    show: kind != 'building'\n    questions")]
    found = made(upstream, council)
    assert found.conflicts == ()
    assert found.result == with_edits(
        *upstream, (council[0][0], council[0][1].replace("'building'", '"rubble"'))
    )


def test_a_renamed_question_is_followed_everywhere() -> None:
    upstream = [
        ("      kind:\n        ask", "      waste:\n        was: kind\n        ask"),
        ('is: kind == "b', 'is: waste == "b'),
        ('show: kind == "b', 'show: waste == "b'),
        ("((kind))", "((waste))"),
    ]
    council = [
        (" lights:\n    show: road", ' lights:\n    show: road && kind != "house"'),
        (FEE, "    default: £9\n"),
    ]
    followed = [(council[0][0], council[0][1].replace("kind", "waste")), council[1]]
    found = made(upstream, council)
    assert (found.result, found.conflicts) == (with_edits(*upstream, *followed), ())


@pytest.mark.parametrize("new", ["house", "skip"])
def test_two_new_names_for_one_part_are_asked(new: str) -> None:
    def naming(key: str) -> list[Edit]:
        return [("  where:\n", f"  {key}:\n    was: where\n")]

    found = made(naming("place"), naming(new))
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.base, dict(conflict.sides)) == (
        "renamed_twice",
        "where",
        {"a": "place", "b": new},
    )
    assert found.result == BASE
    decided = made(naming("place"), naming(new), decisions=(Decision(conflict.id, take="b"),))
    assert (decided.result, decided.conflicts) == (with_edits(*naming(new)), ())


def test_a_new_name_that_another_side_gave_to_something_else_is_asked() -> None:
    renaming = [("  where:\n", "  place:\n    was: where\n")]
    adding = [("  lights:\n    show", "  place:\n    intro: Stop here.\n  lights:\n    show")]
    found = made(renaming, adding)
    assert paths(found) == [("key_taken", "pages.where")]
    assert list(found.result.pages) == ["what", "where", "place", "lights", "weight"]
    again = made(renaming, adding, decisions=(Decision(found.conflicts[0].id, value="spot"),))
    assert list(again.result.pages) == ["what", "spot", "place", "lights", "weight"]
    assert again.result.pages["spot"].was == "where"


def test_an_order_in_which_the_sides_contradict_each_other_is_asked() -> None:
    """One puts a new option between two that the other turns round."""
    soil = "          soil:\n            label: Soil\n"
    one, two = [(HOUSE, HOUSE + soil)], [(HOUSE + BUILDING, BUILDING + HOUSE)]
    found = made(one, two)
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.path) == ("order", ("pages", "what", "questions", "kind", "options"))
    assert conflict.sides["b"] == ("garden", "building", "house")
    options = found.result.pages["what"].questions["kind"].options  # type: ignore[attr-defined]
    assert list(options) == ["garden", "house", "soil", "building"]
    taken = made(one, two, decisions=(Decision(conflict.id, take="b"),))
    options = taken.result.pages["what"].questions["kind"].options  # type: ignore[attr-defined]
    assert (list(options), taken.conflicts) == (["garden", "building", "house", "soil"], ())
