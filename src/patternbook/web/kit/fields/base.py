"""What a field of a page is, and what all kinds share: labels, hints, errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from patternbook.engine.answers.asking import FieldProblem, ShownQuestion
from patternbook.engine.texts import Shown
from patternbook.web.kit.field_words import field_words

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClosedOption:
    """An option that is shown but cannot be chosen, with the reason."""

    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Field:
    """One component of a page. `under` holds the fields that stand under an option, by its place."""

    component: str
    params: Params
    under: tuple[tuple[int, tuple[Field, ...]], ...] = ()
    closed: tuple[ClosedOption, ...] = ()
    closed_heading: str = ""
    inside: tuple[Field, ...] = ()


def with_conditional(params: Params, place: int, html: Markup) -> Params:
    """The parameters of radios or checkboxes with `html` shown under the option at `place`."""
    items = list(params["items"])
    items[place] = {**items[place], "conditional": {"html": html}}
    return {**params, "items": items}


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is drawn: what was wrong with it, and whether its label is the page's heading.

    `nested` holds the questions that stand under options, by question and option; `under` and `items`
    what `draw` made of those under this question's options and of a group's items.
    """

    asked: ShownQuestion
    problems: Mapping[str, FieldProblem]
    nested: Mapping[tuple[str, str], tuple[ShownQuestion, ...]] = field(default_factory=dict)
    heading: bool = False
    hidden_label: bool = False
    notice: str = ""
    under: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    items: tuple[tuple[Field, ...], ...] = ()

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed words in the reader's language."""
        return field_words(self.asked.language)

    def value(self, part: str = "") -> str:
        """What stands in a box."""
        values = self.values(part)
        return values[0] if values else ""

    def values(self, part: str = "") -> list[str]:
        """Everything that stands in a field."""
        name = f"{self.asked.name}-{part}" if part else self.asked.name
        return list(self.asked.current.get(name, ()))

    def error(self, part: str | None = None) -> Params | None:
        """The error message of a box, or of the question as a whole where no part is named."""
        name = self.asked.name
        for problem in self.problems.values():
            if (problem.field == f"{name}-{part}") if part else problem.question == self.asked.key:
                return {"text": problem.message, "visuallyHiddenText": self.words["error"]}
        return None

    def text(self, shown: Shown) -> str:
        """Words of the definition, marked where they are in another language than the page."""
        return said(shown, self.asked.language)


def said(shown: Shown, language: str) -> str:
    """Words for a page in `language`: marked as another language's where they are (WCAG 2.2, 3.1.2)."""
    if shown.language == language:
        return shown.text
    return Markup('<span lang="{}">{}</span>').format(shown.language, shown.text)


def nested_under(questions: tuple[ShownQuestion, ...]) -> dict[tuple[str, str], tuple[ShownQuestion, ...]]:
    """The questions that stand under options of others, by question and option."""
    found: dict[tuple[str, str], tuple[ShownQuestion, ...]] = {}
    for asked in questions:
        if under := asked.question.under:
            place = (under.question, under.option)
            found[place] = (*found.get(place, ()), asked)
    return found


def label_text(asking: Asking) -> str:
    """The words of the label, with “(optional)” where the question is."""
    text = asking.text(asking.asked.label)
    optional = not asking.asked.required and asking.asked.ask != "declaration"
    return (
        f"{escape(text)} {asking.words['optional']}"
        if optional and isinstance(text, Markup)
        else (f"{text} {asking.words['optional']}" if optional else text)
    )


def label_of(asking: Asking) -> Params:
    """The label of a single box."""
    classes = (
        "govuk-visually-hidden"
        if asking.hidden_label
        else ("govuk-label--l" if asking.heading else "govuk-label--s")
    )
    return {"text": label_text(asking), "classes": classes, "isPageHeading": asking.heading}


def legend_of(asking: Asking) -> Params:
    """The legend of a set of boxes."""
    if asking.hidden_label:
        classes = "govuk-visually-hidden"
    else:
        classes = "govuk-fieldset__legend--l" if asking.heading else "govuk-fieldset__legend--s"
    return {"legend": {"text": label_text(asking), "classes": classes, "isPageHeading": asking.heading}}


def hint_and_error(asking: Asking) -> Params:
    """Hint and error, as every component takes them."""
    params: Params = {}
    if asking.asked.hint is not None:
        params["hint"] = {"text": asking.text(asking.asked.hint)}
    error = asking.error()
    if error:
        params["errorMessage"] = error
    return params


def hint_of(asking: Asking) -> Params:
    """The hint, where there is one."""
    return {"hint": {"text": asking.text(asking.asked.hint)}} if asking.asked.hint is not None else {}


def own_error(asking: Asking) -> Params:
    """The error of the question itself, not of one of its boxes."""
    name = asking.asked.name
    own = [problem for problem in asking.problems.values() if problem.field == name]
    return (
        {"errorMessage": {"text": own[0].message, "visuallyHiddenText": asking.words["error"]}} if own else {}
    )


def part_of(asking: Asking, part: str, label: str, **more: Any) -> Field:
    """One box of several, with its own label."""
    name = f"{asking.asked.name}-{part}"
    params: Params = {"id": name, "name": name, "value": asking.value(part), "label": {"text": label}, **more}
    if error := asking.error(part):
        params["errorMessage"] = error
    return Field("input", params)


def group_of(asking: Asking, inside: tuple[Field, ...]) -> Field:
    """Several components in one fieldset."""
    params: Params = {"fieldset": legend_of(asking), "notice": asking.notice}
    if asking.asked.hint is not None:
        params["hint"] = {"text": asking.text(asking.asked.hint), "id": f"{asking.asked.name}-hint"}
    name = asking.asked.name
    # What is wrong with the whole is told here, where no box inside bears the name to which it leads.
    if not any(one.params.get("id") == name for one in inside):
        error = own_error(asking)
        params |= {**error, "id": name} if error else {}
    return Field("group", params, inside=inside)
