"""What can only come from a store that was tampered with, or from a caller in the wrong place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from patternbook.engine import answers, tables
from patternbook.engine.compiled import CompiledText, Wording
from patternbook.engine.evaluation import Evaluation, as_seen, options_listed
from patternbook.engine.facts import Facts, Result
from patternbook.engine.journey import Need, ReachedEnd, Redirect, at_submit
from patternbook.engine.texts import Reader, Shown, show
from patternbook.language import types
from patternbook.language.kinds import questions as q
from patternbook.language.nodes.base import Keyed, Text
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import Resident, compiled, context

LABEL = Text(Keyed([("en", "Words")]))

KINDS = [q.AddressQuestion, q.DateQuestion, q.TimeQuestion, q.NumberQuestion, q.MoneyQuestion]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_another_kind_is_shown_as_it_is(kind: type[q.Question]) -> None:
    assert answers.show(kind(label=LABEL), "odd") == ("odd",)


@pytest.mark.parametrize("kind", [q.AddressQuestion, q.DateQuestion])
def test_a_value_of_another_kind_fills_in_nothing(kind: type[q.Question]) -> None:
    assert answers.fill("q", kind(label=LABEL), 3) == {}


def test_a_matrix_of_another_kind_has_no_lines() -> None:
    matrix = q.MatrixQuestion(label=LABEL, rows=Keyed(), options=Keyed())
    assert answers.show(matrix, "odd") == ()
    assert answers.fill("q", matrix, "odd") == {}


def test_without_a_value_nothing_is_seen() -> None:
    assert as_seen(None, types.TEXT).same(Unknown("not_asked"))  # type: ignore[attr-defined]


def test_a_question_without_a_list_has_no_items() -> None:
    places = compiled("places")
    assert options_listed(Evaluation(places, Facts(), context(places.service)), "town") == ()


def test_a_list_that_is_not_known_has_no_items() -> None:
    tasks = compiled("tasks")
    assert options_listed(Evaluation(tasks, Facts(), context(tasks.service)), "emptied") == ()


def test_a_text_with_neither_the_form_nor_other_gives_its_last_form() -> None:
    text = CompiledText({"en": Wording({"self": ("you",)}, "spoken_of")})
    assert show(text, {}, Reader(form="other")) == Shown(("you",))
    assert str(show(text, {}, Reader())) == "you"


def test_a_table_of_an_unknown_date_is_unknown() -> None:
    tasks = compiled("tasks")
    names = Evaluation(tasks, Facts(), context(tasks.service))
    names["today"] = Unknown("undefined")
    found = tables.outcome(tasks, "one_size", names)
    assert isinstance(found, Unknown)


def needing(make: object) -> Resident:
    resident = make("needing")  # type: ignore[operator]
    resident.tells["shut"] = lambda inputs: Result("found", inputs["town"] == "Sarum")
    return resident  # type: ignore[no-any-return]


class TestWhatStandsAtTheEdgesOfAJourney:
    """An end and check answers may rest on lookups that no page asked for."""

    def test_an_end_asks_for_what_it_says(self, resident: object) -> None:
        someone = needing(resident)
        someone.takes("town", town="Gone")
        end = someone.see()
        assert isinstance(end, ReachedEnd)
        assert end.title.parts == ("Shut: ", "No")
        assert [(option.key, option.reason, option.because.text) for option in end.explains] == [
            ("late", "over", "It is over in Gone.")
        ]

    def test_check_answers_asks_for_what_it_says(self, resident: object) -> None:
        someone = needing(resident)
        someone.takes("town", town="Sarum")
        someone.takes("day", day="late")
        assert at_submit(someone.compiled, someone.facts, someone.context) != Redirect("check_answers")
        assert isinstance(at_submit(someone.compiled, someone.facts, someone.context), Need)
        someone.see("check_answers")
        assert someone.asked == ["is_shut"]

    def test_a_page_that_asks_this_reader_nothing_is_gone_past(self, resident: object) -> None:
        someone = needing(resident)
        someone.takes("town", town="Sarum")
        someone.takes("day", day="late")
        assert someone.pages == ("town", "day")
        assert someone.see("officers") == Redirect("check_answers")
        assert someone.send("officers").stop is None

    def test_a_rule_without_a_question_of_its_own_page_points_to_what_it_names(
        self, resident: object
    ) -> None:
        someone = needing(resident)
        someone.takes("town", town="Old")
        (problem,) = someone.send("day", day="late").problems
        assert (problem.question, problem.field) == ("on", "on-day")

    def test_a_date_is_kept(self, resident: object) -> None:
        someone = needing(resident)
        facts = Facts({"on": dt.date(2026, 12, 24)})
        stored: Mapping[str, object] = facts.to_json(someone.compiled)
        assert Facts.from_json(someone.compiled, stored) == facts
