"""What each field of each class of part is called, and how a sentence says that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from patternbook.language.kinds import questions as q
from patternbook.language.nodes import adoption, base, example, pattern, process, service

Saying = Literal["noun", "flag", "when", "now", "items"]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How a change of a field is said.

    `noun`: “The {says} of … is now x instead of y.”
    `flag`: says and otherwise are what is so where it is true, and where it is not.
    `when`: a condition: “… is now {says} only if x, instead of if y.” `otherwise` is what is so without one.
    `now`: `says` has the holes {now} and {value}: “is {now} done by {value}”; `otherwise` is what is so without a value.
    `items`: “The {says}: now also x; no longer y.” It has the hole {owner}.
    """

    saying: Saying
    says: str
    otherwise: str = ""


def noun(says: str) -> FieldWords:
    """A field that is called something."""
    return FieldWords("noun", says)


def flag(yes: str, no: str) -> FieldWords:
    """A field that says whether something is so."""
    return FieldWords("flag", yes, no)


def when(verb: str, always: str = "") -> FieldWords:
    """A field that says when something is so; without one it always is."""
    return FieldWords("when", verb, always or f"always {verb}")


def now(says: str, without: str = "this was not said") -> FieldWords:
    """A field whose value is said in a sentence of its own."""
    return FieldWords("now", says, without)


def items(plural: str) -> FieldWords:
    """A field that lists several."""
    return FieldWords("items", plural)


USUAL: Mapping[str, FieldWords] = {
    "was": noun("earlier key"),
    "lock": noun("lock"),
    "title": noun("title"),
    "about": noun("explanation"),
    "law": noun("law"),
    "because": noun("reason"),
    "says": noun("words for the resident"),
    "label": noun("label"),
    "hint": noun("hint"),
    "message": noun("message"),
    "body": noun("text"),
    "button": noun("button"),
    "nations": items("nations of {owner}"),
    "show": when("shown"),
    "unknown": noun("outcome where its condition is unknown"),
    "contract": noun("contract"),
    "with": noun("input"),
    "takes": noun("input"),
    "gives": noun("result"),
    "recheck": items("times at which {owner} is checked again"),
    "options": noun("answer"),
    "from": noun("list of answers"),
    "closed": noun("refusal"),
    "questions": noun("question"),
    "checks": noun("rule"),
    "go": noun("way onwards"),
    "form": noun("question for officers"),
    "reasons": noun("reason"),
    "min": now("{now} needs at least {value}", "no least was said"),
    "max": now("{now} takes at most {value}", "no most was said"),
    "earliest": now("{now} takes {value} as the earliest", "there was no earliest"),
    "latest": now("{now} takes {value} as the latest", "there was no latest"),
    "unit": noun("unit"),
    "as_of": noun("date whose values count"),
    "key": noun("key of an item"),
    "channel": now("is {now} for {value}"),
    "kind": noun("kind"),
    "of": noun("subject"),
    "patternbook": noun("version of the language"),
    "rows": noun("row"),
    "nation": noun("nation"),
    "channels": items("channels of {owner}"),
    "outcome": noun("outcome"),
    "value": noun("value"),
    "stage": noun("stage"),
    "settings": noun("setting"),
    "bindings": noun("binding"),
    "tasks": noun("task"),
    "at": noun("time"),
    "lookups": noun("lookup"),
}
"""By key, where a field of this key is called the same in most classes."""

_SERVICE: dict[str, FieldWords] = {
    "service": noun("key"), "summary": noun("summary"), "nations": items("nations for which {owner} is lawful"),
    "function": noun("council function"), "lgsl": items("numbers of {owner} in the Local Government Services List"),
    "lgil": items("numbers of {owner} in the Local Government Interactions List"), "licence": noun("licence"),
    "sensitive": flag("is now treated as sensitive: it has an exit, and its notices are quiet", "is no longer treated as sensitive"),
    "not_after": now("can {now} not be submitted after {value} where a draft was begun under this text", "there was no last day"),
    "law": noun("law"), "purposes": noun("purpose"), "kpis": noun("figure"), "types": noun("record"), "contracts": noun("contract"),
    "values": noun("value"), "tables": noun("decision table"), "prices": noun("price"), "bookings": noun("booking"),
    "audience": noun("way to tell who is spoken of"), "start": noun("start page"), "pages": noun("page"), "ends": noun("ending"),
    "check_answers": noun("check answers page"), "process": noun("process"),
}  # fmt: skip

_LAW = {
    "url": noun("web address"), "says": noun("summary"), "nations": items("nations in which {owner} applies"),
    "from": now("{now} applies from {value}", "it had no first day"), "to": now("{now} applies until {value}", "it had no last day"),
}  # fmt: skip
_PURPOSE = {
    "basis": noun("lawful basis"), "special": noun("condition for special category data"), "keep": now("is {now} kept for {value}"),
    "after": now("is {now} kept from when {value}"),
}  # fmt: skip
_KPI = {"counts": now("{now} counts {value}"), "of": noun("subject"), "target": now("is {now} aimed at {value} per cent", "there was no target")}  # fmt: skip
_BINDING = {
    "type": noun("kind of value"), "required": flag("must now be filled in", "need no longer be filled in"),
    "bilingual": flag("is now filled in in both languages in Wales", "is no longer filled in in both languages in Wales"),
}  # fmt: skip
_SETTING = {
    "type": noun("type"), "default": now("is {now} usually {value}", "there was no usual value"), "bounds": noun("limit"),
    "generous": now("{now} has “{value}” as what is better for the resident"), "law": noun("law"),
}  # fmt: skip
_BOUND = {
    "min": now("is {now} at least {value}", "there was no least"), "max": now("is {now} at most {value}", "there was no most"),
    "nations": items("nations in which {owner} holds"),
}  # fmt: skip
_TABLE = {
    "hit": now("{now} gives {value}"), "indicative": flag("is now only a hint: an officer decides", "now decides, and is no longer only a hint"),
    "gives": noun("type of the result"),
}  # fmt: skip
_ROW = {
    "if": when("used"), "from": now("{now} applies from {value}", "it had no first day"),
    "to": now("{now} applies until {value}", "it had no last day"), "nations": items("nations in which {owner} applies"),
}  # fmt: skip
_PRICE = {
    "lines": noun("line"), "least": now("is {now} at least {value}", "there was no least"),
    "most": now("is {now} at most {value}", "there was no most"), "refuse": when("refused", "never refused"), "pay": now("is {now} paid {value}"),
}  # fmt: skip
_PRICE_LINE = {
    "if": when("charged"), "amount": now("is {now} {value}"), "vat": noun("tax"), "ledger": noun("ledger code"),
}  # fmt: skip
_BOOKING = {
    "counts": now("{now} takes {value} of a slot", "it took one"), "hold": now("is {now} held for {value}"),
    "extend": now("is {now} held {value} longer at payment", "it was not held longer"), "gone": now("{now} leads to {value} when the slot is gone"),
}  # fmt: skip
_PAGE = {
    "use": now("{now} starts from the shared step “{value}”", "it used none"), "title": noun("heading"),
    "task": now("{now} belongs to {value}", "it belonged to none"), "intro": noun("words before the questions"), "after": noun("words after the questions"),
}  # fmt: skip
_QUESTION = {
    "label": noun("words"), "errors": noun("error message"), "optional": flag("may now be left empty", "must now be answered"),
    "required_if": when("required", "never required"), "show": when("asked"), "under": noun("place under an answer"),
    "personal": now("{now} holds personal data for {value}", "it held none"),
    "special": flag("is now special category data", "is no longer special category data"),
    "public": flag("may now be published with the case", "is no longer published with the case"),
    "prefill": now("is {now} filled in beforehand with {value}", "nothing was filled in beforehand"), "returns": items("statistical returns that {owner} feeds"),
    "pattern": noun("pattern that an answer must match"), "code": flag("is now a code: without spell check", "is no longer a code: it is spell-checked"),
    "autocomplete": noun("browser's autocomplete value"), "width": noun("width of the box"), "words": now("{now} takes at most {value} words", "there was no most"),
    "rows": noun("height of the box"), "step": now("{now} takes only multiples of {value}", "every number was taken"), "places": noun("number of decimal places"),
    "not_sure": flag("can now be answered with “I'm not sure”", "can no longer be answered with “I'm not sure”"), "hints": noun("hint"),
    "parts": now("{now} asks for a date to the {value}"), "birth": flag("now asks for a date of birth", "no longer asks for a date of birth"),
    "length": now("{now} works the end out from a length of {value}", "the end was asked"), "split": flag("is now asked as first and last name", "is now asked as one name"),
    "no_fixed": flag("can now be answered with “no fixed address”", "can no longer be answered with “no fixed address”"),
    "within": now("is {now} looked up in {value}", "it was not looked up"), "types": items("kinds of file that {owner} takes"),
    "size": now("{now} takes files of at most {value} megabytes"), "photo": flag("is now a photo of a face, with its rules", "is no longer a photo of a face"),
    "instead": noun("words for those who cannot upload"), "must": flag("must now be agreed to before going on", "need no longer be agreed to before going on"),
    "item": noun("name of one item"), "unique": now("may {now} not repeat {value}", "answers could repeat"), "booking": noun("booking"),
    "is": now("is {now} {value}"), "from": noun("source of its answers"),
}  # fmt: skip
_OPTION = {
    "divider": flag("now has an “or” before it", "no longer has an “or” before it"), "show": when("offered"), "label": noun("words"),
    "points": now("{now} counts {value} points", "it counted none"), "alone": flag("now excludes all other answers", "no longer excludes other answers"),
}  # fmt: skip
_TASK = {
    "role": now("is {now} done by {value}"), "assign": now("{now} goes to the team {value}", "it went to any team of the role"),
    "after": items("tasks that come before {owner}"), "join": now("{now} waits for {value} of the tasks before it"), "show": when("needed"),
    "for_each": now("is {now} done once for each of {value}", "it was done once"), "not_by": now("may {now} not be done by whoever did {value}", "anybody could do it"),
    "due": now("must {now} be done within {value}", "there was no limit"), "outcomes": noun("outcome"), "about": noun("help"),
    "decision": flag("is now a decision about the resident, kept with its reasons", "is no longer a decision about the resident"),
}  # fmt: skip
_STAGE = {
    "label": noun("state that residents see"), "result": now("{now} ends a case as {value}", "it ended none"),
    "join": now("{now} goes on when {value} of its tasks are done"),
}  # fmt: skip
_EVENT = {
    "by": items("those who can make {owner} happen"), "while": items("stages in which {owner} can happen"), "if": when("possible"),
    "at": now("{now} happens at {value}", "no time was said"), "sets": noun("new value of the answer"),
    "to": now("{now} leads to {value}", "the case stayed where it was"), "links": now("{now} links another case as {value}", "it linked none"),
}  # fmt: skip
_CLOCK = {
    "label": noun("name for residents"), "starts": items("moments that start {owner}"), "from": now("is {now} counted from {value}", "it counted from its start"),
    "runs": now("is {now} {value}", "it had no end"), "opens": now("{now} opens after {value}", "it was open from its start"),
    "before": now("{now} ends {value} before its date", "it ran forwards"), "for_each": now("is {now} kept for each of {value}", "it was kept once"),
    "pauses": items("moments that pause {owner}"), "resumes": items("moments after which {owner} goes on"), "stops": items("moments that stop {owner}"),
    "show": when("kept"), "binding": now("is {now} {value}"), "warn": now("{now} warns {value} before its end", "it did not warn"),
    "extend": now("may {now} be extended {value}"), "public": flag("is now shown to the resident", "is no longer shown to the resident"),
}  # fmt: skip
_NOTICE = {
    "on": items("moments that send {owner}"), "to": now("{now} goes to {value}"), "show": when("sent"), "subject": noun("subject"),
    "short": noun("text message"), "must_say": items("things that {owner} must say by law"),
}  # fmt: skip

FIELDS: Mapping[type, Mapping[str, FieldWords]] = {
    service.Service: _SERVICE, service.Law: _LAW, service.Purpose: _PURPOSE, service.Kpi: _KPI, service.Binding: _BINDING,
    service.Setting: _SETTING, service.Bound: _BOUND, service.RecordType: {"fields": noun("field")},
    service.Contract: {"about": noun("question"), "gives": noun("type of the result"), "max": now("{now} gives at most {value} items")},
    service.Lookup: {"keep": now("is {now} kept for {value} minutes"), "changed": now("{now} leads to {value} when the answer has changed", "nothing happened")},
    service.Value: {"is": now("is {now} {value}")}, service.Table: _TABLE, service.Row: _ROW, service.Price: _PRICE,
    service.PriceLine: _PRICE_LINE, service.Booking: _BOOKING,
    service.Audience: {"other": when("somebody else", "never somebody else")},
    base.Lock: {"allow": now("{now} allows {value}")},
    pattern.PatternTask: {"show": when("needed"), "after": items("tasks that come before {owner}")},
    pattern.Page: _PAGE,
    pattern.Check: {"holds": now("{now} wants that {value}"), "at": now("{now} points to {value}", "it pointed nowhere"),
                    "warn": flag("now only warns", "now stops the resident, and no longer only warns")},
    pattern.Route: {"if": when("taken"), "to": now("{now} leads to {value}")},
    pattern.End: {"explains": now("{now} lists the answers of {value}", "it listed none"), "title": noun("heading")},
    pattern.CheckAnswers: {"title": noun("heading"), "declaration": noun("declaration"), "confirmation": noun("confirmation page")},
    pattern.Confirmation: {"title": noun("heading"), "next": noun("words on what happens next")},
    q.Question: _QUESTION, q.Option: _OPTION, q.Closed: {"if": when("given")},
    q.OptionsFrom: {"each": now("{now} offers each of {value}"), "as": noun("name of an item"), "show": when("offered"), "label": noun("words")},
    q.Under: {"question": noun("question"), "option": noun("answer")},
    process.Process: {"roles": noun("role"), "stages": noun("stage"), "events": noun("event"), "clocks": noun("time limit"), "notices": noun("notice"),
                      "effects": noun("message to another system"), "retain": now("{now} keeps a closed case for {value}", "purposes said so")},
    process.Role: {"outside": flag("is now outside the council", "is no longer outside the council"), "team": noun("team")},
    process.Stage: _STAGE, process.Task: _TASK, process.TaskCheck: {"holds": now("{now} wants that {value}")},
    process.TaskOutcome: {"show": when("offered"), "explain": flag("now needs a written explanation", "no longer needs a written explanation")},
    process.Reason: {"show": when("offered")}, process.CaseEvent: _EVENT, process.Clock: _CLOCK, process.Notice: _NOTICE,
    process.Effect: {"on": items("moments that send {owner}"), "show": when("sent")},
    adoption.Adoption: {"adopts": noun("service"), "notes": noun("note")},
    adoption.Chosen: {"values": noun("list of values")},
    adoption.Dated: {"from": now("{now} applies from {value}", "it applied from the beginning")},
    example.Example: {"example": noun("name"), "now": noun("time"), "language": noun("language"), "answers": noun("answer"),
                      "expect": noun("expected outcome"), "steps": noun("list of steps")},
    example.Step: {"task": noun("task"), "event": noun("event"), "by": noun("doer"), "reason": noun("reason"), "explain": noun("explanation"),
                   "answers": noun("answer"), "notices": items("notices of {owner}"), "refused": flag("must now be refused", "must no longer be refused")},
    example.Expect: {"pages": noun("list of pages"), "end": noun("ending"), "refused": items("questions refused in {owner}"), "values": noun("value"),
                     "clocks": noun("time limit"), "notices": items("notices of {owner}"), "says": items("words of {owner}"),
                     "submitted": flag("must now be submitted", "must no longer be submitted")},
    example.SharedStep: {"step": noun("key"), "page": noun("page")},
}  # fmt: skip
"""By class, where a field is called something of its own."""


def words_of(cls: type, key: str) -> FieldWords | None:
    """How changes of a class's field are said; None where nothing is said of it.

    >>> words_of(q.YesNoQuestion, "optional").says
    'may now be left empty'
    """
    for known in cls.__mro__:
        found = FIELDS.get(known, {}).get(key)
        if found is not None:
            return found
    return USUAL.get(key)
