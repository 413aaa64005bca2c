"""How what came of an example's journey differs from what the example says."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.engine import process
from patternbook.engine.clocks import counting
from patternbook.engine.clocks.states import ClockState
from patternbook.engine.compiled import Compiled
from patternbook.engine.evaluation import Evaluation
from patternbook.engine.examples.delivering import Delivery
from patternbook.engine.examples.travelling import Travelled
from patternbook.engine.journey.showing import Showing
from patternbook.engine.settings import plain_data
from patternbook.engine.values import to_plain
from patternbook.errors import Problem, did_you_mean
from patternbook.language.nodes.example import Example, Expect
from patternbook.language.unknown import Unknown

CONFIRMATION = ("check_answers", "confirmation")


def journey_differs(compiled: Compiled, expect: Expect, journey: Travelled) -> Iterator[Problem]:
    """Pages, end, options and worked-out values."""
    if expect.pages and journey.pages != expect.pages:
        message = f"The pages on the way are {', '.join(journey.pages)}, not {', '.join(expect.pages)}."
        yield Problem("pages-differ", message, path=("expect", "pages"))
    for question in expect.refused:
        if question not in journey.refused:
            message = f"The answer to '{question}' is not refused."
            yield Problem("answer-not-refused", message, path=("expect", "refused"))
    yield from _stop_differs(expect, journey)
    names = Evaluation(compiled, journey.facts, journey.context).reveal_all()
    for question in expect.options:
        yield from _options_differ(compiled, expect, names, question)
    for name in expect.values:
        yield from _value_differs(compiled, expect, names, name)


def _stop_differs(expect: Expect, journey: Travelled) -> Iterator[Problem]:
    end = journey.end.key if journey.end else None
    if end != expect.end:
        came = f"to the end '{end}'" if end else f"to '{journey.stop}'"
        message = f"The journey comes {came}, not to " + (
            f"the end '{expect.end}'." if expect.end else "an end."
        )
        if expect.end is None:
            message = f"The journey comes {came}, which the example does not say."
        yield Problem("end-differs", message, path=("expect", "end"))
    if expect.submitted != (journey.ready is not None):
        able = (
            f"can be submitted (it stands at '{journey.stop}')"
            if journey.ready
            else f"stops at '{journey.stop}'"
        )
        yield Problem("submitted-differs", f"The journey {able}.", path=("expect", "submitted"))


def _options_differ(compiled: Compiled, expect: Expect, names: Evaluation, key: str) -> Iterator[Problem]:
    path = ("expect", "options", key)
    question = compiled.questions.get(key)
    if question is None:
        hint = did_you_mean(key, compiled.questions)
        yield Problem("unknown-question", f"There is no question '{key}'.", hint=hint, path=path)
        return
    where = ("pages", compiled.page_of[key], "questions", key)
    shown = Showing(names).question(key, question, where, names, key)
    found = {option.key: option.closed_key or "open" for option in shown.options}
    wanted = plain_data(expect.options[key])
    for option, state in wanted.items() if isinstance(wanted, dict) else ():
        if (came := found.get(option, "not offered")) != state:
            message = f"The option '{option}' of '{key}' is {came}, not {state}."
            yield Problem("option-differs", message, path=(*path, option))


def _value_differs(compiled: Compiled, expect: Expect, names: Evaluation, name: str) -> Iterator[Problem]:
    path = ("expect", "values", name)
    if name not in compiled.derived:
        hint = did_you_mean(name, compiled.derived)
        yield Problem("unknown-value", f"There is no value '{name}'.", hint=hint, path=path)
        return
    found, wanted = names[name], plain_data(expect.values[name])
    came = found.reason if isinstance(found, Unknown) else to_plain(found)
    if came != wanted:
        yield Problem("value-differs", f"The value '{name}' is {came}, not {wanted}.", path=path)


def words_differ(example: Example, journey: Travelled, delivery: Delivery | None) -> Iterator[Problem]:
    """Words that must stand on the end or the confirmation page, as they stand before any step."""
    said = _said(journey, delivery)
    for place, words in enumerate(example.expect.says):
        if words not in said:
            path = ("expect", "says", str(place))
            yield Problem("words-missing", f"“{words}” does not stand in: {said}", path=path)


def _said(journey: Travelled, delivery: Delivery | None) -> str:
    if journey.end is not None:
        refused = [f"{option.label} {option.because}" for option in journey.end.explains]
        return " ".join([journey.end.title.text, journey.end.body.text, *refused])
    if delivery is None:
        return ""
    parts = (
        process.words(
            delivery.compiled, (*CONFIRMATION, part), delivery.facts, delivery.events, delivery.context
        )
        for part in ("title", "next")
    )
    return " ".join(part.text for part in parts)


def clocks_differ(example: Example, delivery: Delivery) -> Iterator[Problem]:
    """When clocks end, or how they stand, after all steps."""
    assert delivery.state is not None
    clocks = {_name(clock): clock for clock in delivery.state.clocks}
    declared = delivery.compiled.service.process.clocks
    for name, data in example.expect.clocks.items():
        path, wanted = ("expect", "clocks", name), str(plain_data(data))
        if name.partition(".")[0] not in declared:
            hint = did_you_mean(name, declared)
            yield Problem("unknown-clock", f"There is no clock '{name}'.", hint=hint, path=path)
        elif (came := _stands(clocks.get(name))) != wanted:
            yield Problem("clock-differs", f"The clock '{name}' is {came}, not {wanted}.", path=path)


def _name(clock: ClockState) -> str:
    return f"{clock.key}.{clock.item}" if clock.item else clock.key


def _stands(clock: ClockState | None) -> str:
    """A clock as examples write it: `stopped`, `paused`, `unknown`, `none`, or when it ends."""
    if clock is None:
        return "not started"
    if clock.state in ("stopped", "paused"):
        return clock.state
    if clock.due is None:
        return "none"
    if isinstance(clock.due, Unknown):
        return "unknown"
    return counting.local(clock.due).strftime("%Y-%m-%d %H:%M")
