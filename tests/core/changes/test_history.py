"""Two thousand revisions of fifty definitions by their publishers and by thirty councils, replayed.

The ledger of `definitions` says at each merge what somebody wrote; nothing of it may be gone unless
it was asked about. What a council keeps through an upgrade is carried on to the next one.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from patternbook.changes import Conflict, Decision, Merged, merge
from patternbook.errors import Path
from patternbook.language.nodes.base import Keyed, Part
from patternbook.language.nodes.service import Service

from .definitions import Edit, Side, found, shown, silently_lost
from .texts import SMALL, read, source

DEFINITIONS, COUNCILS, REVISIONS = 50, 30, 2000
TEXTS = (SMALL, *(source(number) for number in ("01", "03", "08", "10", "02")))
# What designers do most, most often; rough edits belong to the properties.
HABITS = (
    "words",
    "words",
    "words",
    "number",
    "number",
    "condition",
    "further",
    "take_away",
    "add",
    "add",
    "rename",
    "move",
    "empty",
)


@dataclass
class Definition:
    """A definition of a publisher: its versions, and what was written between each and the next."""

    versions: list[Service]
    steps: list[Side] = field(default_factory=list)

    @property
    def latest(self) -> int:
        return len(self.versions) - 1


@dataclass
class Adoption:
    """A council's definition: the version that it rests on, and what the council wrote since."""

    definition: Definition
    version: int
    side: Side


@dataclass
class World:
    """Everybody's definitions, and what became of each edit."""

    chance: random.Random
    definitions: list[Definition] = field(default_factory=list)
    adoptions: dict[tuple[int, int], Adoption] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)

    def revise(self) -> None:
        """One revision by somebody."""
        number = self.chance.randrange(len(self.definitions))
        definition = self.definitions[number]
        council = self.chance.randrange(COUNCILS)
        adoption = self.adoptions.get((number, council))
        if adoption is None:
            side = Side(definition.versions[-1], self.chance)
            adoption = self.adoptions[number, council] = Adoption(definition, definition.latest, side)
        if adoption.version < definition.latest:
            self.upgrade(adoption)
        elif self.chance.random() < 0.6:
            self.edit(adoption)
        elif self.chance.random() < 0.2:
            self.take(adoption)
        elif self.chance.random() < 0.1:
            self.join(adoption)
        else:
            self.publish(definition)

    def publish(self, definition: Definition) -> None:
        self.did["version"] += 1
        step = Side(definition.versions[-1], self.chance).edits(self.chance.randrange(2, 8), HABITS)
        definition.versions.append(step.node)
        definition.steps.append(step)

    def edit(self, adoption: Adoption) -> None:
        self.did["edit"] += 1
        adoption.side.edits(self.chance.randrange(2, 8), HABITS)

    def take(self, adoption: Adoption) -> None:
        """The publisher takes what a council offers, whole: at the next upgrade it dissolves."""
        self.did["offer taken"] += 1
        definition = adoption.definition
        step = Side(definition.versions[-1], self.chance)
        step.node, step.ledger = adoption.side.node, list(adoption.side.standing())
        definition.versions.append(step.node)
        definition.steps.append(step)
        merged = merge(step.base, {"library": step.node, "council": adoption.side.node}, owner="library")
        assert (merged.result, merged.conflicts) == (step.node, ())

    def join(self, adoption: Adoption) -> None:
        """Councils become one: what all of them wrote on one version is merged at once."""
        self.did["reorganisation"] += 1
        sides = {
            f"council {council}": each.side
            for (_, council), each in self.adoptions.items()
            if each.definition is adoption.definition and each.version == adoption.version
        }
        merged = merge(
            adoption.side.base, {name: side.node for name, side in sides.items()}, owner=tuple(sides)
        )
        assert silently_lost(merged, sides) == []

    def upgrade(self, adoption: Adoption) -> None:
        """To the next version, with random decisions of all conflicts."""
        self.did["upgrade"] += 1
        step = adoption.definition.steps[adoption.version]
        sides = {"library": step, "council": adoption.side}
        nodes = {name: side.node for name, side in sides.items()}
        merged = merge(step.base, nodes, owner="library")
        assert silently_lost(merged, sides) == []
        asked = list(merged.conflicts)
        decisions: list[Decision] = []
        for _ in range(5):
            decisions += [self.decision(conflict) for conflict in merged.conflicts]
            again = merge(step.base, nodes, owner="library", decisions=decisions)
            asked += again.conflicts
            if again.conflicts in ((), merged.conflicts):
                break
            merged = again
        self.did["conflicts"] += len({conflict.id for conflict in asked})
        self.hold(again, asked, sides)
        self.carry_on(adoption, again.result)

    def decision(self, conflict: Conflict) -> Decision:
        if conflict.kind == "key_taken":
            return Decision(conflict.id, value=f"other_{self.chance.randrange(10**9)}")
        if conflict.kind == "locked":
            return Decision(conflict.id, take="library")
        return Decision(conflict.id, take=self.chance.choice([*conflict.sides, "base"]))

    def hold(self, merged: Merged[Service], asked: list[Conflict], sides: dict[str, Side]) -> None:
        """Whatever is not in the decided result was asked about."""
        told = replace(merged, conflicts=tuple(asked))
        assert silently_lost(told, sides) == []
        for edit in sides["council"].standing():
            stands = edit.holds(merged.result)
            self.did["kept" if stands else "decided against"] += 1
            assert stands or edit.kind == "before" or any(shown(each, edit, "council") for each in asked)

    def carry_on(self, adoption: Adoption, result: Service) -> None:
        """The council goes on from the new version, with those of its edits that stand."""
        step = adoption.definition.steps[adoption.version]
        side = Side(step.node, self.chance, count=adoption.side.count)
        side.node = result
        side.ledger = [
            replace(edit, path=place)
            for edit in adoption.side.standing()
            if edit.kind not in ("renamed", "before")
            and (place := followed(edit.path, step.node)) is not None
        ]
        adoption.version += 1
        adoption.side = side


def followed(path: Path, node: object) -> Path | None:
    """A path of one version in the names of the next; None where a part on the way is gone."""
    here, now = node, list[str]()
    for step in path:
        if isinstance(here, Keyed) and step not in here:
            keys = [key for key, part in here.items() if isinstance(part, Part) and part.was == step]
            # What the council added is in its own text alone.
            step = keys[0] if keys else step
        here = found(here, (step,))
        now.append(step)
    return tuple(now)


@pytest.fixture(scope="module")
def world() -> World:
    chance = random.Random(2000)
    world = World(chance)
    for number in range(DEFINITIONS):
        first = Side(read(TEXTS[number % len(TEXTS)]), random.Random(number)).edits(2, ("words", "number"))
        world.definitions.append(Definition([first.node]))
    for _ in range(REVISIONS):
        world.revise()
    return world


def test_two_thousand_revisions_lose_nothing_silently(world: World) -> None:
    """Each merge was held to the ledger on the way; here is that all of it happened."""
    revisions = sum(
        world.did[what] for what in ("version", "edit", "upgrade", "offer taken", "reorganisation")
    )
    assert revisions == REVISIONS
    assert len({council for _, council in world.adoptions}) == COUNCILS
    assert len({number for number, _ in world.adoptions}) == DEFINITIONS
    assert world.did["upgrade"] > 300
    assert world.did["kept"] > 300
    assert world.did["conflicts"] > 50
    assert world.did["offer taken"] > 50
    assert world.did["reorganisation"] > 10


def test_what_councils_carried_on_still_stands_in_their_texts(world: World) -> None:
    carried = [edit for adoption in world.adoptions.values() for edit in adoption.side.standing()]
    assert len(carried) > 300
    assert isinstance(carried[0], Edit)
