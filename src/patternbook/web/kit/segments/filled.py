"""Compiled segments, and filling them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from patternbook.errors import PatternbookError


class SegmentError(PatternbookError):
    """A template cannot be cut into segments. A defect of the template or of the call."""


class NotUniform(SegmentError):
    """A repeated part is not written alike for each item (numbered ids, first or last item special)."""


class UnsafePlace(SegmentError):
    """A hole stands where no escaping makes it safe, or where its kind does not belong."""


@dataclass(frozen=True, slots=True)
class Part:
    """Constant pieces with holes between them: `pieces[place]` is filled from `name` by `fill`."""

    pieces: tuple[str, ...]
    holes: tuple[tuple[int, str, Callable[[object], str]], ...]

    def fill(self, values: Mapping[str, object]) -> str:
        """The pieces with the values put in. Raises KeyError for a value that is missing."""
        pieces = list(self.pieces)
        for place, name, fill in self.holes:
            pieces[place] = fill(values[name])
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class RepeatedPart:
    """A part that is written once for each item, in one of several forms by the item's flags."""

    name: str
    flags: tuple[str, ...]
    forms: Mapping[tuple[bool, ...], Part]
    may_be_empty: bool

    def fill(self, items: Sequence[Mapping[str, object]]) -> str:
        """All items, one after another. Raises NotUniform for none, where none is written in another way."""
        if not items and not self.may_be_empty:
            raise NotUniform(f"Without any {self.name} the template writes something else.")
        forms, flags = self.forms, self.flags
        return "".join(forms[tuple(bool(item.get(flag)) for flag in flags)].fill(item) for item in items)


@dataclass(frozen=True, slots=True)
class Segments:
    """A compiled template: parts in turn, some of them repeated."""

    parts: tuple[Part | RepeatedPart, ...]

    def fill(
        self,
        values: Mapping[str, object],
        repeats: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    ) -> str:
        """The page. `values` by hole; `repeats` gives the items of each repeated part.

        Raises KeyError for a missing value, TypeError or ValueError for one that its hole does not take.
        """
        written = []
        for part in self.parts:
            if isinstance(part, Part):
                written.append(part.fill(values))
            else:
                written.append(part.fill((repeats or {}).get(part.name, ())))
        return "".join(written)
