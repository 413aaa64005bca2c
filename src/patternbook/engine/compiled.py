"""A service, ready to run: every expression as code, every text in segments, what depends on what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from patternbook.errors import Path
from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import Service
from patternbook.language.types import BOOL, Type
from patternbook.language.unknown import Unknown

Names = Mapping[str, object]
Run = Callable[[Names], object]


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled expression: `run` gives its value from names, `unknown` is what counts where it is unknown."""

    run: Run
    source: str = ""
    uses: frozenset[str] = frozenset()
    unknown: bool | None = None
    type: Type = BOOL

    def holds(self, names: Names) -> bool:
        """Whether the condition is true; its own `unknown` where that is not known."""
        value = self.run(names)
        return bool(self.unknown) if isinstance(value, Unknown) else value is True


def later(
    make: Callable[[], Run], source: str, uses: frozenset[str], unknown: bool | None, type_: Type
) -> Program:
    """A program whose code is made when it first runs: most of a definition is never run by one process.

    Two threads that run it first at once both make the code, and it is the same.
    """

    def first(names: Names) -> object:
        run = make()
        object.__setattr__(program, "run", run)
        return run(names)

    program = Program(first, source, uses, unknown, type_)
    return program


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a wording where a value is shown. `labels` are the words of a choice's options."""

    program: Program
    labels: Mapping[str, Text] = field(default_factory=dict)


Segments = tuple[str | Hole, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words: one form, or several and what they are chosen by."""

    forms: Mapping[str, Segments]
    kind: str = ""
    by: Program | None = None


@dataclass(frozen=True, slots=True)
class CompiledText:
    """A text in segments, by language in written order. `plain` where it is one wording without holes."""

    wordings: Mapping[str, Wording]
    plain: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompiledLookup:
    """A lookup: its contract, its inputs as code, the type of what it finds."""

    key: str
    contract: str
    inputs: Mapping[str, Program]
    gives: Type
    keep: int
    recheck: tuple[str, ...]
    changed: str | None


@dataclass(frozen=True, slots=True)
class PageNeeds:
    """The lookups of a page, in the order of their rounds: to decide whether it is shown, to show it,
    and to leave it."""

    show: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """A service, ready to run. `service` has its shared steps filled in.

    `dependents` says for each answer which worked-out names rest on it; `order` is
    that in which the pages are walked (the pages of a task after those of the tasks before it),
    `questions` holds every question of the pages by key, `page_of` its page, `answer_types` what its answer is.
    """

    service: Service
    digest: str
    programs: Mapping[Path, Program]
    texts: Mapping[Path, CompiledText]
    order: tuple[str, ...]
    questions: Mapping[str, Question]
    page_of: Mapping[str, str]
    answer_types: Mapping[str, Type]
    setting_types: Mapping[str, Type]
    lookups: Mapping[str, CompiledLookup]
    needs: Mapping[str, PageNeeds]
    end_needs: Mapping[str, tuple[str, ...]]
    check_needs: tuple[str, ...]
    dependents: Mapping[str, tuple[str, ...]]
    derived: frozenset[str]

    def program(self, path: Path) -> Program | None:
        """The compiled expression at a path such as ``("pages", "postcode", "show")``; None where none stands."""
        return self.programs.get(path)

    def text(self, path: Path) -> CompiledText | None:
        """The compiled text at a path such as ``("pages", "postcode", "title")``; None where none stands."""
        return self.texts.get(path)

    def holds(self, path: Path, names: Names, otherwise: bool = True) -> bool:
        """Whether the condition at a path holds; `otherwise` where there is none."""
        program = self.programs.get(path)
        return otherwise if program is None else program.holds(names)
