"""Which notices and messages an event and what follows from it set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case, Item
from patternbook.engine.process.events import Event
from patternbook.engine.process.fold import names_of
from patternbook.engine.process.states import EffectDue, NoticeDue


def notices_due(case: Case, events: Iterable[Event]) -> tuple[NoticeDue, ...]:
    """The notices that these events send, in the order of the events; each one once for an item.

    `case` is the case after all of them: a notice speaks of how things stand then.
    """
    found: dict[tuple[str, str | None], NoticeDue] = {}
    for _event, when, item in _happenings(case, events):
        for key, notice in case.plan.process.notices.items():
            name = (key, item.key if item else None)
            if (
                when in notice.on
                and name not in found
                and case.holds(("process", "notices", key, "show"), item)
            ):
                found[name] = NoticeDue(key, when, name[1])
    return tuple(found.values())


def effects_due(case: Case, events: Iterable[Event]) -> tuple[EffectDue, ...]:
    """The messages to other systems that these events send, with their inputs; each once for an item."""
    found: dict[tuple[str, str | None], EffectDue] = {}
    for _event, when, item in _happenings(case, events):
        for key, effect in case.plan.process.effects.items():
            name = (key, item.key if item else None)
            if (
                when not in effect.on
                or name in found
                or not case.holds(("process", "effects", key, "show"), item)
            ):
                continue
            where = ("process", "effects", key, "with")
            inputs = {given: case.value((*where, given), item) for given in effect.with_}
            found[name] = EffectDue(key, when, effect.contract, inputs, name[1])
    return tuple(found.values())


def _happenings(case: Case, events: Iterable[Event]) -> Iterator[tuple[Event, str, Item | None]]:
    """Each event by each of its names, the plain one first, with the item that it is about."""
    for event in events:
        item = _item(case, event)
        for when in names_of(event):
            yield event, when, item


def _item(case: Case, event: Event) -> Item | None:
    if event.item is None:
        return None
    if event.kind == kinds.TASK:
        return case.item_of(event.key, event.item)
    return case.clock_item(event.key, event.item) if event.kind == kinds.CLOCK else None
