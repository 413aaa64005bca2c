"""The named records of a definition, as types: those that contracts ship, and its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from patternbook.language.kinds.contracts import RECORDS
from patternbook.language.nodes.service import RecordType, Service
from patternbook.language.types import Type, TypeTextError, parse_type, record


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """A record that cannot be made: its key, the field at fault, what is wrong and what to do."""

    record: str
    field: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class _Records:
    """Records being resolved: a record may name another, but not itself in a circle."""

    declared: Mapping[str, RecordType]
    types: dict[str, Type] = field(default_factory=dict)
    problems: list[RecordProblem] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def resolve(self, key: str) -> Type | None:
        if key in self.types:
            return self.types[key]
        if key in self.open:
            return None
        self.open.append(key)
        fields = {name: self._field(key, name, text) for name, text in self.declared[key].fields.items()}
        self.open.pop()
        self.types[key] = record({name: type_ for name, type_ in fields.items() if type_ is not None}, key)
        return self.types[key]

    def _field(self, key: str, name: str, text: str) -> Type | None:
        try:
            return parse_type(text, _Named(self))
        except TypeTextError as error:
            self.problems.append(RecordProblem(key, name, error.message, error.hint))
            return None


class _Named(Mapping[str, Type]):
    """Gives a record's type when it is named, resolving it first."""

    def __init__(self, records: _Records) -> None:
        self.records = records

    def __getitem__(self, key: str) -> Type:
        if key not in self.records.declared:
            raise KeyError(key)
        found = self.records.resolve(key)
        if found is None:
            circle = " in ".join([*self.records.open, key])
            raise TypeTextError(f"A record cannot hold itself: {circle}.", "Leave one of the fields out.")
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.records.declared

    def __iter__(self) -> Iterator[str]:
        return iter(self.records.declared)

    def __len__(self) -> int:
        return len(self.records.declared)


def resolve_records(
    declared: Mapping[str, RecordType],
) -> tuple[Mapping[str, Type], tuple[RecordProblem, ...]]:
    """The types of the declared records by name, and what is wrong with any of them.

    >>> from patternbook.language.nodes.base import Keyed
    >>> types, problems = resolve_records({"bin": RecordType(fields=Keyed([("size", "int"), ("at", "plce")]))})
    >>> [name for name, _ in types["bin"].fields], problems[0].field
    (['size'], 'at')
    """
    records = _Records(declared)
    for key in declared:
        records.resolve(key)
    return records.types, tuple(records.problems)


SHIPPED: Mapping[str, Type] = resolve_records(RECORDS)[0]
"""The types of the records that shipped contracts give."""


def record_types(service: Service) -> Mapping[str, Type]:
    """Every record that can be named in a definition: the shipped ones, and its own over them."""
    if not service.types:
        return SHIPPED
    return resolve_records({**RECORDS, **service.types})[0]
