"""Every expression of a definition, found by the declarations of its nodes.

The walk is generic; a handler stands only where what is known changes: at a page, a question, a
list of options, a task and so on. A field that is declared later is walked without a line here,
and `wants` must say what its expression gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from patternbook.errors import Path
from patternbook.language import texts
from patternbook.language.kinds import questions as q
from patternbook.language.nodes import pattern as p
from patternbook.language.nodes import process as c
from patternbook.language.nodes import service as s
from patternbook.language.nodes.base import Condition, Expr, Forms, Keyed, Text
from patternbook.language.plans import ClassPlan, FieldPlan, KeyedBy, Leaf, ListOf, OneOf, plan_of
from patternbook.language.scopes.pattern import PatternPoints
from patternbook.language.scopes.points import Point
from patternbook.language.scopes.process import ProcessPoints
from patternbook.language.scopes.sites import NOTHING_BOUND, AnswerTo, Bound, ItemOf, ItemOfAny, Site, Want
from patternbook.language.scopes.trees import established, held_by_form
from patternbook.language.scopes.wants import A_FORM, CONDITION, SHOWN, Asking, parsed_type, want_of
from patternbook.language.types import Type


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What surrounds a node: its point, the point once its questions are answered, bound names."""

    point: Point
    answered: Point
    bound: Mapping[str, Bound] = field(default_factory=lambda: NOTHING_BOUND)
    gives: Mapping[str, str] = field(default_factory=dict)
    part: str = ""

    def at(self, point: Point) -> Around:
        """The same bound names at another point."""
        return replace(self, point=point, answered=point)

    def where(self, condition: Condition | None) -> Around:
        """The same place where a condition let through."""
        held = established(condition)
        if not held:
            return self
        return replace(self, point=self.point.where(held), answered=self.answered.where(held))

    def binding(self, names: Mapping[str, Bound]) -> Around:
        """The same place with more names bound."""
        return replace(self, bound={**self.bound, **names}) if names else self


class Walker:
    """Walks a definition. `shared` gives the point of parts that several places use."""

    def __init__(
        self,
        service: s.Service,
        pattern: PatternPoints,
        process: ProcessPoints,
        records: Mapping[str, Type],
        answers: Callable[[str], Type | None],
    ) -> None:
        self.service, self.pattern, self.process = service, pattern, process
        self.records, self.answers = records, answers

    # The parts of a definition.

    def journey_and_case(self) -> Iterator[Site]:
        """Every site outside the parts that several places share."""
        plan = plan_of(s.Service)
        for each in plan.fields:
            if each.key not in SHARED:
                yield from self.field(self.service, each, (), _at(self.pattern.start()))

    def shared(self, collection: str, key: str, point: Point) -> Iterator[Site]:
        """Every site of one value, table, price, lookup or booking, where it is used at this point."""
        node = getattr(self.service, collection)[key]
        yield from self.node(node, (collection, key), replace(_at(point), part=key))

    # The walk.

    def node(self, node: Any, path: Path, around: Around) -> Iterator[Site]:
        """The sites of a node."""
        handler = _handler(type(node))
        if handler is None:
            yield from self.fields(node, path, around)
        else:
            yield from handler(self, node, path, around)

    def fields(
        self, node: Any, path: Path, around: Around, *, without: tuple[str, ...] = ()
    ) -> Iterator[Site]:
        """The sites of all fields of a node, all in the same place."""
        for each in _telling(type(node)):
            if each.key not in without:
                yield from self.field(node, each, path, around)

    def field(self, node: Any, plan: FieldPlan, path: Path, around: Around) -> Iterator[Site]:
        """The sites of one field."""
        value = getattr(node, plan.name)
        if value is None or value == ():
            return
        below = (*path, plan.key)
        if isinstance(value, Keyed):
            for key, item in value.items():
                yield from self.value(node, plan, item, (*below, key), around)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from self.value(node, plan, item, (*below, str(number)), around)
        else:
            yield from self.value(node, plan, value, below, around)

    def value(self, node: Any, plan: FieldPlan, value: Any, path: Path, around: Around) -> Iterator[Site]:
        """The sites of one value of a field."""
        if isinstance(value, Text):
            yield from self.text(value, path, around)
        elif isinstance(value, Condition):
            yield self.site(value.if_, path, around, CONDITION, value.unknown)
        elif isinstance(value, Expr):
            asking = Asking(self.service, node, path, self.records, self.answers, around.gives)
            want = want_of(type(node), plan.name)(asking)
            yield self.site(value, path, around, want, getattr(node, "unknown", None))
        elif not isinstance(value, str | int | dt.date):
            yield from self.node(value, path, around)

    def site(self, expr: Expr, path: Path, around: Around, want: Want, unknown: bool | None = None) -> Site:
        """One expression in its place."""
        return Site(
            path,
            expr,
            around.point,
            want,
            "condition" if want.consumer else "value",
            unknown if want.consumer else None,
            around.bound,
            part=around.part,
        )

    def text(self, text: Text, path: Path, around: Around) -> Iterator[Site]:
        """The holes of a text, and what picks its forms."""
        if texts.is_plain(text):
            return
        for language, wording in text.wordings.items():
            yield from self.wording(wording, (*path, language), around)

    def wording(self, wording: str | Forms, path: Path, around: Around) -> Iterator[Site]:
        """The holes of a text in one language. What picks a form holds in the form."""
        if isinstance(wording, str):
            yield from self.holes(wording, path, around)
            return
        if wording.by is not None:
            by = self.site(wording.by, (*path, "by"), around, A_FORM)
            yield replace(by, use="form")
        for form, words in wording.forms.items():
            held = around.point.where(held_by_form(wording.by, form))
            yield from self.holes(words, (*path, form), replace(around, point=held))

    def holes(self, words: str, path: Path, around: Around) -> Iterator[Site]:
        """The holes of one string. Where they cannot be told, a check says so."""
        try:
            found = texts.holes(words)
        except texts.TextError:
            return
        for hole in found:
            site = self.site(hole.expr, path, around, SHOWN)
            yield replace(site, use="hole", offset=hole.offset)

    # Where what is known changes: the journey.

    def page(self, page: p.Page, path: Path, around: Around) -> Iterator[Site]:
        key = path[-1]
        decided = around.at(self.pattern.before(key))
        yield from self.field(page, _plan(p.Page, "show"), path, decided)
        shown = Around(self.pattern.on(key), self.pattern.after(key))
        yield from self.fields(page, path, shown, without=("show", "checks", "go"))
        left = shown.at(shown.answered)
        for name in ("checks", "go"):
            yield from self.field(page, _plan(p.Page, name), path, left)

    def question(self, question: q.Question, path: Path, around: Around) -> Iterator[Site]:
        kind = type(question)
        yield from self.field(question, _plan(kind, "show"), path, around)
        asked = around.where(question.show)
        yield from self.field(question, _plan(kind, "required_if"), path, asked.at(asked.answered))
        without: tuple[str, ...] = ("show", "required_if")
        if isinstance(question, q.GroupQuestion):
            yield from self.group(question, path, asked)
            without = ("show", "required_if", "questions")
        if isinstance(question, q.HiddenQuestion):
            # Worked out when the page is left, so it sees the answers of its own page.
            asked = asked.at(asked.answered)
        yield from self.fields(question, path, asked, without=without)

    def group(self, group: q.GroupQuestion, path: Path, around: Around) -> Iterator[Site]:
        """The questions of an item see those of the same item that come before them."""
        before: dict[str, Bound] = {}
        for key, inner in group.questions.items():
            yield from self.node(inner, (*path, "questions", key), around.binding(dict(before)))
            before[key] = _answer(inner, around.point)

    def options_from(self, options: q.OptionsFrom, path: Path, around: Around) -> Iterator[Site]:
        yield from self.field(options, _plan(q.OptionsFrom, "each"), path, around)
        item = ItemOf(options.each, around.point, around.bound)
        yield from self.fields(options, path, around.binding({options.as_: item}), without=("each",))

    def end(self, end: p.End, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(end, path, around.at(self.pattern.end(path[-1])))

    def task_of_list(self, task: p.PatternTask, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(task, path, around.at(self.pattern.task(path[-1])))

    def check_answers(self, page: p.CheckAnswers, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(page, path, around.at(self.pattern.check_answers()), without=("confirmation",))
        submitted = around.at(self.process.submitted)
        yield from self.field(page, _plan(p.CheckAnswers, "confirmation"), path, submitted)

    def whole_check(self, check: p.Check, path: Path, around: Around) -> Iterator[Site]:
        at = around.at(self.pattern.check_answers()) if path[0] == "checks" else around
        yield from self.fields(check, path, at)

    def audience(self, audience: s.Audience, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(audience, path, around.at(self.pattern.anywhere()))

    # Where what is known changes: shared parts.

    def called(self, part: s.Value | s.Table, path: Path, around: Around) -> Iterator[Site]:
        takes: dict[str, Bound] = {**inputs(part.takes, self.records)}
        gives = part.gives if isinstance(part, s.Table) else {}
        yield from self.fields(part, path, replace(around.binding(takes), gives=gives))

    # Where what is known changes: the case.

    def process_part(self, process: c.Process, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(process, path, around.at(self.process.submitted))

    def stage(self, stage: c.Stage, path: Path, around: Around) -> Iterator[Site]:
        yield from self.fields(stage, path, around.at(self.process.stage(path[-1])), without=("go",))
        yield from self.field(stage, _plan(c.Stage, "go"), path, around.at(self.process.leaving(path[-1])))

    def task(self, task: c.Task, path: Path, around: Around) -> Iterator[Site]:
        stage, key = path[-3], path[-1]
        open_ = around.at(self.process.task(stage, key))
        for name in ("show", "for_each"):
            yield from self.field(task, _plan(c.Task, name), path, open_)
        inside = open_.where(task.show).binding(_item(task.for_each, open_))
        without = ("show", "for_each", "checks", "outcomes", "form")
        yield from self.fields(task, path, inside, without=without)
        doing = replace(inside, answered=self.process.doing(stage, key))
        yield from self.form(task.form, path, doing)
        ending = doing.at(doing.answered).binding(_form_answers(task.form, doing.point))
        yield from self.field(task, _plan(c.Task, "checks"), path, ending)
        yield from self.field(task, _plan(c.Task, "outcomes"), path, inside)

    def form(self, form: Mapping[str, q.Question], path: Path, around: Around) -> Iterator[Site]:
        """The questions of a form see those of the same form that come before them."""
        before: dict[str, Bound] = {}
        for key, question in form.items():
            yield from self.node(question, (*path, "form", key), around.binding(dict(before)))
            before[key] = _answer(question, around.point)

    def case_event(self, event: c.CaseEvent, path: Path, around: Around) -> Iterator[Site]:
        key = path[-1]
        may_come = around.at(self.process.may_come(key))
        for name in ("if_", "at"):
            yield from self.field(event, _plan(c.CaseEvent, name), path, may_come)
        held = may_come.where(event.if_)
        yield from self.form(event.form, path, held)
        yield from self.fields(event, path, held, without=("if", "at", "form", "sets"))
        come = held.at(self.process.event(key)).binding(_form_answers(event.form, held.point))
        yield from self.field(event, _plan(c.CaseEvent, "sets"), path, come)

    def clock(self, clock: c.Clock, path: Path, around: Around) -> Iterator[Site]:
        starts = around.at(self.process.clock(clock))
        for name in ("show", "for_each"):
            yield from self.field(clock, _plan(c.Clock, name), path, starts)
        runs = starts.where(clock.show).binding(_item(clock.for_each, starts))
        yield from self.fields(clock, path, runs, without=("show", "for_each"))

    def sent(self, sent: c.Notice | c.Effect, path: Path, around: Around) -> Iterator[Site]:
        on = around.at(self.process.on(sent.on)).binding(self.item_on(sent.on))
        yield from self.field(sent, _plan(type(sent), "show"), path, on)
        yield from self.fields(sent, path, on.where(sent.show), without=("show",))

    def item_on(self, whens: tuple[str, ...]) -> Mapping[str, Bound]:
        """The item that a notice is about, where only tasks or clocks of items send it."""
        items = [self._item_of(*when.split(".")[:2]) for when in whens if "." in when]
        found = tuple(item for item in items if item is not None)
        if not found or len(found) < len(whens):
            return NOTHING_BOUND
        return {"item": ItemOfAny(found)}

    def _item_of(self, kind: str, key: str) -> ItemOf | None:
        """The item that a task or clock is for, where it is for each of a list."""
        if kind == "task" and key in self.process.stage_of_task:
            stage = self.process.stage_of_task[key]
            each, point = (
                self.service.process.stages[stage].tasks[key].for_each,
                self.process.task(stage, key),
            )
        elif kind == "clock" and key in self.service.process.clocks:
            clock = self.service.process.clocks[key]
            each, point = clock.for_each, self.process.clock(clock)
        else:
            return None
        return None if each is None else ItemOf(each, point, NOTHING_BOUND)


SHARED = ("lookups", "values", "tables", "prices", "bookings")
"""The collections whose parts are evaluated wherever they are used."""

Handler = Callable[[Walker, Any, Path, Around], Iterator[Site]]

_HANDLERS: Mapping[type, Handler] = {
    p.Page: Walker.page,
    q.Question: Walker.question,
    q.OptionsFrom: Walker.options_from,
    p.End: Walker.end,
    p.PatternTask: Walker.task_of_list,
    p.CheckAnswers: Walker.check_answers,
    p.Check: Walker.whole_check,
    s.Audience: Walker.audience,
    s.Value: Walker.called,
    s.Table: Walker.called,
    c.Process: Walker.process_part,
    c.Stage: Walker.stage,
    c.Task: Walker.task,
    c.CaseEvent: Walker.case_event,
    c.Clock: Walker.clock,
    c.Notice: Walker.sent,
    c.Effect: Walker.sent,
}


def inputs(takes: Mapping[str, str], records: Mapping[str, Type]) -> Mapping[str, Type]:
    """The types of the inputs of a value or table; an input whose type is wrong is left out."""
    from_text = ((key, parsed_type(text, records)) for key, text in takes.items())
    return {key: type_ for key, type_ in from_text if type_ is not None}


_known_handlers: dict[type, Handler | None] = {}
_known_fields: dict[type, tuple[FieldPlan, ...]] = {}


def _handler(cls: type) -> Handler | None:
    if cls not in _known_handlers:
        found = (_HANDLERS[base] for base in cls.__mro__ if base in _HANDLERS)
        _known_handlers[cls] = next(found, None)
    return _known_handlers[cls]


def _telling(cls: type) -> tuple[FieldPlan, ...]:
    """The fields of a node that can hold an expression, whatever lies between."""
    if cls not in _known_fields:
        _known_fields[cls] = tuple(each for each in plan_of(cls).fields if _can_tell(each))
    return _known_fields[cls]


def _can_tell(plan: FieldPlan) -> bool:
    shape = plan.shape
    while isinstance(shape, KeyedBy | ListOf):
        shape = shape.item
    if isinstance(shape, Leaf):
        return shape.kind in ("expression", "condition", "text")
    return not isinstance(shape, OneOf)


def _plan(cls: type, name: str) -> FieldPlan:
    plan: ClassPlan = plan_of(cls)
    return next(each for each in plan.fields if each.name == name)


def _at(point: Point) -> Around:
    return Around(point, point)


def _item(each: Expr | None, around: Around) -> Mapping[str, Bound]:
    if each is None:
        return NOTHING_BOUND
    return {"item": ItemOf(each, around.point, around.bound)}


def _answer(question: q.Question, point: Point) -> AnswerTo:
    conditional = question.show is not None or question.under is not None or question.channel != "any"
    return AnswerTo(question, point, question.optional or conditional)


def _form_answers(form: Mapping[str, q.Question], point: Point) -> Mapping[str, Bound]:
    return {key: _answer(question, point) for key, question in form.items()}
