"""An address: chosen from those that were found, or written by hand."""

from __future__ import annotations

from patternbook.engine.answers.address import MANUAL, NO_FIXED
from patternbook.web.kit.fields.base import (
    Asking,
    Field,
    Params,
    group_of,
    hint_of,
    legend_of,
    own_error,
    part_of,
)
from patternbook.web.kit.fields.choosing import MOST_RADIOS, option_id

_ADDRESS_BOXES = (
    ("line_1", "address-line1", ""),
    ("line_2", "address-line2", ""),
    ("town", "address-level2", "govuk-!-width-two-thirds"),
    ("postcode", "postal-code", "govuk-input--width-10"),
)


def address(asking: Asking) -> Field:
    """Chosen from those that were found, or written by hand; by hand is always possible."""
    name, words, asked = asking.asked.name, asking.words, asking.asked
    boxes = _address_boxes(asking)
    listed = [(option.key, option.label.text) for option in asked.options if option.key != NO_FIXED]
    no_fixed = [(option.key, option.label.text) for option in asked.options if option.key == NO_FIXED]
    if not listed and not no_fixed:
        hidden = Field("hidden", {"name": name, "value": MANUAL})
        return group_of(asking, (hidden, *boxes))
    chosen = asking.value()
    shown = [*listed, (MANUAL, words["not_listed"] if listed else words["enter_address"]), *no_fixed]
    if len(shown) > MOST_RADIOS:
        return _address_select(asking, shown, boxes)
    items: list[Params] = [
        {"value": key, "id": option_id(name, place), "text": text, "checked": key == chosen}
        for place, (key, text) in enumerate(shown)
    ]
    place = len(listed)
    if listed:
        items.insert(place, {"divider": words["or"]})
    params = {
        "name": name,
        "idPrefix": name,
        "items": items,
        "fieldset": legend_of(asking),
        **own_error(asking),
        **hint_of(asking),
    }
    return Field("radios", params, under=((place + bool(listed), boxes),))


def _address_select(asking: Asking, shown: list[tuple[str, str]], boxes: tuple[Field, ...]) -> Field:
    name, chosen = asking.asked.name, asking.value()
    items: list[Params] = [{"value": "", "text": asking.words["choose_address"], "selected": not chosen}]
    items += [{"value": key, "text": text, "selected": key == chosen} for key, text in shown]
    label = {"text": asking.words["choose_address"]}
    select = Field("select", {"id": name, "name": name, "label": label, "items": items, **own_error(asking)})
    by_hand = Field(
        "group", {"fieldset": {"legend": {"text": asking.words["not_listed"]}}, "notice": ""}, inside=boxes
    )
    return group_of(asking, (select, by_hand))


def _address_boxes(asking: Asking) -> tuple[Field, ...]:
    return tuple(
        part_of(asking, part, asking.words[part], autocomplete=autocomplete, classes=classes)
        for part, autocomplete, classes in _ADDRESS_BOXES
    )
