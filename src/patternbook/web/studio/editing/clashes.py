"""Two designers at once: what both changed since a step, as one text, and what somebody has to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook import library
from patternbook.changes import Conflict, Decision, merge_texts
from patternbook.changes.parts import Absent
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.words import Words, data, english
from patternbook.web.studio.editing.definition import Opened
from patternbook.web.studio.editing.forms.choices import title_of
from patternbook.web.studio.editing.naming import place_of

THEIRS, YOURS = "theirs", "yours"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that both changed otherwise: what it was, and what each made of it."""

    id: str
    where: str
    was: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Both changes as one text; empty while there are questions, or where a text cannot be read."""

    text: str
    questions: tuple[Question, ...] = ()


def joined(base: Opened, theirs: Opened, yours: Opened, taken: Mapping[str, str]) -> Joined:
    """What two designers made of one text. `taken` says by question whose change stands."""
    decisions = [Decision(conflict, take=side) for conflict, side in taken.items()]
    found = merge_texts(
        base.text, {THEIRS: theirs.text, YOURS: yours.text}, steps=library.steps(), owner=(THEIRS, YOURS),
        decisions=decisions,
    )  # fmt: skip
    if not found.text:
        return Joined("")
    if found.conflicts:
        return Joined("", tuple(_question(one, base) for one in found.conflicts))
    return Joined(found.text)


def _question(conflict: Conflict, base: Opened) -> Question:
    sides = conflict.sides
    said = {side: words_of(sides[side], base.words) if side in sides else "" for side in (THEIRS, YOURS)}
    was = words_of(conflict.base, base.words)
    assert base.service is not None
    where = place_of(base.service, conflict.path)
    return Question(conflict.id, where, was, said[THEIRS] or was, said[YOURS] or was)


def words_of(value: object, words: Words) -> str:
    """A value as people read it."""
    if isinstance(value, Absent) or value is None:
        return "(not there)"
    if isinstance(value, Text):
        said = [english(value)]
        welsh = value.wordings.get("cy")
        return " / ".join([*said, welsh] if isinstance(welsh, str) else said)
    if isinstance(value, Forms):
        return " / ".join(value.forms.values())
    if isinstance(value, Expr):
        return words.say(value)
    if isinstance(value, Condition):
        return words.say(value.if_)
    if isinstance(value, Data):
        return data(value)
    if isinstance(value, tuple | Keyed):
        return ", ".join(str(item) for item in value) or "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        title_of(value, "") or str(value)
        if isinstance(value, str | int)
        else title_of(value, "the whole part")
    )
