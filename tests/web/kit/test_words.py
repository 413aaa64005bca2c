"""Fixed words are there in both languages; Markdown and times are as people write them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternbook.web.kit import markdown, times
from patternbook.web.kit.words import LANGUAGES, words
from tests.web.kit.dom import tree

ALLOWED_TAGS = {"p", "a", "strong", "em", "ul", "ol", "li", "h2", "h3", "br"}


def test_every_fixed_word_is_in_both_languages() -> None:
    english, welsh = (words(language) for language in LANGUAGES)
    assert set(english) == set(welsh)
    assert all(english.values())
    assert all(welsh.values())
    same = {key for key in english if english[key] == welsh[key]}
    assert same == set()


@given(st.text(alphabet=st.sampled_from("<>&\"'[]()!#*_-`\\ \nab:/.javscript:htp1"), max_size=120))
def test_no_text_makes_any_other_tag_or_link(text: str) -> None:
    html = str(markdown.render(text))
    assert set(re.findall(r"<\s*/?\s*([a-z0-9]+)", html)) <= ALLOWED_TAGS
    assert not re.search(r"<[^>]*\son", html)
    for leads in re.findall(r'href="([^"]*)"', html):
        assert markdown.SAFE_LINK.match(leads), leads


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//evil.example",
        "http://a.example",
        "vbscript:x",
    ],
)
def test_a_link_that_leads_astray_stays_text(address: str) -> None:
    assert "<a" not in str(markdown.render(f"[a]({address})"))


@pytest.mark.parametrize(
    "address", ["https://a.example/b", "mailto:a@b.example", "tel:01632960001", "/council/", "#part"]
)
def test_other_links_are_links(address: str) -> None:
    assert tree(str(markdown.render_inline(f"[a]({address})"))) == tree(
        f'<a class="govuk-link" href="{address}">a</a>'
    )


def test_text_keeps_the_pages_own_heading_alone() -> None:
    assert "<h1" not in str(markdown.render("# One\n\n## Two\n\n### Three\n\n###### Six"))


def test_summer_and_winter() -> None:
    summer = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    winter = dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    assert [times.moment(when) for when in (summer, winter)] == ["25 October 2026, 1:30am"] * 2
    assert times.date(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)) == "2 July 2026"
    with pytest.raises(ValueError, match="time zone"):
        times.moment(dt.datetime(2026, 1, 1))
