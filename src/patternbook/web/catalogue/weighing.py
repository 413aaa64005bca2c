"""What a newer version does to a council's service: both sides' changes, what must be decided, what is touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from patternbook import library
from patternbook.changes.compatibility import Compatibility, compatibility
from patternbook.changes.compatibility.adoptions import in_new_names
from patternbook.changes.describe import Sentence, describe
from patternbook.changes.diff import diff
from patternbook.changes.parts import SEVERITIES, Conflict, Decision, Severity
from patternbook.changes.successors import Successors
from patternbook.changes.texts import MergedText, merge_texts
from patternbook.engine.settings import check_adoption
from patternbook.errors import Path, Problem
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Service
from patternbook.web.catalogue import adoption_texts, definitions

# The names of the sides of an upgrade, as decisions take them.
LIBRARY, COUNCIL, BASE = "library", "council", "base"


@dataclass(frozen=True, slots=True)
class Sides:
    """The texts of an upgrade: the version that the council took, the newer one, and the council's own."""

    base: str
    library: str
    council: str


@dataclass(frozen=True)
class Weighed:
    """An upgrade as it stands with what was decided so far."""

    sides: Sides
    adoption_text: str
    merged: MergedText

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What somebody must still decide."""
        return self.merged.conflicts

    @property
    def text(self) -> str:
        """The merged text; the library's own where the council has no edits."""
        return self.merged.text

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """Why the merged text cannot run."""
        return tuple(problem for problem in self.merged.problems if problem.severity == "error")

    @cached_property
    def library_says(self) -> tuple[Sentence, ...]:
        """What the library changed, the gravest first."""
        return changes_between(self.sides.base, self.sides.library)

    @cached_property
    def council_says(self) -> tuple[Sentence, ...]:
        """What the council changed in the version that it took."""
        return changes_between(self.sides.base, self.sides.council)

    @cached_property
    def joined(self) -> tuple[Sentence, ...]:
        """What both changed and the merge joined: for somebody to look at."""
        said = changes_between(self.sides.base, self.text)
        return tuple(one for one in said if any(_related(one.path, path) for path in self.merged.combined))

    @property
    def severity(self) -> Severity | None:
        """How grave the gravest change of the library is."""
        return min((one.severity for one in self.library_says), key=SEVERITIES.index, default=None)

    @cached_property
    def service(self) -> Service | None:
        """The merged definition, with shared steps filled in; None while it cannot run."""
        return None if self.errors else definitions.compiled(self.text).service

    @cached_property
    def touched(self) -> Compatibility:
        """What happens to drafts, cases and the council's choices."""
        if self.service is None:
            return Compatibility()
        before = definitions.compiled(self.sides.council).service
        return compatibility(before, self.service, definitions.adoption(self.adoption_text))

    @cached_property
    def new_adoption_text(self) -> str:
        """The council's choices by the new version's names, without those for which it has no place."""
        if self.service is None:
            return self.adoption_text
        successors = Successors(definitions.compiled(self.sides.council).service, self.service)
        return adoption_texts.rewritten(self.adoption_text, lambda node: in_new_names(successors, node))

    def refused(self, choices: Adoption) -> tuple[str, ...]:
        """The settings of which the council's own value is not allowed any more."""
        if self.service is None:
            return ()
        problems = check_adoption(self.service, choices)
        return tuple(dict.fromkeys(problem.path[1] for problem in problems if len(problem.path) > 1))

    def side_says(self, conflict: Conflict, side: str) -> tuple[str, ...]:
        """What a side changed there, as sentences."""
        said = self.library_says if side == LIBRARY else self.council_says
        return tuple(one.says for one in said if _related(one.path, conflict.path))


def weigh(sides: Sides, adoption_text: str, decisions: tuple[Decision, ...] = ()) -> Weighed:
    """Merge a newer version into a council's text, with what was decided of conflicts."""
    if sides.council == sides.base:
        # Nothing of the council's own: the library's text as it is, comments and all.
        return Weighed(sides, adoption_text, MergedText(sides.library))
    return Weighed(sides, adoption_text, _merge(sides, decisions) if decisions else merged(sides))


@lru_cache(maxsize=128)
def merged(sides: Sides) -> MergedText:
    """The texts merged while nothing is decided: the same for every council with the same edits."""
    return _merge(sides, ())


def _merge(sides: Sides, decisions: tuple[Decision, ...]) -> MergedText:
    return merge_texts(
        sides.base, {LIBRARY: sides.library, COUNCIL: sides.council}, steps=library.steps(), owner=LIBRARY,
        decisions=decisions,
    )  # fmt: skip


@lru_cache(maxsize=128)
def changes_between(before: str, after: str) -> tuple[Sentence, ...]:
    """What differs between two texts of a service, the gravest first."""
    if before == after:
        return ()
    old, new = definitions.as_written(before), definitions.as_written(after)
    return describe(diff(old, new), old, new)


def _related(one: Path, other: Path) -> bool:
    """Whether a path leads to the other, or further."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def values_of(conflict: Conflict) -> Iterator[tuple[str, object]]:
    """What stands at a conflict in the base and on each side."""
    yield BASE, conflict.base
    sides: Keyed[object] = conflict.sides
    for name in (LIBRARY, COUNCIL):
        yield name, sides.get(name, conflict.base)
