"""The types of settings, and the record of all of them that expressions call `settings`."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.language.nodes.service import Binding, Setting
from patternbook.language.types import NOTHING, TEXT, Type, TypeTextError, parse_type, record

NOT_FOR_SETTINGS = frozenset({"file", "shape"})
"""Kinds of type that nobody can write into a setting."""


def setting_type(setting: Setting, records: Mapping[str, Type]) -> Type:
    """The declared type of a setting. Raises `TypeTextError` where its text is no type.

    A type with `?` is a setting that a council may leave empty; any other without a default must
    be filled before the service is switched on, so that expressions always find it.
    """
    found = parse_type(setting.type, records)
    if found.kind in NOT_FOR_SETTINGS:
        raise TypeTextError(
            f"A setting cannot be a {found.kind}.", "Use a text, a number, a period or a choice."
        )
    return found


def settings_type(settings: Mapping[str, Setting], records: Mapping[str, Type]) -> Type:
    """The record that `settings` is in expressions. A setting whose type is wrong holds nothing."""
    fields: dict[str, Type] = {}
    for key, setting in settings.items():
        try:
            fields[key] = setting_type(setting, records)
        except TypeTextError:
            fields[key] = NOTHING
    return record(fields, "settings")


def bindings_type(bindings: Mapping[str, Binding]) -> Type:
    """The record that `bindings` is in expressions: texts, unknown where one need not be filled."""
    return record({key: TEXT.maybe(not binding.required) for key, binding in bindings.items()}, "bindings")
