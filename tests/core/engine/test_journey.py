"""A journey: which page comes, what it shows, what becomes of what is sent in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from patternbook.engine import journey
from patternbook.engine.context import Context
from patternbook.engine.facts import Facts, Result
from patternbook.engine.journey import (
    Check,
    Lapsed,
    Need,
    ReachedEnd,
    Ready,
    Redirect,
    Refused,
    ShowPage,
)
from patternbook.language.nodes.base import Keyed, Text
from tests.core.engine.conftest import Resident

Make = Callable[..., Resident]


def at_town(make: Make, *, left: int | str = 20, **changes: object) -> Resident:
    """A resident whose lookups find this many places (or end in that way)."""
    resident = make("places", **changes)

    def places(_inputs: Mapping[str, object]) -> Result:
        return Result("found", left) if isinstance(left, int) else Result(left)  # type: ignore[arg-type]

    resident.tells["places_left"] = places
    resident.tells["waiting_time"] = lambda _inputs: Result("found", {"length": 2, "unit": "week"})
    return resident


def grown_up(make: Make, **changes: object) -> Resident:
    """A resident who has come as far as the kind of place."""
    resident = at_town(make, **changes)
    resident.takes("town", town="Old Sarum")
    resident.takes("age", age="40")
    return resident


def shown(place: object) -> ShowPage:
    assert isinstance(place, ShowPage), place
    return place


def options(page: ShowPage, question: str) -> dict[str, str | None]:
    """Each option that is offered, with why it cannot be chosen."""
    asked = next(asked for asked in page.questions if asked.key == question)
    return {option.key: option.closed.text if option.closed else None for option in asked.options}


class TestTheWay:
    def test_it_begins_at_the_first_page(self, resident: Make) -> None:
        page = shown(at_town(resident).see())
        assert (page.key, page.title.text, page.back) == ("town", "Town", None)

    def test_a_label_is_shown_in_the_readers_language_and_else_marked_as_english(
        self, resident: Make
    ) -> None:
        welsh = at_town(resident, language="cy")
        assert shown(welsh.see()).title.text == "Tref"
        welsh.takes("town", town="Aber")
        assert (shown(welsh.see()).title.text, shown(welsh.see()).title.language) == (
            "How old are you?",
            "en",
        )

    def test_a_page_that_is_not_reached_leads_to_where_the_journey_stands(self, resident: Make) -> None:
        assert at_town(resident).see("sure") == Redirect("page.town")

    def test_an_unknown_place_leads_there_too(self, resident: Make) -> None:
        assert at_town(resident).see("nowhere") == Redirect("page.town")
        assert at_town(resident).see("end.too_young") == Redirect("page.town")
        assert at_town(resident).see("check_answers") == Redirect("page.town")
        assert at_town(resident).see("tasks") == Redirect("page.town")

    def test_a_route_jumps_over_pages(self, resident: Make) -> None:
        assert grown_up(resident).next == "page.sure"

    def test_without_a_route_the_next_page_comes(self, resident: Make) -> None:
        child = at_town(resident)
        child.takes("town", town="Old Sarum")
        child.takes("age", age="12")
        assert child.next == "page.parent"
        child.takes("parent", parent="Ann Other")
        assert child.next == "page.school"

    def test_a_page_that_does_not_apply_is_left_out(self, resident: Make) -> None:
        nearly = at_town(resident)
        nearly.takes("town", town="Old Sarum")
        nearly.takes("age", age="17")
        nearly.takes("parent", parent="Ann Other")
        assert nearly.next == "page.sure"
        assert nearly.see("school") == Redirect("page.sure")

    def test_back_leads_to_the_page_before_on_the_way(self, resident: Make) -> None:
        someone = grown_up(resident)
        assert shown(someone.see("age")).back == "page.town"
        assert shown(someone.see("sure")).back == "page.age"

    def test_a_page_for_officers_is_not_shown_to_residents(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        assert someone.next == "check_answers"
        officer = grown_up(resident, channel="staff")
        officer.takes("sure", kind="sitting")
        assert officer.next == "page.nothing"


class TestEnds:
    def test_a_route_ends_the_journey(self, resident: Make) -> None:
        baby = at_town(resident, bindings={"team_name": Text(Keyed([("en", "Places team")]))})
        baby.takes("town", town="Old Sarum")
        baby.takes("age", age="5")
        end = baby.see()
        assert isinstance(end, ReachedEnd)
        assert (end.key, end.kind, end.back) == ("too_young", "not_eligible", "page.age")
        assert end.body.parts == ("You are ", "5", ". Ask ", "Places team", ".")
        assert baby.see("end.too_young") == end

    def test_after_going_back_and_changing_the_answer_the_way_goes_on(self, resident: Make) -> None:
        baby = at_town(resident)
        baby.takes("town", town="Old Sarum")
        baby.takes("age", age="5")
        baby.takes("age", age="40")
        assert baby.next == "page.sure"
        assert baby.see("end.too_young") == Redirect("page.sure")

    def test_a_journey_that_ended_cannot_be_submitted(self, resident: Make) -> None:
        baby = at_town(resident)
        baby.takes("town", town="Old Sarum")
        baby.takes("age", age="5")
        assert journey.at_submit(baby.compiled, baby.facts, baby.context) == Redirect("end.too_young")


class TestChanges:
    def test_pages_that_stop_applying_are_not_submitted_but_come_back(self, resident: Make) -> None:
        child = at_town(resident)
        child.takes("town", town="Old Sarum")
        child.takes("age", age="12")
        child.takes("parent", parent="Ann Other")
        child.takes("school", school="Hill School")
        child.takes("sure", kind="standing", why="I like it")
        child.takes("age", age="40")
        child.next  # noqa: B018 - resolves what the new age needs
        ready = journey.at_submit(child.compiled, child.facts, child.context, before=child.facts.results)
        assert isinstance(ready, Need)
        before = child.facts.results
        child.resolve(ready)
        ready = journey.at_submit(child.compiled, child.facts, child.context, before=before)
        assert isinstance(ready, Ready)
        assert set(ready.facts.answers) == {"town", "age", "kind", "why", "note", "secret"}
        assert ready.pages == ("town", "age", "sure")
        child.takes("age", age="12")
        assert child.next == "check_answers"
        assert child.facts.answers["school"] == "Hill School"

    def test_what_was_answered_is_filled_in_again(self, resident: Make) -> None:
        someone = grown_up(resident)
        assert shown(someone.see("town")).questions[0].current == {"town": ["Old Sarum"]}

    def test_what_was_sent_in_wrongly_is_filled_in_instead(self, resident: Make) -> None:
        someone = grown_up(resident)
        page = shown(someone.see("town", {"town": [""]}))
        assert page.questions[0].current == {"town": [""]}

    def test_a_question_can_be_filled_in_before_it_is_answered(self, resident: Make) -> None:
        child = at_town(resident)
        child.takes("town", town="Old Sarum")
        child.takes("age", age="12")
        child.takes("parent", parent="Ann Other")
        assert shown(child.see()).questions[0].current == {"school": ["old sarum"]}

    def test_an_answer_under_an_option_is_forgotten_when_another_is_chosen(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="standing", why="I like it")
        someone.takes("sure", kind="sitting", why="I like it")
        assert "why" not in someone.facts.answers

    def test_an_option_that_closes_makes_its_page_incomplete(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        assert someone.next == "check_answers"
        (call,) = [id_ for id_, result in someone.facts.results.items() if result.value == 20]
        someone.facts = someone.facts.with_results({call: Result("found", 0, someone.context.now)})
        assert someone.next == "page.how_full"
        someone.takes("how_full")
        assert someone.next == "page.sure"
        page = shown(someone.see())
        assert options(page, "kind")["sitting"] == "There are no seats left in Old Sarum."
        assert [problem.message for problem in page.problems] == ["There are no seats left in Old Sarum."]
        answered = someone.send("sure", kind="sitting")
        assert [(problem.code, problem.message) for problem in answered.problems] == [
            ("closed", "There are no seats left in Old Sarum.")
        ]


class TestLookups:
    def test_calls_are_asked_for_in_rounds_and_once(self, resident: Make) -> None:
        someone = grown_up(resident)
        assert someone.asked == []
        someone.see()
        assert someone.asked == ["left", "wait"]
        someone.see()
        assert someone.asked == ["left", "wait"]

    def test_the_first_round_asks_only_for_what_it_can(self, resident: Make) -> None:
        someone = grown_up(resident)
        need = journey.at(someone.compiled, someone.facts, someone.context)
        assert isinstance(need, Need)
        assert [(call.lookup, call.contract, call.inputs) for call in need.calls] == [
            ("left", "places_left", {"town": "Old Sarum", "age": 40})
        ]

    def test_a_changed_answer_never_uses_the_result_of_the_earlier_one(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.see()
        someone.takes("town", town="New Sarum")
        need = journey.at(someone.compiled, someone.facts, someone.context)
        assert isinstance(need, Need)
        assert need.calls[0].inputs == {"town": "New Sarum", "age": 40}
        assert need.calls[0].id not in someone.facts.results

    def test_an_answer_changed_back_uses_the_result_again(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.see()
        someone.takes("town", town="New Sarum")
        someone.see()
        someone.takes("town", town="Old Sarum")
        someone.see()
        assert someone.asked == ["left", "wait", "left"]

    @pytest.mark.parametrize("outcome", ["not_found", "many", "unavailable"])
    def test_where_nothing_is_found_the_unknown_branch_counts(self, resident: Make, outcome: str) -> None:
        someone = grown_up(resident, left=outcome)
        assert someone.next == "page.how_full"
        page = shown(someone.see())
        assert page.title.parts == ("", "–", " places are left in ", "Old Sarum")
        someone.takes("how_full")
        assert options(shown(someone.see()), "kind") == {"sitting": None, "standing": None}

    def test_what_is_found_opens_options_and_pages(self, resident: Make) -> None:
        someone = grown_up(resident, left=3)
        page = shown(someone.see())
        assert (page.title.text, page.intro and page.intro.text) == (
            "3 places are left in Old Sarum",
            "The wait is 2 weeks.",
        )
        someone.takes("how_full")
        assert options(shown(someone.see()), "kind") == {"sitting": None, "standing": None, "balcony": None}

    def test_a_page_that_only_tells_is_gone_past_once(self, resident: Make) -> None:
        someone = grown_up(resident, left=3)
        assert someone.next == "page.how_full"
        someone.takes("how_full")
        assert someone.next == "page.sure"
        assert someone.pages == ("town", "age", "how_full")

    def test_a_need_stops_a_page_that_is_sent_in(self, resident: Make) -> None:
        someone = grown_up(resident)
        answered = journey.submit_page(someone.compiled, someone.facts, someone.context, "sure", {})
        assert isinstance(answered.stop, Need)
        assert answered.facts == someone.facts

    def test_what_does_not_fit_its_type_is_unknown(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.tells["places_left"] = lambda _inputs: Result("found", "many")
        assert shown(someone.see()).key == "how_full"


class TestSendingIn:
    def test_a_page_that_is_not_on_the_way_is_not_taken(self, resident: Make) -> None:
        someone = at_town(resident)
        answered = someone.send("sure", kind="sitting")
        assert (answered.stop, someone.facts) == (Redirect("page.town"), Facts())

    def test_nothing_is_saved_where_something_is_wrong(self, resident: Make) -> None:
        someone = at_town(resident)
        answered = someone.send("town", town=" ")
        assert [(p.question, p.field, p.code, p.message) for p in answered.problems] == [
            ("town", "town", "missing", "Enter town")
        ]
        assert someone.facts == Facts()

    def test_a_definition_has_words_of_its_own_for_an_error(self, resident: Make) -> None:
        someone = at_town(resident)
        someone.takes("town", town="Old Sarum")
        assert someone.send("age", age="200").problems[0].message == "Enter an age up to 120"

    def test_a_rule_points_to_a_question(self, resident: Make) -> None:
        someone = at_town(resident)
        someone.takes("town", town="Old Sarum")
        (problem,) = someone.send("age", age="2").problems
        assert (problem.question, problem.code, problem.message) == ("age", "real", "Only from the age of 4.")

    def test_a_warning_has_to_be_acknowledged(self, resident: Make) -> None:
        someone = at_town(resident)
        someone.takes("town", town="Old Sarum")
        (warning,) = someone.send("age", age="101").warnings
        assert (warning.code, warning.message) == ("sure", "Are you really 101 years old?")
        assert "age" not in someone.facts.answers
        someone.takes("age", {"age": ["101"], "acknowledge": ["sure"]})
        assert someone.next == "page.sure"

    def test_an_acknowledgement_does_not_outlive_the_answer(self, resident: Make) -> None:
        someone = at_town(resident)
        someone.takes("town", town="Old Sarum")
        someone.takes("age", {"age": ["101"], "acknowledge": ["sure"]})
        someone.takes("age", age="40")
        assert someone.send("age", age="102").warnings

    def test_a_warning_that_comes_later_makes_its_page_incomplete(self, resident: Make) -> None:
        someone = at_town(resident)
        someone.facts = Facts({"town": "Old Sarum", "age": 101})
        assert someone.next == "page.age"

    def test_an_optional_question_can_be_required(self, resident: Make) -> None:
        child = at_town(resident)
        child.takes("town", town="Old Sarum")
        child.takes("age", age="17")
        child.takes("parent", parent="Ann Other")
        assert [problem.question for problem in child.send("sure", kind="sitting").problems] == ["note"]
        child.takes("sure", kind="standing", why="I like it")

    def test_a_question_under_an_option_is_asked_only_there(self, resident: Make) -> None:
        someone = grown_up(resident)
        assert [problem.question for problem in someone.send("sure", kind="standing").problems] == ["why"]
        someone.takes("sure", kind="sitting")
        assert someone.facts.answers == {"town": "Old Sarum", "age": 40, "kind": "sitting", "note": None}


class TestCheckAnswers:
    def test_it_lists_what_was_answered_on_the_way(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="standing", why="I like it")
        check = someone.see()
        assert isinstance(check, Check)
        assert [(row.question, row.lines, row.change, row.under) for row in check.rows] == [
            ("town", ("Old Sarum",), "town", None),
            ("age", ("40",), "age", None),
            ("kind", ("A standing place",), "sure", None),
            ("why", ("I like it",), "sure", "kind"),
            ("note", (), "sure", None),
        ]
        assert (check.title.text, check.back) == ("Check your answers", "page.sure")
        assert check.declaration is not None
        assert journey.summary(someone.compiled, someone.facts, someone.context) == check.rows

    def test_a_rule_over_several_pages_stops_submitting(self, resident: Make) -> None:
        old = at_town(resident)
        old.takes("town", town="Old Sarum")
        old.takes("age", age="95")
        old.see()
        old.takes("sure", kind="sitting")
        check = old.see("check_answers")
        assert isinstance(check, Check)
        assert [(p.question, p.message) for p in check.problems] == [("kind", "Nobody over 90 may sit.")]
        assert isinstance(submitted(old), Refused)

    def test_after_a_change_the_way_leads_back_to_check_answers(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        someone.takes("town", town="Old Sarum")
        after = journey.next_after(someone.compiled, someone.facts, someone.context, "town")
        assert after == Redirect("check_answers")


def submitted(resident: Resident) -> journey.Ready | journey.Redirect | journey.Refused | journey.Lapsed:
    """Submit as the web does: ask again what has to be, then submit with the results as they were."""
    before = resident.facts.results
    said = journey.at_submit(resident.compiled, resident.facts, resident.context)
    for _ in range(5):
        if not isinstance(said, Need):
            return said
        resident.resolve(said)
        said = journey.at_submit(resident.compiled, resident.facts, resident.context, before=before)
    raise AssertionError("Submitting needs the same again and again.")


class TestSubmitting:
    def test_what_is_marked_is_asked_again_once(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        asked = len(someone.asked)
        ready = submitted(someone)
        assert isinstance(ready, Ready)
        assert someone.asked[asked:] == ["left"]

    def test_what_was_kept_too_long_is_asked_again(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        someone.context = journey_later(someone, minutes=61)
        asked = len(someone.asked)
        assert isinstance(submitted(someone), Ready)
        assert sorted(someone.asked[asked:]) == ["left", "wait"]

    def test_a_result_without_a_time_is_asked_again(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        results = {id_: Result("found", result.value) for id_, result in someone.facts.results.items()}
        need = journey.at_submit(someone.compiled, Facts(someone.facts.answers, results), someone.context)
        assert isinstance(need, Need)
        assert {call.lookup for call in need.calls} == {"left", "wait"}

    def test_another_answer_leads_to_where_the_lookup_says(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        someone.tells["places_left"] = lambda _inputs: Result("found", 19)
        assert submitted(someone) == Redirect("page.sure")
        assert isinstance(submitted(someone), Ready)

    def test_a_page_that_is_asked_anew_stops_it(self, resident: Make) -> None:
        someone = at_town(resident)
        assert submitted(someone) == Redirect("page.town")

    def test_the_submission_holds_what_was_worked_out(self, resident: Make) -> None:
        someone = grown_up(resident)
        someone.takes("sure", kind="sitting")
        ready = submitted(someone)
        assert isinstance(ready, Ready)
        assert ready.facts.answers["secret"] == "adult"
        assert ready.values["price"] == 7000
        assert ready.values["is_child"] is False
        assert set(ready.facts.results) == set(someone.facts.results)

    def test_law_that_has_lapsed_takes_no_more(self, resident: Make) -> None:
        someone = resident("lapsing")
        someone.takes("name", name="Ann Other")
        assert submitted(someone) == Lapsed(dt.date(2026, 11, 1))


def journey_later(resident: Resident, *, minutes: int) -> Context:
    return replace(resident.context, now=resident.context.now + dt.timedelta(minutes=minutes))
