"""Random edits of real definitions, and a ledger of them that knows nothing of how merging works.

Each side keeps a ledger of its atomic edits: where, what it says now, by whom. `silently_lost` asks
of each edit that still holds on its own side whether it holds in the result, or whether a conflict
shows it. Paths are in the names of the base; parts are found by their key or by what they say they were.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from typing import Any

from patternbook.changes import ABSENT, Conflict, Merged
from patternbook.changes.renames import Renamed, applied
from patternbook.errors import Path
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Part, Text
from patternbook.language.nodes.service import Service
from patternbook.language.plans import plan_of
from patternbook.language.walk import Said, walk


@dataclass(frozen=True)
class Edit:
    """One atomic edit. `kind`: set, added, removed, renamed, joined (a condition), before (an order)."""

    kind: str
    path: Path
    value: Any = None

    def holds(self, node: Any) -> bool:
        """Whether a definition, in whatever names, shows this edit."""
        return holds(self.kind, found(node, self.path), self.value, _name(node, self.path))


def holds(kind: str, there: Any, value: Any, name: str | None) -> bool:
    match kind:
        case "set":
            return bool(there == value)
        case "added":
            return there is not ABSENT
        case "removed":
            return there is ABSENT
        case "renamed":
            return name == value
        case "joined":
            return isinstance(there, Condition | Expr) and value in _source(there)
    keys = (
        [_old(key, part) for key, part in there.items()] if isinstance(there, Keyed) else list(_keys(there))
    )
    first, second = value
    return first in keys and second in keys and keys.index(first) < keys.index(second)


def _keys(order: Any) -> tuple[str, ...]:
    return order if isinstance(order, tuple) else ()


def _old(key: str, part: Any) -> str:
    return part.was if isinstance(part, Part) and part.was is not None else key


def _source(value: Condition | Expr) -> str:
    return value.if_.source if isinstance(value, Condition) else value.source


def found(node: Any, path: Path) -> Any:
    """What stands at a path in the names of the base; ABSENT where nothing does."""
    for step in path:
        node = _child(node, step)
        if node is ABSENT:
            return ABSENT
    return ABSENT if node is None else node


def _child(node: Any, step: str) -> Any:
    match node:
        case Keyed():
            by_was = next(
                (part for part in node.values() if isinstance(part, Part) and part.was == step), ABSENT
            )
            return node.get(step, by_was)
        case Text():
            return node.of if step == "of" else node.wordings.get(step, ABSENT)
        case Forms():
            return node.forms.get(step, ABSENT)
        case Data():
            return _child(node.value, step)
    if not is_dataclass(node):
        return ABSENT
    plan = plan_of(type(node)).by_key.get(step)
    return ABSENT if plan is None else getattr(node, plan.name)


def _name(node: Any, path: Path) -> str | None:
    """The key that a part has now."""
    around = found(node, path[:-1]) if path else ABSENT
    if not isinstance(around, Keyed):
        return None
    if path[-1] in around:
        return path[-1]
    return next(
        (key for key, part in around.items() if isinstance(part, Part) and part.was == path[-1]), None
    )


def put(node: Any, path: Path, value: Any) -> Any:
    """The node with a value at a path in its own names; ABSENT takes an item away."""
    if not path:
        return value
    step, *rest = path
    if isinstance(node, Keyed):
        after = put(node.get(step), tuple(rest), value)
        items = [(key, after if key == step else part) for key, part in node.items()]
        items += [] if step in node else [(step, after)]
        return Keyed((key, part) for key, part in items if part is not ABSENT)
    if isinstance(node, Text):
        return replace(node, wordings=put(node.wordings, path, value))
    if isinstance(node, Forms):
        return replace(node, forms=put(node.forms, path, value))
    name = plan_of(type(node)).by_key[step].name
    return replace(node, **{name: put(getattr(node, name), tuple(rest), value)})


@dataclass
class Side:
    """A variant that is being edited, with its ledger. `base` is what it began from."""

    base: Service
    random: random.Random
    node: Service = field(init=False)
    ledger: list[Edit] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.node = self.base

    def edits(self, times: int, among: tuple[str, ...] = ()) -> Side:
        """Make so many random edits, of these kinds."""
        for _ in range(times):
            EDITS[self.random.choice(among or tuple(EDITS))](self)
        return self

    def standing(self) -> Iterator[Edit]:
        """The edits that still hold on this side, and say something that the base does not."""
        yield from (
            edit for edit in dict.fromkeys(self.ledger) if edit.holds(self.node) and not edit.holds(self.base)
        )

    # What the edits need.

    def token(self) -> str:
        self.count += 1
        return f"t{self.random.randrange(10**9)}_{self.count}"

    def base_path(self, path: Path) -> Path:
        """A path of the side in the names of the base."""
        here: Any = self.node
        base: list[str] = []
        for step in path:
            child = _child(here, step)
            base.append(
                _old(step, child) if isinstance(here, Keyed) and self.is_new(tuple(base), step) else step
            )
            here = child
        return tuple(base)

    def is_new(self, collection: Path, key: str) -> bool:
        there = found(self.base, collection)
        return isinstance(there, Keyed) and key not in there

    def pick(self, wanted: Callable[[Said], bool]) -> Said | None:
        said = [each for each in walk(self.node) if wanted(each)]
        return self.random.choice(said) if said else None

    def collections(self) -> list[tuple[Path, Keyed[Any]]]:
        """Every collection of parts, with its path in the side's own names."""
        paths = {
            each.path[:-1] for each in walk(self.node) if isinstance(each.value, Part) and len(each.path) > 1
        }
        there = [(path, _own(self.node, path)) for path in sorted(paths)]
        return [(path, parts) for path, parts in there if isinstance(parts, Keyed)]

    def set(self, path: Path, value: Any) -> None:
        self.ledger.append(Edit("set", self.base_path(path), value))
        self.node = put(self.node, path, value)


def _own(node: Any, path: Path) -> Any:
    for step in path:
        node = node[step] if isinstance(node, Keyed) else getattr(node, plan_of(type(node)).by_key[step].name)
    return node


CONDITIONS = ("({old}) && {part}", "{old} && {part}", "({old}) || {part}", "{part}")


def change_words(side: Side) -> None:
    """Another wording of a text, in one language."""
    said = side.pick(lambda each: isinstance(each.value, Text))
    if said is None:
        return
    language = side.random.choice([*said.value.wordings, "cy"])
    side.set((*said.path, language), f"Words {side.token()}")


def change_number(side: Side) -> None:
    """Another number, flag or plain value."""
    said = side.pick(
        lambda each: isinstance(each.value, bool | int | Data) and each.path[-1] == each.field.key
    )
    if said is None:
        return
    value: Any = Data(side.random.choice(["£12", 7, 400])) if isinstance(said.value, Data) else None
    if value is None:
        value = not said.value if isinstance(said.value, bool) else said.value + side.random.randrange(1, 9)
    side.set(said.path, value)


def further_condition(side: Side) -> None:
    """A condition with one part more."""
    change_condition(side, ["({old}) && {part}"])


def change_condition(side: Side, ways: Sequence[str] = CONDITIONS) -> None:
    """A further part of a condition, or another condition."""
    said = side.pick(
        lambda each: isinstance(each.value, Condition | Expr) and each.field.key in ("show", "if", "holds")
    )
    if said is None:
        return
    token = (
        f"{side.random.randrange(1950, 2090)}-{side.random.randrange(10, 13)}-{side.random.randrange(10, 29)}"
    )
    source = side.random.choice(ways).format(old=_source(said.value), part=f'today != date("{token}")')
    expr = Expr(source)
    value = replace(said.value, if_=expr) if isinstance(said.value, Condition) else expr
    side.ledger.append(Edit("joined", side.base_path(said.path), token))
    side.node = put(side.node, said.path, value)


def take_away(side: Side) -> None:
    """A part less."""
    several = [(path, parts) for path, parts in side.collections() if len(parts) > 1]
    if several:
        path, parts = side.random.choice(several)
        gone = (*path, side.random.choice(list(parts)))
        side.ledger.append(Edit("removed", side.base_path(gone)))
        side.node = put(side.node, gone, ABSENT)


def add(side: Side) -> None:
    """A part more: a copy of another under a new key, at any place."""
    collections = side.collections()
    if not collections:
        return
    path, parts = side.random.choice(collections)
    key = side.random.choice([side.token(), "new_one", "new_two"])
    copied = replace(side.random.choice(list(parts.values())), was=None)
    if key in parts:
        return
    items = [*parts.items()]
    items.insert(side.random.randrange(len(items) + 1), (key, copied))
    side.ledger.append(Edit("added", side.base_path((*path, key))))
    side.node = put(side.node, path, Keyed(items))


def rename(side: Side) -> None:
    """Another key for a part of the base, and whatever names it."""
    of_base = [
        (path, key)
        for path, parts in side.collections()
        for key in parts
        if found(side.base, side.base_path((*path, key))) is not ABSENT
    ]
    if not of_base:
        return
    path, key = side.random.choice(of_base)
    place = side.base_path((*path, key))
    new = side.random.choice([side.token(), "new_one", "new_two"])
    if new in _own(side.node, path) or new in found(side.base, place[:-1]):
        return
    after = applied(side.node, [Renamed(path, key, new)])
    part = replace(_own(after, (*path, new)), was=place[-1])
    side.ledger.append(Edit("renamed", place, new))
    side.node = put(after, (*path, new), part)


def rename_alone(side: Side) -> None:
    """Another key for a part, forgetting what names it: a rough edit."""
    path, parts = side.random.choice(side.collections())
    key = side.random.choice(list(parts))
    place = side.base_path((*path, key))
    new = side.token()
    if found(side.base, place) is ABSENT:
        return
    items = [
        (new, replace(part, was=place[-1])) if each == key else (each, part) for each, part in parts.items()
    ]
    side.ledger.append(Edit("renamed", place, new))
    side.node = put(side.node, path, Keyed(items))


def move(side: Side) -> None:
    """A part in another place."""
    several = [(path, parts) for path, parts in side.collections() if len(parts) > 1]
    if not several:
        return
    path, parts = side.random.choice(several)
    items = list(parts.items())
    moved = items.pop(side.random.randrange(len(items)))
    at = side.random.randrange(len(items) + 1)
    items.insert(at, moved)
    side.node = put(side.node, path, Keyed(items))
    place = side.base_path(path)
    keys = [_old(key, part) for key, part in items]
    for other in (*keys[max(at - 1, 0) : at], *keys[at + 1 : at + 2]):
        pair = (other, keys[at]) if keys.index(other) < at else (keys[at], other)
        side.ledger.append(Edit("before", place, pair))


def empty_field(side: Side) -> None:
    """Something that can be left out, left out."""
    said = side.pick(
        lambda each: (
            not each.field.required
            and each.field.default is None
            and each.field.key == each.path[-1]
            and each.field.key != "was"
        )
    )
    if said is not None:
        side.ledger.append(Edit("removed", side.base_path(said.path)))
        side.node = put(side.node, said.path, None)


EDITS: Mapping[str, Callable[[Side], None]] = {
    "words": change_words,
    "number": change_number,
    "condition": change_condition,
    "further": further_condition,
    "take_away": take_away,
    "add": add,
    "rename": rename,
    "rename_alone": rename_alone,
    "move": move,
    "empty": empty_field,
}
CAREFUL = ("words", "rename", "further")


def shown(conflict: Conflict, edit: Edit, who: str) -> bool:
    """Whether a conflict shows an edit of a side to whoever decides it."""
    if who not in conflict.sides:
        return False
    value = conflict.sides[who]
    length = len(conflict.path)
    if conflict.path == edit.path[:length]:
        if edit.kind == "renamed":
            # The part itself is asked about: its key is part of what somebody decides.
            return value == edit.value or not isinstance(value, str)
        return holds(edit.kind, found(value, edit.path[length:]), edit.value, None)
    if edit.path == conflict.path[: len(edit.path)] and edit.kind == "set":
        return bool(found(edit.value, conflict.path[len(edit.path) :]) == value)
    return False


def silently_lost(merged: Merged[Service], sides: Mapping[str, Side]) -> list[tuple[str, Edit]]:
    """The edits that neither stand in the result nor in a conflict."""
    return [
        (who, edit)
        for who, side in sides.items()
        for edit in side.standing()
        if not edit.holds(merged.result)
        and not any(shown(conflict, edit, who) for conflict in merged.conflicts)
        and not taken_back(edit, who, merged, sides)
    ]


def taken_back(edit: Edit, who: str, merged: Merged[Service], sides: Mapping[str, Side]) -> bool:
    """Whether an order has nothing to say any more, since a part of the pair is not there.

    That it is not there is in turn an edit of another side, which has to stand.
    """
    if edit.kind != "before":
        return False
    there = found(merged.result, edit.path)
    gone = [key for key in edit.value if found(there, (key,)) is ABSENT]
    return bool(gone) and any(
        Edit("removed", (*edit.path, key)).holds(side.node)
        for key in gone
        for name, side in sides.items()
        if name != who
    )
