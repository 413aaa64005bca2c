"""The words of a definition for its own names, and conditions in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.language import texts
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.say import say, say_value
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Text
from patternbook.language.nodes.service import Service
from patternbook.language.periods import PeriodError, from_data
from patternbook.language.scopes.trees import parsed


def english(text: Text | None) -> str:
    """A text in English, on one line; the form for everybody else where it has several.

    >>> from patternbook.language.nodes.base import Keyed
    >>> english(Text(wordings=Keyed([("en", "Two\\n lines"), ("cy", "Dwy linell")])))
    'Two lines'
    """
    if text is None:
        return ""
    said = text.wordings.get("en") or next(iter(text.wordings.values()), "")
    if isinstance(said, Forms):
        said = said.forms.get("other") or next(iter(said.forms.values()), "")
    return " ".join(_without_brackets(said).split())


def _without_brackets(wording: str) -> str:
    """A wording with each hole as its expression in square brackets."""
    try:
        segments = texts.parse(wording)
    except texts.TextError:
        return wording
    return "".join(each if isinstance(each, str) else f"[{each.expr.source}]" for each in segments)


class Words:
    """What a definition calls its questions, options, settings, tasks and clocks."""

    def __init__(self, service: Service | None) -> None:
        self._words: Mapping[str, str] = {} if service is None else dict(_named(service))

    def say(self, expr: Expr) -> str:
        """A condition in English; as it is written, where it cannot be read."""
        tree = parsed(expr.source)
        return expr.source if isinstance(tree, ExpressionError) else say(tree, self._words)

    def value(self, expr: Expr) -> str:
        """An expression that stands for a thing, such as a period, in English."""
        tree = parsed(expr.source)
        return expr.source if isinstance(tree, ExpressionError) else say_value(tree, self._words)

    def when(self, condition: Condition | None) -> str:
        """A condition as “, if …”; nothing where there is none."""
        if condition is None:
            return ""
        return f", if {self.say(condition.if_)}{unknown(condition.unknown)}"


def unknown(counts: bool | None) -> str:
    """What counts where a condition is unknown, as an addition to it."""
    return (
        "" if counts is None else " (or where that is unknown)" if counts else " (not where that is unknown)"
    )


def _named(service: Service) -> Iterator[tuple[str, str]]:
    yield from _inputs(service)
    yield from _questions(service)
    for key, value in service.values.items():
        if value.title is not None:
            yield key, _lower(english(value.title))
    for key, table in service.tables.items():
        if len(table.gives) == 1:  # what it gives is what its own name says
            yield f"{key}.{next(iter(table.gives))}", f"the {key.replace('_', ' ')}"
    for key, price in service.prices.items():
        yield key, _lower(english(price.title))
    for key, setting in service.settings.items():
        yield f"settings.{key}", f"the setting “{english(setting.title)}”"
    yield from _tasks(service)
    for key, clock in service.process.clocks.items():
        yield f"clocks.{key}.due", f"the end of “{english(clock.title)}”"


def _inputs(service: Service) -> Iterator[tuple[str, str]]:
    """What values and tables take is called by its type, where one letter stands for it, always for the same."""
    takes = [part.takes for part in service.values.values()] + [
        part.takes for part in service.tables.values()
    ]
    types: dict[str, set[str]] = {}
    for inputs in takes:
        for name, type_ in inputs.items():
            types.setdefault(name, set()).add(type_)
    for name, (type_, *others) in types.items():
        if len(name) == 1 and not others and type_.isidentifier():
            yield name, f"the {type_.replace('_', ' ')}"


def _questions(service: Service) -> Iterator[tuple[str, str]]:
    for page in service.pages.values():
        for key, question in page.questions.items():
            yield key, english(question.label)
            for option, said in getattr(question, "options", {}).items():
                yield f"{key}.{option}", english(said.label)


def _tasks(service: Service) -> Iterator[tuple[str, str]]:
    for stage in service.process.stages.values():
        for key, task in stage.tasks.items():
            yield f"tasks.{key}.outcome", f"the outcome of “{english(task.title)}”"
            for outcome, said in task.outcomes.items():
                yield f"tasks.{key}.outcome.{outcome}", english(said.title)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def data(value: Data | None) -> str:
    """A plain value in words: a period as such, a list with commas."""
    return "" if value is None else _data(value.value)


def _data(value: object) -> str:
    if isinstance(value, Mapping):
        try:
            return str(from_data(dict(value)))
        except PeriodError:
            return "; ".join(f"{key}: {_data(item)}" for key, item in value.items()) or "none"
    if isinstance(value, tuple):
        return ", ".join(_data(item) for item in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


def happening(when: str) -> str:
    """What starts, stops or sends something, in English.

    >>> happening("task.visit.collected"), happening("clock.visit.due")
    ('the task “visit” ends as “collected”', 'the clock “visit” runs out')
    """
    kind, _, rest = when.partition(".")
    key, _, detail = rest.partition(".")
    if kind == "task":
        return f"the task “{key}” ends" + (f" as “{detail}”" if detail else "")
    if kind == "clock":
        end = {"warn": "nears its end", "due": "runs out", "opens": "opens"}.get(detail, detail)
        return f"the clock “{key}” {end}"
    plain = {"stage": f"the case comes to “{key}”", "event": f"“{key}” happens"}
    return plain.get(kind, {"submitted": "the case is submitted", "paid": "it is paid"}.get(when, when))
