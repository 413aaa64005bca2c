"""A setting's default and its bounds have the setting's type."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Path, Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.data_types import conforms
from patternbook.language.kinds.records import record_types
from patternbook.language.kinds.settings import setting_type
from patternbook.language.nodes.base import Data
from patternbook.language.nodes.service import Setting
from patternbook.language.types import Type, TypeTextError

ORDERED = frozenset({"int", "decimal", "money", "date", "time", "datetime", "period"})
"""Types whose values have an order, so that they can be bounded."""


def setting_values(subject: Subject) -> Iterator[Problem]:
    """`not-of-type` for a default or bound; `no-bounds` for bounds on a type without an order."""
    records = record_types(subject.service)
    for key, setting in subject.service.settings.items():
        try:
            type_ = setting_type(setting, records)
        except TypeTextError:
            continue
        path = ("settings", key)
        if setting.default is not None and not (setting.default.value is None and type_.optional):
            yield from _misfits(subject, (*path, "default"), setting.default, type_)
        yield from _bounds(subject, path, setting, type_)


def _bounds(subject: Subject, path: Path, setting: Setting, type_: Type) -> Iterator[Problem]:
    bounded = type_.item if type_.kind in ("table", "list") else type_
    for key, bound in setting.bounds.items():
        where = (*path, "bounds", key)
        if bounded.kind not in ORDERED:
            message = f"A setting of the type {type_} has no least or greatest value."
            yield subject.error(where, "no-bounds", message, "Delete the bound, or make it a choice.")
            continue
        for name, value in (("min", bound.min), ("max", bound.max)):
            if value is not None:
                yield from _misfits(subject, (*where, name), value, bounded.known())


def _misfits(subject: Subject, path: Path, data: Data, type_: Type) -> Iterator[Problem]:
    for misfit in conforms(data.value, type_):
        yield subject.error((*path, *misfit.path), "not-of-type", misfit.message)
