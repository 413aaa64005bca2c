"""Pages from compiled segments are the pages that the templates write, whatever somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from patternbook.web.journeys import quick
from patternbook.web.kit.segments.holes import Hole
from tests.web.journeys.conftest import Browser

pytestmark = pytest.mark.django_db


def shape(html: str) -> list[object]:
    """The page as a tree, with attributes in any order and runs of white space as one."""
    return list(_walk(html5lib.parse(html, namespaceHTMLElements=False)))


def _walk(element: Element) -> Iterator[object]:
    yield (str(element.tag), sorted(element.attrib.items()), " ".join((element.text or "").split()))
    for child in element:
        yield from _walk(child)
        yield " ".join((child.tail or "").split())


def template_writes(context: dict[str, Any], fixed: dict[str, Any]) -> str:
    """The page by its template."""
    return quick.environment().get_template("journeys/page.html").render({**fixed, **context})


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], dict[str, Any], str]]:
    """What every quickly written page of the test was made of."""
    found: list[tuple[dict[str, Any], dict[str, Any], str]] = []
    original = quick.Written.page

    def page(self: quick.Written, context: Any, fixed: Any, language: str) -> str:
        html = original(self, context, fixed, language)
        found.append((dict(context), dict(fixed), html))
        return html

    monkeypatch.setattr(quick.Written, "page", page)
    return found


def walk_everything(browser: Browser) -> None:
    """Each page of the definition, with and without answers, by the list and by hand."""
    postcode, uprn = (
        ("ZZ99 2AG", "990002000001") if "dyffryn" in browser.slug else ("ZZ99 1AG", "990001000001")
    )
    browser.begin()
    browser.post("postcode", postcode=postcode)
    browser.post("property", property=uprn)
    browser.post("which", missed=["refuse", "food"])
    browser.post("out-in-time", out_in_time="yes")
    browser.post("contact", name="O'Neil & <Sons>", email="ann@example.org", phone="")
    for part in ("postcode", "property", "which", "out-in-time", "contact", "contact?change"):
        browser.get(part)
    for shown in ("990001000092", "990001000099", "990001000015", "990001000120"):
        browser.post("property", property=shown)
    browser.post("postcode", postcode="ZZ99 9ZZ")
    hand = {
        "property": "manual",
        "property-line_1": "1 Nowhere",
        "property-town": "X",
        "property-postcode": "ZZ99 7QQ",
    }
    browser.post("property", **hand)
    for part in ("hand-collection", "hand-day", "hand-out"):
        browser.get(part)
        browser.post("hand-collection", hand_collection="refuse")


def test_quick_pages_are_those_of_the_templates(
    browser: Browser, welsh_browser: Browser, seen: list[tuple[dict[str, Any], dict[str, Any], str]]
) -> None:
    walk_everything(browser)
    welsh_browser.get("?lang=cy")
    walk_everything(welsh_browser)
    assert len(seen) > 20
    for context, fixed, html in seen:
        assert shape(html) == shape(template_writes(context, fixed))


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != ""),
    st.sampled_from(
        [
            '"><script>alert(1)</script>',
            "' onload=x",
            "{{ 7*7 }}",
            "&amp;",
            "</title>",
            "pbhole",
            "\u202e",
            "]]>",
        ]
    ),
)


@pytest.fixture
def contexts(
    browser: Browser, seen: list[tuple[dict[str, Any], dict[str, Any], str]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What the pages of one journey are made of, each form once."""
    walk_everything(browser)
    forms: dict[object, tuple[dict[str, Any], dict[str, Any]]] = {}
    for context, fixed, _ in seen:
        forms[quick.form_of(context, quick.Leaves())] = (context, fixed)
    return list(forms.values())


def test_hostile_values_stay_values(contexts: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    written = quick.Written(quick.environment().get_template("journeys/page.html"))

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        context, fixed = data.draw(st.sampled_from(contexts))
        leaves = quick.Leaves()
        quick.form_of(context, leaves)
        value = data.draw(HOSTILE)
        safe = "".join(char for char in value if char.isprintable()).strip() or "x"
        other = [_instead(leaf, safe) for leaf in leaves]
        changed = quick.laid(context, iter(other))
        html = written.page(changed, fixed, context["edges"].language)
        assert shape(html) == shape(template_writes(changed, fixed))
        assert "<script>alert" not in html

    check()


def _instead(leaf: quick.Leaf, hostile: str) -> str:
    if leaf.kind is Hole.TEXT:
        return hostile
    return Markup(leaf.value) if leaf.kind is Hole.HTML else leaf.value


def test_a_form_is_compiled_once(contexts: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    context, fixed = contexts[0]
    written = quick.Written(quick.environment().get_template("journeys/page.html"), most=1)
    assert written.page(context, fixed, "en") == written.page(context, fixed, "en")
    assert len(written._parts) == 1
    other, fixed = contexts[1]
    written.page(other, fixed, "en")
    assert len(written._parts) == 1


def test_councils_share_what_is_compiled(contexts: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    context, _ = contexts[0]
    leaves = quick.Leaves()
    quick.form_of(context, leaves)
    values = {leaf.value for leaf in leaves}
    assert {"Exampleford District Council", "01632 960 101"} <= values
