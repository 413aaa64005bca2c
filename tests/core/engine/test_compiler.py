"""Compiling: once for each meaning, and never what cannot run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from patternbook import library
from patternbook.engine import calendars, formats
from patternbook.engine.compiler import _Kept, compile_service, compile_whole, hidden_questions, walking_order
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts, Result
from patternbook.engine.texts import words_of
from patternbook.engine.values import to_plain, to_value
from patternbook.errors import ProblemsFound
from patternbook.language import types
from patternbook.language.kinds import questions as q
from patternbook.language.nodes.base import Expr, Forms, Keyed, Text
from patternbook.language.nodes.service import Service, Value
from patternbook.language.periods import UNITS, Period
from patternbook.language.unknown import Unknown
from tests.core.engine.conftest import NOW, compiled, context, service

LABEL = Text(Keyed([("en", "Words")]))


def with_question(definition: Service, question: q.Question) -> Service:
    page = definition.pages["name"]
    pages = Keyed([("name", replace(page, questions=Keyed([("name", question)])))])
    return replace(definition, pages=pages)


def test_the_same_meaning_is_compiled_once() -> None:
    definition = service("places")
    assert compile_service(definition, library.steps()) is compile_service(
        replace(definition), library.steps()
    )


def test_another_meaning_is_compiled_anew() -> None:
    definition = service("lapsing")
    other = replace(definition, not_after=None)
    assert compile_service(definition, {}) is not compile_service(other, {})


def test_the_least_recently_used_is_forgotten() -> None:
    kept = _Kept(2)
    definitions = [replace(compiled("lapsing"), digest=digest) for digest in "abc"]
    kept.put(definitions[0])
    kept.put(definitions[1])
    assert kept.get("a") is definitions[0]
    kept.put(definitions[2])
    assert (kept.get("a") is definitions[0], kept.get("b")) == (True, None)


def test_every_problem_is_reported_at_once() -> None:
    definition = service("lapsing")
    values = Keyed([("one", Value(is_=Expr("nonsense"))), ("two", Value(is_=Expr("1 +")))])
    with pytest.raises(ProblemsFound) as caught:
        compile_service(replace(definition, values=values), {})
    assert {problem.path for problem in caught.value.problems} == {
        ("values", "one", "is"),
        ("values", "two", "is"),
    }


@pytest.mark.parametrize(
    "question",
    [
        q.FileQuestion(label=LABEL),
        q.IdentityQuestion(label=LABEL, of="bank_account"),
        q.GroupQuestion(label=LABEL, item=LABEL, questions=Keyed([("photo", q.FileQuestion(label=LABEL))])),
    ],
)
def test_a_kind_that_is_not_run_yet_is_refused(question: q.Question) -> None:
    with pytest.raises(ProblemsFound) as caught:
        compile_service(with_question(service("lapsing"), question), {})
    assert [problem.code for problem in caught.value.problems] == ["not-run-yet"]


def test_the_order_of_walking_puts_a_task_after_those_before_it() -> None:
    definition = service("tasks")
    tasks = dict(definition.tasks)
    backwards = Keyed([("children", tasks["children"]), ("extra", tasks["extra"]), ("about", tasks["about"])])
    pages = dict(definition.pages)
    keys = ["applying_for", "children", "extra", "first_day", "postcode", "home", "bins"]
    moved = replace(definition, tasks=backwards, pages=Keyed([(key, pages[key]) for key in keys]))
    assert walking_order(moved) == (
        "applying_for",
        "first_day",
        "postcode",
        "home",
        "bins",
        "children",
        "extra",
    )
    assert walking_order(service("lapsing")) == ("name",)


def test_worked_out_questions_are_found() -> None:
    assert [key for key, _program in hidden_questions(compiled("places"), "sure")] == ["secret"]


def test_a_place_without_expression_or_text_has_none() -> None:
    places = compiled("places")
    assert places.program(("pages", "town", "show")) is places.text(("pages", "town", "intro")) is None
    assert places.holds(("pages", "town", "show"), {}) is True


def test_nothing_is_kept_of_what_is_compiled_by_itself() -> None:
    definition = service("lapsing")
    assert compile_whole(definition, "x") is not compile_whole(definition, "x")


class TestNames:
    def test_answers_are_seen_once_they_are_revealed(self) -> None:
        places = compiled("places")
        names = Evaluation(places, Facts({"age": 12, "other": 1}), context(places.service))
        assert isinstance(names["is_child"], Unknown)
        names.reveal_all()
        assert names["is_child"] is True
        names.hide("age")
        assert isinstance(names["is_child"], Unknown)
        assert isinstance(names.get("age"), Unknown)

    def test_bound_names_say_where_and_when(self) -> None:
        places = compiled("places")
        names = Evaluation(places, Facts(), context(places.service, nation="wales", channel="staff"))
        assert (names["today"], names["nation"], names["channel"]) == (
            dt.date(2026, 11, 24),
            "wales",
            "staff",
        )

    def test_what_was_not_filled_in_is_unknown(self) -> None:
        places = compiled("places")
        names = Evaluation(places, Facts(), context(places.service))
        assert isinstance(names["bindings"]["team_name"], Unknown)  # type: ignore[index]
        assert isinstance(names["settings"]["nothing"], Unknown)  # type: ignore[index]

    def test_rows_of_a_table_have_days(self) -> None:
        places = compiled("places")
        old = Facts({"age": 70})
        now = Evaluation(places, old, context(places.service)).reveal_all()
        later = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
        then = Evaluation(places, old, context(places.service, now=later)).reveal_all()
        assert (now["band"]["name"], then["band"]["name"]) == ("old", "adult")  # type: ignore[index]

    def test_a_price_has_lines_by_condition(self) -> None:
        places = compiled("places")
        december = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
        names = Evaluation(places, Facts({"age": 40}), context(places.service, now=december)).reveal_all()
        assert names["price"] == 7500


class TestContext:
    def test_a_time_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            Context(now=NOW.replace(tzinfo=None), nation="england", calendar=calendars.of("england"))

    def test_today_is_the_day_in_the_united_kingdom(self) -> None:
        late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
        assert Context(now=late, nation="england", calendar=calendars.of("england")).today == dt.date(
            2026, 7, 2
        )


VALUES: list[tuple[types.Type, Any, Any]] = [
    (types.BOOL, True, True),
    (types.INT, 3, 3),
    (types.TEXT, "a", "a"),
    (types.DECIMAL, "4.50", Decimal("4.50")),
    (types.MONEY, 3750, 3750),
    (types.DATE, "2026-12-24", dt.date(2026, 12, 24)),
    (types.TIME, "16:30:00", dt.time(16, 30)),
    (
        types.PERIOD,
        {"length": 1, "unit": "day", "until": "16:00", "counts_from": "18:00"},
        Period(1, "day", dt.time(16), dt.time(18)),
    ),
    (types.choice(["a", "b"]), "a", "a"),
    (types.list_of(types.INT), [1, 2], (1, 2)),
    (types.table_of(types.MONEY), {"a": 1}, {"a": 1}),
    (types.record({"a": types.INT}), {"a": 1}, {"a": 1}),
    (types.SHAPE, {"any": 1}, {"any": 1}),
]


@pytest.mark.parametrize(("type_", "plain", "value"), VALUES)
def test_values_are_stored_and_restored_by_their_type(type_: types.Type, plain: Any, value: Any) -> None:
    assert to_value(plain, type_) == value
    assert to_plain(value) == plain
    assert to_value(value, type_) == value


@pytest.mark.parametrize(
    ("type_", "plain"),
    [
        (types.BOOL, 1),
        (types.INT, True),
        (types.DECIMAL, True),
        (types.DECIMAL, "NaN"),
        (types.DECIMAL, "x"),
        (types.MONEY, "1.234"),
        (types.MONEY, 1.5),
        (types.DATE, "soon"),
        (types.choice(["a"]), "b"),
        (types.PERIOD, 3),
        (types.PERIOD, {"length": 1, "unit": "moon"}),
        (types.list_of(types.INT), 3),
        (types.table_of(types.INT), 3),
        (types.record({"a": types.INT}), 3),
    ],
)
def test_what_does_not_fit_is_unknown(type_: types.Type, plain: object) -> None:
    found = to_value(plain, type_)
    assert isinstance(found, Unknown)
    assert found.reason == "undefined"


def test_times_are_local_and_missing_values_unknown() -> None:
    summer = to_value("2026-07-01T12:00:00+00:00", types.DATETIME)
    assert isinstance(summer, dt.datetime)
    assert summer.hour == 13
    local = to_value("2026-07-01T12:00:00", types.DATETIME)
    assert isinstance(local, dt.datetime)
    assert local.utcoffset() == dt.timedelta(hours=1)
    assert to_value(None, types.INT).same(Unknown("not_asked"))  # type: ignore[attr-defined]
    kept = Unknown("many")
    assert to_value(kept, types.INT) is kept
    assert to_plain({"a": kept}) == {"a": None}


def test_a_result_is_stored_and_restored() -> None:
    result = Result("found", [1], NOW, "test")
    assert Result.from_json(result.to_json()) == result
    assert Result.from_json(Result("many").to_json()) == Result("many")
    assert result.same_answer(Result("found", [1]))
    assert not result.same_answer(Result("found", [2]))


@pytest.mark.parametrize(
    ("value", "type_", "english", "welsh"),
    [
        (dt.date(2026, 12, 24), types.DATE, "Thursday 24 December 2026", "dydd Iau 24 Rhagfyr 2026"),
        (dt.time(16, 30), types.TIME, "4:30pm", "4.30pm"),
        (
            dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC),
            types.DATETIME,
            "Thursday 24 December 2026 at midday",
            "dydd Iau 24 Rhagfyr 2026 am canol dydd",
        ),
        (3750, types.MONEY, "£37.50", "£37.50"),
        (12000, types.INT, "12,000", "12,000"),
        (Decimal("4.5"), types.DECIMAL, "4.5", "4.5"),
        (Period(2, "working_day"), types.PERIOD, "2 working days", "2 ddiwrnod gwaith"),
        (Period(1, "day"), types.PERIOD, "1 day", "1 diwrnod"),
        (Period(5, "day"), types.PERIOD, "5 days", "5 diwrnod"),
        (Period(2, "month"), types.PERIOD, "2 months", "2 fis"),
        (Period(2, "week"), types.PERIOD, "2 weeks", "2 wythnos"),
        (Period(2, "minute"), types.PERIOD, "2 minutes", "2 funud"),
        (Period(1, "year"), types.PERIOD, "1 year", "1 flwyddyn"),
        (Period(2, "year"), types.PERIOD, "2 years", "2 flynedd"),
        (Period(3, "year"), types.PERIOD, "3 years", "3 blynedd"),
        (Period(4, "year"), types.PERIOD, "4 years", "4 blynedd"),
        (Period(6, "year"), types.PERIOD, "6 years", "6 blynedd"),
        (Period(7, "year"), types.PERIOD, "7 years", "7 mlynedd"),
        (Period(10, "year"), types.PERIOD, "10 years", "10 mlynedd"),
        (Period(1, "week"), types.PERIOD, "1 week", "1 wythnos"),
        (True, types.BOOL, "Yes", "Ie"),
        ("no_access", types.choice(["no_access"]), "no access", "no access"),
        (("a", "b"), types.list_of(types.TEXT), "a and b", "a a b"),
        ({"text": "1 High Street"}, types.ADDRESS, "1 High Street", "1 High Street"),
        ({"text": Unknown("not_asked")}, types.ADDRESS, "–", "–"),
        (Unknown("many"), types.INT, "–", "–"),
        ("x", types.DATE, "x", "x"),
    ],
)
def test_values_are_shown_in_the_readers_language(
    value: object, type_: types.Type, english: str, welsh: str
) -> None:
    assert (formats.shown(value, type_), formats.shown(value, type_, "cy")) == (english, welsh)


def test_a_binding_is_read_in_the_language_that_there_is() -> None:
    assert words_of(Text(Keyed()), "en") == ""
    forms = Text(Keyed([("cy", Forms(Keyed([("other", "geiriau")])))]))
    assert words_of(forms, "en") == "geiriau"


@pytest.mark.parametrize("language", formats.UNITS)
def test_every_unit_of_a_period_has_words(language: str) -> None:
    assert set(formats.UNITS[language]) == set(UNITS)
    assert all(None in words for words in formats.UNITS[language].values())
