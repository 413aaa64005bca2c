"""What the boxes of a form are called: the language's own words are short, a designer's are not."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.language.kinds import questions as q
from patternbook.language.nodes import pattern, process, service
from patternbook.language.nodes.base import Condition, Lock
from patternbook.language.plans import CONDITION, EXPRESSION, FieldPlan, plan_of

# By field, where a node has it that calls it otherwise.
_OF: Mapping[tuple[type, str], str] = {
    (pattern.Page, "use"): "Shared step",
    (pattern.Page, "title"): "Heading",
    (pattern.Page, "show"): "When the page is shown",
    (pattern.Page, "intro"): "Words before the questions",
    (pattern.Page, "after"): "Words after the questions",
    (pattern.Page, "button"): "Words on the button",
    (pattern.Page, "channel"): "Who sees the page",
    (pattern.Page, "task"): "Task in the task list",
    (pattern.Check, "holds"): "What must be true",
    (pattern.Check, "at"): "Question that the message points to",
    (pattern.Check, "warn"): "Only warn",
    (pattern.Route, "if"): "When this way is taken",
    (pattern.Route, "to"): "Where it leads",
    (pattern.End, "kind"): "Kind of ending",
    (pattern.End, "body"): "What the resident is told",
    (pattern.End, "explains"): "Question whose closed options are explained",
    (pattern.Confirmation, "next"): "What happens next",
    (q.Question, "label"): "Question",
    (q.Question, "errors"): "Own words for errors",
    (q.Question, "optional"): "May be left empty",
    (q.Question, "required_if"): "When it must be answered all the same",
    (q.Question, "show"): "When it is asked",
    (q.Question, "under"): "Asked under an option of another question",
    (q.Question, "channel"): "Who is asked",
    (q.Question, "personal"): "Purpose, if this is personal data",
    (q.Question, "special"): "Special category data",
    (q.Question, "public"): "May be published with the case",
    (q.Question, "prefill"): "What is filled in before it is asked",
    (q.Question, "returns"): "Statistical returns",
    (q.ChoiceQuestion, "from"): "Options worked out from a list",
    (q.ChoicesQuestion, "from"): "Options worked out from a list",
    (q.RankingQuestion, "from"): "Options worked out from a list",
    (q.GroupQuestion, "item"): "What one thing is called",
    (q.HiddenQuestion, "is"): "What it is",
    (q.Option, "label"): "Words beside the box",
    (q.Option, "alone"): "Choosing it excludes all others",
    (q.Option, "divider"): "Put “or” before it",
    (q.Option, "show"): "When it is offered",
    (q.Closed, "if"): "When it cannot be chosen",
    (q.Closed, "because"): "What the resident is told",
    (process.Stage, "title"): "Name for officers",
    (process.Stage, "label"): "State that the resident sees",
    (process.Stage, "says"): "What the resident is told to expect",
    (process.Stage, "result"): "How it ended, for figures",
    (process.Stage, "join"): "Tasks that must be done to go on",
    (process.Task, "title"): "What to do",
    (process.Task, "about"): "Help for whoever does it",
    (process.Task, "role"): "Who does it",
    (process.Task, "show"): "When it is needed",
    (process.Task, "after"): "Tasks that come first",
    (process.Task, "not_by"): "Not by whoever did this task",
    (process.Task, "due"): "How long it may take",
    (process.Task, "decision"): "A decision about the resident",
    (process.TaskOutcome, "title"): "Choice for the officer",
    (process.TaskOutcome, "explain"): "The officer must also write why",
    (process.Notice, "on"): "What sends it",
    (process.Notice, "to"): "Who gets it",
    (process.Notice, "show"): "When it is sent",
    (process.Notice, "body"): "What it says",
    (process.Notice, "short"): "What a text message says",
    (process.Notice, "must_say"): "What the law requires it to hold",
    (process.Clock, "starts"): "What starts it",
    (process.Clock, "stops"): "What ends it",
    (process.Clock, "pauses"): "What stops the count for a time",
    (process.Clock, "resumes"): "What makes it go on",
    (process.Clock, "runs"): "How long it runs",
    (process.Clock, "binding"): "How binding it is",
    (process.Clock, "public"): "The resident sees the date",
    (process.CaseEvent, "by"): "Who can make it happen",
    (process.CaseEvent, "while"): "Stages in which it can happen",
    (process.Process, "retain"): "How long a closed case is kept",
    (service.Service, "lgsl"): "Numbers in the Local Government Services List",
    (service.Service, "lgil"): "Numbers in the Local Government Interactions List",
    (service.Service, "sensitive"): "Sensitive: exit this page, quiet notices",
    (service.Service, "start"): "Words on the start page",
    (service.Service, "process"): "The process itself: how long a closed case is kept",
    (service.Service, "check_answers"): "Check answers and the confirmation",
    (service.Service, "audience"): "Who is spoken of",
    (service.Service, "patternbook"): "Version of the language",
    (service.Service, "service"): "Key of the service",
    (service.Setting, "about"): "What it changes for residents",
    (service.Setting, "generous"): "Better for the resident",
    (service.Setting, "default"): "Value where a council says nothing",
    (service.Setting, "as_of"): "Date that picks the value",
    (service.Setting, "type"): "Type of value",
    (service.Purpose, "keep"): "How long it is kept",
    (service.Purpose, "after"): "Counted from",
    (service.Law, "says"): "What it requires",
    (service.Law, "url"): "Where it is published",
    (Condition, "if"): "Condition",
    (Condition, "unknown"): "If that is not known",
    (Lock, "law"): "Law that fixes this part",
    (Lock, "allow"): "What a council may still do",
    (Lock, "because"): "Why, for whoever is refused",
}  # fmt: skip
_ANY: Mapping[str, str] = {
    "if": "When",
    "unknown": "If that is not known",
    "show": "When it applies",
    "law": "Law behind it",
    "from": "From",
    "to": "To",
    "was": "Former key",
    "lock": "Lock",
    "url": "Address on the web",
    "with": "Inputs",
    "contract": "Contract with another system",
    "is": "What it is",
    "takes": "Inputs and their types",
    "gives": "Results",
    "because": "Why",
    "nations": "Nations",
}
_CLASSES: Mapping[type, str] = {
    service.Service: "About the service",
    pattern.PatternTask: "Task of the task list",
    pattern.Check: "Rule",
    pattern.Route: "Way on",
    pattern.CheckAnswers: "Check answers and confirmation",
    q.OptionsFrom: "Options worked out from a list",
    q.Closed: "Reason for which it is closed",
    q.SharedQuestion: "Question of the shared step",
    process.TaskOutcome: "Outcome",
    process.TaskCheck: "Rule",
    process.CaseEvent: "Event",
    process.Effect: "Message to another system",
    service.Kpi: "Figure",
    service.RecordType: "Record",
    service.PriceLine: "Line of the price",
}
# What a collection is called: its title, and one of it.
COLLECTIONS: Mapping[str, tuple[str, str]] = {
    "pages": ("Pages", "page"),
    "questions": ("Questions", "question"),
    "options": ("Options", "option"),
    "rows": ("Rows", "row"),
    "form": ("What is recorded", "question"),
    "checks": ("Rules over the answers", "rule"),
    "go": ("Where next", "way on"),
    "ends": ("Ends before submitting", "end"),
    "tasks": ("Tasks", "task"),
    "settings": ("Settings", "setting"),
    "bindings": ("What each council fills in", "binding"),
    "bounds": ("Limits", "limit"),
    "law": ("Law", "law"),
    "purposes": ("Purposes of personal data", "purpose"),
    "kpis": ("Figures", "figure"),
    "lookups": ("Lookups in other systems", "lookup"),
    "contracts": ("Contracts of its own", "contract"),
    "types": ("Records", "record"),
    "values": ("Named results", "result"),
    "tables": ("Decision tables", "table"),
    "prices": ("Prices", "price"),
    "lines": ("Lines", "line"),
    "bookings": ("Bookings", "booking"),
    "roles": ("Roles", "role"),
    "stages": ("Stages", "stage"),
    "events": ("Events", "event"),
    "clocks": ("Time limits", "time limit"),
    "notices": ("Notices", "notice"),
    "effects": ("Messages to other systems", "message"),
    "outcomes": ("Outcomes", "outcome"),
    "reasons": ("Reasons", "reason"),
    "closed": ("Reasons for which it cannot be chosen", "reason"),
}


def label(cls: type, field: FieldPlan) -> str:
    """What the box of a field is called."""
    for known in cls.__mro__:
        if words := _OF.get((known, field.key)):
            return words
    return _ANY.get(field.key) or _spaced(field.key).capitalize()


def hint(cls: type, field: FieldPlan) -> str:
    """What the language says of a field, without the marks of code; nothing where its label says as much.

    >>> plan = plan_of(pattern.Page)
    >>> hint(pattern.Page, plan.by_key["after"])
    'What is said after the questions.'
    >>> hint(pattern.Page, plan.by_key["show"])
    "When the page is shown. Such as kind == 'food' && !late."
    """
    said = f"{field.says.replace('`', '')} {_examples(field)}".strip()
    meant = _words(said) - _SMALL
    return "" if meant <= _words(label(cls, field)) else said


def _examples(field: FieldPlan) -> str:
    """What can be written where a condition, a length of time or an amount is wanted."""
    if field.shape not in (EXPRESSION, CONDITION):
        return ""
    return next((said for keys, said in _WRITTEN.items() if field.key in keys), "")


_WRITTEN: Mapping[tuple[str, ...], str] = {
    ("if", "show", "holds", "required_if", "refuse", "other"): "Such as kind == 'food' && !late.",
    (
        "due",
        "runs",
        "opens",
        "before",
        "warn",
        "hold",
        "extend",
        "length",
    ): "Such as working_days(5), or settings.window.",
    ("amount", "least", "most"): "Such as pounds('37.50'), or settings.fee * 2.",
    ("earliest", "latest"): "Such as today, or before(today, weeks(2)).",
}

_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "it",
        "its",
        "is",
        "are",
        "of",
        "to",
        "for",
        "in",
        "what",
        "when",
        "whether",
        "who",
        "how",
        "where",
        "if",
    ]
)


def _words(said: str) -> set[str]:
    return set("".join(each if each.isalpha() else " " for each in said.lower()).split())


def name_of(cls: type) -> str:
    """What a kind of part is called.

    >>> name_of(process.CaseEvent), name_of(pattern.Page), name_of(q.LongTextQuestion)
    ('Event', 'Page', 'Long text question')
    """
    words = _CLASSES.get(cls)
    if words is None:
        name = "".join(f" {each.lower()}" if each.isupper() else each for each in cls.__name__).strip()
        words = name.capitalize()
    return words


def about(cls: type) -> str:
    """What a kind of part is, in the language's own first sentence."""
    return plan_of(cls).says.partition("\n")[0].replace("`", "")


def word(value: str) -> str:
    """A word of a closed list as people read it."""
    return _spaced(value).capitalize()


def one_more(key: str) -> str:
    """One of a collection, with its article.

    >>> one_more("options"), one_more("pages")
    ('an option', 'a page')
    """
    one = collection(key)[1]
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


def collection(key: str) -> tuple[str, str]:
    """What a collection is called, and one of it."""
    return COLLECTIONS.get(key) or (_spaced(key).capitalize(), "part")


def _spaced(key: str) -> str:
    return key.replace("_", " ").strip()
