"""Values that are chosen: yes or no, one of several, several of several."""

from __future__ import annotations

from patternbook.engine.answers.kind import line
from patternbook.web.kit.fields.base import Field, Params
from patternbook.web.kit.fields.choosing import option_id
from patternbook.web.studio.typed.kind import (
    Asked,
    Drawing,
    Form,
    ValueKind,
    Wrong,
    in_words,
    is_blank,
    legend,
)

YES_NO = {"yes": True, "no": False}


def _read_bool(asked: Asked, form: Form, wrong: Wrong) -> object:
    said = line(form, asked.name)
    if said not in YES_NO:
        wrong[asked.name] = "Select yes or no"
    return YES_NO.get(said)


def _read_choice(asked: Asked, form: Form, wrong: Wrong) -> object:
    said = line(form, asked.name)
    if said not in asked.type.choices:
        wrong[asked.name] = "Select one of these"
        return None
    return said


def _read_several(asked: Asked, form: Form, wrong: Wrong) -> object:
    said = form.get(asked.name, [])
    return [choice for choice in asked.type.item.choices if choice in said]


def _fill_bool(asked: Asked, data: object) -> dict[str, list[str]]:
    return {asked.name: ["yes" if data else "no"]}


def _fill_choice(asked: Asked, data: object) -> dict[str, list[str]]:
    return {asked.name: [str(data)]}


def _fill_several(asked: Asked, data: object) -> dict[str, list[str]]:
    return {asked.name: [str(one) for one in data]} if isinstance(data, list | tuple) else {}


def _draw(component: str, asked: Asked, drawing: Drawing, options: dict[str, str]) -> Field:
    if asked.optional and component == "radios":
        options = {**options, "": "No value"}
    chosen = drawing.form.get(asked.name, [])
    items: list[Params] = [
        {"value": key, "id": option_id(asked.name, place), "text": words, "checked": key in chosen}
        for place, (key, words) in enumerate(options.items())
    ]
    params: Params = {"name": asked.name, "idPrefix": asked.name, "items": items, **legend(asked)}
    if asked.hint:
        params["hint"] = {"text": asked.hint}
    short = component == "radios" and len(items) == 2
    params |= {"classes": f"govuk-{component}--small" + (" govuk-radios--inline" if short else "")}
    return Field(component, params | drawing.error(asked.name))


def _draw_bool(asked: Asked, drawing: Drawing) -> Field:
    return _draw("radios", asked, drawing, {"yes": "Yes", "no": "No"})


def _draw_choice(asked: Asked, drawing: Drawing) -> Field:
    return _draw("radios", asked, drawing, {key: in_words(key) for key in asked.type.choices})


def _draw_several(asked: Asked, drawing: Drawing) -> Field:
    return _draw("checkboxes", asked, drawing, {key: in_words(key) for key in asked.type.item.choices})


YES_OR_NO = ValueKind(_read_bool, _fill_bool, _draw_bool, is_blank)
ONE_OF = ValueKind(_read_choice, _fill_choice, _draw_choice, is_blank)
SEVERAL_OF = ValueKind(
    _read_several, _fill_several, _draw_several, lambda asked, form: not form.get(asked.name)
)
