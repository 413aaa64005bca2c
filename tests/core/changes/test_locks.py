"""What a lock forbids, what it lets be more generous, and how a merge keeps to it."""

from __future__ import annotations

import pytest

from patternbook.changes import ABSENT, Decision, locked, merge
from patternbook.language.nodes.service import Service

from .texts import SMALL, edited, read

BASE = read(SMALL)
NOTICE = SMALL[SMALL.index("    refused:\n      on:") :]
CLOCK = SMALL[SMALL.index("  clocks:\n") : SMALL.index("  notices:\n")]
BODY = "      body: You cannot have a permit. You can appeal within 28 days.\n"
NEW_BODY = "      body: You cannot have a permit. You can appeal within 42 days.\n"
COUNCIL_BODY = "      body: No.\n"


def with_edits(*edits: tuple[str, str]) -> Service:
    return edited(SMALL, *edits)


def problems(*edits: tuple[str, str], base: Service = BASE) -> list[tuple[str, str]]:
    return [(".".join(each.path), each.message) for each in locked(base, with_edits(*edits))]


def test_what_is_not_locked_may_be_changed() -> None:
    assert (
        problems(("title: Deciding", "title: Looking"), ("    default: £37.50\n", "    default: £9\n")) == []
    )


@pytest.mark.parametrize(
    "edit",
    [
        (BODY, COUNCIL_BODY),
        (BODY, BODY + "      short: No.\n"),
        ("      on: [task.decide.refuse]\n", "      on: [task.decide]\n"),
        ("      lock:\n        law: highways_140\n", ""),
        (NOTICE, "    other:\n      on: [submitted]\n      subject: Skip\n      body: Hello\n"),
    ],
)
def test_a_locked_part_may_not_be_touched(edit: tuple[str, str]) -> None:
    assert problems(edit) == [
        (
            "process.notices.refused",
            "'refused' is fixed by Highways Act 1980, section 140 and may not be changed.",
        )
    ]


def test_a_locked_part_may_not_get_another_key() -> None:
    (problem,) = locked(
        BASE, with_edits(("    refused:\n      on:", "    no:\n      was: refused\n      on:"))
    )
    assert problem.path == ("process", "notices", "no")


def test_a_part_that_holds_a_locked_one_may_not_be_taken_away() -> None:
    lock = (
        "        label: Is the skip on the road?\n",
        "        label: Is the skip on the road?\n        lock:\n          law: highways_139\n",
    )
    base = with_edits(lock)
    where = SMALL[SMALL.index("  where:\n") : SMALL.index("  lights:\n")]
    without = with_edits((where, ""))
    assert [each.path for each in locked(base, without)] == [("pages", "where")]
    assert [each.path for each in locked(without, base)] == []


def test_why_it_is_locked_is_said_to_whoever_is_refused() -> None:
    because = (
        "        law: highways_140\n",
        "        law: highways_140\n        because: Everybody must know of the appeal.\n",
    )
    one = SMALL.rpartition(because[0])
    base = read(one[0] + because[1])
    (problem,) = locked(base, read((one[0] + because[1]).replace(BODY, COUNCIL_BODY)))
    assert problem.hint.startswith("Everybody must know of the appeal.")


SETTING = "    default: 14\n    generous: higher\n"


@pytest.mark.parametrize(
    ("after", "refused"),
    [
        ("    default: 15\n    generous: higher\n", False),
        ("    default: 13\n    generous: higher\n", True),
        ("    default: 15\n    generous: lower\n", True),
        ("    generous: higher\n", True),
    ],
)
def test_a_setting_may_go_only_the_way_that_is_generous(after: str, refused: bool) -> None:
    found = problems((SETTING, after))
    assert [path for path, _ in found] == (["settings.days"] if refused else [])
    assert all("may only be made more generous to residents" in message for _, message in found)


@pytest.mark.parametrize(
    ("type_", "default", "better", "worse"),
    [
        ("money", "£37.50", "£9", "£100"),
        ("int", "9", "8", "10"),
        ("decimal", '"1.5"', '"1.4"', '"1.6"'),
        ("period", "{length: 3, unit: day}", "{length: 2, unit: day}", "{length: 1, unit: week}"),
    ],
)
def test_less_is_more_generous_where_the_setting_says_so(
    type_: str, default: str, better: str, worse: str
) -> None:
    fee = "    type: money\n    default: £37.50\n    generous: lower\n"
    lock = "    lock:\n      law: highways_139\n      allow: more_generous\n"

    def with_default(value: str) -> Service:
        return with_edits((fee, f"    type: {type_}\n    default: {value}\n    generous: lower\n{lock}"))

    base = with_default(default)
    assert locked(base, with_default(better)) == ()
    assert len(locked(base, with_default(worse))) == 1


@pytest.mark.parametrize(
    ("type_", "default", "other"), [("text", "a", "b"), ("plce", "1", "2"), ("bool", "true", "false")]
)
def test_what_has_no_measure_cannot_be_shown_to_be_more_generous(
    type_: str, default: str, other: str
) -> None:
    before = "    type: int\n    default: 14\n"
    base = with_edits((before, f"    type: {type_}\n    default: {default}\n"))
    assert len(locked(base, with_edits((before, f"    type: {type_}\n    default: {other}\n")))) == 1


def test_a_setting_without_a_generous_way_stays_as_it_is() -> None:
    base = with_edits((SETTING, "    default: 14\n"))
    assert len(locked(base, with_edits((SETTING, "    default: 15\n")))) == 1


LAWFUL = "    default: 14\n    bounds:\n      lawful:\n        min: 7\n        max: 28\n"


@pytest.mark.parametrize(
    ("min_", "max_", "refused"), [(8, 28, False), (7, 29, False), (6, 28, True), (7, 27, True)]
)
def test_limits_may_move_the_way_that_is_generous(min_: int, max_: int, refused: bool) -> None:
    base = with_edits(("    default: 14\n", LAWFUL))
    moved = LAWFUL.replace("min: 7", f"min: {min_}").replace("max: 28", f"max: {max_}")
    assert len(locked(base, with_edits(("    default: 14\n", moved)))) == refused


def test_a_lock_on_one_limit_holds_that_limit_alone() -> None:
    lock = "        lock:\n          law: highways_139\n          allow: more_generous\n"
    open_ = ("    lock:\n      law: highways_139\n      allow: more_generous\n", "")
    base = with_edits(("    default: 14\n", LAWFUL + lock), open_)
    better = with_edits(
        ("    default: 14\n", LAWFUL.replace("min: 7", "min: 8").replace("14", "3") + lock), open_
    )
    worse = with_edits(("    default: 14\n", LAWFUL.replace("min: 7", "min: 6") + lock), open_)
    assert locked(base, better) == ()
    assert [each.path for each in locked(base, worse)] == [("settings", "days", "bounds", "lawful")]


@pytest.mark.parametrize(
    ("runs", "refused"),
    [
        ("days(9)", False),
        ("days(11)", True),
        ("working_days(5)", True),
        ("days(settings.days)", True),
        ("days(", True),
    ],
)
def test_a_clock_of_the_councils_own_duty_may_run_shorter(runs: str, refused: bool) -> None:
    assert len(problems(("runs: days(10)", f"runs: {runs}"))) == refused


@pytest.mark.parametrize(
    "other",
    [
        ("      binding: law\n", "      binding: promise\n"),
        ("      stops: [task.decide]\n", "      stops: [event.appeal]\n"),
        ("      stops: [task.decide]\n", ""),
        ("runs: days(10)", "before: days(10)"),
    ],
)
def test_a_clock_that_may_be_the_residents_time_may_not_run_shorter(other: tuple[str, str]) -> None:
    base = with_edits(other)
    runs = (
        [(other[0], other[1]), ("runs: days(10)", "runs: days(9)")]
        if "runs" not in other[0]
        else [("runs: days(10)", "before: days(9)")]
    )
    assert len(locked(base, with_edits(*runs))) == 1


def test_only_what_is_more_generous_is_taken_of_a_change() -> None:
    found = merge(
        BASE,
        {
            "council": with_edits(
                (SETTING, SETTING.replace("14", "20")),
                ("    title: Days that a skip can stay\n", "    title: Days\n"),
            ),
            "library": BASE,
        },
        owner="library",
    )
    assert found.result == with_edits((SETTING, SETTING.replace("14", "20")))
    assert [(each.kind, each.path) for each in found.conflicts] == [("locked", ("settings", "days"))]


def test_a_locked_statutory_notice_changed_upstream_while_the_council_edits_nearby() -> None:
    """The peers drop the new notice silently; here it is there, beside what the council wrote."""
    library = with_edits((BODY, NEW_BODY))
    nearby = (
        "  notices:\n",
        "  notices:\n    received:\n      on: [submitted]\n      subject: Thank you\n      body: We have it.\n",
    )
    found = merge(BASE, {"library": library, "council": with_edits(nearby)}, owner="library")
    assert (found.result, found.conflicts) == (with_edits((BODY, NEW_BODY), nearby), ())


def test_a_locked_notice_that_the_council_changed_too_is_the_librarys_and_the_refusal_is_told() -> None:
    sides = {"library": with_edits((BODY, NEW_BODY)), "council": with_edits((BODY, COUNCIL_BODY))}
    found = merge(BASE, sides, owner="library")
    assert found.result == sides["library"]
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.path) == ("locked", ("process", "notices", "refused"))
    assert conflict.law == "Highways Act 1980, section 140"
    assert list(conflict.sides) == ["council"]
    # A decision cannot override the lock; it can put the question aside.
    assert merge(BASE, sides, owner="library", decisions=[Decision(conflict.id, take="council")]) == found
    assert merge(BASE, sides, owner="library", decisions=[Decision(conflict.id, value="x")]) == found
    put_aside = merge(BASE, sides, owner="library", decisions=[Decision(conflict.id, take="library")])
    assert (put_aside.result, put_aside.conflicts) == (found.result, ())


def test_without_an_owner_nobody_may_change_a_locked_part_and_several_owners_all_may() -> None:
    one, two = with_edits((BODY, NEW_BODY)), with_edits(("title: Deciding", "title: Looking"))
    found = merge(BASE, {"one": one, "two": two})
    assert found.result == two
    assert [(each.kind, list(each.sides)) for each in found.conflicts] == [("locked", ["one"])]
    both = merge(BASE, {"one": one, "two": two}, owner=("one", "two"))
    assert (both.result, both.conflicts) == (
        with_edits((BODY, NEW_BODY), ("title: Deciding", "title: Looking")),
        (),
    )


def test_the_council_may_change_a_locked_part_as_the_library_does() -> None:
    same = with_edits((BODY, NEW_BODY))
    found = merge(BASE, {"library": same, "council": same}, owner="library")
    assert (found.result, found.conflicts) == (same, ())


def test_a_lock_that_the_library_adds_takes_back_what_the_council_changed_before() -> None:
    lock = ("          role: office\n", "          role: office\n          lock:\n            law: new_act\n")
    act = ("law:\n  highways_139:", "law:\n  new_act:\n    title: The New Act 2027\n  highways_139:")
    library = with_edits(lock, act)
    council = with_edits(("          title: Decide on the permit\n", "          title: Decide\n"))
    found = merge(BASE, {"library": library, "council": council}, owner="library")
    assert found.result == library
    assert [(each.law, each.path[-1]) for each in found.conflicts] == [("The New Act 2027", "decide")]


def test_a_part_that_the_library_adds_with_a_lock_is_the_librarys_alone() -> None:
    def role(title: str, lock: str) -> Service:
        return with_edits(("  roles:\n", f"  roles:\n    panel:\n      title: {title}\n{lock}"))

    library = role("Appeal panel", "      lock:\n        law: highways_139\n")
    found = merge(BASE, {"library": library, "council": role("Panel", "")}, owner="library")
    assert found.result == library
    assert [(each.kind, each.base) for each in found.conflicts] == [("locked", ABSENT)]


def test_what_the_council_took_away_of_a_locked_part_is_put_back_in_its_place() -> None:
    council = with_edits((CLOCK, ""), ("    default: £37.50\n", "    default: £9\n"))
    found = merge(BASE, {"council": council, "library": BASE}, owner="library")
    assert found.result == with_edits(("    default: £37.50\n", "    default: £9\n"))
    assert [each.sides["council"] for each in found.conflicts] == [ABSENT]


def test_what_the_library_itself_takes_away_the_council_may_take_away_too() -> None:
    without = with_edits((CLOCK, ""))
    found = merge(
        BASE,
        {"council": with_edits((CLOCK, ""), ("title: Deciding", "title: Looking")), "library": without},
        owner="library",
    )
    assert (found.conflicts, found.result) == (
        (),
        with_edits((CLOCK, ""), ("title: Deciding", "title: Looking")),
    )


def test_a_locked_part_that_the_council_renamed_keeps_its_name_and_is_told() -> None:
    renamed = with_edits(("    refused:\n      on:", "    no:\n      was: refused\n      on:"))
    found = merge(BASE, {"library": BASE, "council": renamed}, owner="library")
    assert found.result == BASE
    assert [(each.base, dict(each.sides)) for each in found.conflicts] == [("refused", {"council": "no"})]
    agreed = merge(BASE, {"library": renamed, "council": renamed}, owner="library")
    assert (agreed.result, agreed.conflicts) == (renamed, ())
