"""Colours that people could not read are refused, with every reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.library import demonstration
from patternbook.web.kit.themes import Colours, ThemeRefused, contrast, make_theme, pairs, theme_of

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # Well-known ratios, worked out by other tools.
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0),
     ("#1d70b8", "#ffffff", 5.17)],
)  # fmt: skip
def test_contrast_is_as_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(HEX, HEX)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(HEX, HEX, HEX)
def test_no_theme_that_passes_holds_a_pair_that_fails(link: str, button: str, header: str) -> None:
    colours = Colours(link=link, button=button, header=header)
    failing = [pair for pair in pairs(colours) if contrast(pair.front, pair.back) < pair.least]
    if failing:
        with pytest.raises(ThemeRefused) as refused:
            make_theme(colours)
        assert len(refused.value.reasons) == len(failing)
    else:
        assert f"--govuk-link-colour:{link};" in make_theme(colours).css


@pytest.mark.parametrize(
    "name", ["link", "link_hover", "link_visited", "text", "secondary_text", "button", "header", "accent"]
)
def test_a_pale_colour_is_refused_wherever_it_stands(name: str) -> None:
    with pytest.raises(ThemeRefused, match="Not enough contrast"):
        theme_of({name: "#f0f0a0"})


def test_a_dark_page_under_dark_text_is_refused() -> None:
    with pytest.raises(ThemeRefused, match="text on the page"):
        theme_of({"page": "#222222"})


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "#112233;}body{display:none", ""])
def test_only_six_digits_are_a_colour(value: str) -> None:
    with pytest.raises(ThemeRefused, match="six digits"):
        theme_of({"header": value})


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(ThemeRefused, match="Did you mean 'header'"):
        theme_of({"headr": "#000000"})


def test_the_usual_theme_and_every_demonstration_councils_pass() -> None:
    digests = {theme_of(council.colours).digest for council in demonstration.councils()} | {
        theme_of({}).digest
    }
    assert len(digests) == len(demonstration.councils()) + 1
