"""Render once with marks, find what is repeated, cut."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from patternbook.web.kit.segments.filled import NotUniform, Part, RepeatedPart, SegmentError, Segments
from patternbook.web.kit.segments.holes import FILL, Hole
from patternbook.web.kit.segments.places import check_places

MOST_FLAGS = 4
MOST_HOLES = 10_000


def _plain(values: Mapping[str, object], flags: frozenset[str]) -> object:
    return {**values, **dict.fromkeys(flags, True)}


@dataclass(frozen=True, slots=True)
class Repeat:
    """A list in the template, each item of which is written alike.

    `holes` are an item's; `flags` are yes-or-no matters that change its markup (checked, has a hint): each
    combination is compiled. `make` builds the template's item from the holes' values and the flags that are set.
    """

    holes: Mapping[str, Hole]
    flags: tuple[str, ...] = ()
    make: Callable[[Mapping[str, object], frozenset[str]], object] = field(default=_plain)


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a trial rendering: its flags, and the mark of each hole."""

    flags: tuple[bool, ...]
    marks: Mapping[str, str]


class _Marks:
    """Marks: of one length, never twice the same, unlike anything that a person wrote."""

    def __init__(self) -> None:
        self.stem = f"pbhole{secrets.token_hex(8)}"
        self.of: dict[str, tuple[str, Hole]] = {}

    def new(self, name: str, kind: Hole) -> str:
        if len(self.of) >= MOST_HOLES:
            raise SegmentError("The template has too many holes.")
        mark = f"{self.stem}{len(self.of):04}x"
        self.of[mark] = (name, kind)
        # A template tests some values for being there or writes them unescaped: Markup passes through both alike.
        return Markup(mark) if kind is Hole.HTML else mark  # noqa: S704  # the mark is letters and digits

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"({self.stem}[0-9]{{4}}x)")


def compile_segments(
    template: Template,
    *,
    fixed: Mapping[str, object],
    holes: Mapping[str, Hole],
    repeats: Mapping[str, Repeat] | None = None,
) -> Segments:
    """Compile a template.

    `fixed` are values that stay the same; `holes` those that change, by dotted name (`edges.council.name`
    lies over what `fixed` gives as `edges`); `repeats` the lists, by dotted name. A hole always counts as given:
    where a template asks whether something is there, compile once with it and once without.
    Raises NotUniform, UnsafePlace or SegmentError.
    """
    trial = _Trial(template, fixed, holes, repeats or {})
    first = {name: [trial.item(name, _no_flags(repeat))] for name, repeat in trial.repeats.items()}
    base = trial.render(first)
    check_places(base, trial.marks.of)
    found = sorted((_find(trial, base, name, first) for name in trial.repeats), key=lambda one: one.start)
    parts: list[Part | RepeatedPart] = []
    at = 0
    for one in found:
        if one.start < at:
            raise NotUniform(f"The list {one.part.name} overlaps another.")
        parts += [_cut(base[at : one.start], trial.marks), one.part]
        at = one.end
    parts.append(_cut(base[at:], trial.marks))
    segments = Segments(tuple(parts))
    _check(trial, segments)
    return segments


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a list's single item stands in the base rendering."""

    start: int
    end: int
    part: RepeatedPart


class _Trial:
    """Renderings of one template with marks."""

    def __init__(
        self,
        template: Template,
        fixed: Mapping[str, object],
        holes: Mapping[str, Hole],
        repeats: Mapping[str, Repeat],
    ) -> None:
        self.template, self.fixed, self.repeats = template, fixed, repeats
        self.marks = _Marks()
        self.values: dict[str, str] = {name: self.marks.new(name, kind) for name, kind in holes.items()}

    def item(self, name: str, flags: tuple[bool, ...]) -> _Item:
        return _Item(
            flags, {hole: self.marks.new(hole, kind) for hole, kind in self.repeats[name].holes.items()}
        )

    def render(self, items: Mapping[str, Sequence[_Item]]) -> str:
        lists = {
            name: [self._made(self.repeats[name], item) for item in items[name]] for name in self.repeats
        }
        return self.template.render(lay_over(self.fixed, {**self.values, **lists}))

    @staticmethod
    def _made(repeat: Repeat, item: _Item) -> object:
        flags = frozenset(flag for flag, on in zip(repeat.flags, item.flags, strict=True) if on)
        return repeat.make(item.marks, flags)


def _no_flags(repeat: Repeat) -> tuple[bool, ...]:
    if len(repeat.flags) > MOST_FLAGS:
        raise SegmentError(f"A list may have {MOST_FLAGS} flags, not {len(repeat.flags)}.")
    return tuple(False for _ in repeat.flags)


def _find(trial: _Trial, base: str, name: str, first: Mapping[str, list[_Item]]) -> _Found:
    """Find an item's text by adding a second one: what is new is the second item.

    Where the second item begins like what follows the list, it is found turned round: its first characters at
    its end. How far differs between forms; all are turned as little as the least, so that they fit one place.
    """
    repeat = trial.repeats[name]
    inserted: dict[tuple[bool, ...], tuple[int, str]] = {}
    for flags in product((False, True), repeat=len(repeat.flags)):
        item = trial.item(name, flags)
        longer = trial.render({**first, name: [*first[name], item]})
        end = _agree(base, longer)
        length = len(longer) - len(base)
        if length <= 0 or longer[end + length :] != base[end:]:
            raise NotUniform(f"A second of {name} changes more than its own place.")
        inserted[flags] = (end, longer)
        check_places(longer, trial.marks.of)
    end = min(one[0] for one in inserted.values())
    forms = {
        flags: _cut(longer[end : end + len(longer) - len(base)], trial.marks)
        for flags, (_, longer) in inserted.items()
    }
    plain = inserted[_no_flags(repeat)][1]
    start = end - (len(plain) - len(base))
    without = trial.render({**first, name: []})
    may_be_empty = without == base[:start] + base[end:]
    return _Found(start, end, RepeatedPart(name, repeat.flags, forms, may_be_empty))


def _agree(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _cut(html: str, marks: _Marks) -> Part:
    pieces = marks.pattern.split(html)
    holes = []
    for place, piece in enumerate(pieces):
        if piece in marks.of:
            name, kind = marks.of[piece]
            holes.append((place, name, FILL[kind]))
    return Part(tuple(pieces), tuple(holes))


def _check(trial: _Trial, segments: Segments) -> None:
    """Compare with the template: three of every list, each in another form."""
    items: dict[str, list[_Item]] = {}
    for name, repeat in trial.repeats.items():
        forms = list(product((False, True), repeat=len(repeat.flags)))
        items[name] = [trial.item(name, flags) for flags in (forms[-1], forms[0], *forms)]
    written = trial.render(items)
    filled = _as_is(segments).fill(
        trial.values, {name: [_filling(trial.repeats[name], one) for one in items[name]] for name in items}
    )
    if written != filled:
        raise NotUniform("A list is not written alike for each of its items.")


def _as_is(segments: Segments) -> Segments:
    """The same segments without escaping: marks are no addresses, but need none."""

    def plain(part: Part) -> Part:
        return Part(part.pieces, tuple((place, name, str) for place, name, _ in part.holes))

    return Segments(
        tuple(
            plain(part)
            if isinstance(part, Part)
            else replace(part, forms={flags: plain(form) for flags, form in part.forms.items()})
            for part in segments.parts
        )
    )


def _filling(repeat: Repeat, item: _Item) -> dict[str, object]:
    return {**item.marks, **dict(zip(repeat.flags, item.flags, strict=True))}


def lay_over(fixed: Mapping[str, object], dotted: Mapping[str, object]) -> dict[str, Any]:
    """Fixed values with others laid over them by dotted name.

    >>> lay_over({"edges": {"language": "en"}}, {"edges.person": "Alice"})["edges"].person
    'Alice'
    """
    inner: dict[str, dict[str, object]] = {}
    made: dict[str, Any] = dict(fixed)
    for name, value in dotted.items():
        head, _, rest = name.partition(".")
        if rest:
            inner.setdefault(head, {})[rest] = value
        else:
            made[head] = value
    for head, values in inner.items():
        made[head] = _Over(made.get(head), values)
    return made


class _Over:
    """A value with some of its attributes replaced."""

    def __init__(self, under: object, dotted: Mapping[str, object]) -> None:
        self._under = under
        attributes = under if isinstance(under, Mapping) else {}
        nested = {name.partition(".")[0] for name in dotted if "." in name}
        below = {head: self._below(head) for head in nested}
        laid = lay_over({head: value for head, value in below.items() if value is not None}, dotted)
        self.__dict__.update(attributes)
        self.__dict__.update(laid)

    def _below(self, name: str) -> object:
        if isinstance(self._under, Mapping):
            return self._under.get(name)
        return getattr(self._under, name, None)

    def __getattr__(self, name: str) -> Any:
        under = self.__dict__.get("_under")
        if under is None or name.startswith("__"):
            raise AttributeError(name)
        return getattr(under, name)
