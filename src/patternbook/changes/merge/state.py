"""What one merge knows while it walks: the sides, what was decided, what it has to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from patternbook.changes.parts import ABSENT, Conflict, ConflictKind, Decision
from patternbook.changes.renames import Renamed
from patternbook.changes.values import Comparing, Form, digest, from_plain, spelled
from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed

Sides = Mapping[str, Any]
NOT_OF_THIS_FORM = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class Undecided:
    """Stands for the answer to a question that nobody has answered."""


UNDECIDED = Undecided()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the merge cannot answer, and in what form an answer is written."""

    path: Path
    kind: ConflictKind
    base: Any
    sides: Sides
    form: Form
    law: str = ""


@dataclass(slots=True)
class Merging:
    """One merge. `touched` says which sides renamed something at or below a path."""

    names: tuple[str, ...]
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    touched: dict[Path, set[str]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    combined: list[Path] = field(default_factory=list)
    comparing: Comparing = field(default_factory=Comparing)

    def note_renames(self, side: str, renamed: Iterable[Renamed]) -> None:
        """Remember that a side renamed parts, which counts as a change of all that is around them."""
        for each in renamed:
            for length in range(len(each.place) + 1):
                self.touched.setdefault(each.place[:length], set()).add(side)

    def changed(self, path: Path, base: Any, sides: Sides) -> dict[str, Any]:
        """The sides that say something else than the base, or renamed something inside."""
        renaming = self.touched.get(path, ())
        return {
            name: value
            for name, value in sides.items()
            if name in renaming or not self.comparing.same(base, value)
        }

    def ask(self, question: Question) -> Any:
        """The decided answer, or UNDECIDED, in which case the question is a conflict."""
        conflict = conflict_of(question)
        answer = self.answer(self.decisions.get(conflict.id), question)
        if answer is UNDECIDED:
            self.conflicts.append(conflict)
        return answer

    def tell(self, question: Question) -> None:
        """Say what a lock refused. Nobody can decide otherwise: a decision only puts it aside."""
        conflict = conflict_of(question)
        decision = self.decisions.get(conflict.id)
        if decision is None or decision.take in question.sides or decision.take not in (*self.names, "base"):
            self.conflicts.append(conflict)

    def answer(self, decision: Decision | None, question: Question) -> Any:
        """What was decided, where that can be done."""
        if decision is None:
            return UNDECIDED
        if decision.take in question.sides:
            return question.sides[decision.take]
        if decision.take == "base" or decision.take in self.names:
            # A side that is not in question says what the base says.
            return question.base
        if decision.take or decision.value is None:
            return UNDECIDED
        try:
            return from_plain(decision.value, question.form)
        except NOT_OF_THIS_FORM:
            return UNDECIDED


def conflict_of(question: Question) -> Conflict:
    """The conflict that a question is; its id does not depend on the names of the sides."""
    base = _absent(question.base)
    sides = {name: _absent(question.sides[name]) for name in sorted(question.sides)}
    values = sorted({spelled(value) for value in sides.values()})
    known = digest(question.path, question.kind, base, tuple(values))
    return Conflict(known, question.path, question.kind, base, Keyed(sides.items()), question.law)


def _absent(value: Any) -> Any:
    return ABSENT if value is None else value
