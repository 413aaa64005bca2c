"""Whole texts are merged with their comments, and the result is put to the checks."""

from __future__ import annotations

from itertools import permutations

from patternbook import library
from patternbook.changes import MergedText, checked, merge, merge_texts

from .texts import SMALL, edited, read

STEPS = library.steps()


def text(*exchanges: tuple[str, str]) -> str:
    made = SMALL
    for before, after in exchanges:
        assert made.count(before) == 1, before
        made = made.replace(before, after)
    return made


def merged(base: str, *sides: str) -> MergedText:
    variants = dict(zip("abcd", sides, strict=False))
    results = [
        merge_texts(base, {name: variants[name] for name in names}, steps=STEPS)
        for names in permutations(variants)
    ]
    assert all(result == results[0] for result in results)
    return results[0]


FEE = "  fee:\n"
DAYS = "  days:\n"
TITLE = "title: Get a permit for a skip\n"


def test_an_unchanged_side_gives_the_text_of_the_other_with_its_comments() -> None:
    side = text((FEE, "  # Council, 1 April\n  fee: # in pence\n"), (TITLE, "title: Skips\n"))
    assert merged(SMALL, SMALL, side) == MergedText(side, problems=merged(SMALL, side).problems)


def test_comments_of_all_sides_stand_beside_their_parts() -> None:
    one = text((FEE, "  # from one\n  fee:\n"), (TITLE, "title: Skips\n"))
    two = text((DAYS, "  # from two\n  days:\n"), ("title: Deciding", "title: Looking"))
    base = text(("  where:\n", "  # from the base\n  where:\n"))
    found = merged(
        base, *(each.replace("  where:\n", "  # from the base\n  where:\n") for each in (one, two))
    )
    assert found.text == text(
        (FEE, "  # from one\n  fee:\n"),
        (TITLE, "title: Skips\n"),
        (DAYS, "  # from two\n  days:\n"),
        ("title: Deciding", "title: Looking"),
        ("  where:\n", "  # from the base\n  where:\n"),
    )


def test_a_comment_follows_its_part_to_a_new_key() -> None:
    one = text(("  where:\n", "  place:\n    was: where\n"))
    two = text(("  where:\n", "  # on the road or not\n  where:\n"), (TITLE, "title: Skips\n"))
    three = text(("  where:\n", "  place:\n    # the new name\n    was: where\n"), (FEE, "  fee:  # pence\n"))
    found = merged(SMALL, one, two, three)
    assert "  # on the road or not\n  place:\n" in found.text
    assert "    # the new name\n    was: where\n" in found.text
    assert "  fee: # pence\n" in found.text


def test_a_comment_of_a_deleted_part_goes_with_it_and_others_stand() -> None:
    house = "          house:\n            label: Things from the house\n"
    base = text((house, "          # sofas\n" + house), (FEE, "  # kept\n  fee:\n"))
    one = base.replace("          # sofas\n" + house, "")
    two = base.replace(TITLE, "# the end is near\ntitle: Skips\n") + "# last\n"
    found = merged(base, one, two)
    assert "sofas" not in found.text
    assert [found.text.count(words) for words in ("# kept\n", "# the end is near\n", "# last\n")] == [1, 1, 1]
    assert found.text.endswith("# last\n")


def test_a_comment_that_a_side_took_away_is_gone_and_two_that_were_written_stand_both() -> None:
    base = text((FEE, "  # old\n  fee:\n"))
    one = text((FEE, "  # one\n  fee:\n"), (TITLE, "title: Skips\n"))
    two = text((FEE, "  # two\n  fee:\n"), ("title: Deciding", "title: Looking"))
    found = merged(base, one, two)
    assert "  # one\n  # two\n  fee:\n" in found.text
    assert "# old" not in found.text


def test_a_comment_beside_an_item_of_a_list_stays_with_that_item() -> None:
    long = [f"event.{'x' * 40}{number}" for number in range(4)]

    def stops(*items: str) -> tuple[str, str]:
        return (
            "      stops: [task.decide]\n",
            "      stops:\n" + "".join(f"        - {item}\n" for item in items),
        )

    unlocked = ("      lock:\n        law: highways_139\n        allow: more_generous\n", "")
    base = text(unlocked, stops(*long))
    one = text(unlocked, stops(*long[:3], f"{long[3]} # beside the last"), (TITLE, "title: Skips\n"))
    two = text(unlocked, stops(*long[1:]), (FEE, "  # fee\n  fee:\n"))
    found = merged(base, one, two)
    assert f"        - {long[3]} # beside the last\n" in found.text
    assert long[0] not in found.text


def test_a_comment_inside_plain_data_stays_there() -> None:
    two, year = "      length: 2\n", "      unit: year\n"
    base = text((two, "      # kept for two\n" + two))
    one = base.replace(TITLE, "title: Skips\n")
    other = base.replace(year, year.rstrip() + " # of the calendar\n")
    assert (
        "      # kept for two\n      length: 2\n      unit: year # of the calendar\n"
        in merged(base, one, other).text
    )


def test_a_text_that_cannot_be_read_is_refused_with_what_is_wrong_and_where() -> None:
    found = merge_texts(SMALL, {"here": SMALL, "there": SMALL + "pagse: {}\n"}, steps=STEPS)
    assert found.text == ""
    assert [(each.place.file, each.code) for each in found.problems] == [("there", "unknown-field")]


def test_a_condition_on_what_another_side_took_away_is_found_by_the_checks() -> None:
    where = SMALL[SMALL.index("  where:\n") : SMALL.index("  lights:\n")]
    one = edited(SMALL, (where, ""), ("    show: road\n", ""), ('"building" && road', '"building"'))
    two = edited(
        SMALL,
        ("  what:\n", "  what:\n    button: Go on\n"),
        ("    intro: You", "    channel: staff\n    intro: Road ((road)). You"),
    )
    found = merge(read(SMALL), {"one": one, "two": two})
    assert found.conflicts == ()
    (problem,) = [each for each in checked(found, STEPS) if each.severity == "error"]
    assert (problem.code, problem.path) == ("unknown-name", ("pages", "weight", "intro", "en"))
    assert problem.place.line > 0
