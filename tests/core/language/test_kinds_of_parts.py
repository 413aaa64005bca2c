"""Bindings, records, contracts and keyed parts: what each takes, and what is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from patternbook import library
from patternbook.language import canonical
from patternbook.language.data_types import Misfit, conforms
from patternbook.language.expressions.trees import Literal
from patternbook.language.kinds.answer_types import contract_type
from patternbook.language.kinds.bindings import BINDING_KINDS, wrong_with
from patternbook.language.kinds.records import SHIPPED, _Named, _Records, resolve_records
from patternbook.language.kinds.settings import settings_type
from patternbook.language.nodes.base import Expr, Keyed, Text
from patternbook.language.nodes.service import (
    Binding,
    Contract,
    Price,
    RecordType,
    Row,
    Service,
    Setting,
    Table,
)
from patternbook.language.plans import plan_of
from patternbook.language.scopes.wants import want_of
from patternbook.language.types import DATE, NOTHING, TEXT
from patternbook.language.words import Words, english

LABEL = Text(Keyed([("en", "Words")]))


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        ("team", "waste_team", "Waste team"),
        ("email", "bins@example.org", "bins@example"),
        ("phone", "01632 960 001", "ring us"),
        ("url", "https://example.org/bins", "http://example.org/bins"),
        ("url", "https://example.org", "https://example.org and more"),
        ("address", "1 High Street", "  "),
        ("hours", "Monday to Friday", ""),
        ("text", "Anything", " "),
        ("ledger_code", "4711", ""),
        ("connection", "round_data", "4711"),
    ],
)
def test_a_binding_takes_what_is_of_its_kind(kind: str, taken: str, refused: str) -> None:
    binding = Binding(title=LABEL, type=kind)
    assert wrong_with(binding, taken) == ""
    assert wrong_with(binding, refused).startswith("This must ")


def test_every_kind_of_binding_refuses_what_is_too_long() -> None:
    for kind in BINDING_KINDS:
        said = wrong_with(Binding(title=LABEL, type=kind), "a" * 2_001)
        assert said == "This must be 2,000 characters or fewer."


def test_records_may_hold_each_other_but_not_themselves() -> None:
    declared = {
        "street": RecordType(fields=Keyed([("houses", "list(house)"), ("named", "nobody")])),
        "house": RecordType(fields=Keyed([("number", "int"), ("at", "street")])),
    }
    types, problems = resolve_records(declared)
    assert {(problem.record, problem.field) for problem in problems} == {("house", "at"), ("street", "named")}
    (circle,) = [problem for problem in problems if problem.field == "at"]
    assert circle.message == "A record cannot hold itself: street in house in street."
    assert [name for name, _ in types["street"].fields] == ["houses"]


def test_declared_records_are_a_mapping_that_resolves_what_is_named() -> None:
    named = _Named(_Records({"bin": RecordType(fields=Keyed([("size", "int")]))}))
    assert (list(named), len(named), "bin" in named, "lid" in named) == (["bin"], 1, True, False)
    with pytest.raises(KeyError):
        named["lid"]


def test_what_a_contract_of_no_type_gives_is_nothing() -> None:
    wrong = Contract(about=LABEL, takes=Keyed(), gives="list(nobody)")
    assert contract_type(wrong, SHIPPED) == NOTHING


def test_a_setting_that_nobody_can_write_holds_nothing() -> None:
    settings = {"plan": Setting(title=LABEL, type="file"), "name": Setting(title=LABEL, type="text")}
    assert settings_type(settings, SHIPPED).fields == (("plan", NOTHING), ("name", TEXT))


def test_a_misfit_says_where_it_is() -> None:
    assert str(Misfit(("a", "b"), "Wrong.")) == "a.b: Wrong."
    assert str(Misfit((), "Wrong.")) == "Wrong."


def test_a_date_may_be_read_already() -> None:
    assert conforms(dt.date(2026, 11, 23), DATE) == ()
    assert len(conforms(dt.datetime(2026, 11, 23), DATE)) == 1


def test_literals_are_the_same_where_kind_and_value_are() -> None:
    assert Literal(value=True) != Literal(value=1)
    assert Literal(value=1) == Literal(value=1, at=9)
    assert Literal(value=Decimal(1)) != "1"


def test_a_field_that_holds_no_expression_wants_nothing() -> None:
    with pytest.raises(KeyError, match=r"Binding\.title"):
        want_of(Binding, "title")


def test_keyed_parts_know_what_they_hold() -> None:
    keyed = Keyed([("a", 1), ("b", 2)])
    assert ("a" in keyed, "c" in keyed, list(keyed), len(keyed)) == (True, False, ["a", "b"], 2)


@pytest.mark.parametrize("key", library.services())
def test_a_service_is_the_same_after_it_was_canonical(key: str) -> None:
    node = library.service(key).node
    assert node is not None
    again = canonical.from_json(canonical.to_json(node), Service)
    assert canonical.to_json(again) == canonical.to_json(node)
    assert list(again.pages) == list(node.pages)
    for name, page in node.pages.items():
        assert {q: type(asked) for q, asked in again.pages[name].questions.items()} == {
            q: type(asked) for q, asked in page.questions.items()
        }


def test_the_value_of_a_field_is_stored_as_its_node_stores_it() -> None:
    title = next(field for field in plan_of(Setting).fields if field.name == "title")
    stored = canonical.value_to_json(LABEL, title.shape)
    assert stored == canonical.to_json(Setting(title=LABEL, type="int"))["title"]
    assert canonical.value_from_json(stored, title.shape) == LABEL


def test_a_wording_with_a_hole_that_is_never_closed_is_said_as_it_is_written() -> None:
    assert english(Text(Keyed([("en", "Hello ((name, and ((you))")]))) == "Hello ((name, and ((you))"
    assert english(Text(Keyed([("en", "Hello ((name))")]))) == "Hello [name]"


def test_a_table_that_gives_one_thing_is_called_by_its_key_and_one_of_several_by_its_own() -> None:
    row = Row(gives=Keyed([("size", Expr("1"))]))
    one = Table(gives=Keyed([("size", "int")]), rows=Keyed([("all", row)]))
    several = Table(gives=Keyed([("size", "int"), ("colour", "text")]), rows=Keyed([("all", row)]))
    words = Words(replace(library_service(), tables=Keyed([("bin_of", one), ("band", several)])))
    assert words.say(Expr("bin_of(7).size > 3")) == "the bin of 7 is more than 3"
    assert words.say(Expr("band.size > 3")) == "the size of band is more than 3"


def test_a_price_is_called_by_its_title_and_no_text_is_no_words() -> None:
    prices = Keyed([("fee", Price(title=LABEL, lines=Keyed()))])
    assert Words(replace(library_service(), prices=prices)).value(Expr("fee")) == "words"
    assert english(None) == ""


def library_service() -> Service:
    service = library.service("missed_bin").node
    assert service is not None
    return service
