"""What each code of a problem means, in the groups in which somebody meets them.

`docs/reference/problems.md` is written from this table. A test finds each code that the program gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = """# Problems

Every problem has a code that stays the same between versions. `patternbook check` writes one problem a line, as
`file:line:column: severity code: message`, and says what to do. An error stops a service from running; a warning
does not. This page says what each code means.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Codes that are met in the same place: a heading, where that is, and what each means."""

    title: str
    where: str
    codes: Mapping[str, str]


READING = Group(
    "Reading a file",
    "The text is not YAML of the kind that Patternbook reads, or a part is not what stands there.",
    {
        "alias": "A value is repeated with `*`. Values are written out, so that each can be changed alone.",
        "anchor": "A value is given a name with `&`. Values are written out, so that each can be changed alone.",
        "bad-key": "A key is not made of small letters, digits and underscores, beginning with a letter.",
        "directive": "A line begins with `%`. The file is YAML without directives.",
        "empty-file": "There is nothing in the file.",
        "hidden-character": "A character cannot be seen, such as a control character or a mark that turns the direction of text.",
        "merge-key": "Parts are merged with `<<`. They are written out.",
        "missing-field": "A part lacks something that it must say.",
        "no-english": "A text has no English, from which others are translated.",
        "no-other-form": "A text with forms lacks the form `other`, which is used where no other fits.",
        "no-such-day": "A date is not in the calendar, such as 30 February.",
        "no-value": "A key stands there without a value.",
        "no-words": "A text is empty.",
        "not-a-key": "Something other than a word stands where a key must, such as a list.",
        "not-yaml": "The text cannot be read as YAML. Often the indentation or a quotation mark is wrong.",
        "repeated-key": "A key stands twice in one part.",
        "several-documents": "The file holds more than one document, parted by `---`.",
        "tag": "A value has a YAML tag such as `!!str`. Kinds of values are told by their place.",
        "too-deep": "Parts stand in parts more deeply, or expressions in expressions, than can be followed safely.",
        "too-great": "A number is greater than a whole number of 64 bits can be.",
        "too-large": "The file is larger than 1 MiB.",
        "too-many-parts": "The file, or an expression, has more parts than can be looked at safely.",
        "unknown-choice": "A word is none of those that may stand there.",
        "unknown-field": "A part has no field of this name.",
        "unknown-form": "A text has no form of this name.",
        "unknown-kind": "There is no kind of question of this name.",
        "unknown-language": "Texts are in English (`en`) and Welsh (`cy`).",
        "unknown-version": "The file is in a version of the language that this version of Patternbook does not know.",
        "wrong-type": "A value is of another kind than the field takes, such as a list instead of a text.",
    },
)

STRUCTURE = Group(
    "How parts fit together",
    "The file can be read, and its parts do not fit.",
    {
        "backward-route": "A page leads back. Routing is one pass over the answers, so a route leads to a later page.",
        "broken-step": "A shared step that the page uses has problems of its own.",
        "dead-end": "No route leads to an end. A warning.",
        "dead-page": "Nobody can come to a page.",
        "dead-route": "A route is never taken, because one before it always is.",
        "dead-stage": "No case can come to a stage.",
        "early-result": "A stage that is not closed says how the case ended.",
        "empty-page": "A page has neither questions nor words.",
        "form-unknown": "A text has a form that no case has.",
        "missing-ask": "A question does not say of what kind it is, and the shared step has none of this key.",
        "missing-input": "A lookup or effect leaves out an input of its contract.",
        "never-closed": "No stage is closed, so no case could ever end.",
        "no-nations": "The service says nowhere that it is lawful.",
        "no-options": "A choice has nothing to choose.",
        "no-outcomes": "An expression asks for the outcome of a task that has no outcomes.",
        "no-pages": "The service has no pages.",
        "no-purpose": "A question asks for personal data and does not say for what purpose it is held (UK GDPR, article 5).",
        "no-result": "A closed stage does not say how the case ended.",
        "no-special-condition": "Special category data is held without a condition of UK GDPR, article 9.",
        "no-stages": "The process has no stages.",
        "no-title": "A page with several questions has no heading.",
        "own-doer": "A task says that whoever does it may not do it.",
        "repeated-item": "Something stands twice in a list.",
        "repeated-name": "Two parts have a key that would mean two things in an expression.",
        "stuck-stage": "A case that comes to an open stage can never leave it.",
        "taken-name": "A key is a name that expressions already have, such as `today`.",
        "unknown-contract": "There is no contract of this name.",
        "unknown-happening": "What starts, stops or sends something cannot come about, such as a task that is not there.",
        "unknown-input": "A lookup or effect gives an input that its contract does not take.",
        "unknown-licence": "The licence is not one that lets others adopt the service, by its SPDX id.",
        "unknown-reference": "A key names nothing, such as a law that is not declared.",
        "unknown-step": "There is no shared step of this name.",
        "unknown-target": "A route leads to a page, end or stage that is not there.",
        "unused": "Nothing uses a part. A warning.",
        "waits-for-itself": "Tasks wait for each other in a circle.",
        "work-when-closed": "A closed stage has tasks or routes.",
    },
)

SETTINGS = Group(
    "Settings and types",
    "What is declared about settings and types is not right.",
    {
        "empty-bounds": "No value could keep within the bounds.",
        "no-bounds": "A bound is set on a type that has no least and greatest value.",
        "not-of-type": "A usual value or a bound is not of the setting's type.",
        "outside-bounds": "The usual value is outside the bounds.",
        "unknown-type": "A type cannot be read, or is not known.",
    },
)

EXPRESSIONS = Group(
    "Expressions",
    "A condition, a value or what stands in double brackets.",
    {
        "always-false": "A condition never holds, whatever the answers.",
        "always-true": "A condition always holds, whatever the answers.",
        "asked-later": "An expression needs an answer that is not asked before it.",
        "circle": "Something is worked out from itself.",
        "hole-can-be-unknown": "What is filled in can be unknown, and then a dash is shown. A warning.",
        "hole-empty": "Nothing stands in the double brackets.",
        "hole-open": "Double brackets are opened and not closed.",
        "literal": 'A date, time or amount that is written out is none, such as `date("2026-13-01")`.',
        "number-range": "A number is greater than a whole number of 64 bits can be.",
        "output-missing": "A row of a table leaves out an output.",
        "output-unknown": "A row of a table gives an output that the table does not have.",
        "outside": "This is part of CEL, and not of the subset that Patternbook has.",
        "row-never-applies": "A row of a table comes after one that always applies.",
        "rows-overlap": "In a table in which only one row may apply, two apply together.",
        "shadows": "The name of an item is already the name of something else.",
        "syntax": "The expression cannot be read.",
        "table-can-miss": "No row of a table may apply, and then the result is unknown. A warning.",
        "too-costly": "In the worst case the expression takes too many steps.",
        "too-long": "The expression has more than 2,000 characters.",
        "too-many-rounds": "Lookups wait for lookups more often than a page can ask.",
        "type": "An operator or function is given something that it does not take.",
        "unknown-function": "There is no function of this name.",
        "unknown-missing": "A condition can be unknown, and does not say what counts then. Unknown is not false.",
        "unknown-name": "There is nothing of this name at this place.",
        "unknown-needless": "A condition says what counts where it is unknown, and it never is.",
        "unknown-option": "An answer is compared with an option that the question does not have.",
        "wrong-result": "The expression gives another type than is wanted at its place.",
    },
)

WELSH = Group(
    "Welsh",
    "Only where a service is offered in Wales. Warnings, on which publishing is refused except for the last.",
    {
        "welsh-missing": "A text that residents read has no Welsh.",
        "welsh-stale": "The English has changed since the Welsh was marked as its translation.",
        "welsh-unmarked": "Welsh texts do not say which English they translate, so that nobody can see when they are stale.",
    },
)

RUNNING = Group(
    "What does not run yet",
    "The service is right, and this version of Patternbook cannot run a part of it.",
    {"not-run-yet": "Questions of this kind can be written and checked, and cannot be asked yet."},
)

ADOPTING = Group(
    "What a council chooses",
    "Choices are looked at when a council adopts a service, and when it is switched on.",
    {
        "another-nation": "The choices are for another nation than the council's.",
        "another-service": "The choices are for another service.",
        "both-changed": "What is prepared and what is in force both changed the same thing.",
        "changed-since": "Another revision was put in force after the changes were begun.",
        "locked": "A setting is fixed by law, or may only be made more generous.",
        "missing-binding": "Something is not filled in that the service needs before it is switched on.",
        "not-adopted": "The council has not adopted the service.",
        "not-lawful-here": "The service is not written for the law of the council's nation.",
        "out-of-bounds": "A value is outside what the law or the service allows.",
        "recalled": "The publisher recalled this version: nobody can take it any more.",
        "unknown-binding": "The service has no binding of this name.",
        "unknown-setting": "The service has no setting of this name.",
        "wrong-binding": "The value of a binding does not look like one, such as an email address without `@`.",
        "wrong-setting": "The value of a setting is not of its type.",
    },
)

PUBLISHING = Group(
    "Publishing",
    "A text is published for ever, so it is looked at once more.",
    {
        "anothers-service": "Another publisher published the service first, and owns its key.",
        "being-edited": "Designers of the council are editing this service already.",
        "no-reason": "A recall must say why, and what councils must do.",
        "no-such-side": "The version has no law or no translation of this kind to sign off.",
        "not-a-number": "A version's number is not three whole numbers, such as 1.0.0.",
        "number-taken": "A version of this number, or of a later one, is already published.",
        "page-key-taken": "A page's address would be that of a page which every service has, such as the confirmation.",
        "recalled-already": "The version was recalled before.",
        "signed-already": "The same person signed this off before.",
        "text-published": "This very text is already published.",
    },
)

BETWEEN = Group(
    "Between councils and publishers",
    "A newer version is brought in, or a council offers what it changed.",
    {
        "answered-already": "The offer was answered before.",
        "anothers-offer": "The offer was made to another publisher.",
        "older-than-current": "The council runs a newer version by now; an upgrade does not go back.",
        "decided-already": "The upgrade was applied or declined before.",
        "nobody-to-ask": "The publisher of the service does not answer offers here.",
        "nothing-offered": "None of the changes was selected to be offered.",
        "nothing-taken": "None of the changes was selected to be taken.",
        "undecided": "Both sides changed the same thing, and nobody has decided which stands.",
    },
)

EXAMPLES = Group(
    "Examples",
    "An example comes out otherwise than it says, or cannot be run.",
    {
        "answer-not-refused": "An answer is taken that the example says is refused.",
        "answer-refused": "An answer is refused that the example gives.",
        "answer-wrong": "An answer cannot be given in this form.",
        "clock-differs": "A clock ends at another time.",
        "end-differs": "The journey comes to another end, or to none.",
        "example-wrong": "A time or nation in the example cannot be read.",
        "lookup-missing": "A lookup is asked, and the example does not say what it gives.",
        "notices-differ": "Other notices are sent.",
        "option-differs": "An option is open, closed or absent otherwise than the example says.",
        "pages-differ": "Other pages are on the way.",
        "stage-differs": "The case is in another stage.",
        "step-not-refused": "A step is taken that the example says is refused.",
        "step-refused": "A step is refused.",
        "submitted-differs": "The journey can be submitted, or cannot, otherwise than the example says.",
        "unknown-question": "The service has no question of this name.",
        "unknown-value": "The service has no value of this name.",
        "value-differs": "A value, table or price comes out otherwise.",
        "words-missing": "Words are not on the last page.",
    },
)

CASES = Group(
    "Steps of a case",
    "Something cannot happen to a case now. Examples show it; officers see it in plain words.",
    {
        "already-submitted": "The case was submitted before.",
        "answer-missing": "A question of the form must be answered.",
        "case-closed": "The case is closed.",
        "check-not-kept": "What is recorded does not keep a rule of the task.",
        "clock-fixed": "This clock cannot be extended.",
        "clock-not-due": "The clock has not come to that point.",
        "clock-not-running": "The clock does not run.",
        "event-time": "The time is earlier than the submission, or has no time zone.",
        "explanation-missing": "It must be written why.",
        "four-eyes": "Somebody else must do this task (four eyes).",
        "link-missing": "It must be said which other case is meant.",
        "no-stage": "The process has no stage in which a case could begin.",
        "not-allowed-now": "The guard of the event does not hold.",
        "not-asked": "A question of the form is answered that is not asked now.",
        "not-in-this-stage": "The event cannot happen in this stage.",
        "not-submitted": "The case has not begun.",
        "outcome-missing": "It must be said how the task ended.",
        "outcome-not-offered": "This outcome cannot be chosen now.",
        "process-loop": "What follows from a step would lead to the same stage without end.",
        "reason-missing": "A reason must be given.",
        "reason-not-offered": "This reason cannot be given now.",
        "task-not-open": "The task is not open: done, not needed, or waiting for another.",
        "timer-not-due": "The time of the timer has not come.",
        "unknown-clock": "The process has no clock of this name.",
        "unknown-event": "The process has no event of this name.",
        "unknown-outcome": "The task has no outcome of this name.",
        "unknown-reason": "The outcome has no reason of this name.",
        "unknown-task": "The process has no task of this name, or none for this item.",
        "until-missing": "It must be said until when the clock is extended.",
        "until-too-early": "The clock would end earlier than it does already.",
        "who-missing": "It must be said who did it, because another task may not be done by the same person.",
        "wrong-role": "This role cannot do it.",
    },
)

MOVING = Group(
    "Moving a case",
    "A live case stays on the version under which it began. Moved to another, it cannot take this along.",
    {
        "answer-gone": "An answer was recorded, and the question is gone or takes something else.",
        "clock-gone": "A time limit told of a moment or was extended, and is gone.",
        "event-gone": "An event happened, and is gone.",
        "items-changed": "A task or time limit is for each item of a list, and the list is another.",
        "outcome-gone": "A task ended in a way that is gone.",
        "reason-gone": "A reason was given that is gone.",
        "stage-gone": "The case came to a stage that is gone.",
        "stage-turned": "The stage in which the case stands would close, or open again, by the move alone.",
        "task-elsewhere": "A task that was done is in another stage, in which it would begin anew.",
        "task-gone": "A task is open or done, and is gone.",
    },
)

GROUPS: tuple[Group, ...] = (
    READING,
    STRUCTURE,
    SETTINGS,
    EXPRESSIONS,
    WELSH,
    RUNNING,
    EXAMPLES,
    CASES,
    MOVING,
    ADOPTING,
    PUBLISHING,
    BETWEEN,
)
"""Every code that the program gives, in the order of the page."""


def markdown() -> str:
    """The page, as Markdown."""
    return HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for group in GROUPS:
        yield f"\n## {group.title}\n\n{group.where}\n\n| code | what it means |\n|---|---|\n"
        for code, meaning in sorted(group.codes.items()):
            yield f"| `{code}` | {meaning} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
