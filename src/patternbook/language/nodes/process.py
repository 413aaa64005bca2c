"""The process: how the council delivers the service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from patternbook.language.kinds.questions import Question
from patternbook.language.nodes.base import Condition, Data, Doc, Expr, Keyed, Part, Text, To
from patternbook.language.nodes.pattern import Route

# What can happen to a case, as written in `starts`, `on` and alike:
#   submitted | paid | stage.<stage> | task.<task> | task.<task>.<outcome> | event.<event>
#   clock.<clock>.warn | clock.<clock>.due | clock.<clock>.opens
When = Annotated[str, Doc("`submitted`, `stage.x`, `task.x`, `task.x.outcome`, `event.x`, `clock.x.due` …")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Part):
    """Who does tasks. Each council binds its teams to roles."""

    title: Annotated[Text, Doc("The role's name.")]
    outside: Annotated[bool, Doc("Not the council's own staff, such as a contractor.")] = False
    team: Annotated[str | None, Doc("The binding with the team."), To("bindings")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Part):
    """A reason that can be given for an outcome."""

    title: Annotated[Text, Doc("The reason, for officers.")]
    says: Annotated[Text | None, Doc("What the resident is told.")] = None
    show: Annotated[Condition | None, Doc("When the reason can be given.")] = None
    law: Annotated[str | None, Doc("The law behind the reason."), To("law")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOutcome(Part):
    """One way in which a task can end."""

    title: Annotated[Text, Doc("The choice, for the officer.")]
    show: Annotated[Condition | None, Doc("When it can be chosen.")] = None
    reasons: Annotated[Keyed[Reason], Doc("Reasons, of which one is required where there are any.")] = field(
        default_factory=Keyed
    )
    explain: Annotated[bool, Doc("Whether the officer must also write why.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Part):
    """Work for somebody."""

    title: Annotated[Text, Doc("What to do, beginning with a verb.")]
    about: Annotated[Text | None, Doc("Help for whoever does it.")] = None
    role: Annotated[str, Doc("Who does it."), To("roles")]
    assign: Annotated[
        Expr | None,
        Doc("Which of the role's teams or bodies gets it: a key, such as a ward's or a school's."),
    ] = None
    after: Annotated[tuple[str, ...], Doc("Tasks of the stage that come first."), To("tasks")] = ()
    join: Annotated[Literal["all", "any"], Doc("Whether all or any of `after` must be done.")] = "all"
    show: Annotated[Condition | None, Doc("When the task is needed.")] = None
    for_each: Annotated[Expr | None, Doc("A list: one task for each item.")] = None
    key: Annotated[Expr | None, Doc("The key of an item, where `for_each` is given; the name is `item`.")] = (
        None
    )
    not_by: Annotated[str | None, Doc("A task whose doer may not do this one (four eyes).")] = None
    due: Annotated[Expr | None, Doc("How long it may take: a period.")] = None
    form: Annotated[Keyed[Question], Doc("What the officer records.")] = field(default_factory=Keyed)
    checks: Annotated[Keyed[TaskCheck], Doc("Rules over what is recorded.")] = field(default_factory=Keyed)
    outcomes: Annotated[Keyed[TaskOutcome], Doc("How it can end; done, if left out.")] = field(
        default_factory=Keyed
    )
    decision: Annotated[bool, Doc("A decision about the resident: it is kept with its reasons.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCheck(Part):
    """A rule over what an officer records."""

    holds: Annotated[Expr, Doc("What must be true.")]
    unknown: Annotated[bool | None, Doc("Whether it counts as kept when that is unknown.")] = None
    message: Annotated[Text, Doc("What the officer is told where it is not.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Part):
    """Where a case stands. Its tasks run; when they are done, the first route that applies is taken."""

    title: Annotated[Text, Doc("The stage's name, for officers.")]
    label: Annotated[Text, Doc("What the resident sees as the state.")]
    says: Annotated[Text | None, Doc("What the resident is told to expect.")] = None
    kind: Annotated[
        Literal["open", "waiting", "closed"], Doc("Open, waiting for somebody outside, or closed.")
    ] = "open"
    result: Annotated[
        Literal["met", "refused", "withdrawn", "duplicate", "lapsed", "handed_on"] | None,
        Doc("For a closed stage: how it ended, for figures."),
    ] = None
    tasks: Annotated[Keyed[Task], Doc("What is to do.")] = field(default_factory=Keyed)
    join: Annotated[Literal["all", "any"], Doc("Whether all tasks or any must be done to go on.")] = "all"
    go: Annotated[Keyed[Route], Doc("Where next: `stage.x`. The next stage, if none applies.")] = field(
        default_factory=Keyed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Part):
    """Something that can happen to a case in any stage named."""

    title: Annotated[Text, Doc("What happens.")]
    button: Annotated[
        Text | None, Doc("What somebody who can make it happen chooses; the title, if left out.")
    ] = None
    by: Annotated[
        tuple[str, ...],
        Doc("Who can make it happen: roles, `resident`, `outside` (another system) or `timer`."),
    ]
    while_: Annotated[
        tuple[str, ...], Doc("Stages in which it can; every open one, if left out."), To("stages")
    ] = ()
    if_: Annotated[Condition | None, Doc("A guard.")] = None
    at: Annotated[Expr | None, Doc("For a timer: when.")] = None
    form: Annotated[Keyed[Question], Doc("What is recorded.")] = field(default_factory=Keyed)
    reasons: Annotated[Keyed[Reason], Doc("Reasons, of which one is required where there are any.")] = field(
        default_factory=Keyed
    )
    sets: Annotated[
        Keyed[Expr], Doc("Answers that the event changes, such as the sessions left after one is cancelled.")
    ] = field(default_factory=Keyed)
    to: Annotated[str | None, Doc("The stage that the case goes to: `stage.x`. It stays, if left out.")] = (
        None
    )
    links: Annotated[
        Literal["duplicate_of", "child", "follow_on", "appeal_of", "renewal_of", "escalation_of"] | None,
        Doc("The event links another case, in this sense."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Part):
    """A legal or promised time limit.

    With `runs`, a deadline that long after the start; with `before`, a backwards clock that ends
    that long before the time in `from`; with `opens`, a window.
    """

    title: Annotated[Text, Doc("What must be done in time.")]
    label: Annotated[Text | None, Doc("What residents see it called; the title, if left out.")] = None
    starts: Annotated[tuple[When, ...], Doc("What starts it; several starts restart it.")] = ("submitted",)
    from_: Annotated[Expr | None, Doc("The time that is counted from, where it is not when it starts.")] = (
        None
    )
    runs: Annotated[Expr | None, Doc("How long: a period.")] = None
    opens: Annotated[Expr | None, Doc("For a window: how long after the start it opens.")] = None
    before: Annotated[Expr | None, Doc("For a backwards clock: how long before `from`.")] = None
    for_each: Annotated[Expr | None, Doc("A list: one clock for each item.")] = None
    pauses: Annotated[tuple[When, ...], Doc("What stops the count for a time.")] = ()
    resumes: Annotated[tuple[When, ...], Doc("What makes it go on.")] = ()
    stops: Annotated[tuple[When, ...], Doc("What ends it, kept or not.")] = ()
    show: Annotated[Condition | None, Doc("When the clock is needed.")] = None
    binding: Annotated[
        Literal["law", "promise", "target"],
        Doc("A duty in law, a promise to the resident, or an inner target."),
    ] = "promise"
    law: Annotated[str | None, Doc("The law that sets it."), To("law")] = None
    warn: Annotated[Expr | None, Doc("How long before the end to warn: a period.")] = None
    extend: Annotated[Literal["never", "by_agreement", "by_council"], Doc("Who may extend it.")] = "never"
    public: Annotated[bool, Doc("Whether the resident sees the date.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Part):
    """A letter, email, text or page sent to somebody about a case."""

    on: Annotated[tuple[When, ...], Doc("What sends it.")]
    to: Annotated[str, Doc("`applicant`, `subject`, `agent`, `follower`, or a role.")] = "applicant"
    show: Annotated[Condition | None, Doc("When it is sent.")] = None
    channels: Annotated[
        tuple[Literal["email", "text_message", "letter", "account"], ...],
        Doc("By which channels, the first that can reach."),
    ] = ("email",)
    subject: Annotated[Text, Doc("The subject.")]
    body: Annotated[Text, Doc("What it says.")]
    short: Annotated[Text | None, Doc("What a text message says.")] = None
    must_say: Annotated[
        tuple[str, ...], Doc("What the law requires it to hold: `reason`, `review_right`, `deadline`.")
    ] = ()
    law: Annotated[str | None, Doc("The law that requires it."), To("law")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Part):
    """A message to another system."""

    on: Annotated[tuple[When, ...], Doc("What sends it.")]
    contract: Annotated[str, Doc("The contract of the system.")]
    with_: Annotated[Keyed[Expr], Doc("What it is told.")] = field(default_factory=Keyed)
    show: Annotated[Condition | None, Doc("When it is sent.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """How a submission is delivered."""

    roles: Annotated[Keyed[Role], Doc("Who does the work.")]
    stages: Annotated[Keyed[Stage], Doc("The stages, in order.")]
    events: Annotated[Keyed[CaseEvent], Doc("What can happen in any stage.")] = field(default_factory=Keyed)
    clocks: Annotated[Keyed[Clock], Doc("Time limits.")] = field(default_factory=Keyed)
    notices: Annotated[Keyed[Notice], Doc("What is sent.")] = field(default_factory=Keyed)
    effects: Annotated[Keyed[Effect], Doc("Messages to other systems.")] = field(default_factory=Keyed)
    retain: Annotated[Data | None, Doc("How long a closed case is kept, where purposes do not say.")] = None
