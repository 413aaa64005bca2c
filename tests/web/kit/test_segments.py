"""A filled page is the page that the template would have written, whatever the values are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from patternbook.web.kit.pages import Council, Edges
from patternbook.web.kit.rendering import environment
from patternbook.web.kit.segments import Hole, NotUniform, Repeat, Segments, UnsafePlace, compile_segments
from patternbook.web.kit.segments.compile import lay_over
from tests.web.kit.dom import tree

JINJA = environment()
PAGE = JINJA.from_string(
    """{% extends "kit/resident.html" %}
    {% from "govuk_frontend_jinja/components/radios/macro.html" import govukRadios %}
    {% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}
    {% from "govuk_frontend_jinja/components/textarea/macro.html" import govukTextarea %}
    {% block title %}{{ heading }}{% endblock %}
    {% block content %}<form method="post" action="{{ action }}" novalidate>
    <input type="hidden" name="csrfmiddlewaretoken" value="{{ form_token }}">
    <h1>{{ heading }}</h1>{{ body }}
    {{ govukInput({"id": "postcode", "name": "postcode", "label": {"text": "Postcode"}, "value": postcode}) }}
    {{ govukTextarea({"id": "more", "name": "more", "label": {"text": "More"}, "value": more}) }}
    {{ govukRadios({"idPrefix": "which", "name": "which", "items": options}) }}</form>
    <ul>{% for row in rows %}<li><a href="{{ row.url }}">{{ row.text }}</a>{% if row.old %} (old){% endif %}</li>{% endfor %}</ul>
    {% endblock %}"""
)
COUNCIL = Council("larkmoor", "Larkmoor", "/larkmoor/", "/larkmoor/theme-1.css")
FIXED: dict[str, object] = {"edges": Edges(council=COUNCIL, service_name="Bins", back_url="/x")}
HOLES = {
    "nonce": Hole.TOKEN, "form_token": Hole.TOKEN, "heading": Hole.TEXT, "body": Hole.HTML, "action": Hole.URL,
    "postcode": Hole.TEXT, "more": Hole.TEXT, "edges.council.name": Hole.TEXT, "edges.council.theme_url": Hole.URL,
    "edges.back_url": Hole.URL,
}  # fmt: skip


def option(values: Mapping[str, object], flags: frozenset[str]) -> object:
    """A radio as the component takes it."""
    made: dict[str, object] = {"value": values["value"], "text": values["text"], "id": values["id"]}
    if "hint" in flags:
        made["hint"] = {"text": values["hint_text"]}
    made["checked"] = "checked" in flags
    return made


OPTIONS = Repeat(
    {"value": Hole.TEXT, "text": Hole.TEXT, "id": Hole.TEXT, "hint_text": Hole.TEXT},
    ("checked", "hint"),
    option,
)
ROWS = Repeat({"url": Hole.URL, "text": Hole.TEXT}, ("old",))
COMPILED = compile_segments(PAGE, fixed=FIXED, holes=HOLES, repeats={"options": OPTIONS, "rows": ROWS})

HOSTILE = st.one_of(
    st.sampled_from(
        ["<script>alert(1)</script>", '" onfocus="x', "' x='", "</textarea><b>", "&amp;", "&lt;", "{{ 7 * 7 }}", "\n\nx", "]]>", "<!--"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)  # fmt: skip
URLS = st.one_of(
    st.sampled_from(["/", "#a", "?b=1&c=2", "https://a.example/?q='\"<>", "mailto:a@b.example", "tel:123"])
)
TOKENS = st.text("abcXYZ019-_=", max_size=12)
MARKUP = st.lists(HOSTILE).map(
    lambda texts: Markup("").join(Markup("<p>{}</p>").format(text) for text in texts)
)
KINDS = {Hole.TEXT: HOSTILE, Hole.URL: URLS, Hole.TOKEN: TOKENS, Hole.HTML: MARKUP}
VALUES = st.fixed_dictionaries({name: KINDS[kind] for name, kind in HOLES.items()})


def items(repeat: Repeat) -> st.SearchStrategy[list[dict[str, object]]]:
    fields = {name: KINDS[kind] for name, kind in repeat.holes.items()} | dict.fromkeys(
        repeat.flags, st.booleans()
    )
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=4)


def made(repeat: Repeat, filled: list[dict[str, object]]) -> list[object]:
    return [repeat.make(one, frozenset(flag for flag in repeat.flags if one[flag])) for one in filled]


def by_template(
    values: dict[str, object], options: list[dict[str, object]], rows: list[dict[str, object]]
) -> str:
    lists = {"options": made(OPTIONS, options), "rows": made(ROWS, rows)}
    return PAGE.render(lay_over(FIXED, {**values, **lists}))


@settings(max_examples=60, deadline=None)
@given(VALUES, items(OPTIONS), items(ROWS))
def test_filled_is_what_the_template_writes(
    values: dict[str, object], options: list[dict[str, object]], rows: list[dict[str, object]]
) -> None:
    options = [
        {**one, **{name: one[name] or "x" for name in ("value", "id", "text", "hint_text")}}
        for one in options
    ]
    given_ = {**values, **{name: values[name] or "/" for name in values if HOLES[name] is Hole.URL}}
    given_ |= {name: values[name] or "x" for name in ("nonce", "form_token", "postcode", "more")}
    filled = COMPILED.fill(given_, {"options": options, "rows": rows})
    assert tree(filled) == tree(by_template(given_, options, rows))


def test_the_comparison_would_notice_a_value_that_was_not_escaped() -> None:
    values: dict[str, object] = {
        **dict.fromkeys(HOLES, "x"), "body": Markup(""), "action": "/", "edges.council.theme_url": "/t",
        "edges.back_url": "/b", "heading": "<b>loud</b>",
    }  # fmt: skip
    options = [{"value": "1", "text": "one", "id": "i", "hint_text": "h", "checked": True, "hint": False}]
    rows = [{"url": "/", "text": "row", "old": False}]
    filled = COMPILED.fill(values, {"options": options, "rows": rows})
    assert tree(filled) == tree(by_template(values, options, rows))
    assert tree(filled.replace(str(escape("<b>loud</b>")), "<b>loud</b>")) != tree(filled)


def test_an_empty_list_is_written_or_refused() -> None:
    simple = compile_segments(
        JINJA.from_string("<ul>{% for row in rows %}<li>{{ row.text }}</li>{% endfor %}</ul>"),
        fixed={}, holes={}, repeats={"rows": Repeat({"text": Hole.TEXT})},
    )  # fmt: skip
    assert simple.fill({}, {"rows": []}) == "<ul></ul>"
    other = compile_segments(
        JINJA.from_string("{% if rows %}<ul>{% for row in rows %}<li>{{ row.text }}</li>{% endfor %}</ul>{% endif %}"),
        fixed={}, holes={}, repeats={"rows": Repeat({"text": Hole.TEXT})},
    )  # fmt: skip
    assert other.fill({}, {"rows": [{"text": "a"}, {"text": "<"}]}) == "<ul><li>a</li><li>&lt;</li></ul>"
    with pytest.raises(NotUniform):
        other.fill({}, {"rows": []})


@pytest.mark.parametrize(
    "template",
    [
        "<script>var a = '{{ x }}'</script>",
        "<style>a{color:{{ x }}}</style>",
        "<a onclick='{{ x }}'>",
        "<p style=\"{{ x }}\">",
        "<p class={{ x }}>",
        "<p {{ x }}>",
        "<{{ x }}>",
        "<!-- {{ x }} -->",
        "<a href=\"{{ x }}\">",
        "<a href=\"java{{ x }}\">",
    ],
)  # fmt: skip
def test_a_hole_in_an_unsafe_place_is_refused(template: str) -> None:
    with pytest.raises(UnsafePlace):
        compile_segments(JINJA.from_string(template), fixed={}, holes={"x": Hole.TEXT})


def test_markup_in_an_attribute_is_refused() -> None:
    with pytest.raises(UnsafePlace):
        compile_segments(JINJA.from_string('<p title="{{ x }}">'), fixed={}, holes={"x": Hole.HTML})


@pytest.mark.parametrize(
    "template",
    [
        "{% for row in rows %}{{ loop.index }} {{ row.text }}{% endfor %}",
        "{% for row in rows %}{{ row.text }}{% if not loop.last %}, {% endif %}{% endfor %}{{ rows | length }}",
    ],
)
def test_a_list_that_counts_is_refused(template: str) -> None:
    with pytest.raises(NotUniform):
        compile_segments(
            JINJA.from_string(template), fixed={}, holes={}, repeats={"rows": Repeat({"text": Hole.TEXT})}
        )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Hole.URL, "javascript:alert(1)"), (Hole.URL, "//evil.example"), (Hole.URL, "/\\evil.example"), (Hole.URL, "data:x"),
        (Hole.TOKEN, 'a"b'), (Hole.HTML, "<b>"), (Hole.TEXT, None),
    ],
)  # fmt: skip
def test_a_hole_refuses_what_does_not_belong(kind: Hole, value: object) -> None:
    source = {Hole.URL: '<a href="{{ x }}">', Hole.HTML: "<p>{{ x }}</p>"}.get(kind, '<p title="{{ x }}">')
    segments: Segments = compile_segments(JINJA.from_string(source), fixed={}, holes={"x": kind})
    with pytest.raises((ValueError, TypeError)):
        segments.fill({"x": value})


def test_a_missing_value_is_an_error_not_a_gap() -> None:
    segments = compile_segments(JINJA.from_string("<p>{{ x }}</p>"), fixed={}, holes={"x": Hole.TEXT})
    with pytest.raises(KeyError):
        segments.fill({})
