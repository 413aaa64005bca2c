"""What an expression sees, each part worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from patternbook.language.expressions.scope import Signature
from patternbook.language.scopes.case_types import CASE_NAMES, case_names
from patternbook.language.scopes.points import CaseKnown, Point
from patternbook.language.types import BOUND_NAMES, Type

if TYPE_CHECKING:
    from patternbook.language.scopes.names import Names


class NamesAt(Mapping[str, Type]):
    """The types of all names at one point, each worked out when it is asked for."""

    __slots__ = ("_bound", "_case", "_known", "_names", "_point")

    def __init__(self, names: Names, point: Point, bound: Mapping[str, Type]) -> None:
        self._names, self._point, self._bound = names, point, bound
        self._known: dict[str, Type] = dict(bound)
        self._case: dict[str, Type] | None = None

    def __getitem__(self, name: str) -> Type:
        found = self._known.get(name)
        if found is None:
            found = self._find(name)
            if found is None:
                raise KeyError(name)
            self._known[name] = found
        return found

    def _find(self, name: str) -> Type | None:
        if name == "settings":
            return self._names.settings
        if name == "bindings":
            return self._names.bindings
        if name in CASE_NAMES and self._point.case is not None:
            return self._of_case(self._point.case)[name]
        return self._names.at(name, self._point)

    def _of_case(self, known: CaseKnown) -> dict[str, Type]:
        if self._case is None:
            process = self._names.service.process
            self._case = case_names(process, known, self._names.asking(self._point))
        return self._case

    def _keys(self) -> Iterator[str]:
        yield from self._bound
        yield from ("settings", "bindings", *BOUND_NAMES)
        if self._point.case is not None:
            yield from CASE_NAMES
        for name in self._names.kinds:
            if not self._names.is_called(name):
                yield name

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._keys()))

    def __len__(self) -> int:
        return len(list(iter(self)))


class SignaturesOf(Mapping[str, Signature]):
    """The values and tables that are called, by key."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Signature:
        found = self._names.signature(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        parts = (*self._names.service.values, *self._names.service.tables)
        return (key for key in parts if self._names.is_called(key))

    def __len__(self) -> int:
        return len(list(iter(self)))
