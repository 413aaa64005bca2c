"""Questions as a page asks them: under options, in rows, with hints; and a page after the tasks."""

from __future__ import annotations

from collections.abc import Callable

from patternbook.engine.facts import Result
from patternbook.engine.journey import Redirect, ShowPage
from tests.core.engine.conftest import Resident

Make = Callable[..., Resident]

FIRST = {"pets": ["yes"], "which_pet": ["A cat"], "damp": ["yes"], "where_damp": ["Hall"], "help": ["lift", "other"], "which_help": ["Time"]}  # fmt: skip
SECOND = {"days-monday": ["am"], "home": ["no_fixed"]}


def someone(make: Make, found: str = "found") -> Resident:
    resident = make("kinds")
    value = "2026-12-24" if found == "found" else None
    resident.tells["next_day"] = lambda _inputs: Result(found, value)  # type: ignore[arg-type]
    return resident


def shown(place: object) -> ShowPage:
    assert isinstance(place, ShowPage), place
    return place


def test_questions_under_any_kind_of_option_are_asked_when_it_is_chosen(resident: Make) -> None:
    all_kinds = someone(resident)
    missing = {**FIRST, "which_pet": [""], "where_damp": [""], "which_help": [""]}
    problems = all_kinds.send("pets", missing).problems
    assert [problem.question for problem in problems] == ["which_pet", "where_damp", "which_help"]
    all_kinds.takes("pets", FIRST)
    assert all_kinds.next == "tasks"


def test_those_under_options_not_chosen_are_not_asked(resident: Make) -> None:
    plain = someone(resident)
    plain.takes("pets", {"pets": ["not_sure"], "damp": ["no"], "help": ["lift"]})
    assert set(plain.facts.answers) == {"pets", "damp", "help"}


def test_yes_and_no_have_hints(resident: Make) -> None:
    page = shown(someone(resident).see("pets"))
    assert [(option.key, option.hint and option.hint.text) for option in page.questions[0].options] == [
        ("yes", "Fish too"),
        ("no", None),
        ("not_sure", None),
    ]


def test_a_matrix_has_rows_and_an_address_may_not_be_fixed(resident: Make) -> None:
    other = someone(resident)
    other.takes("pets", FIRST)
    matrix, home = shown(other.see("days")).questions
    assert [row.label.text for row in matrix.rows] == ["Monday"]
    assert [option.key for option in home.options] == ["no_fixed"]
    other.takes("days", SECOND)
    assert other.facts.answers["days"] == {"monday": "am"}


def test_a_page_after_the_tasks_waits_for_all_of_them(resident: Make) -> None:
    last = someone(resident)
    last.takes("pets", FIRST)
    assert last.see("last") == Redirect("tasks")
    last.takes("days", SECOND)
    page = shown(last.see())
    assert (page.key, page.back) == ("last", "tasks")


def test_leaving_a_page_can_need_what_its_own_answers_ask_for(resident: Make) -> None:
    asking = someone(resident)
    asking.takes("pets", {"pets": ["no"], "damp": ["no"], "help": ["lift"]})
    assert asking.asked == ["next_on"]
    refused = someone(resident, "not_found").send("pets", {"pets": ["no"], "damp": ["no"], "help": ["lift"]})
    assert [(problem.question, problem.message) for problem in refused.problems] == [
        ("damp", "There has to be a day.")
    ]


def test_a_result_that_is_gone_is_needed_again_on_the_way(resident: Make) -> None:
    asking = someone(resident)
    asking.takes("pets", {"pets": ["no"], "damp": ["no"], "help": ["lift"]})
    asking.facts = type(asking.facts)(asking.facts.answers)
    assert asking.next == "tasks"
    assert asking.asked == ["next_on", "next_on"]
