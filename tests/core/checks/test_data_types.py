"""Plain data against types."""

from __future__ import annotations

import pytest

from patternbook.language.data_types import conforms
from patternbook.language.types import Type, parse_type, record

SIZE = record({"wide": parse_type("int"), "note": parse_type("text(5)?")}, "size")

FITS = [
    ("bool", True), ("int", 0), ("decimal", "4.8"), ("decimal", 4), ("money", 3750), ("money", "£1,037.50"),
    ("text", ""), ("date", "2028-02-29"), ("time", "16:30"), ("datetime", "2026-12-24 16:30"),
    ("period", {"length": 1, "unit": "working_day", "until": "16:00"}), ("choice(a, b)", "b"),
    ("list(int, 2)", (1, 2)), ("table(money)", {"x": 1}), ("size", {"wide": 1}), ("int?", None),
    ("point", {"lat": "51.5", "lon": 0}),
]  # fmt: skip

MISFITS = [
    ("bool", "yes", ""), ("int", True, ""), ("int", "5", ""), ("decimal", "4,8", ""), ("money", "37.5", ""),
    ("money", 37.5, ""), ("date", "2026-02-29", ""), ("date", "20260401", ""), ("time", "24:00", ""),
    ("datetime", "2026-12-24", ""), ("period", {"length": 1, "unit": "fortnight"}, ""), ("period", 5, ""),
    ("choice(a, b)", "c", ""), ("choice(a, b)", 1, ""), ("list(int, 2)", (1, 2, 3), ""), ("list(int)", (1, "x"), "1"),
    ("list(int)", "x", ""), ("table(money)", {"x": "much"}, "x"), ("table(money)", (), ""), ("size", {"wide": 1, "hight": 2}, "hight"),
    ("size", {}, "wide"), ("size", "big", ""), ("size", {"wide": 1, "note": "longer"}, "note"), ("text", 5, ""),
    ("int", None, ""), ("shape", "x", ""),
]  # fmt: skip


def _type(text: str) -> Type:
    return parse_type(text, {"size": SIZE})


@pytest.mark.parametrize(("text", "data"), FITS)
def test_fits(text: str, data: object) -> None:
    assert conforms(data, _type(text)) == ()


@pytest.mark.parametrize(("text", "data", "where"), MISFITS)
def test_misfits_say_where_and_what(text: str, data: object, where: str) -> None:
    (misfit,) = conforms(data, _type(text))
    assert ".".join(misfit.path) == where
    assert misfit.message.endswith((".", "?"))
