"""Every declared expression is walked, and the library's services are what they say."""

from __future__ import annotations

from dataclasses import is_dataclass

import pytest
import yaml

from patternbook import library
from patternbook.language import reader, scopes, steps
from patternbook.language.kinds.answer_types import ANSWER_TYPES, Asking, answer_type
from patternbook.language.kinds.contracts import CONTRACTS
from patternbook.language.kinds.questions import QUESTION_KINDS, SharedQuestion
from patternbook.language.kinds.records import SHIPPED
from patternbook.language.nodes import pattern, process, service
from patternbook.language.nodes.base import Keyed
from patternbook.language.plans import KeyedBy, Leaf, ListOf, plan_of
from patternbook.language.scopes.flow import dominators
from patternbook.language.scopes.wants import want_of
from patternbook.language.types import NOTHING, parse_type
from patternbook.language.walk import expressions
from tests.core.checks.test_cases import BASE

NODES = [
    cls
    for module in (pattern, process, service)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls) and cls.__module__ == module.__name__
]


@pytest.mark.parametrize("cls", [*NODES, *QUESTION_KINDS], ids=lambda cls: cls.__name__)
def test_every_field_that_holds_an_expression_says_what_it_must_give(cls: type) -> None:
    for field in plan_of(cls).fields:
        shape = field.shape
        while isinstance(shape, KeyedBy | ListOf):
            shape = shape.item
        if isinstance(shape, Leaf) and shape.kind == "expression":
            assert callable(want_of(cls, field.name))


@pytest.mark.parametrize("key", library.services())
def test_every_expression_of_a_shipped_service_has_a_site(key: str) -> None:
    read = library.service(key)
    assert read.node is not None
    whole = steps.expand(read.node, library.steps())
    found = scopes.of(whole)
    assert scopes.of(whole) is found
    sites = {site.path for site in found if site.use != "hole"}
    assert {path for path, _ in expressions(whole)} == sites
    for site in found:
        found.typed(site)
        assert site.use == "hole" or found.site(site.path) is site


def test_the_lookups_of_the_missed_bin_service() -> None:
    read = library.service("missed_bin")
    assert read.node is not None
    uses = scopes.of(steps.expand(read.node, library.steps())).uses
    assert uses["property"].shown == (("addresses",),)
    assert "collections" in {key for round_ in uses["property"].left for key in round_}


@pytest.mark.parametrize("key", CONTRACTS)
def test_the_types_of_shipped_contracts_are_types(key: str) -> None:
    for text in (CONTRACTS[key].gives, *CONTRACTS[key].takes.values()):
        assert parse_type(text, SHIPPED)


@pytest.mark.parametrize("kind", QUESTION_KINDS, ids=lambda kind: kind.ask)
def test_every_kind_of_question_has_a_type(kind: type) -> None:

    assert kind in ANSWER_TYPES


def test_an_unreached_page_has_been_through_everything() -> None:
    found = dominators(("a", "b", "c"), {"a": ("c",), "b": ("c",)})
    assert found["b"] == {"a", "b", "c"}
    assert found["c"] == {"a", "c"}


def test_a_question_that_was_not_expanded_gives_nothing() -> None:

    around = Asking({}, {}, {}, lambda expr: NOTHING)
    assert answer_type(SharedQuestion(), around) is NOTHING


SMALL = {
    "values": {"twice": {"takes": {"n": "int"}, "is": "n * 2"}, "five": {"is": "5"}},
    "tables": {"size": {"takes": {"n": "int"}, "gives": {"big": "bool"}, "rows": {"a": {"gives": {"big": "n > 3"}}}}},
    "prices": {"fee": {"title": "Fee", "lines": {"base": {"title": "Base", "amount": "pence(five)"}}}},
    "pages": {"a": {"show": "twice(five) > 3", "questions": {"why": {"ask": "text", "label": "Why"}}}},
}  # fmt: skip


def small() -> scopes.Scopes:
    read = reader.read(yaml.safe_dump({**BASE, **SMALL}, sort_keys=False), kind=service.Service)
    assert read.node is not None, read.problems
    return scopes.of(read.node)


def test_an_expression_sees_what_can_be_called_and_what_has_a_type() -> None:
    found = small()
    site = found.site(("pages", "a", "show"))
    assert site is not None
    seen = found.scope(site)
    assert {key: str(called.gives) for key, called in seen.functions.items()} == {
        "twice": "int",
        "size": "record",
    }
    assert len(seen.functions) == 2
    assert {"five", "fee", "why", "settings", "today"} <= set(seen.names)
    assert not {"twice", "size", "case"} & set(seen.names)
    assert len(seen.names) == len(set(seen.names))


def test_a_price_costs_what_its_lines_and_what_they_need_cost() -> None:
    names = small().names
    assert names.cost("fee") > 1
    assert names.cost_once("fee") == names.cost("fee") + names.cost("five")
    assert names.cost_once("today") == 0


def test_keyed_parts_show_themselves_in_messages_of_tests() -> None:
    assert repr(Keyed([("a", 1)])) == "Keyed([('a', 1)])"


def test_a_point_needs_the_lookup_that_says_who_is_responsible_there() -> None:
    said = {
        **BASE,
        "contracts": {"ward_of": {"about": "Whose is it?", "takes": {"town": "text"}, "gives": "text"}},
        "lookups": {"ward": {"contract": "ward_of", "with": {"town": "town"}}},
        "pages": {
            "town": {"questions": {"town": {"ask": "text", "label": "Town"}}},
            "where": {"questions": {"where": {"ask": "point", "label": "Where?", "within": "ward"}}},
        },
    }
    read = reader.read(yaml.safe_dump(said, sort_keys=False), kind=service.Service)
    assert read.node is not None, read.problems
    uses = scopes.of(read.node).uses
    assert (uses["town"].shown, uses["where"].shown) == ((), (("ward",),))
