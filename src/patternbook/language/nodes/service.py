"""A service definition, whole, and the parts that pattern and process share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from patternbook.language.nodes.base import Condition, Data, Date, Doc, Expr, Keyed, Part, Text, To
from patternbook.language.nodes.pattern import Check, CheckAnswers, End, Page, PatternTask
from patternbook.language.nodes.process import Process

Nation = Literal["england", "scotland", "wales", "northern_ireland"]
Function = Literal[
    "waste", "streets", "social_care", "housing", "roads", "transport",
    "education", "planning", "leisure", "culture", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Part):
    """A law, code or standard that part of the service rests on."""

    title: Annotated[Text, Doc("Its name with section, as cited.")]
    url: Annotated[str | None, Doc("Where it is published.")] = None
    says: Annotated[Text | None, Doc("What it requires, in a sentence.")] = None
    nations: Annotated[tuple[Nation, ...], Doc("Where it applies; all if left out.")] = ()
    from_: Annotated[Date | None, Doc("The first day on which it applies.")] = None
    to: Annotated[Date | None, Doc("The last day on which it applies.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Part):
    """Why personal data is held, on what basis, and for how long (UK GDPR articles 5, 6, 9)."""

    title: Annotated[Text, Doc("What the data is for, as the privacy notice says it.")]
    basis: Annotated[
        Literal["public_task", "legal_obligation", "consent", "contract", "vital_interests"],
        Doc("The lawful basis of article 6."),
    ]
    special: Annotated[str | None, Doc("The condition of article 9, for special categories.")] = None
    keep: Annotated[Data, Doc("How long: a period, such as `{length: 2, unit: year}`.")]
    after: Annotated[Literal["closed", "submitted", "last_contact"], Doc("From when.")] = "closed"
    law: Annotated[str | None, Doc("The law behind the basis."), To("law")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi(Part):
    """A figure that says how the service does, recomputed from events."""

    title: Annotated[Text, Doc("The figure's name.")]
    counts: Annotated[
        Literal["submissions", "completion", "satisfaction", "clock_kept", "time_to_close", "outcome"],
        Doc("What is counted."),
    ]
    of: Annotated[str | None, Doc("The clock or the closed stage that it is counted of.")] = None
    target: Annotated[int | None, Doc("The target, in per cent.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding(Part):
    """Who or where at this council: filled on the adoption, never in the definition."""

    title: Annotated[Text, Doc("What the council is asked for.")]
    type: Annotated[
        Literal["team", "email", "phone", "url", "address", "hours", "text", "ledger_code", "connection"],
        Doc("What kind of value it is."),
    ]
    contract: Annotated[
        str | None, Doc("For a connection: the contract that the connected system fills.")
    ] = None
    required: Annotated[bool, Doc("Whether the service can be switched on without it.")] = True
    bilingual: Annotated[bool, Doc("Whether a council in Wales gives it in both languages.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Part):
    """A limit on a setting, with who set it."""

    min: Annotated[Data | None, Doc("The least value allowed.")] = None
    max: Annotated[Data | None, Doc("The greatest value allowed.")] = None
    law: Annotated[
        str | None, Doc("The law that sets it; without one it is the service's own."), To("law")
    ] = None
    because: Annotated[Text | None, Doc("Why, shown to whoever is refused.")] = None
    nations: Annotated[tuple[Nation, ...], Doc("Where it holds; everywhere if left out.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Part):
    """A typed, bounded, dated value that each council fills."""

    title: Annotated[Text, Doc("The setting's name, as a council reads it.")]
    about: Annotated[Text | None, Doc("What it changes for residents.")] = None
    type: Annotated[str, Doc("Its type, such as `money`, `period`, `table(period)` or `choice(a, b)`.")]
    unit: Annotated[str | None, Doc("The unit of a number.")] = None
    default: Annotated[Data | None, Doc("The value where a council says nothing.")] = None
    bounds: Annotated[Keyed[Bound], Doc("Limits from law or from the service.")] = field(
        default_factory=Keyed
    )
    generous: Annotated[
        Literal["higher", "lower", "neither"], Doc("Which direction is better for the resident.")
    ] = "neither"
    as_of: Annotated[
        Literal["today", "submitted", "event", "end_of_term"], Doc("Whose date picks the dated value.")
    ] = "submitted"
    law: Annotated[str | None, Doc("The law that it comes from."), To("law")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType(Part):
    """A named record, used by contracts, settings and tables."""

    fields: Annotated[Keyed[str], Doc("Each field's type by its key.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Part):
    """A typed question to another system, which any system that keeps the contract can answer."""

    about: Annotated[Text, Doc("What is asked, in a sentence.")]
    takes: Annotated[Keyed[str], Doc("The type of each input.")]
    gives: Annotated[str, Doc("The type of what is found.")]
    max: Annotated[int, Doc("The most items a list may have.")] = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Part):
    """A call of a contract. Its key is a name in expressions; it can be unknown, with a reason."""

    contract: Annotated[str, Doc("Which contract, shipped or declared here.")]
    with_: Annotated[Keyed[Expr], Doc("The inputs.")] = field(default_factory=Keyed)
    keep: Annotated[int, Doc("How many minutes a result may be used again.")] = 15
    recheck: Annotated[
        tuple[Literal["submit", "payment"], ...], Doc("When it is asked again, whatever was kept.")
    ] = ()
    changed: Annotated[
        str | None,
        Doc("Where the resident goes when the recheck gives another answer: `page.x` or `end.x`."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Part):
    """A named result of an expression; with `takes`, a function of those inputs."""

    is_: Annotated[Expr, Doc("The expression.")]
    takes: Annotated[Keyed[str], Doc("Inputs by name and type, for a value that is called.")] = field(
        default_factory=Keyed
    )
    title: Annotated[Text | None, Doc("Its name, where officers or residents see it.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Part):
    """A row of a decision table."""

    if_: Annotated[Expr | None, Doc("When the row applies; a row without it always does.")] = None
    unknown: Annotated[bool | None, Doc("Whether it applies when that is unknown.")] = None
    gives: Annotated[Keyed[Expr], Doc("The outputs.")]
    because: Annotated[Text | None, Doc("The reason, for letters and explanations.")] = None
    from_: Annotated[Date | None, Doc("The first day of the row.")] = None
    to: Annotated[Date | None, Doc("The last day of the row.")] = None
    law: Annotated[str | None, Doc("The law behind the row."), To("law")] = None
    nations: Annotated[tuple[Nation, ...], Doc("Where the row applies.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Part):
    """A decision table. Its key is a name in expressions: a record of the outputs, or a list."""

    takes: Annotated[Keyed[str], Doc("Inputs by name and type, for a table that is called.")] = field(
        default_factory=Keyed
    )
    gives: Annotated[Keyed[str], Doc("The type of each output.")]
    hit: Annotated[
        Literal["first", "only", "collect"], Doc("First row, only row, or every row that applies.")
    ] = "first"
    as_of: Annotated[Expr | None, Doc("The date that picks dated rows; today if left out.")] = None
    indicative: Annotated[bool, Doc("Only a hint: an officer decides.")] = False
    rows: Annotated[Keyed[Row], Doc("The rows, in order.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine(Part):
    """One line of a price."""

    title: Annotated[Text, Doc("What the line is for.")]
    if_: Annotated[Expr | None, Doc("When it is charged.")] = None
    unknown: Annotated[bool | None, Doc("Whether it is charged when that is unknown.")] = None
    amount: Annotated[Expr, Doc("The amount, in pence; negative for a discount.")]
    vat: Annotated[Literal["standard", "exempt", "outside_scope", "zero"], Doc("How it is taxed.")] = (
        "outside_scope"
    )
    ledger: Annotated[str | None, Doc("The binding with the ledger code."), To("bindings")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Part):
    """What is charged. Its key is a name in expressions: the total, in pence."""

    title: Annotated[Text, Doc("What is charged for.")]
    as_of: Annotated[Expr | None, Doc("The date whose prices apply; today if left out.")] = None
    lines: Annotated[Keyed[PriceLine], Doc("The lines, in order.")]
    least: Annotated[Expr | None, Doc("The least that is charged.")] = None
    most: Annotated[Expr | None, Doc("The most that is charged.")] = None
    refuse: Annotated[Condition | None, Doc("When there is no price, and the service says no.")] = None
    pay: Annotated[Literal["now", "on_approval", "on_collection", "later"], Doc("When it is paid.")] = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Part):
    """A slot with capacity, held while the resident goes on."""

    contract: Annotated[str, Doc("The contract that offers slots.")]
    with_: Annotated[Keyed[Expr], Doc("The inputs of the contract.")] = field(default_factory=Keyed)
    counts: Annotated[Expr | None, Doc("How much of the slot is used; 1 if left out.")] = None
    hold: Annotated[Expr, Doc("How long the slot is held: a period.")]
    extend: Annotated[Expr | None, Doc("How much longer it is held at payment.")] = None
    recheck: Annotated[tuple[Literal["submit", "payment"], ...], Doc("When the hold is tested again.")] = (
        "submit",
        "payment",
    )
    gone: Annotated[str, Doc("Where the resident goes when the slot is gone: `page.x` or `end.x`.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who is spoken of: texts with forms `self` and `other` follow it."""

    other: Annotated[Expr, Doc("True where the resident applies for somebody else.")]
    unknown: Annotated[bool | None, Doc("What counts before that is known.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A whole service: its pattern and its process."""

    patternbook: Annotated[int, Doc("The version of the language: 1.")]
    service: Annotated[str, Doc("The service's key, the same in every council.")]
    title: Annotated[Text, Doc("What the service does, beginning with a verb.")]
    summary: Annotated[Text, Doc("What a resident can do here, in a sentence or two.")]
    nations: Annotated[tuple[Nation, ...], Doc("Where the service is lawful as written.")]
    function: Annotated[Function, Doc("The council function that it belongs to.")]
    lgsl: Annotated[tuple[int, ...], Doc("Ids in the Local Government Services List.")] = ()
    lgil: Annotated[tuple[int, ...], Doc("Ids in the Local Government Interactions List.")] = ()
    licence: Annotated[str, Doc("The licence of the text, by SPDX id.")] = "MIT"
    sensitive: Annotated[bool, Doc("Exit this page, quiet notices, hidden from shared accounts.")] = False
    not_after: Annotated[Date | None, Doc("Drafts begun under this text may not be submitted later.")] = None
    law: Annotated[Keyed[Law], Doc("The laws that it rests on.")] = field(default_factory=Keyed)
    purposes: Annotated[Keyed[Purpose], Doc("Why personal data is held.")] = field(default_factory=Keyed)
    kpis: Annotated[Keyed[Kpi], Doc("How well it does.")] = field(default_factory=Keyed)
    bindings: Annotated[Keyed[Binding], Doc("What each council fills in about itself.")] = field(
        default_factory=Keyed
    )
    settings: Annotated[Keyed[Setting], Doc("What each council decides.")] = field(default_factory=Keyed)
    types: Annotated[Keyed[RecordType], Doc("Named records.")] = field(default_factory=Keyed)
    contracts: Annotated[Keyed[Contract], Doc("Contracts of its own, besides the shipped ones.")] = field(
        default_factory=Keyed
    )
    lookups: Annotated[Keyed[Lookup], Doc("What is asked of other systems.")] = field(default_factory=Keyed)
    values: Annotated[Keyed[Value], Doc("Named results.")] = field(default_factory=Keyed)
    tables: Annotated[Keyed[Table], Doc("Decision tables.")] = field(default_factory=Keyed)
    prices: Annotated[Keyed[Price], Doc("Prices.")] = field(default_factory=Keyed)
    bookings: Annotated[Keyed[Booking], Doc("Bookings.")] = field(default_factory=Keyed)
    audience: Annotated[Audience | None, Doc("Who is spoken of.")] = None
    start: Annotated[Text | None, Doc("What the start page says before the first question.")] = None
    tasks: Annotated[Keyed[PatternTask], Doc("The task list, where pages are grouped in one.")] = field(
        default_factory=Keyed
    )
    pages: Annotated[Keyed[Page], Doc("The pages, in order.")]
    checks: Annotated[Keyed[Check], Doc("Rules over answers of several pages, at check answers.")] = field(
        default_factory=Keyed
    )
    ends: Annotated[Keyed[End], Doc("The ways in which a journey ends without being submitted.")] = field(
        default_factory=Keyed
    )
    check_answers: Annotated[CheckAnswers, Doc("The check answers page and the confirmation.")]
    process: Annotated[Process, Doc("How the council delivers it.")]
