"""Every type that is written in a definition is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Path, Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.contracts import RECORDS
from patternbook.language.kinds.records import record_types, resolve_records
from patternbook.language.kinds.settings import setting_type
from patternbook.language.nodes.service import Service
from patternbook.language.types import Type, TypeTextError, parse_type


def declared_types(subject: Subject) -> Iterator[Problem]:
    """`unknown-type` for each type text that cannot be read, and for a record that holds itself."""
    service = subject.service
    for wrong in resolve_records({**RECORDS, **service.types})[1]:
        field = ("types", wrong.record, "fields", wrong.field)
        yield subject.error(field, "unknown-type", wrong.message, wrong.hint)
    records = record_types(service)
    for key, setting in service.settings.items():
        try:
            setting_type(setting, records)
        except TypeTextError as error:
            yield subject.error(("settings", key, "type"), "unknown-type", error.message, error.hint)
    for path, text in _type_texts(service):
        yield from _read(subject, path, text, records)


def _type_texts(service: Service) -> Iterator[tuple[Path, str]]:
    for key, contract in service.contracts.items():
        yield from ((("contracts", key, "takes", name), text) for name, text in contract.takes.items())
        yield ("contracts", key, "gives"), contract.gives
    for key, value in service.values.items():
        yield from ((("values", key, "takes", name), text) for name, text in value.takes.items())
    for key, table in service.tables.items():
        yield from ((("tables", key, "takes", name), text) for name, text in table.takes.items())
        yield from ((("tables", key, "gives", name), text) for name, text in table.gives.items())


def _read(subject: Subject, path: Path, text: str, records: Mapping[str, Type]) -> Iterator[Problem]:
    try:
        parse_type(text, records)
    except TypeTextError as error:
        yield subject.error(path, "unknown-type", error.message, error.hint)
