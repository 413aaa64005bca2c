"""The kinds of questions. Each is a node; `ask` names its kind in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from patternbook.language.nodes.base import Condition, Doc, Expr, Keyed, Part, Text, To


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Part):
    """One answer that can be chosen."""

    label: Annotated[Text, Doc("The words beside the box.")]
    hint: Annotated[Text | None, Doc("Help under the words.")] = None
    divider: Annotated[bool, Doc("Whether an “or” stands before it.")] = False
    show: Annotated[Condition | None, Doc("When it is offered.")] = None
    closed: Annotated[Keyed[Closed], Doc("Reasons for which it is shown but cannot be chosen.")] = field(
        default_factory=Keyed
    )
    points: Annotated[int | None, Doc("Points that it counts.")] = None
    alone: Annotated[bool, Doc("Choosing it excludes all others.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Part):
    """Why an option is shown but cannot be chosen."""

    if_: Annotated[Expr, Doc("When.")]
    unknown: Annotated[bool | None, Doc("Whether it is closed when that is unknown.")] = None
    because: Annotated[Text, Doc("What the resident is told.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsFrom:
    """Options worked out from a list. In its expressions the item is called by the name in `as`."""

    each: Annotated[Expr, Doc("The list.")]
    as_: Annotated[str, Doc("The name of an item.")] = "item"
    key: Annotated[Expr, Doc("The item's stable key, a text.")]
    label: Annotated[Text, Doc("The words beside the box.")]
    hint: Annotated[Text | None, Doc("Help under the words.")] = None
    show: Annotated[Condition | None, Doc("When the item is offered.")] = None
    closed: Annotated[Keyed[Closed], Doc("Reasons for which it cannot be chosen.")] = field(
        default_factory=Keyed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """The question is asked under an option of another, when it is chosen."""

    question: Annotated[str, Doc("The question.")]
    option: Annotated[str, Doc("The option.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Part):
    """What every kind of question can say. The question's key is its answer's name in expressions."""

    ask: ClassVar[str] = ""

    label: Annotated[Text, Doc("The question, as the resident reads it.")]
    hint: Annotated[Text | None, Doc("Help under the question.")] = None
    errors: Annotated[Keyed[Text], Doc("Own words for errors, by their code.")] = field(default_factory=Keyed)
    optional: Annotated[bool, Doc("Whether it may be left empty.")] = False
    required_if: Annotated[Condition | None, Doc("When an optional question must be answered.")] = None
    show: Annotated[Condition | None, Doc("When it is asked.")] = None
    under: Annotated[Under | None, Doc("Asked under an option of another question.")] = None
    channel: Annotated[Literal["any", "resident", "staff"], Doc("Who is asked.")] = "any"
    personal: Annotated[
        str | None, Doc("The purpose for which this personal data is held."), To("purposes")
    ] = None
    special: Annotated[bool, Doc("Special category data (UK GDPR article 9).")] = False
    public: Annotated[bool, Doc("Whether the answer may be published with the case.")] = False
    prefill: Annotated[Expr | None, Doc("What is filled in before it is asked.")] = None
    returns: Annotated[tuple[str, ...], Doc("Statistical returns that the answer feeds.")] = ()


AS_THE_STEP_SAYS = Text(Keyed())


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """A line of text. Gives `text`."""

    ask: ClassVar[str] = "text"
    max: Annotated[int, Doc("The most characters.")] = 200
    pattern: Annotated[str | None, Doc("A regular expression without backtracking (RE2).")] = None
    code: Annotated[bool, Doc("A code: no spell check, no capitals added.")] = False
    autocomplete: Annotated[str | None, Doc("The HTML autocomplete value.")] = None
    width: Annotated[int | None, Doc("The width of the box, in characters.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextQuestion(Question):
    """Several lines of text. Gives `text`."""

    ask: ClassVar[str] = "long_text"
    max: Annotated[int, Doc("The most characters.")] = 2000
    words: Annotated[int | None, Doc("The most words.")] = None
    rows: Annotated[int, Doc("The height of the box, in lines.")] = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Question):
    """A whole number, or with `places` a decimal. Gives `int` or `decimal`."""

    ask: ClassVar[str] = "number"
    min: Annotated[Expr | None, Doc("The least.")] = None
    max: Annotated[Expr | None, Doc("The most.")] = None
    step: Annotated[int | None, Doc("Only multiples of this.")] = None
    places: Annotated[int, Doc("Decimal places.")] = 0
    unit: Annotated[str | None, Doc("The unit, shown after the box.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyQuestion(Question):
    """An amount of money. Gives `money`, in pence."""

    ask: ClassVar[str] = "money"
    min: Annotated[Expr | None, Doc("The least, in pence.")] = None
    max: Annotated[Expr | None, Doc("The most, in pence.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoQuestion(Question):
    """Yes or no. Gives `bool`, or `choice(yes, no, not_sure)` where “not sure” is offered."""

    ask: ClassVar[str] = "yes_no"
    not_sure: Annotated[bool, Doc("Whether “I'm not sure” is offered.")] = False
    hints: Annotated[Keyed[Text], Doc("Help under `yes`, `no` or `not_sure`.")] = field(default_factory=Keyed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """One of several. Gives `choice(…)`, or the item of a list."""

    ask: ClassVar[str] = "choice"
    options: Annotated[Keyed[Option], Doc("The options, in order.")] = field(default_factory=Keyed)
    from_: Annotated[OptionsFrom | None, Doc("Options worked out from a list.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesQuestion(Question):
    """Any number of several. Gives a list of choices, or of items."""

    ask: ClassVar[str] = "choices"
    options: Annotated[Keyed[Option], Doc("The options, in order.")] = field(default_factory=Keyed)
    from_: Annotated[OptionsFrom | None, Doc("Options worked out from a list.")] = None
    min: Annotated[int, Doc("The fewest that must be chosen.")] = 1
    max: Annotated[int | None, Doc("The most that can be chosen.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterQuestion(Question):
    """Something from a register, found by words. Gives the record of the contract."""

    ask: ClassVar[str] = "register"
    contract: Annotated[str, Doc("The contract that searches the register.")]
    with_: Annotated[Keyed[Expr], Doc("Further inputs, such as a filter by another answer.")] = field(
        default_factory=Keyed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingQuestion(Question):
    """Several in order of preference. Gives a list of choices, first choice first."""

    ask: ClassVar[str] = "ranking"
    options: Annotated[Keyed[Option], Doc("The options.")] = field(default_factory=Keyed)
    from_: Annotated[OptionsFrom | None, Doc("Options worked out from a list.")] = None
    min: Annotated[int, Doc("The fewest.")] = 1
    max: Annotated[Expr | None, Doc("The most.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixQuestion(Question):
    """The same question for many rows. Gives a record with a choice for each row."""

    ask: ClassVar[str] = "matrix"
    rows: Annotated[Keyed[Option], Doc("The rows.")]
    options: Annotated[Keyed[Option], Doc("The options of each row.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion(Question):
    """A date. Gives `date`, or with fewer `parts` the first day of the month or year."""

    ask: ClassVar[str] = "date"
    parts: Annotated[Literal["day", "month", "year"], Doc("The smallest part asked.")] = "day"
    earliest: Annotated[Expr | None, Doc("The first date allowed.")] = None
    latest: Annotated[Expr | None, Doc("The last date allowed.")] = None
    birth: Annotated[bool, Doc("A date of birth.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeQuestion(Question):
    """A time of day. Gives `time`."""

    ask: ClassVar[str] = "time"
    earliest: Annotated[Expr | None, Doc("The first time allowed.")] = None
    latest: Annotated[Expr | None, Doc("The last time allowed.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTimeQuestion(Question):
    """A date and time, local to the United Kingdom. Gives `datetime`."""

    ask: ClassVar[str] = "datetime"
    earliest: Annotated[Expr | None, Doc("The first moment allowed.")] = None
    latest: Annotated[Expr | None, Doc("The last moment allowed.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeQuestion(Question):
    """From one date or time to another. Gives a record with `start` and `end`."""

    ask: ClassVar[str] = "range"
    of: Annotated[Literal["date", "datetime"], Doc("Dates, or dates with times.")] = "date"
    length: Annotated[Expr | None, Doc("A period from which the end is worked out.")] = None
    earliest: Annotated[Expr | None, Doc("The first start allowed.")] = None
    latest: Annotated[Expr | None, Doc("The last end allowed.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceQuestion(Question):
    """Weekly until a date, with exceptions. Gives a list of `datetime`."""

    ask: ClassVar[str] = "recurrence"
    max: Annotated[int, Doc("The most times.")] = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuestion(Question):
    """A person's name. Gives `text`."""

    ask: ClassVar[str] = "name"
    split: Annotated[bool, Doc("Asked as first and last name.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailQuestion(Question):
    """An email address. Gives `text`."""

    ask: ClassVar[str] = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneQuestion(Question):
    """A telephone number. Gives `text`."""

    ask: ClassVar[str] = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeQuestion(Question):
    """A postcode. Gives `text`, with capitals and one space."""

    ask: ClassVar[str] = "postcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressQuestion(Question):
    """An address: chosen from a list that a lookup gave, or written by hand. Gives `address`.

    `from_` names the lookup; writing by hand is always possible.
    """

    ask: ClassVar[str] = "address"
    from_: Annotated[str | None, Doc("The lookup that gives addresses."), To("lookups")] = None
    no_fixed: Annotated[bool, Doc("Whether “no fixed address” is offered.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointQuestion(Question):
    """A point on a map, with an equal way in words. Gives `point`."""

    ask: ClassVar[str] = "point"
    within: Annotated[str | None, Doc("The lookup that says who is responsible there."), To("lookups")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetQuestion(Question):
    """An asset on a map, or by its number. Gives the record of the contract."""

    ask: ClassVar[str] = "asset"
    contract: Annotated[str, Doc("The contract that gives assets.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaQuestion(Question):
    """A line or area on a map. Gives `shape`."""

    ask: ClassVar[str] = "area"
    of: Annotated[Literal["line", "area"], Doc("A line or an area.")] = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion(Question):
    """Files. Gives a list of `file`."""

    ask: ClassVar[str] = "file"
    types: Annotated[
        tuple[Literal["image", "pdf", "document", "audio", "drawing"], ...], Doc("What is taken.")
    ] = ("image", "pdf")
    size: Annotated[int, Doc("The most megabytes of one file.")] = 10
    min: Annotated[int, Doc("The fewest files.")] = 1
    max: Annotated[int, Doc("The most files.")] = 5
    photo: Annotated[bool, Doc("A photo of a face, with its rules.")] = False
    instead: Annotated[Text | None, Doc("What to do for those who cannot upload.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityQuestion(Question):
    """A number that identifies, checked by its own rules. Gives `text`."""

    ask: ClassVar[str] = "identity"
    of: Annotated[
        Literal["national_insurance", "nhs", "vehicle", "uprn", "urn", "bank_account", "charity", "company"],
        Doc("Which number."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationQuestion(Question):
    """Something to agree to. Gives `bool`; the exact words are kept with the answer."""

    ask: ClassVar[str] = "declaration"
    must: Annotated[bool, Doc("Whether going on needs it.")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureQuestion(Question):
    """A name typed as a signature, with when and for whom. Gives `text`."""

    ask: ClassVar[str] = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestion(Question):
    """The same questions for each of several things. Gives a list of records.

    Inside, expressions see the questions of the same item by their keys.
    """

    ask: ClassVar[str] = "group"
    item: Annotated[Text, Doc("What one thing is called.")]
    questions: Annotated[Keyed[Question], Doc("The questions of each item.")]
    min: Annotated[Expr | None, Doc("The fewest items; 1, if left out.")] = None
    max: Annotated[Expr | None, Doc("The most items; 20, if left out.")] = None
    unique: Annotated[str | None, Doc("A question whose answers may not repeat.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotQuestion(Question):
    """A slot of a booking. Gives the record of the booking's contract."""

    ask: ClassVar[str] = "slot"
    booking: Annotated[str, Doc("The booking."), To("bookings")]
    earliest: Annotated[Expr | None, Doc("The first date offered.")] = None
    latest: Annotated[Expr | None, Doc("The last date offered.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenQuestion(Question):
    """Never asked: worked out, kept with the case, shown to officers with where it came from."""

    ask: ClassVar[str] = "hidden"
    is_: Annotated[Expr, Doc("What it is.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuestion(Question):
    """A question of the shared step that the page uses, with some parts said anew.

    Written without `ask`, on a page that says `use`. What is said here replaces what the step
    says; what is left out stays as the step has it. `language.steps.expand` puts the two together.
    """

    label: Annotated[Text, Doc("The question; as the step says, if left out.")] = AS_THE_STEP_SAYS


QUESTION_KINDS: tuple[type[Question], ...] = (
    TextQuestion, LongTextQuestion, NumberQuestion, MoneyQuestion, YesNoQuestion,
    ChoiceQuestion, ChoicesQuestion, RegisterQuestion, RankingQuestion, MatrixQuestion,
    DateQuestion, TimeQuestion, DateTimeQuestion, RangeQuestion, RecurrenceQuestion,
    NameQuestion, EmailQuestion, PhoneQuestion, PostcodeQuestion, AddressQuestion,
    PointQuestion, AssetQuestion, AreaQuestion, FileQuestion, IdentityQuestion,
    DeclarationQuestion, SignatureQuestion, GroupQuestion, SlotQuestion, HiddenQuestion,
)  # fmt: skip
