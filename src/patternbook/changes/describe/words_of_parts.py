"""What each class of part is called, by what its parts are told from each other, and how one comes and goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.language.kinds import questions as q
from patternbook.language.nodes import adoption, base, example, pattern, process, service


@dataclass(frozen=True, slots=True)
class PartWords:
    """How a class of part is spoken of.

    `titles` are the fields that name it, of which the first that says something counts. A part
    that is named `within` another is named with it: “the answer “Food” of the question …”.
    `adds` and `removes` are sentences with the holes {title}, {around} and {what}; where there is
    none, a usual one is made. `gist` are fields whose value is said when such a part is added.
    """

    noun: str
    titles: tuple[str, ...] = ("title",)
    within: bool = False
    adds: str = ""
    removes: str = ""
    gist: tuple[str, ...] = ()


PARTS: Mapping[type, PartWords] = {
    service.Service: PartWords("service", ()),
    service.Law: PartWords("law", adds="Rests on one more law: {title}", gist=("says", "from_", "to")),
    service.Purpose: PartWords("purpose", adds="Holds personal data for one more purpose: {title}", gist=("basis", "keep", "after"),
                               removes="No longer holds personal data for the purpose {title}"),
    service.Kpi: PartWords("figure", adds="Counts one more figure: {title}", gist=("target",), removes="No longer counts the figure {title}"),
    service.Binding: PartWords("binding", adds="Each council fills in one more thing: {title}", gist=("required",),
                               removes="Councils no longer fill in {title}"),
    service.Setting: PartWords("setting", adds="Each council can decide one more thing: {title}", gist=("default", "law"),
                               removes="Councils can no longer decide {title}"),
    service.Bound: PartWords("limit", ("because",), within=True, adds="Sets one more limit to {around}: {title}",
                             removes="Lifts the limit {title} of {around}", gist=("min", "max", "law", "nations")),
    service.RecordType: PartWords("record", ()),
    service.Contract: PartWords("contract", (), gist=("about",)),
    service.Lookup: PartWords("lookup", (), gist=("contract",), adds="Asks other systems one more thing: {title}",
                              removes="No longer asks other systems for {title}"),
    service.Value: PartWords("value", adds="Works out one more value: {title}", gist=("is_",), removes="No longer works out the value {title}"),
    service.Table: PartWords("decision table", ()),
    service.Row: PartWords("row", ("because",), within=True, gist=("if_", "gives")),
    service.Price: PartWords("price", adds="Charges one more price: {title}", gist=("least", "most", "pay"), removes="No longer charges {title}"),
    service.PriceLine: PartWords("line", within=True, gist=("amount", "if_")),
    service.Booking: PartWords("booking", (), gist=("contract", "hold")),
    service.Audience: PartWords("audience", (), within=True),
    base.Lock: PartWords("lock", (), within=True),
    pattern.PatternTask: PartWords("task of the task list"),
    pattern.Page: PartWords("page", ("title", "questions", "use"), gist=("show", "questions")),
    pattern.Check: PartWords("rule", ("message",), within=True, adds="Adds a rule to {around}: {title}", gist=("holds",),
                             removes="No longer has the rule {title} for {around}"),
    pattern.Route: PartWords("way", (), within=True, gist=("if_",)),
    pattern.End: PartWords("ending", adds="Journeys can end in one more way: {title}", gist=("kind", "law"),
                           removes="Journeys can no longer end with {title}"),
    pattern.CheckAnswers: PartWords("check answers page", ()),
    pattern.Confirmation: PartWords("confirmation page", ()),
    q.Question: PartWords("question", ("label",), adds="Asks one more question on {around}: {title}", gist=("optional", "show", "options"),
                          removes="No longer asks {title} on {around}"),
    q.Option: PartWords("answer", ("label",), within=True, adds="Offers one more answer to {around}: {title}", gist=("show",),
                        removes="No longer offers the answer {title} to {around}"),
    q.Closed: PartWords("refusal", ("because",), within=True, gist=("if_",)),
    q.OptionsFrom: PartWords("list of answers", (), within=True),
    q.Under: PartWords("place", (), within=True),
    process.Process: PartWords("process", ()),
    process.Role: PartWords("role"),
    process.Stage: PartWords("stage", gist=("label", "kind", "tasks")),
    process.Task: PartWords("task", adds="There is one more task in {around}: {title}", gist=("role", "due", "show"),
                            removes="There is no longer the task {title} in {around}"),
    process.TaskCheck: PartWords("rule", ("message",), within=True, gist=("holds",)),
    process.TaskOutcome: PartWords("outcome", within=True, adds="{Around} can end in one more way: {title}", gist=("show", "reasons"),
                                   removes="{Around} can no longer end as {title}"),
    process.Reason: PartWords("reason", within=True, adds="One more reason can be given for {around}: {title}", gist=("says", "law"),
                              removes="The reason {title} can no longer be given for {around}"),
    process.CaseEvent: PartWords("event", adds="One more thing can happen to a case: {title}", gist=("by", "to"),
                                 removes="It can no longer happen to a case that {title}"),
    process.Clock: PartWords("time limit", adds="Sets one more time limit: {title}", gist=("runs", "binding", "law"),
                             removes="Drops the time limit {title}"),
    process.Notice: PartWords("notice", ("subject",), adds="Sends one more notice: {title}", gist=("on", "to"),
                              removes="No longer sends the notice {title}"),
    process.Effect: PartWords("message to another system", (), gist=("contract", "on")),
    adoption.Adoption: PartWords("council's adoption", ()),
    adoption.Chosen: PartWords("council's choice of", (), adds="The council now chooses {title}", removes="The council no longer chooses {title}",
                               gist=("values",)),
    adoption.Dated: PartWords("value", (), within=True),
    example.Example: PartWords("example", ()),
    example.Found: PartWords("answer of the lookup", (), gist=("outcome", "value")),
    example.Step: PartWords("step", ("at",), gist=("task", "event", "outcome")),
    example.Expect: PartWords("expected outcome", ()),
    example.SharedStep: PartWords("shared step", ()),
}  # fmt: skip
"""Every class of node that a definition can hold. A question's words are those of every kind of question."""

ROWS = PartWords("row", ("label",), within=True)
FORM = PartWords("question", ("label",), adds="Asks officers one more thing in {around}: {title}", gist=("optional", "show", "options"),
                 removes="No longer asks officers {title} in {around}")  # fmt: skip
BY_FIELD: Mapping[tuple[type, str], PartWords] = {(q.Option, "rows"): ROWS, (q.Question, "form"): FORM}
"""Parts that are called something else in one field than in others."""

FALLBACK = PartWords("part", ("title", "label"))

KINDS: Mapping[str, str] = {
    "text": "a line of text", "long_text": "several lines of text", "number": "a number", "money": "an amount of money",
    "yes_no": "yes or no", "choice": "one of several answers", "choices": "any of several answers", "register": "something found in a register",
    "ranking": "answers in order of preference", "matrix": "one answer for each of several rows", "date": "a date", "time": "a time of day",
    "datetime": "a date and time", "range": "a start and an end", "recurrence": "a weekly series", "name": "a name", "email": "an email address",
    "phone": "a telephone number", "postcode": "a postcode", "address": "an address", "point": "a point on a map", "asset": "an asset on a map",
    "area": "a line or area on a map", "file": "files", "identity": "a number that identifies", "declaration": "a declaration to agree to",
    "signature": "a signature", "group": "a group of questions, repeated", "slot": "a slot of a booking", "hidden": "something worked out, not asked",
    "": "the shared step's question",
}  # fmt: skip
"""What each kind of question asks for."""


def words_of(cls: type, field: str = "") -> PartWords:
    """How a class of part is spoken of, in a field of the part around it.

    >>> words_of(q.YesNoQuestion).noun, words_of(q.YesNoQuestion, "form").adds
    ('question', 'Asks officers one more thing in {around}: {title}')
    """
    for known in cls.__mro__:
        found = BY_FIELD.get((known, field)) or PARTS.get(known)
        if found is not None:
            return found
    return FALLBACK
