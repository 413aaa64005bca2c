"""Questions that are answered by choosing, and groups of questions."""

from __future__ import annotations

from dataclasses import replace

from patternbook.engine.answers.asking import ShownOption
from patternbook.engine.texts import words_of
from patternbook.language.kinds import questions as kinds
from patternbook.web.kit.fields.base import (
    Asking,
    ClosedOption,
    Field,
    Params,
    group_of,
    hint_and_error,
    label_of,
    legend_of,
)

# With more options than this, a list to choose from is shorter than that many buttons.
MOST_RADIOS = 20


def yes_no(asking: Asking) -> Field:
    """Yes or no, side by side where nothing has to be explained."""
    drawn = radios(asking)
    short = len(asking.asked.options) == 2 and not any(option.hint for option in asking.asked.options)
    return replace(drawn, params={**drawn.params, "classes": "govuk-radios--inline" if short else ""})


def option_id(name: str, place: int) -> str:
    """The id of an option: the first one bears the field's own, to which error messages lead."""
    return f"{name}-{place + 1}" if place else name


def _options(asking: Asking) -> tuple[list[Params], tuple[tuple[int, tuple[Field, ...]], ...]]:
    """The options that can be chosen, and the fields that stand under them."""
    name, chosen = asking.asked.name, set(asking.values())
    items: list[Params] = []
    under: list[tuple[int, tuple[Field, ...]]] = []
    for place, option in enumerate(option for option in asking.asked.options if option.closed is None):
        if option.divider:
            items.append({"divider": asking.words["or"]})
        items.append(_option(asking, option, option_id(name, place), option.key in chosen))
        if nested := asking.under.get(option.key):
            under.append((len(items) - 1, nested))
    return items, tuple(under)


def _option(asking: Asking, option: ShownOption, identity: str, checked: bool) -> Params:
    item: Params = {
        "value": option.key,
        "id": identity,
        "text": asking.text(option.label),
        "checked": checked,
    }
    if option.hint is not None:
        item["hint"] = {"text": asking.text(option.hint)}
    if option.alone:
        item["behaviour"] = "exclusive"
    return item


def _with_closed(asking: Asking, drawn: Field) -> Field:
    """The field with the options that cannot be chosen, each with why."""
    closed = tuple(
        ClosedOption(asking.text(option.label), asking.text(option.closed))
        for option in asking.asked.options
        if option.closed is not None
    )
    return replace(drawn, closed=closed, closed_heading=asking.words["not_open"] if closed else "")


def radios(asking: Asking) -> Field:
    """One of several."""
    items, under = _options(asking)
    name = asking.asked.name
    params = {
        "name": name,
        "idPrefix": name,
        "items": items,
        "fieldset": legend_of(asking),
        **hint_and_error(asking),
    }
    return _with_closed(asking, Field("radios", params, under))


def checkboxes(asking: Asking) -> Field:
    """Any number of several."""
    items, under = _options(asking)
    name = asking.asked.name
    params = {
        "name": name,
        "idPrefix": name,
        "items": items,
        "fieldset": legend_of(asking),
        **hint_and_error(asking),
    }
    return _with_closed(asking, Field("checkboxes", params, under))


def choice(asking: Asking) -> Field:
    """One of several: buttons, or a list where there are many."""
    open_ = [option for option in asking.asked.options if option.closed is None]
    if len(open_) > MOST_RADIOS and not asking.under:
        params = select_of(asking, asking.asked.name, label_of(asking)) | hint_and_error(asking)
        return _with_closed(asking, Field("select", params))
    return radios(asking)


def select_of(asking: Asking, name: str, label: Params, part: str = "", empty: str = "") -> Params:
    """A list to choose one option from."""
    chosen = asking.value(part)
    items: list[Params] = [{"value": "", "text": empty, "selected": not chosen}]
    for option in asking.asked.options:
        if option.closed is None:
            items.append({"value": option.key, "text": option.label.text, "selected": option.key == chosen})
    return {"id": name, "name": name, "label": label, "items": items}


def ranking(asking: Asking) -> Field:
    """Several in order: a list for each place."""
    inside = []
    for place in range(1, len(asking.asked.options) + 1):
        label = {"text": asking.words["choice_place"].format(number=place)}
        params = select_of(
            asking, f"{asking.asked.name}-{place}", label, str(place), asking.words["no_choice"]
        )
        if error := asking.error(str(place)):
            params["errorMessage"] = error
        inside.append(Field("select", params))
    return group_of(asking, tuple(inside))


def matrix(asking: Asking) -> Field:
    """The same options for each of several rows."""
    inside = []
    for row in asking.asked.rows:
        name, chosen = f"{asking.asked.name}-{row.key}", asking.value(row.key)
        items = [
            {
                "value": option.key,
                "id": option_id(name, place),
                "text": asking.text(option.label),
                "checked": option.key == chosen,
            }
            for place, option in enumerate(asking.asked.options)
        ]
        params: Params = {
            "name": name, "idPrefix": name, "classes": "govuk-radios--inline", "items": items,
            "fieldset": {"legend": {"text": asking.text(row.label)}},
        }  # fmt: skip
        if error := asking.error(row.key):
            params["errorMessage"] = error
        inside.append(Field("radios", params))
    return group_of(asking, tuple(inside))


def declaration(asking: Asking) -> Field:
    """A box to tick."""
    name = asking.asked.name
    item = {
        "value": "yes",
        "id": name,
        "text": asking.text(asking.asked.label),
        "checked": bool(asking.value()),
    }
    return Field("checkboxes", {"name": name, "idPrefix": name, "items": [item], **hint_and_error(asking)})


def group(asking: Asking) -> Field:
    """The items of a group, each in a fieldset with its questions."""
    question = asking.asked.question
    assert isinstance(question, kinds.GroupQuestion)
    item_word = words_of(question.item, asking.asked.language)
    inside = []
    for number, fields in enumerate(asking.items, start=1):
        legend = {"text": f"{item_word} {number}".strip(), "classes": "govuk-fieldset__legend--s"}
        inside.append(Field("group", {"fieldset": {"legend": legend}, "notice": ""}, inside=fields))
    return group_of(asking, tuple(inside))
