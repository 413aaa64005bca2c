"""The pattern: pages, questions, conditions, ends, and what is worked out."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.language.kinds.questions import Closed, Question
from patternbook.language.nodes.pattern import Check, Page, Route
from patternbook.language.nodes.service import Service
from patternbook.language.words import Words, data, english, unknown

USUAL_NEXT = "check_answers"


def lines(service: Service, words: Words) -> Iterator[str]:
    """The pages in order, each with its questions, its rules and where it leads."""
    for number, (key, page) in enumerate(service.pages.items(), start=1):
        yield f"{number}. **{_title(page) or key}**{words.when(page.show)}"
        for question_key, question in page.questions.items():
            yield from _question(service, question_key, question, words)
        for check in page.checks.values():
            yield _check(check, words)
        for route in page.go.values():
            yield f"   - {_route(service, route, words)}"
    for check in service.checks.values():
        yield _check(check, words)


def _title(page: Page) -> str:
    if page.title is not None:
        return english(page.title)
    return english(next((question.label for question in page.questions.values()), None))


def _question(service: Service, key: str, question: Question, words: Words) -> Iterator[str]:
    optional = ", optional" if question.optional else ""
    yield f"   - {english(question.label) or key} (`{key}`, {question.ask}{optional}){words.when(question.show)}"
    purpose = service.purposes.get(question.personal or "")
    if purpose is not None:
        kept = f"kept for {data(purpose.keep)} after {purpose.after.replace('_', ' ')}"
        yield f"     - Personal data: {english(purpose.title)}; {kept}."
    for option in getattr(question, "options", {}).values():
        yield f"     - {english(option.label)}{words.when(option.show)}"
        yield from _closed(option.closed, words)
    listed = getattr(question, "from_", None)
    if listed is not None and not isinstance(listed, str):
        yield f"     - One option for each of {words.value(listed.each)}"
        yield from _closed(listed.closed, words)


def _closed(closed: object, words: Words) -> Iterator[str]:
    for reason in closed.values() if hasattr(closed, "values") else ():
        if isinstance(reason, Closed):
            said = f"{words.say(reason.if_)}{unknown(reason.unknown)}"
            yield f"       - Cannot be chosen if {said}: {english(reason.because)}"


def _check(check: Check, words: Words) -> str:
    kind = "Warned" if check.warn else "Refused"
    return f"   - {kind} unless {words.say(check.holds)}{unknown(check.unknown)}: {english(check.message)}"


def _route(service: Service, route: Route, words: Words) -> str:
    kind, _, key = route.to.partition(".")
    to = "check the answers"
    if kind == "page":
        to = f"go to “{_title(service.pages[key]) or key}”" if key in service.pages else f"go to {key}"
    elif kind == "end":
        end = service.ends.get(key)
        to = f"the journey ends: {key}" if end is None else f"the journey ends: “{english(end.title)}”"
    if route.if_ is None:
        return f"Otherwise, {to}."
    return f"If {words.say(route.if_)}{unknown(route.unknown)}, {to}."


def ends(service: Service, words: Words) -> Iterator[str]:
    """The ends, with what the resident is told."""
    del words
    for key, end in service.ends.items():
        yield f"- {english(end.title)} (`{key}`, {end.kind.replace('_', ' ')}): {english(end.body)}"


def worked_out(service: Service, words: Words) -> Iterator[str]:
    """Lookups, values, tables and prices."""
    for key, lookup in service.lookups.items():
        inputs = ", ".join(f"{name}: {words.value(expr)}" for name, expr in lookup.with_.items())
        yield f"- `{key}` is asked of another system: {lookup.contract.replace('_', ' ')} ({inputs})."
    for key, value in service.values.items():
        title = f" ({english(value.title)})" if value.title is not None else ""
        yield f"- `{key}`{title} is {words.value(value.is_)}."
    for key, table in service.tables.items():
        yield f"- `{key}` is decided by the {'first' if table.hit == 'first' else table.hit} row that applies:"
        for row in table.rows.values():
            gives = ", ".join(f"{name} is {words.value(expr)}" for name, expr in row.gives.items())
            if row.if_ is None:
                yield f"  - otherwise {gives}"
            else:
                yield f"  - if {words.say(row.if_)}{unknown(row.unknown)}, {gives}"
    for key, price in service.prices.items():
        yield f"- `{key}`: {english(price.title)}, paid {price.pay.replace('_', ' ')}:"
        for line in price.lines.values():
            when = f", if {words.say(line.if_)}{unknown(line.unknown)}" if line.if_ is not None else ""
            yield f"  - {english(line.title)}: {words.value(line.amount)}{when}"
