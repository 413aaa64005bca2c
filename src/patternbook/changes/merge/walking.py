"""Merging by shape: nodes field by field, collections item by item, all sides at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from patternbook.changes import order
from patternbook.changes.merge import joining
from patternbook.changes.merge.state import UNDECIDED, Merging, Question, Sides
from patternbook.changes.parts import ABSENT, ConflictKind
from patternbook.changes.plans import values_of
from patternbook.changes.values import Form, same, spelled
from patternbook.errors import Path
from patternbook.language import digests
from patternbook.language.nodes.base import Data, Forms, Keyed, Text
from patternbook.language.plans import (
    CONDITION,
    DATA,
    EXPRESSION,
    TEXT,
    FieldPlan,
    KeyedBy,
    Leaf,
    ListOf,
    OneOf,
    plan_of,
)

TRANSLATIONS = frozenset({"cy", "gd", "ga"})


def merged(merging: Merging, path: Path, form: Form, base: Any, sides: Sides) -> Any:
    """One value of all sides. What cannot be joined is asked, and stays as the base has it.

    `base` is ABSENT where the base has no such part, and so is each side that has none; in a field
    that can be left out, None says the same.
    """
    changed = merging.changed(path, base, sides)
    if not changed:
        return spelling(base, list(sides.values())) if form in (EXPRESSION, CONDITION) else base
    values = list(changed.values())
    if all(merging.comparing.same(values[0], value) for value in values[1:]) and not merging.touched.get(
        path
    ):
        return values[0] if len(values) == 1 else spelling(values[0], values)
    missing = [name for name, value in changed.items() if _is_absent(value)]
    if missing and not _is_absent(base):
        return asked(
            merging, Question(path=path, kind="deleted_and_changed", base=base, sides=changed, form=form)
        )
    joined = _joined(merging, path, form, base, sides)
    if joined is not UNDECIDED:
        return joined
    kind: ConflictKind = "both_added" if _is_absent(base) else "both_changed"
    return asked(merging, Question(path=path, kind=kind, base=base, sides=changed, form=form))


def asked(merging: Merging, question: Question) -> Any:
    """The answer; where there is none, what the base has, or what one side has where the base has nothing."""
    answer = merging.ask(question)
    if answer is UNDECIDED:
        answer = question.base
    if answer is ABSENT and question.kind == "both_added" and not _is_translation(question):
        # Left out, what speaks of it would break: the first by its words, whoever's it is.
        return min((value for value in question.sides.values() if not _is_absent(value)), key=spelled)
    return answer


def _is_translation(question: Question) -> bool:
    return question.form == "wording" and question.path[-1] in TRANSLATIONS


def _is_absent(value: Any) -> bool:
    return value is ABSENT or value is None


def spelling(value: Any, values: list[Any]) -> Any:
    """Of values that say the same, the one that the sides wrote: where they differ, the first by its letters."""
    other = [each for each in values if each != value]
    return min(other, key=repr) if other else value


def _joined(merging: Merging, path: Path, form: Form, base: Any, sides: Sides) -> Any:
    """The value made of what each side changed, or UNDECIDED where that cannot be told."""
    if isinstance(form, str):
        return _joined_words(merging, path, form, base, sides)
    if isinstance(form, KeyedBy):
        return keyed(merging, path, form.item, base, sides)
    if isinstance(form, Leaf):
        return _joined_leaf(merging, path, form, base, sides)
    if isinstance(form, OneOf):
        return UNDECIDED
    if isinstance(form, ListOf):
        return (
            joining.listed(merging, path, base, sides) if isinstance(form.item, Leaf | OneOf) else UNDECIDED
        )
    return node(merging, path, base, sides)


def _joined_leaf(merging: Merging, path: Path, form: Leaf, base: Any, sides: Sides) -> Any:
    if form == TEXT:
        return text(merging, path, base, sides)
    if form == DATA:
        return data(merging, path, base, sides)
    if form.kind in ("expression", "condition") and not _is_absent(base):
        return joining.condition(merging, path, base, sides)
    return UNDECIDED


def _joined_words(merging: Merging, path: Path, form: str, base: Any, sides: Sides) -> Any:
    if form == "wording":
        return wording(merging, path, base, sides)
    return plain_data(merging, path, base, sides) if form == "plain" else UNDECIDED


# Nodes.


def node(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """A node of what all sides say in each field."""
    kinds: set[Any] = {type(value) for value in (base, *sides.values()) if not _is_absent(value)}
    if len(kinds) > 1:
        return UNDECIDED if _is_absent(base) else _of_another_kind(merging, path, base, sides)
    present = {name: value for name, value in sides.items() if not _is_absent(value)}
    if _is_absent(base):
        merging.combined.append(path)
        return _added_by_several(merging, path, kinds.pop(), present)
    made: dict[str, Any] = {}
    rows = zip(*map(values_of, present.values()), strict=True)
    for field, value, said in zip(plan_of(kinds.pop()).fields, values_of(base), rows, strict=True):
        for each in said:
            if each is not value:
                there = dict(zip(present, said, strict=True))
                after = merged(merging, (*path, field.key), field.shape, value, there)
                if after is not value:
                    made[field.name] = after
                break
    return replace(base, **made) if made else base


def _field(merging: Merging, path: Path, field: FieldPlan, base: Any, sides: Sides) -> Any:
    return merged(
        merging, path, field.shape, base, {name: getattr(side, field.name) for name, side in sides.items()}
    )


def _added_by_several(merging: Merging, path: Path, cls: Any, sides: Sides) -> Any:
    """A part that several sides added, each in its own way: what only one of them says is kept."""
    made: dict[str, Any] = {}
    for field in plan_of(cls).fields:
        blank = ABSENT if field.required else field.default
        made[field.name] = _field(merging, (*path, field.key), field, blank, sides)
    return cls(**made)


def _of_another_kind(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """A question that some sides ask in another way. What both kinds can say is merged as ever.

    Where two sides chose different kinds, or one changed what the new kind has no place for,
    somebody has to say which.
    """
    old: Any = type(base)
    new: set[Any] = {type(side) for side in sides.values()} - {old}
    if len(new) > 1:
        return UNDECIDED
    cls = new.pop()
    before, after = plan_of(old), plan_of(cls)
    stayed = {name: side for name, side in sides.items() if type(side) is old}
    both = {key for key, field in after.by_key.items() if _means_the_same(before.by_key.get(key), field)}
    for field in before.fields:
        if field.key not in both and any(
            not same(getattr(side, field.name), getattr(base, field.name)) for side in stayed.values()
        ):
            return UNDECIDED
    made: dict[str, Any] = {}
    for field in after.fields:
        there = (*path, field.key)
        if field.key in both:
            made[field.name] = _field(merging, there, field, getattr(base, field.name), sides)
            continue
        moved = {name: side for name, side in sides.items() if name not in stayed}
        blank = ABSENT if field.required else field.default
        made[field.name] = _field(merging, there, field, blank, moved)
    if any(not same(base, side) for side in stayed.values()):
        merging.combined.append(path)
    return cls(**made)


def _means_the_same(one: FieldPlan | None, other: FieldPlan) -> bool:
    return one is not None and one.shape == other.shape


# Collections.


def keyed(merging: Merging, path: Path, item: Form, base: Any, sides: Sides) -> Keyed[Any]:
    """A collection of what all sides have under each key, in the order that they say together."""
    # As plain dictionaries, since every key is looked up on every side.
    below: dict[str, Any] = {} if _is_absent(base) else dict(base.items())
    over = {name: {} if _is_absent(side) else dict(side.items()) for name, side in sides.items()}
    items: dict[str, Any] = {}
    for key in dict.fromkeys((*below, *(key for side in over.values() for key in side))):
        value = below.get(key, ABSENT)
        there = {name: side.get(key, ABSENT) for name, side in over.items()}
        if any(each is not value for each in there.values()):
            value = merged(merging, (*path, key), item, value, there)
        if value is not ABSENT:
            items[key] = value
    keys = ordered(merging, path, tuple(below), {name: tuple(side) for name, side in over.items()}, items)
    return Keyed((key, items[key]) for key in keys)


def ordered(
    merging: Merging, path: Path, base: order.Order, sides: dict[str, order.Order], keys: dict[str, Any]
) -> order.Order:
    """The order of the keys; where the sides contradict each other, the base's or what was decided."""
    joined = order.joined(base, sides.values(), keys.keys())
    if joined is not None:
        return joined
    changed = {name: side for name, side in sides.items() if side != base}
    answer = merging.ask(Question(path=path, kind="order", base=base, sides=changed, form="order"))
    first = base if answer is UNDECIDED else answer
    return order.placed(first, (base, *sides.values()), keys.keys())


# Texts and plain data.


def text(merging: Merging, path: Path, base: Any, sides: Sides) -> Text:
    """A text of what all sides say in each language and form. `of` follows the translation."""
    below = Text(Keyed()) if _is_absent(base) else base
    over = {name: Text(Keyed()) if _is_absent(side) else side for name, side in sides.items()}
    wordings = {name: side.wordings for name, side in over.items()}
    words: Keyed[Any] = keyed(merging, path, "wording", below.wordings, wordings)
    return Text(words, _of(words, below, list(over.values())))


def _of(words: Keyed[Any], base: Text, sides: list[Text]) -> str:
    """What English the translations were compared with: told by whoever has these translations.

    Never the English that stands here now, unless a side compared these very words with it.
    """
    translations = _translations(words)
    if not translations:
        return ""
    said = [base, *sides]
    fresh = [text.of for text in said if text.wordings == words and text.of]
    if fresh:
        return _told(fresh, base.of)
    known = [text.of for text in said if _translations(text.wordings) == translations]
    now = digests.wording(words["en"]) if "en" in words else ""
    return _told([of for of in known or [text.of for text in said] if of != now], base.of)


def _told(known: list[str], base: str) -> str:
    """The one that a side gave; the base's where no side changed it, or where they differ in it."""
    changed = {of for of in known if of != base}
    return changed.pop() if len(changed) == 1 else base if base in known else min(changed, default="")


def _translations(words: Keyed[Any]) -> dict[str, Any]:
    return {language: said for language, said in words.items() if language != "en"}


def wording(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """The forms of a wording, where all sides have the same kind of forms."""
    said = [value for value in (base, *sides.values()) if not _is_absent(value)]
    if not all(isinstance(value, Forms) and same(value.by, said[0].by) for value in said):
        return UNDECIDED
    forms = {name: ABSENT if _is_absent(side) else side.forms for name, side in sides.items()}
    below = ABSENT if _is_absent(base) else base.forms
    return Forms(keyed(merging, path, "wording", below, forms), said[0].by)


def data(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """Plain data by key."""
    values = {name: ABSENT if _is_absent(side) else side.value for name, side in sides.items()}
    joined = plain_data(merging, path, ABSENT if _is_absent(base) else base.value, values)
    return joined if joined is UNDECIDED else Data(joined)


def plain_data(merging: Merging, path: Path, base: Any, sides: Sides) -> Any:
    """A mapping by key; a period, a list and a single value are one thing each."""
    said = [value for value in (base, *sides.values()) if value is not ABSENT]
    if not all(isinstance(value, Keyed) and "unit" not in value for value in said):
        return UNDECIDED
    merging.combined.append(path)
    return keyed(merging, path, "plain", base, sides)
