"""A task list, a group, options worked out from a list, and an address from a lookup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from patternbook.engine import journey, prices, tables
from patternbook.engine.answers import Picked
from patternbook.engine.compiled import Compiled
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts, Result
from patternbook.engine.journey import Check, Need, Redirect, ShowPage, TaskList
from patternbook.engine.settings import DatedValue, Settings, Source
from patternbook.engine.texts import Reader, show
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import Resident

Make = Callable[..., Resident]

BINS = [
    {"key": "green", "name": "green", "size": 240, "next": "2026-12-24"},
    {"key": "food", "name": "food", "size": 5, "next": None},
    {"key": "grey", "name": "grey", "size": 120, "next": "2026-12-01"},
    {"key": "gone", "name": "gone", "size": 0, "next": None},
]
HOMES = [
    {
        "uprn": "990001",
        "line": "1 High Street",
        "town": "Sarum",
        "postcode": "SP4 6BH",
        "text": "1 High Street, Sarum, SP4 6BH",
    }
]


def begun(make: Make, applying_for: str = "self", **changes: object) -> Resident:
    resident = make("tasks", **changes)
    resident.tells["addresses_at_postcode"] = lambda _inputs: Result("found", HOMES)
    resident.tells["bins_at"] = lambda _inputs: Result("found", BINS)
    resident.takes("applying_for", applying_for=applying_for)
    return resident


def with_home(make: Make, applying_for: str = "self") -> Resident:
    resident = begun(make, applying_for)
    resident.takes("first_day", first_day__day="1", first_day__month="12", first_day__year="2026")
    resident.takes("postcode", postcode="SP4 6BH")
    resident.takes("home", home="990001")
    return resident


def done(make: Make, *children: str) -> Resident:
    resident = with_home(make)
    resident.takes("bins", emptied="green")
    raw = {f"children-{place}-{key}": [sent] for place, name in enumerate(children) for key, sent in (("name", name), ("adopted", "no"))}  # fmt: skip
    resident.takes("children", raw)
    return resident


def tasks(resident: Resident) -> dict[str, tuple[str, str | None]]:
    place = resident.see("tasks")
    assert isinstance(place, TaskList), place
    return {task.key: (task.state, task.page) for task in place.tasks}


def page(place: object) -> ShowPage:
    assert isinstance(place, ShowPage), place
    return place


class TestTaskLists:
    def test_before_the_list_its_questions_come(self, resident: Make) -> None:
        assert resident("tasks").next == "page.applying_for"
        assert resident("tasks").see("tasks") == Redirect("page.applying_for")

    def test_a_task_waits_for_those_before_it(self, resident: Make) -> None:
        someone = begun(resident)
        assert someone.next == "tasks"
        assert tasks(someone) == {"about": ("not_started", "first_day"), "children": ("cannot_start", None)}
        assert someone.see("children") == Redirect("tasks")

    def test_a_task_that_was_begun_goes_on_where_it_stands(self, resident: Make) -> None:
        someone = with_home(resident)
        assert tasks(someone)["about"] == ("in_progress", "bins")
        after = journey.next_after(someone.compiled, someone.facts, someone.context, "home")
        assert isinstance(after, Redirect | Need)
        assert someone.next == "tasks"
        assert journey.next_after(someone.compiled, someone.facts, someone.context, "home") == Redirect(
            "page.bins"
        )

    def test_after_the_last_page_of_a_task_the_list_comes(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.takes("bins", emptied="green")
        assert journey.next_after(someone.compiled, someone.facts, someone.context, "bins") == Redirect(
            "tasks"
        )
        assert tasks(someone) == {"about": ("done", "first_day"), "children": ("not_started", "children")}

    def test_a_task_can_be_needed_or_not(self, resident: Make) -> None:
        assert "extra" in tasks(begun(resident, "other"))
        assert "extra" not in tasks(begun(resident, "self"))

    def test_when_all_is_done_the_answers_can_be_checked(self, resident: Make) -> None:
        someone = done(resident, "Ann")
        assert someone.next == "check_answers"
        place = someone.see("tasks")
        assert isinstance(place, TaskList)
        assert (place.done, place.back) == (True, "page.applying_for")
        check = someone.see()
        assert isinstance(check, Check)
        assert (check.back, check.warnings) == ("tasks", ())

    def test_back_leads_from_a_tasks_first_page_to_the_list(self, resident: Make) -> None:
        someone = with_home(resident)
        assert page(someone.see("first_day")).back == "tasks"
        assert page(someone.see("postcode")).back == "page.first_day"
        assert page(someone.see("applying_for")).back is None

    def test_an_unanswered_warning_stands_on_check_answers(self, resident: Make) -> None:
        someone = done(resident, "Ann")
        someone.takes("bins")
        check = someone.see("check_answers")
        assert isinstance(check, Check)
        assert [warning.message for warning in check.warnings] == ["Say which bins."]


class TestOptionsOfAList:
    def test_an_address_is_chosen_from_what_was_found(self, resident: Make) -> None:
        someone = begun(resident)
        someone.takes("first_day", first_day__day="1", first_day__month="12", first_day__year="2026")
        someone.takes("postcode", postcode="SP4 6BH")
        asked = page(someone.see("home")).questions[0]
        assert [(option.key, option.label.text) for option in asked.options] == [
            ("990001", "1 High Street, Sarum, SP4 6BH")
        ]
        assert someone.send("home", home="990002").problems[0].code == "not_an_option"

    def test_an_address_without_its_reference_number_is_not_offered(self, resident: Make) -> None:
        someone = begun(resident)
        nameless = {key: value for key, value in HOMES[0].items() if key != "uprn"}
        someone.tells["addresses_at_postcode"] = lambda _inputs: Result("found", [nameless, *HOMES])
        someone.takes("first_day", first_day__day="1", first_day__month="12", first_day__year="2026")
        someone.takes("postcode", postcode="SP4 6BH")
        asked = page(someone.see("home")).questions[0]
        assert [option.key for option in asked.options] == ["990001"]

    def test_an_address_that_is_not_offered_any_more_has_to_be_chosen_again(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.tells["addresses_at_postcode"] = lambda _inputs: Result(
            "found", [{**HOMES[0], "uprn": "990009"}]
        )
        someone.takes("postcode", postcode="SP4 6BJ")
        assert tasks(someone)["about"] == ("in_progress", "home")

    def test_each_item_is_an_option_with_its_own_words(self, resident: Make) -> None:
        asked = page(with_home(resident).see("bins")).questions[0]
        assert [
            (option.key, option.label.text, option.hint and option.hint.text) for option in asked.options
        ] == [
            ("green", "The green bin", "Next on Thursday 24 December 2026"),
            ("food", "The food bin", "Next on –"),
            ("grey", "The grey bin", "Next on Tuesday 1 December 2026"),
        ]
        assert [option.closed and option.closed.text for option in asked.options] == [
            None,
            "The food bin is too small.",
            None,
        ]

    def test_the_answer_is_the_item_as_the_list_has_it_now(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.takes("bins", {"emptied": ["grey", "green"]})
        kept = someone.facts.answers["emptied"]
        assert isinstance(kept, tuple)
        assert [picked.key for picked in kept] == ["green", "grey"]
        names = Evaluation(someone.compiled, someone.facts, someone.context).reveal_all()
        assert names["big"] is True
        later = {
            id_: Result("found", [{**BINS[0], "size": 90}])
            for id_, result in someone.facts.results.items()
            if result.value == BINS
        }
        changed = Evaluation(
            someone.compiled, someone.facts.with_results(later), someone.context
        ).reveal_all()
        assert [item["size"] for item in changed["emptied"]] == [90, 120]  # type: ignore[index, attr-defined]

    def test_without_the_list_the_item_is_as_it_was(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.takes("bins", emptied="green")
        alone = Facts({"emptied": someone.facts.answers["emptied"]})
        names = Evaluation(someone.compiled, alone, someone.context).reveal_all()
        assert names["emptied"][0]["next"] == dt.date(2026, 12, 24)  # type: ignore[index]

    def test_a_list_that_is_not_known_has_no_options(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.tells["bins_at"] = lambda _inputs: Result("unavailable")
        assert page(someone.see("bins")).questions[0].options == ()


class TestGroups:
    def test_a_group_shows_one_item_at_least_and_those_sent(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.takes("bins", emptied="green")
        (asked,) = page(someone.see("children")).questions
        assert [[inner.name for inner in item] for item in asked.items] == [
            ["children-0-name", "children-0-adopted"]
        ]
        again = page(someone.see("children", {"children-1-name": ["Bob"], "children-1-adopted": ["yes"]}))
        assert [[inner.key for inner in item] for item in again.questions[0].items] == [
            ["name", "adopted"],
            ["name", "adopted", "since"],
        ]

    def test_the_items_are_kept_and_shown_again(self, resident: Make) -> None:
        someone = done(resident, "Ann", "Bob")
        assert someone.facts.answers["children"] == (
            {"name": "Ann", "adopted": False},
            {"name": "Bob", "adopted": False},
        )
        (asked,) = page(someone.see("children")).questions
        assert [item[0].current[f"children-{place}-name"] for place, item in enumerate(asked.items)] == [
            ["Ann"],
            ["Bob"],
        ]

    def test_a_question_of_an_item_depends_on_the_same_item(self, resident: Make) -> None:
        someone = done(resident, "Ann")
        raw = {"children-0-name": ["Ann"], "children-0-adopted": ["yes"]}
        assert [problem.field for problem in someone.send("children", raw).problems] == [
            "children-0-since-day"
        ]
        raw |= {
            f"children-0-since-{part}": [sent]
            for part, sent in (("day", "1"), ("month", "1"), ("year", "2026"))
        }
        someone.takes("children", raw)
        assert someone.facts.answers["children"][0]["since"] == dt.date(2026, 1, 1)  # type: ignore[index]


class TestWords:
    @pytest.mark.parametrize(
        ("who", "title"), [("self", "When do you begin?"), ("other", "When do they begin?")]
    )
    def test_they_follow_who_is_spoken_of(self, resident: Make, who: str, title: str) -> None:
        assert page(begun(resident, who).see("first_day")).title.text == title

    def test_they_follow_number_and_nation(self, resident: Make) -> None:
        assert page(done(resident, "Ann").see("children")).title.text == "Your – children"
        someone = done(resident, "Ann", "Bob")
        names = Evaluation(someone.compiled, someone.facts, someone.context).reveal_all()
        title = someone.compiled.texts[("pages", "children", "title")]
        assert show(title, names, Reader()).text == "Your 2 children"
        assert show(title, names, Reader("cy", "england")).text == "Plant yn Lloegr"
        assert show(title, names, Reader("cy", "wales")).text == "Plant"

    def test_a_choice_in_a_text_is_shown_by_its_label(self, resident: Make) -> None:
        someone = begun(resident, "other")
        someone.takes("first_day", first_day__day="1", first_day__month="12", first_day__year="2026")
        someone.takes("postcode", postcode="SP4 6BH")
        someone.takes("home", home="990001")
        someone.takes("bins")
        assert page(someone.see("extra")).questions[0].label.text == "For Somebody else"

    def test_a_list_is_joined(self, resident: Make) -> None:
        someone = with_home(resident)
        someone.takes("bins", {"emptied": ["green", "grey"]})
        names = Evaluation(someone.compiled, someone.facts, someone.context).reveal_all()
        text = someone.compiled.text(("check_answers", "confirmation", "next"))
        assert text is not None
        assert show(text, names, Reader()).text == "Done. You named green and grey."


def names_of(resident: Resident, count: int | None) -> Evaluation:
    """Names where that many children are named, from a first day in December."""
    children = (
        None if count is None else tuple({"name": f"Child {n}", "adopted": False} for n in range(count))
    )
    facts = Facts({"children": children, "first_day": dt.date(2026, 12, 1)})
    return Evaluation(resident.compiled, facts, resident.context).reveal_all()


class TestTablesAndPrices:
    def test_collect_gives_every_row_that_applies(self, resident: Make) -> None:
        sizes = names_of(resident("tasks"), 1)["sizes"]
        assert callable(sizes)
        assert (sizes(5), sizes(200)) == (({"word": "any"},), ({"word": "any"}, {"word": "big"}))

    @pytest.mark.parametrize(("count", "found"), [(1, {"word": "some"}), (0, Unknown("undefined", "one_size")), (2, Unknown("many", "one_size"))])  # fmt: skip
    def test_only_one_row_may_apply(self, resident: Make, count: int, found: object) -> None:
        given = names_of(resident("tasks"), count)["one_size"]
        assert given.same(found) if isinstance(given, Unknown) else given == found

    def test_rows_count_in_their_nations(self, resident: Make) -> None:
        def rows(nation: str) -> list[str]:
            names = names_of(resident("tasks", nation=nation), 6)
            found = tables.hits(names.compiled, "one_size", names)
            assert isinstance(found, tuple)
            return [hit.row for hit in found]

        assert (rows("england"), rows("wales")) == (["first", "second"], ["first", "second", "wales"])

    @pytest.mark.parametrize(("count", "total", "lines"), [(1, 500, ["children"]), (3, 1400, ["children", "minus"]), (5, 2000, ["children", "minus"]), (0, 100, ["children"])])  # fmt: skip
    def test_a_price_adds_its_lines_within_least_and_most(
        self, resident: Make, count: int, total: int, lines: list[str]
    ) -> None:
        names = names_of(resident("tasks"), count)
        found = prices.charge(names.compiled, "hire", names)
        assert isinstance(found, prices.Charge)
        assert (found.total, [line.key for line in found.lines]) == (total, lines)
        assert names["hire"] == total

    def test_a_price_can_be_refused(self, resident: Make) -> None:
        names = names_of(resident("tasks"), 10)
        assert prices.charge(names.compiled, "hire", names) == prices.Charge((), 0, refused=True)
        assert isinstance(names["hire"], Unknown)

    def test_a_price_is_that_of_its_date(self, resident: Make) -> None:
        dated = (
            DatedValue(None, 500, Source("default")),
            DatedValue(dt.date(2026, 12, 1), 600, Source("council")),
        )
        someone = resident("tasks")
        someone.context = replace(
            someone.context, settings=Settings({"per_child": 500}, {}, {"per_child": dated})
        )
        assert names_of(someone, 1)["hire"] == 600

    def test_without_its_date_or_amount_a_price_is_unknown(self, resident: Make) -> None:
        someone = resident("tasks")
        assert isinstance(Evaluation(someone.compiled, Facts(), someone.context)["hire"], Unknown)
        assert isinstance(names_of(someone, None)["hire"], Unknown)


class TestKeeping:
    def test_facts_are_stored_and_restored(self, resident: Make) -> None:
        someone = done(resident, "Ann", "Bob")
        stored = json.loads(json.dumps(someone.facts.to_json(someone.compiled)))
        assert Facts.from_json(someone.compiled, stored) == someone.facts
        assert Facts.from_json(someone.compiled, {}) == Facts()

    @pytest.mark.parametrize(
        "data",
        [
            {"answers": ["town"]},
            {"answers": {"nothing": 1}},
            {"answers": {"home": "x"}},
            {"results": {"a": {"outcome": "odd"}}},
        ],
    )
    def test_what_does_not_fit_the_definition_is_refused(
        self, definition: Callable[[str], Compiled], data: dict[str, object]
    ) -> None:
        with pytest.raises(ValueError, match=r"."):
            Facts.from_json(definition("tasks"), data)

    def test_worked_out_answers_are_kept_by_their_type(self, definition: Callable[[str], Compiled]) -> None:
        places = definition("places")
        facts = Facts({"secret": "adult", "town": None}, acknowledged=frozenset({"age.sure"}))
        assert Facts.from_json(places, facts.to_json(places)) == facts
        assert Facts.from_json(places, {"answers": {"secret": None}}).answers == {"secret": None}

    def test_picked_items_keep_their_words(self, resident: Make) -> None:
        someone = done(resident, "Ann")
        (picked,) = someone.facts.answers["emptied"]  # type: ignore[misc]
        assert isinstance(picked, Picked)
        assert picked.label == "The green bin"
        rows = {
            row.question: row.lines
            for row in journey.summary(someone.compiled, someone.facts, someone.context)
        }
        assert rows["emptied"] == ("The green bin",)
