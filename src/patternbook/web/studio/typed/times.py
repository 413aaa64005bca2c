"""Days, moments and lengths of time, each in several boxes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from patternbook.engine.answers.kind import line
from patternbook.language.periods import UNITS
from patternbook.language.types import DATE, TIME
from patternbook.web.kit.fields.base import Field, Params
from patternbook.web.studio.typed.boxes import draw_box, read_box
from patternbook.web.studio.typed.kind import (
    Asked,
    Drawing,
    Form,
    ValueKind,
    Wrong,
    grouped,
    in_words,
    legend,
)

PARTS = (("day", "Day", "2"), ("month", "Month", "2"), ("year", "Year", "4"))
TIMES_OF_PERIOD = (
    ("until", "Ends at this time on the last day"),
    ("counts_from", "From this time on, counts from the next day"),
)


def read_day(asked: Asked, form: Form, wrong: Wrong) -> dt.date | None:
    """The day in three boxes; None, with what is wrong, where there is no such day."""
    said = [line(form, f"{asked.name}-{part}") for part, _, _ in PARTS]
    if all(one.isascii() and one.isdecimal() and len(one) <= 4 for one in said):
        with suppress(ValueError):
            return dt.date(int(said[2]), int(said[1]), int(said[0]))
    wrong[asked.name] = "Enter a day, month and year, like 1 4 2027"
    return None


def _read_date(asked: Asked, form: Form, wrong: Wrong) -> object:
    day = read_day(asked, form, wrong)
    return day.isoformat() if day else None


def fill_day(name: str, day: dt.date) -> dict[str, list[str]]:
    """A day in its three boxes."""
    return {f"{name}-day": [str(day.day)], f"{name}-month": [str(day.month)], f"{name}-year": [str(day.year)]}


def _fill_date(asked: Asked, data: object) -> dict[str, list[str]]:
    return fill_day(asked.name, data if isinstance(data, dt.date) else dt.date.fromisoformat(str(data)))


def draw_date(asked: Asked, drawing: Drawing) -> Field:
    """Three boxes."""
    error = " govuk-input--error" if asked.name in drawing.wrong else ""
    items: list[Params] = [
        {
            "name": part, "label": label, "id": asked.name if part == "day" else f"{asked.name}-{part}",
            "value": drawing.value(f"{asked.name}-{part}"), "classes": f"govuk-input--width-{width}{error}",
        }
        for part, label, width in PARTS
    ]  # fmt: skip
    params: Params = {"id": f"{asked.name}-parts", "namePrefix": asked.name, "items": items, **legend(asked)}
    if asked.hint:
        params["hint"] = {"text": asked.hint}
    return Field("date_input", params | drawing.error(asked.name))


def blank_day(asked: Asked, form: Form) -> bool:
    """Whether nothing stands in any of the boxes."""
    return not any(line(form, f"{asked.name}-{part}") for part, _, _ in PARTS)


def _time_of(asked: Asked) -> Asked:
    return asked.part("time", "Time", TIME)


def _read_moment(asked: Asked, form: Form, wrong: Wrong) -> object:
    day, time = _read_date(asked, form, wrong), read_box(_time_of(asked), form, wrong)
    return f"{day} {time}" if day and time else None


def _fill_moment(asked: Asked, data: object) -> dict[str, list[str]]:
    moment = dt.datetime.fromisoformat(str(data))
    return {**fill_day(asked.name, moment.date()), f"{asked.name}-time": [f"{moment:%H:%M}"]}


def _draw_moment(asked: Asked, drawing: Drawing) -> Field:
    day = draw_date(replace(asked, label="Day", hint="", type=DATE, small=True), drawing)
    # What is wrong with the day is told at the day.
    return grouped(asked, Drawing({}, {}), (day, draw_box(_time_of(asked), drawing)))


def _read_period(asked: Asked, form: Form, wrong: Wrong) -> object:
    length, unit = line(form, f"{asked.name}-length"), line(form, f"{asked.name}-unit")
    if not (length.isascii() and length.isdecimal() and len(length) <= 6):
        wrong[f"{asked.name}-length"] = "Enter how long as a whole number, like 2"
    if unit not in UNITS:
        wrong[f"{asked.name}-unit"] = "Select a unit"
    data: dict[str, object] = {"length": int(length) if length.isdecimal() else 0, "unit": unit}
    for key, label in TIMES_OF_PERIOD:
        part = asked.part(key, label, TIME)
        if line(form, part.name):
            data[key] = read_box(part, form, wrong)
    return data


def _fill_period(asked: Asked, data: object) -> dict[str, list[str]]:
    return (
        {f"{asked.name}-{key}": [str(value)] for key, value in data.items()}
        if isinstance(data, Mapping)
        else {}
    )


def _draw_period(asked: Asked, drawing: Drawing) -> Field:
    length, unit = f"{asked.name}-length", f"{asked.name}-unit"
    chosen = drawing.value(unit)
    items = [
        {"value": "", "text": "Choose a unit"},
        *({"value": one, "text": f"{in_words(one)}s", "selected": one == chosen} for one in UNITS),
    ]
    inside = [
        Field("input", {
            "id": length, "name": length, "label": {"text": "How long"}, "value": drawing.value(length), "inputmode": "numeric",
            "classes": "govuk-input--width-3", **drawing.error(length),
        }),
        Field("select", {"id": unit, "name": unit, "label": {"text": "Unit"}, "items": items, **drawing.error(unit)}),
    ]  # fmt: skip
    inside += [draw_box(asked.part(key, label, TIME.maybe()), drawing) for key, label in TIMES_OF_PERIOD]
    return grouped(asked, drawing, tuple(inside))


def _blank_period(asked: Asked, form: Form) -> bool:
    return not any(line(form, f"{asked.name}-{part}") for part in ("length", "unit", "until", "counts_from"))


DAY = ValueKind(_read_date, _fill_date, draw_date, blank_day)
MOMENT = ValueKind(_read_moment, _fill_moment, _draw_moment, blank_day)
PERIOD = ValueKind(_read_period, _fill_period, _draw_period, _blank_period)
