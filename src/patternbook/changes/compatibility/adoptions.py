"""What a change does to adoptions: choices that are gone, out of bounds, or newly needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from patternbook.changes.compatibility.touched import Touched
from patternbook.changes.describe import describe
from patternbook.changes.diff import diff
from patternbook.changes.parts import ABSENT, Change
from patternbook.changes.successors import Successors
from patternbook.engine.settings import check_adoption, setting_types
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.service import Binding, Setting
from patternbook.language.words import english

TIGHTER = frozenset({"type", "bounds", "lock"})
"""Parts of a setting whose change can make a council's value one that it may not have."""


def touched(to: Successors, adoption: Adoption | None) -> Iterator[Touched]:
    """What happens to a council's adoption that is moved; to any council's, where none is given."""
    yield from _nations(to, adoption)
    yield from _settings(to, adoption)
    yield from _bindings(to, adoption)
    if adoption is None:
        yield from _limits(to)
    else:
        yield from _values(to, adoption)


def _nations(to: Successors, adoption: Adoption | None) -> Iterator[Touched]:
    for nation in to.before.nations:
        if nation not in to.after.nations and (adoption is None or adoption.nation == nation):
            said = f"The service is not written for the law of {nation.replace('_', ' ').title()} any more."
            yield Touched(("nations",), "nation_gone", said, blocks=True)


def _settings(to: Successors, adoption: Adoption | None) -> Iterator[Touched]:
    chosen = adoption.settings if adoption is not None else None
    for key, setting in to.before.settings.items():
        now = to.within(("settings",), key, to.after.settings)
        if now is None and (chosen is None or key in chosen):
            said = f"The choice of “{english(setting.title)}” is dropped: it is no longer a setting."
            yield Touched(("settings", key), "setting_gone", said, blocks=True)
        elif now is not None and (chosen is None or key not in chosen):
            yield from _default(to, key, now)
    known = {to.within(("settings",), key, to.after.settings) for key in to.before.settings}
    types = setting_types(to.after)
    for key, setting in to.after.settings.items():
        if key not in known and setting.default is None and key in types and not types[key].optional:
            said = f"“{english(setting.title)}” must be chosen: it has no usual value."
            yield Touched(("settings", key), "setting_needed", said, blocks=True)


def _default(to: Successors, key: str, now: str) -> Iterator[Touched]:
    """A council that chose nothing has the usual value, whatever that is."""
    old, new = to.before.settings[key].default, to.after.settings[now].default
    if old == new:
        return
    change = Change(("settings", now, "default"), "changed", ABSENT if old is None else old, ABSENT if new is None else new)  # fmt: skip
    (sentence,) = describe((change,), to.before, to.after)
    yield Touched(("settings", key, "default"), "default_changed", sentence.says, blocks=new is None)


def _bindings(to: Successors, adoption: Adoption | None) -> Iterator[Touched]:
    filled = adoption.bindings if adoption is not None else Keyed[Any]()
    old_of = {to.within(("bindings",), key, to.after.bindings): key for key in to.before.bindings}
    for key, binding in to.before.bindings.items():
        if key in filled and to.within(("bindings",), key, to.after.bindings) is None:
            said = f"What is filled in as “{english(binding.title)}” is dropped: it is no longer asked for."
            yield Touched(("bindings", key), "binding_gone", said, blocks=False)
    for key, binding in to.after.bindings.items():
        old = old_of.get(key)
        if old is None or old not in filled:
            yield from _needed(to, key, old, binding)
        elif to.before.bindings[old].type != binding.type:
            yield _retyped(old, binding)
    if adoption is None:
        for new, old in old_of.items():
            if new is not None and to.before.bindings[old].type != to.after.bindings[new].type:
                yield _retyped(old, to.after.bindings[new])


def _needed(to: Successors, key: str, old: str | None, binding: Binding) -> Iterator[Touched]:
    was_needed = old is not None and to.before.bindings[old].required
    if binding.required and not was_needed:
        said = f"“{english(binding.title)}” must be filled in."
        yield Touched(("bindings", old or key), "binding_needed", said, blocks=True)


def _retyped(old: str, binding: Binding) -> Touched:
    kind = binding.type.replace("_", " ")
    said = f"“{english(binding.title)}” must be filled in again: it is of the kind “{kind}” now."
    return Touched(("bindings", old), "binding_changed", said, blocks=True)


def _values(to: Successors, adoption: Adoption) -> Iterator[Touched]:
    """What the council chose and may not have any more."""
    moved = in_new_names(to, adoption)
    had = {problem.path[1] for problem in check_adoption(to.before, adoption)}
    old_of = {to.within(("settings",), key, to.after.settings): key for key in to.before.settings}
    for problem in check_adoption(to.after, moved):
        old = old_of.get(problem.path[1], problem.path[1])
        if old not in had:
            yield Touched(("settings", old, *problem.path[2:]), "value_refused", problem.message, blocks=True)


def in_new_names(to: Successors, adoption: Adoption) -> Adoption:
    """The adoption with its settings and bindings under their new keys, without those that are gone."""
    settings = ((to.within(("settings",), key, to.after.settings), value) for key, value in adoption.settings.items())  # fmt: skip
    bindings = ((to.within(("bindings",), key, to.after.bindings), value) for key, value in adoption.bindings.items())  # fmt: skip
    return replace(
        adoption,
        settings=Keyed((key, value) for key, value in settings if key is not None),
        bindings=Keyed((key, value) for key, value in bindings if key is not None),
    )


def _limits(to: Successors) -> Iterator[Touched]:
    """Settings whose type, bounds or lock changed: some council's value may be one that it may not have."""
    for key, setting in to.before.settings.items():
        now = to.within(("settings",), key, to.after.settings)
        if now is not None and _is_tighter(setting, to.after.settings[now]):
            said = f"What councils chose for “{english(setting.title)}” may not be allowed any more."
            yield Touched(("settings", key), "value_checked", said, blocks=True)


def _is_tighter(old: Setting, new: Setting) -> bool:
    changes = diff(old, new)
    return any(change.path[0] in TIGHTER and change.kind != "removed" for change in changes if change.path)
