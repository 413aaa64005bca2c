"""Questions that are answered in boxes."""

from __future__ import annotations

from typing import Any

from patternbook.language.kinds import questions as kinds
from patternbook.web.kit.fields.base import (
    Asking,
    Field,
    Params,
    group_of,
    hint_and_error,
    label_of,
    legend_of,
    part_of,
)


def _box(asking: Asking, **more: Any) -> Field:
    name = asking.asked.name
    params = {
        "id": name, "name": name, "value": asking.value(), "label": label_of(asking), **hint_and_error(asking), **more,
    }  # fmt: skip
    return Field("input", params)


def text(asking: Asking) -> Field:
    """A line of text."""
    question = asking.asked.question
    more: Params = {}
    if isinstance(question, kinds.TextQuestion):
        if question.autocomplete:
            more["autocomplete"] = question.autocomplete
        if question.code:
            more |= {"spellcheck": False, "autocapitalize": "none"}
        if question.width:
            more["classes"] = _width(question.width)
    return _box(asking, **more)


def _width(characters: int) -> str:
    fits = [size for size in (2, 3, 4, 5, 10, 20, 30) if characters <= size]
    return f"govuk-input--width-{fits[0]}" if fits else ""


def long_text(asking: Asking) -> Field:
    """Several lines of text."""
    question = asking.asked.question
    assert isinstance(question, kinds.LongTextQuestion)
    name = asking.asked.name
    params = {
        "id": name, "name": name, "value": asking.value(), "label": label_of(asking), "rows": str(question.rows),
        **hint_and_error(asking),
    }  # fmt: skip
    return Field("textarea", params)


def number(asking: Asking) -> Field:
    """A number, with its unit after the box."""
    question = asking.asked.question
    places = getattr(question, "places", 0)
    more: Params = {
        "inputmode": "decimal" if places else "numeric",
        "spellcheck": False,
        "classes": "govuk-input--width-10",
    }
    if unit := getattr(question, "unit", None):
        more["suffix"] = {"text": unit}
    return _box(asking, **more)


def money(asking: Asking) -> Field:
    """An amount of money."""
    return _box(
        asking, inputmode="decimal", spellcheck=False, classes="govuk-input--width-10", prefix={"text": "£"}
    )


def email(asking: Asking) -> Field:
    """An email address."""
    return _box(asking, type="email", autocomplete="email", spellcheck=False)


def phone(asking: Asking) -> Field:
    """A telephone number."""
    return _box(asking, type="tel", autocomplete="tel", classes="govuk-input--width-20")


def postcode(asking: Asking) -> Field:
    """A postcode."""
    return _box(
        asking, autocomplete="postal-code", classes="govuk-input--width-10", autocapitalize="characters"
    )


def identity(asking: Asking) -> Field:
    """A number that identifies."""
    return _box(asking, spellcheck=False, autocapitalize="characters", classes="govuk-input--width-20")


def time(asking: Asking) -> Field:
    """A time of day."""
    return _box(asking, classes="govuk-input--width-5")


def name(asking: Asking) -> Field:
    """A name, in one box or two."""
    if not getattr(asking.asked.question, "split", False):
        return _box(asking, autocomplete="name", spellcheck=False)
    parts = (
        part_of(asking, "first", asking.words["first_name"], autocomplete="given-name", spellcheck=False),
        part_of(asking, "last", asking.words["last_name"], autocomplete="family-name", spellcheck=False),
    )
    return group_of(asking, parts)


def date(asking: Asking) -> Field:
    """A date, in up to three boxes."""
    question = asking.asked.question
    parts = {"day": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}[
        getattr(question, "parts", "day")
    ]
    wrong = {
        part
        for problem in asking.problems.values()
        if problem.question == asking.asked.key
        for part in problem.parts
    }
    birth = getattr(question, "birth", False)
    has_error = asking.error() is not None
    items = [
        {
            "name": part,
            "id": f"{asking.asked.name}-{part}",
            "label": asking.words[part],
            "value": asking.value(part),
            "classes": ("govuk-input--width-4" if part == "year" else "govuk-input--width-2")
            + (" govuk-input--error" if has_error and (part in wrong or not wrong) else ""),
            "autocomplete": f"bday-{part}" if birth else "",
        }
        for part in parts
    ]
    params = {
        "id": asking.asked.name, "namePrefix": asking.asked.name, "items": items, "fieldset": legend_of(asking),
        **hint_and_error(asking),
    }  # fmt: skip
    return Field("date_input", params)
