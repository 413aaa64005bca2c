"""The one Jinja environment: the GOV.UK components, our own templates over them, everything escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.templatetags.static import static
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)

from patternbook.web.kit import markdown, times
from patternbook.web.kit.field_words import field_words
from patternbook.web.kit.fields import with_conditional
from patternbook.web.kit.links import link_to
from patternbook.web.kit.words import words

OWN_TEMPLATES = Path(__file__).parent / "templates"


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja back end, which gives the loader of the apps' own templates.

    Autoescaping is on for every template. The components ask for names that were not given
    (`params.label.classes`), hence ChainableUndefined.
    """
    own = options.pop("loader", None) or FileSystemLoader(OWN_TEMPLATES)
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"autoescape": True, "undefined": ChainableUndefined}
    made = Environment(loader=ChoiceLoader([own, components]), **options)  # noqa: S701  # autoescape is set just above
    made.globals |= {
        "static": static,
        "url": link_to,
        "words": words,
        "fixed_words": words,
        "field_words": field_words,
        "with_conditional": with_conditional,
    }
    made.filters |= {
        "markdown": markdown.render,
        "date": times.date,
        "moment": times.moment,
        "deadline": times.deadline,
        "clock_time": times.clock_time,
        "indent": _unchanged,
    }
    return made


def _unchanged(text: str, *args: object, **kwargs: object) -> str:
    """In place of Jinja's `indent`: the components use it for looks, and it changes what stands in a text box."""
    return text
