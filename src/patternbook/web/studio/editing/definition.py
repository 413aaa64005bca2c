"""A working text, read and checked; and a changed definition as text again, comments kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from patternbook import library
from patternbook.errors import Path, Problem
from patternbook.language import checks, reader
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.words import Words
from patternbook.language.writer.lines import lines_of
from patternbook.language.writer.remarks import remarks_of, with_remarks

FILE = "service.yaml"


# What the forms have a box for: the hint says how the text says it.
_WITH_A_BOX = frozenset({"welsh-stale", "welsh-missing"})


def words_of(problem: Problem) -> str:
    """A problem in words for somebody who works with forms.

    >>> words_of(Problem("welsh-missing", "'title' has no Welsh.", hint="Add `cy: …`."))
    "'title' has no Welsh."
    """
    hint = "" if problem.code in _WITH_A_BOX else problem.hint
    return f"{problem.message} {hint}".replace("`", "").strip()


@dataclass(frozen=True)
class Opened:
    """A text with what it says, and everything that is wrong with it."""

    read: Read[Service]
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.read.text

    @property
    def service(self) -> Service | None:
        """The definition; None where a part of it could not be read, so that forms would lose it."""
        return self.read.node

    @cached_property
    def words(self) -> Words:
        """What the definition calls its parts."""
        assert self.service is not None
        return Words(self.service)

    @cached_property
    def _counts(self) -> Counter[Path]:
        return Counter(
            problem.path[:depth] for problem in self.problems for depth in range(len(problem.path) + 1)
        )

    def count(self, path: Path) -> int:
        """How many problems there are at a path and below it."""
        return self._counts[path]

    def problems_at(self, path: Path) -> Iterator[Problem]:
        """The problems at a path and below it."""
        return (problem for problem in self.problems if problem.path[: len(path)] == path)


@lru_cache(maxsize=64)
def opened(text: str) -> Opened:
    """A text, read and checked. Kept by the text itself, since a page and its preview both ask."""
    read = reader.read(text, file=FILE, kind=Service, steps=library.steps())
    return Opened(read, checks.check(read))


def written(
    before: Opened, service: Service, *, renamed: tuple[Path, str] | None = None, gone: Path | None = None
) -> str:
    """The text of a changed definition, with the comments of the text that it was made from.

    `renamed` is a part's former path and its new key: what is said beside it goes with it. What is said
    beside a part that is `gone` goes too.
    """
    remarks = remarks_of(before.read.comments, before.read.places.root)
    kept = (
        replace(remark, path=_led(remark.path, renamed))
        for remark in remarks
        if gone is None or remark.path is None or remark.path[: len(gone)] != gone
    )
    return with_remarks(lines_of(service), kept)


def _led(path: Path | None, renamed: tuple[Path, str] | None) -> Path | None:
    if path is None or renamed is None or path[: len(renamed[0])] != renamed[0]:
        return path
    old, key = renamed
    return (*old[:-1], key, *path[len(old) :])
