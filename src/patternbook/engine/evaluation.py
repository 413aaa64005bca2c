"""What expressions see while something is asked of a definition: each name worked out when it is
first needed, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patternbook.engine import prices, tables
from patternbook.engine.answers import Agreed, Picked
from patternbook.engine.compiled import Compiled, CompiledLookup, Names
from patternbook.engine.context import Context
from patternbook.engine.facts import Call, Facts, call_id
from patternbook.engine.names import Entries, Within, called
from patternbook.engine.texts import words_of
from patternbook.engine.values import to_plain, to_value
from patternbook.language.types import Type
from patternbook.language.unknown import Unknown, is_unknown

CALENDAR = "$calendar"


class Evaluation(dict[str, object]):
    """Names and their values, for one definition, its facts and one context.

    Answers are seen once they are revealed (`reveal`, `reveal_all`): a journey reveals those of
    each page as it passes it, so that no condition sees what is asked later. Lookups, values,
    tables and prices are worked out on first use; those that rest on an answer are forgotten when
    it is revealed or hidden.
    """

    def __init__(self, compiled: Compiled, facts: Facts, context: Context) -> None:
        super().__init__()
        self.compiled = compiled
        self.facts = facts
        self.context = context
        self["today"] = context.today
        self["now"] = context.local_now
        self["nation"] = context.nation
        self["channel"] = context.channel
        self["settings"] = prices.DatedEntries(context.settings)
        self["bindings"] = Entries(
            {key: words_of(text, context.language) for key, text in context.bindings.items()}
        )
        self[CALENDAR] = context.calendar

    def __missing__(self, name: str) -> object:
        if name not in self.compiled.derived:
            return Unknown("not_asked", name)
        value = self[name] = self._work_out(name)
        return value

    def get(self, name: str, default: object = None) -> object:
        """The value of a name, worked out if need be."""
        return self[name]

    def _work_out(self, name: str) -> object:
        service = self.compiled.service
        if name in self.compiled.lookups:
            return lookup_value(self, self.compiled.lookups[name])
        if name in service.tables:
            return tables.value(self.compiled, name, self)
        if name in service.prices:
            return prices.value(self.compiled, name, self)
        return _value(self.compiled, name, self)

    def reveal(self, key: str, answer: object) -> None:
        """Let conditions see an answer. None is a question that was left empty."""
        self[key] = self.seen(key, answer)
        self.forget(key)

    def hide(self, key: str) -> None:
        """Let conditions not see an answer any more."""
        self.pop(key, None)
        self.forget(key)

    def reveal_all(self, answers: Mapping[str, object] | None = None) -> Evaluation:
        """Let conditions see every answer of the facts: what a case does."""
        for key, answer in (self.facts.answers if answers is None else answers).items():
            if key in self.compiled.questions:
                self.reveal(key, answer)
        return self

    def forget(self, key: str) -> None:
        """Forget what was worked out from an answer."""
        for name in self.compiled.dependents.get(key, ()):
            self.pop(name, None)

    def seen(self, key: str, answer: object) -> object:
        """An answer as expressions see it: of what was picked from a list, the item as it is now."""
        type_ = self.compiled.answer_types[key]
        if answer is None:
            return Unknown("not_asked", key)
        if _picked(answer):
            return as_seen(answer, type_, dict(options_listed(self, key)))
        return as_seen(answer, type_)


def _picked(answer: object) -> bool:
    return isinstance(answer, Picked) or (
        isinstance(answer, tuple) and bool(answer) and isinstance(answer[0], Picked)
    )


def as_seen(answer: object, type_: Type, now: Mapping[str, object] | None = None) -> object:
    """An answer as expressions see it. `now` holds the items of its list by key, where it is known;
    an item that is not in it any more is seen as it was when it was picked."""
    if answer is None:
        return Unknown("not_asked")
    if isinstance(answer, Agreed):
        return answer.agreed
    if isinstance(answer, Picked):
        return now[answer.key] if now and answer.key in now else to_value(answer.item, type_)
    if isinstance(answer, tuple):
        return tuple(as_seen(item, type_.item, now) for item in answer)
    if isinstance(answer, Mapping):
        return {name: as_seen(answer.get(name), field) for name, field in type_.fields}
    return answer


def options_listed(names: Evaluation, question: str) -> tuple[tuple[str, object], ...]:
    """The items from which a question's options are worked out, by key; none where the list is unknown."""
    path = question_path(names.compiled, question)
    each, key = (
        names.compiled.program((*path, "from", "each")),
        names.compiled.program((*path, "from", "key")),
    )
    if each is None or key is None:
        return ()
    items = each.run(names)
    if not isinstance(items, tuple):
        return ()
    item_name = getattr(names.compiled.questions[question], "from_").as_  # noqa: B009 - several kinds have it
    keyed = ((key.run(Within(names, {item_name: item})), item) for item in items)
    return tuple((found, item) for found, item in keyed if isinstance(found, str))


def question_path(compiled: Compiled, question: str) -> tuple[str, ...]:
    """Where a question of the pages stands."""
    return ("pages", compiled.page_of[question], "questions", question)


def _value(compiled: Compiled, name: str, names: Names) -> object:
    program = compiled.programs[("values", name, "is")]
    takes = compiled.service.values[name].takes
    return called(tuple(takes), program.run, names) if takes else program.run(names)


def inputs_of(names: Names, lookup: CompiledLookup) -> dict[str, object] | None:
    """The plain inputs of a lookup; None where one of them is not known yet."""
    found: dict[str, object] = {}
    for key, program in lookup.inputs.items():
        value = program.run(names)
        if is_unknown(value):
            return None
        found[key] = to_plain(value)
    return found


def call_of(names: Names, lookup: CompiledLookup) -> Call | None:
    """The call that a lookup makes with what is known now; None where an input is not known yet."""
    inputs = inputs_of(names, lookup)
    if inputs is None:
        return None
    return Call(call_id(lookup.contract, inputs), lookup.key, lookup.contract, inputs)


def lookup_value(names: Evaluation, lookup: CompiledLookup) -> object:
    """What a lookup found, or why there is nothing."""
    call = call_of(names, lookup)
    result = names.facts.results.get(call.id) if call else None
    if result is None:
        return Unknown("not_asked", lookup.key)
    if result.outcome != "found":
        return Unknown(result.outcome, lookup.key)
    return to_value(result.value, lookup.gives)


def calls_missing(names: Evaluation, lookups: Iterable[str]) -> tuple[Call, ...]:
    """The calls among these lookups that can be made now and have no result yet."""
    found: dict[str, Call] = {}
    for key in lookups:
        call = call_of(names, names.compiled.lookups[key])
        if call is not None and call.id not in names.facts.results:
            found[call.id] = call
    return tuple(found.values())
