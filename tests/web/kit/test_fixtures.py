"""Every official fixture of GOV.UK Frontend, rendered by our environment, makes the same tree."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from patternbook.web.kit.rendering import environment
from tests.web.kit.dom import tree

VERSION = "6.3.0"
KEPT = Path(__file__).parent / "fixtures" / f"govuk-frontend-{VERSION}.json.gz"
FIXTURES = {
    one["component"]: one["fixtures"] for one in json.loads(gzip.decompress(KEPT.read_bytes()))["components"]
}
# GOV.UK's own identity, which no council's page may bear: the components exist, but we ship no style for them.
WITHOUT_STYLE = {"header", "footer"}


@cache
def jinja() -> Environment:
    return environment()


def macro(component: str) -> str:
    return "govuk" + "".join(part.title() for part in component.split("-"))


def rendered(component: str, options: dict[str, Any]) -> str:
    name = macro(component)
    source = f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {name} %}}{{{{ {name}(params) }}}}'
    return jinja().from_string(source).render(params=options)


def test_no_fixture_is_missing() -> None:
    assert sum(len(fixtures) for fixtures in FIXTURES.values()) == 657
    assert len(FIXTURES) == 37


@pytest.mark.parametrize("component", sorted(FIXTURES))
def test_fixtures_render_equal(component: str) -> None:
    differing = [
        one["name"]
        for one in FIXTURES[component]
        if tree(rendered(component, one["options"])) != tree(one["html"])
    ]
    assert differing == []


@pytest.mark.parametrize("component", sorted(FIXTURES))
def test_a_changed_component_is_noticed(component: str) -> None:
    """The control: with one class of the component changed, the comparison must fail."""
    html = next(one["html"] for one in FIXTURES[component] if 'class="' in one["html"])
    options = next(one["options"] for one in FIXTURES[component] if one["html"] == html)
    changed = rendered(component, options).replace('class="', 'class="changed-', 1)
    assert tree(changed) != tree(html)


def test_the_shipped_style_is_of_the_same_version_and_bears_no_identity_of_govuk() -> None:
    folder = Path(environment.__code__.co_filename).parent / "static" / "patternbook"
    css = (folder / f"govuk-frontend-{VERSION}.min.css").read_text()
    assert f'--govuk-frontend-version:"{VERSION}"' in css.replace(" ", "")
    assert "\ufeff" not in css
    assert css.startswith('@charset "UTF-8";')
    for forbidden in ("GDS Transport", "crest", "crown", "url(", "govuk-footer", ".govuk-header"):
        assert forbidden not in css
    for component in set(FIXTURES) - WITHOUT_STYLE:
        assert f".govuk-{component}" in css, component
