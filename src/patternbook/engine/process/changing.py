"""What an event changes of the answers, such as the sessions left after one is cancelled."""

from __future__ import annotations

from dataclasses import replace

from patternbook.engine.process import events as kinds
from patternbook.engine.process.case import Case
from patternbook.engine.process.events import Event
from patternbook.engine.values import to_plain
from patternbook.language.unknown import Unknown


def with_changes(case: Case, event: Event) -> Event:
    """The event with the answers that it sets, worked out as if it had just happened.

    An answer whose new value is not known stays as it was.
    """
    if event.kind != kinds.EVENT:
        return event
    sets = case.plan.process.events[event.key].sets
    if not sets:
        return event
    tried = case.as_if(event)
    found = {key: tried.value(("process", "events", event.key, "sets", key)) for key in sets}
    known = {key: to_plain(value) for key, value in found.items() if not isinstance(value, Unknown)}
    return replace(event, sets=known)
