"""Wordings: holes, escapes, forms, plural rules, lists joined."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.language import texts
from patternbook.language.nodes.base import Expr, Forms, Keyed, Text


@pytest.mark.parametrize(
    ("wording", "sources"),
    [
        ("Plain words.", []),
        ("((a)) and ((b))", ["a", "b"]),
        ("((size(xs)))", ["size(xs)"]),
        ("[Look](((bindings.page)))", ["bindings.page"]),
        ("((x ? '))' : \"((\"))", ["x ? '))' : \"((\""]),
        (r"\((not a hole))", []),
        ("(( padded ))", ["padded"]),
    ],
)
def test_holes(wording: str, sources: list[str]) -> None:
    assert [hole.expr.source for hole in texts.holes(wording)] == sources


def test_the_offset_of_a_hole_is_where_its_expression_begins() -> None:
    wording = "By (( clocks.x.due )) at noon"
    (hole,) = texts.holes(wording)
    assert wording[hole.offset :].startswith("clocks.x.due")


@pytest.mark.parametrize(
    ("wording", "code"), [("((a", "hole-open"), ("(())", "hole-empty"), ("((a)", "hole-open")]
)
def test_holes_that_cannot_be_told(wording: str, code: str) -> None:
    with pytest.raises(texts.TextError) as wrong:
        texts.parse(wording)
    assert wrong.value.code == code
    assert str(wrong.value)


@given(st.text(alphabet="ab( )\\\"'{}[]", max_size=40))
def test_any_wording_is_parsed_or_refused(wording: str) -> None:
    try:
        segments = texts.parse(wording)
    except texts.TextError:
        return
    assert all(segments)
    assert not any(isinstance(one, str) and isinstance(other, str) for one, other in pairwise(segments))


@given(st.text(max_size=60).filter(lambda said: "((" not in said))
def test_words_without_holes_are_kept(wording: str) -> None:
    assert "".join(str(segment) for segment in texts.parse(wording)) == wording


def test_the_kinds_of_forms() -> None:
    nation = Forms(forms=Keyed([("wales", "Cymru"), ("other", "x")]))
    picked = Forms(forms=Keyed([("one", "a day"), ("other", "days")]), by=Expr("n"))
    assert texts.forms_kind(nation) == "nation"
    assert texts.forms_kind(picked) == "picked"
    assert texts.chosen_form(picked, "one") == "a day"
    assert texts.chosen_form(picked, "many") == "days"


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("en", -1, "one"), ("cy", 6, "many"), ("gd", 11, "one"), ("gd", 12, "two"), ("gd", 13, "few"),
        ("gd", 20, "other"), ("ga", 1, "one"), ("ga", 2, "two"), ("ga", 6, "few"), ("ga", 7, "many"),
        ("ga", 11, "other"), ("pl", 1, "other"),
    ],
)  # fmt: skip
def test_plural_forms(language: str, number: int, form: str) -> None:
    assert texts.plural_form(language, number) == form


def test_joining() -> None:
    assert texts.joined([]) == ""
    assert texts.joined(["glass"], "cy") == "glass"
    assert texts.joined(["food", "glass"], "gd") == "food agus glass"


def test_wordings_and_plain_texts() -> None:
    forms = Forms(forms=Keyed([("self", "your ((name))"), ("other", "their name")]))
    text = Text(wordings=Keyed([("en", forms), ("cy", "enw")]))
    assert [keys for keys, _ in texts.wordings(text)] == [("en", "self"), ("en", "other"), ("cy",)]
    assert not texts.is_plain(text)
    assert texts.is_plain(Text(wordings=Keyed([("en", "Name")])))
