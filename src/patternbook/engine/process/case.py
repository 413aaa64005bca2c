"""A case while something is asked of it: its ledger, and expressions evaluated against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from patternbook.engine.clocks.running import Run
from patternbook.engine.compiled import Compiled, Names
from patternbook.engine.context import Context
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.facts import Facts
from patternbook.engine.journey.showing import reader_of
from patternbook.engine.names import Within
from patternbook.engine.process import clocking
from patternbook.engine.process.events import Event
from patternbook.engine.process.fold import Ledger, apply, fold
from patternbook.engine.process.names import of_process
from patternbook.engine.process.plan import plan
from patternbook.engine.texts import Shown, show
from patternbook.engine.values import to_value
from patternbook.errors import Path
from patternbook.language.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list for which a task or clock is repeated."""

    key: str
    value: object


class Case:
    """A case at one moment. `record` moves it on; nothing else changes it."""

    def __init__(
        self, compiled: Compiled, facts: Facts, context: Context, events: Iterable[Event] = ()
    ) -> None:
        self.compiled = compiled
        self.facts = facts
        self.context = context
        self.plan = plan(compiled.service.process)
        self.ledger: Ledger = fold(self.plan, events)
        self._names: Evaluation | None = None
        self._then: dict[dt.datetime, Case] = {}
        self._counting: set[tuple[str, str | None]] = set()
        self._as_if: tuple[Event, Case] | None = None

    def seen_at(self, at: dt.datetime) -> Case:
        """The same case with the same ledger, where expressions see another time as `now`."""
        if at == self.context.now:
            return self
        if at not in self._then:
            other = Case(self.compiled, self.facts, replace(self.context, now=at))
            other.ledger, other._counting, other._then = self.ledger, self._counting, self._then
            self._then[at] = other
        return self._then[at]

    def at(self, now: dt.datetime) -> Case:
        """A copy of the case in which expressions see another time as `now`."""
        other = Case(self.compiled, self.facts, replace(self.context, now=now))
        other.ledger = self.ledger.copied()
        return other

    def any_item(self, key: str | None) -> Item | None:
        """The item of that key, of whichever task or clock has it."""
        if key is None:
            return None
        tasks = (self.item_of(task, key) for task in self.plan.tasks)
        clocks = (self.clock_item(clock, key) for clock in self.plan.process.clocks)
        return next((item for item in (*tasks, *clocks) if item), None)

    def copied(self) -> Case:
        """A copy on which something can be tried without changing this case."""
        other = Case(self.compiled, self.facts, self.context)
        other.ledger = self.ledger.copied()
        return other

    def as_if(self, event: Event) -> Case:
        """The case as if the event had happened, to be read only: what is being recorded is seen there."""
        if self._as_if is None or self._as_if[0] is not event:
            other = self.copied()
            other.record(event)
            self._as_if = (event, other)
        return self._as_if[1]

    def record(self, event: Event) -> None:
        """Add an event; what expressions see follows it."""
        self._as_if = None
        apply(self.plan, self.ledger, event)
        self._then.clear()
        if event.kind == "event" and event.sets:
            self._names = None
        if self._names is not None:
            self._names.update(of_process(self, None))

    def names(self, item: Item | None = None) -> Names:
        """What expressions see now; `item` within a task or clock of a list."""
        names = self.answered()
        return names if item is None else Within(names, {**of_process(self, item.key), "item": item.value})

    def answered(self) -> Evaluation:
        """What expressions see now, outside every list."""
        if self._names is None:
            self._names = Evaluation(self.compiled, self.facts, self.context).reveal_all()
            self._names.update(of_process(self, None))
            self._change(self._names)
        return self._names

    def _change(self, names: Evaluation) -> None:
        """Put what events changed over the resident's answers, and forget what rested on those."""
        for key, plain in self.ledger.sets.items():
            if (type_ := self.compiled.answer_types.get(key)) is not None:
                names[key] = to_value(plain, type_)
                for name in self.compiled.dependents.get(key, ()):
                    names.pop(name, None)

    def value(self, path: Path, item: Item | None = None) -> object:
        """The value of the expression at a path; Unknown where there is none."""
        program = self.compiled.program(path)
        return Unknown("not_asked") if program is None else program.run(self.names(item))

    def holds(self, path: Path, item: Item | None = None) -> bool:
        """Whether the condition at a path holds: always, where there is none; its own `unknown`, if unknown."""
        program = self.compiled.program(path)
        return True if program is None else program.holds(self.names(item))

    def words(self, path: Path, item: Item | None = None) -> Shown:
        """The text at a path, in the language of the context, with its holes filled; empty where there is none."""
        text = self.compiled.text(path)
        if text is None:
            return Shown(("",), self.context.language)
        return show(text, self.names(item), reader_of(self.answered()))

    def clock_item(self, clock: str, key: str) -> Item | None:
        """The item of that key for which the clock is kept."""
        return clocking.clock_item(self, clock, key)

    def clock_run(self, key: str, item: str | None = None) -> Run | None:
        """The run of a clock; None where it has not started, or where it would rest on itself."""
        name = (key, item)
        if key not in self.plan.process.clocks or name in self._counting:
            return None
        self._counting.add(name)
        try:
            return clocking.clock_run(self, key, item)
        finally:
            self._counting.discard(name)

    def items(self, path: Path, key_path: Path) -> tuple[Item, ...] | None:
        """The items of the list at a path, with unique keys; None where the list is not known."""
        found = self.value(path)
        if not isinstance(found, tuple):
            return None
        items: dict[str, Item] = {}
        for place, value in enumerate(found, start=1):
            key = self._item_key(key_path, value) or str(place)
            while key in items:
                key = f"{key}_{place}"
            items[key] = Item(key, value)
        return tuple(items.values())

    def _item_key(self, key_path: Path, value: object) -> str | None:
        program = self.compiled.program(key_path)
        if program is not None:
            found = program.run(Within(self.names(), {"item": value}))
            return str(found) if isinstance(found, str | int) and found != "" else None
        return value if isinstance(value, str) and value else None

    def items_of(self, task: str) -> tuple[Item | None, ...]:
        """The items of a task; one None for a task that is done once.

        A list that is not known gives one task as a whole, so that work is never lost.
        """
        if self.plan.tasks[task].for_each is None:
            return (None,)
        where = self.plan.task_path(task)
        items = self.items((*where, "for_each"), (*where, "key"))
        return (None,) if items is None else items

    def item_of(self, task: str, key: str | None) -> Item | None:
        """The item of that key, where the task has it."""
        return next((item for item in self.items_of(task) if item and item.key == key), None)

    def is_over(self, task: str) -> bool:
        """Whether nothing is left to do of a task: every item is done, skipped or cancelled."""
        for item in self.items_of(task):
            known = self.ledger.tasks.get((task, item.key if item else None))
            if known is None or known.state in ("open", "waiting"):
                return False
        return True
