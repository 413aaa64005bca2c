"""Answers, kind by kind: what is taken, what is refused and in which words, what is kept and shown."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patternbook.engine import answers
from patternbook.engine.answers import Agreed, FieldProblem, Picked, ShownOption, ShownQuestion
from patternbook.engine.answers.messages import MESSAGES, MISSING, NOUNS, PARTS
from patternbook.engine.texts import Shown
from patternbook.language.kinds import questions as q
from patternbook.language.nodes.base import Keyed, Text

TODAY = dt.date(2026, 11, 24)
LONG = "x" * 10_000


def text(words: str) -> Text:
    return Text(Keyed([("en", words)]))


def option(label: str, **more: Any) -> q.Option:
    return q.Option(label=text(label), **more)


def asked(question: q.Question, **more: Any) -> ShownQuestion:
    """A question as it is asked, its options those of the definition."""
    options = more.pop("options", None)
    if options is None:
        node = getattr(question, "options", None) or {}
        options = tuple(
            ShownOption(key, Shown((said.label.wordings["en"],)), alone=said.alone)
            for key, said in node.items()
        )
    rows = getattr(question, "rows", None)
    rows = rows if isinstance(rows, Keyed) else {}
    shown = {
        "required": not question.optional,
        "rows": tuple(ShownOption(key, Shown((said.label.wordings["en"],))) for key, said in rows.items()),
        "today": TODAY,
    } | more
    label = Shown((question.label.wordings["en"],))
    return ShownQuestion("q", "q", question.ask, question, label, options=options, **shown)


def read(question: q.Question, raw: str | Mapping[str, str], **more: Any) -> object:
    """What is read of a field `q`, or of fields `q-…`."""
    form = (
        {"q": [raw]}
        if isinstance(raw, str)
        else {f"q-{key}" if key else "q": [sent] for key, sent in raw.items()}
    )
    value, problems = answers.read(asked(question, **more), form)
    return problems[0] if problems else value


def refused(found: object) -> tuple[str, str]:
    """The code and the words of a refusal."""
    assert isinstance(found, FieldProblem), found
    return found.code, found.message


LABEL = text("Your answer")
TEXT = q.TextQuestion(label=text("Town"), max=10)
COLOURS = Keyed(
    [("red", option("Red")), ("blue", option("Blue")), ("none", option("None of these", alone=True))]
)
CHOICE = q.ChoiceQuestion(label=text("Which colour?"), options=COLOURS)
CHOICES = q.ChoicesQuestion(label=text("Which colours?"), options=COLOURS, min=1, max=2)
RANKING = q.RankingQuestion(label=text("Your favourites"), options=COLOURS, min=2)
MATRIX = q.MatrixQuestion(
    label=text("Each day"),
    rows=Keyed([("mon", option("Monday")), ("tue", option("Tuesday"))]),
    options=COLOURS,
)
BORN = q.DateQuestion(label=text("Date of birth"), birth=True)
WHEN = q.DateQuestion(label=text("When was it?"))
ADDRESS = q.AddressQuestion(label=text("What is the address?"), from_="addresses", no_fixed=True)
GROUP = q.GroupQuestion(
    label=text("Children"),
    item=text("child"),
    unique="name",
    questions=Keyed(
        [
            ("name", q.NameQuestion(label=text("Name"))),
            ("born", q.DateQuestion(label=text("Born"), optional=True)),
        ]
    ),
)


def identity(of: Any) -> q.IdentityQuestion:
    return q.IdentityQuestion(label=text("Number"), of=of)


PLAIN: dict[str, q.Question] = {
    "text": TEXT,
    "long_text": q.LongTextQuestion(label=LABEL, max=50, words=5),
    "number": q.NumberQuestion(label=LABEL),
    "decimal": q.NumberQuestion(label=LABEL, places=2),
    "money": q.MoneyQuestion(label=LABEL),
    "yes_no": q.YesNoQuestion(label=LABEL),
    "not_sure": q.YesNoQuestion(label=LABEL, not_sure=True),
    "choice": CHOICE,
    "choices": CHOICES,
    "ranking": RANKING,
    "matrix": MATRIX,
    "date": WHEN,
    "month": q.DateQuestion(label=LABEL, parts="month"),
    "year": q.DateQuestion(label=LABEL, parts="year"),
    "time": q.TimeQuestion(label=LABEL),
    "name": q.NameQuestion(label=LABEL),
    "split_name": q.NameQuestion(label=LABEL, split=True),
    "email": q.EmailQuestion(label=LABEL),
    "phone": q.PhoneQuestion(label=LABEL),
    "postcode": q.PostcodeQuestion(label=LABEL),
    "address": ADDRESS,
    "declaration": q.DeclarationQuestion(label=LABEL),
    "signature": q.SignatureQuestion(label=LABEL),
    **{
        of: identity(of)
        for of in ("national_insurance", "nhs", "vehicle", "uprn", "urn", "charity", "company")
    },
}

TAKEN: list[tuple[str, str | dict[str, str], object, tuple[str, ...]]] = [
    ("text", " Old\u202e  Sarum\x00 ", "Old Sarum", ("Old Sarum",)),
    ("long_text", "one\r\n two ", "one\ntwo", ("one", "two")),
    ("number", "1,200", 1200, ("1,200",)),
    ("number", "−3", -3, ("-3",)),
    ("number", "12.0", 12, ("12",)),
    ("decimal", "4.5", Decimal("4.5"), ("4.5",)),
    ("money", "£1,200", 120000, ("£1,200",)),
    ("money", "37.5", 3750, ("£37.50",)),
    ("yes_no", "yes", True, ("Yes",)),
    ("yes_no", "no", False, ("No",)),
    ("not_sure", "not_sure", "not_sure", ("I'm not sure",)),
    ("not_sure", "yes", "yes", ("Yes",)),
    ("choice", "red", "red", ("Red",)),
    ("ranking", {"1": "blue", "2": "red"}, ("blue", "red"), ("Blue", "Red")),
    ("matrix", {"mon": "red", "tue": "blue"}, {"mon": "red", "tue": "blue"}, ("Monday: Red", "Tuesday: Blue")),
    ("date", {"day": "24", "month": "12", "year": "2026"}, dt.date(2026, 12, 24), ("Thursday 24 December 2026",)),
    ("date", {"day": "1", "month": "Rhagfyr", "year": "2026"}, dt.date(2026, 12, 1), ("Tuesday 1 December 2026",)),
    ("month", {"month": "sept", "year": "2026"}, dt.date(2026, 9, 1), ("September 2026",)),
    ("year", {"year": "1999"}, dt.date(1999, 1, 1), ("1999",)),
    ("time", "4.30 pm", dt.time(16, 30), ("4:30pm",)),
    ("time", "12am", dt.time(0), ("midnight",)),
    ("name", "Zoë O’Neill", "Zoë O’Neill", ("Zoë O’Neill",)),
    ("name", "李小龍", "李小龍", ("李小龍",)),
    ("split_name", {"first": "Ann", "last": "Other"}, "Ann Other", ("Ann Other",)),
    ("email", "Ann@Example.Org", "Ann@example.org", ("Ann@example.org",)),
    ("phone", "07700 900 982", "+447700900982", ("07700 900982",)),
    ("phone", "(020) 7946-0018", "+442079460018", ("020 7946 0018",)),
    ("phone", "+1 202 555 0100", "+12025550100", ("+12025550100",)),
    ("phone", "44 7700 900982", "+447700900982", ("07700 900982",)),
    ("postcode", "sw1a1aa", "SW1A 1AA", ("SW1A 1AA",)),
    ("postcode", "N1 OAA", "N1 0AA", ("N1 0AA",)),
    ("postcode", "bfpo 58", "BFPO 58", ("BFPO 58",)),
    ("declaration", "yes", Agreed(True, "Your answer"), ("Yes",)),
    ("signature", "Ann Other", "Ann Other", ("Ann Other",)),
    ("national_insurance", "ab 12 34 56 c", "AB 12 34 56 C", ("AB 12 34 56 C",)),
    ("nhs", "943 476 5919", "943 476 5919", ("943 476 5919",)),
    ("vehicle", "ab12 cde", "AB12 CDE", ("AB12 CDE",)),
    ("uprn", "100023336956", "100023336956", ("100023336956",)),
    ("urn", "123456", "123456", ("123456",)),
    ("charity", "sc012345", "SC012345", ("SC012345",)),
    ("company", "1234567", "01234567", ("01234567",)),
    ("address", {"": "no_fixed"}, {"how": "no_fixed", "text": "No fixed address"}, ("No fixed address",)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw", "value", "lines"), TAKEN)
def test_what_is_taken_is_shown_filled_in_and_kept(
    kind: str, raw: str | dict[str, str], value: object, lines: tuple[str, ...]
) -> None:
    question = PLAIN[kind]
    assert read(question, raw) == value
    assert answers.show(question, value) == lines
    assert answers.from_json(question, answers.to_json(question, value)) == value
    filled, problems = answers.read(asked(question), answers.fill("q", question, value))
    assert (filled, problems) == (value, ())


REFUSED: list[tuple[str, str | dict[str, str], str, str]] = [
    ("text", "", "missing", "Enter town"),
    ("text", "Constantinople", "too_long", "Town must be 10 characters or less"),
    ("text", LONG, "too_long", "Town must be 10 characters or less"),
    ("long_text", "a b c d e f", "too_many_words", "Your answer must be 5 words or less"),
    ("long_text", LONG, "too_long", "Your answer must be 50 characters or less"),
    ("number", "three", "not_a_number", "Your answer must be a number"),
    ("number", ".", "not_a_number", "Your answer must be a number"),
    ("number", "1.5", "not_whole", "Your answer must be a whole number"),
    ("number", "9" * 40, "too_big", "Your answer must be 1,000,000,000 or less"),
    ("decimal", "1.234", "too_many_places", "Your answer must have no more than 2 decimal places"),
    ("money", "1.234", "not_money", "Your answer must be an amount of money, like 37.50"),
    ("money", "£", "not_money", "Your answer must be an amount of money, like 37.50"),
    ("money", "999999999999", "too_big", "Your answer must be £90,000,000 or less"),
    ("yes_no", "not_sure", "not_an_option", "Select your answer from the list"),
    ("choice", "", "missing", "Select an answer to “Which colour?”"),
    ("choice", "green", "not_an_option", "Select an answer from the list"),
    ("ranking", {"1": "red"}, "too_few", "Select at least 2"),
    ("ranking", {"1": "red", "2": "red"}, "repeated_item", "You have already added this one"),
    ("ranking", {"1": "green", "2": "red"}, "not_an_option", "Select your favourites from the list"),
    ("ranking", {}, "missing", "Enter your favourites"),
    ("matrix", {"mon": "red"}, "missing_row", "Select an answer for “Tuesday”"),
    ("matrix", {"mon": "red", "tue": "green"}, "not_an_option", "Select each day from the list"),
    ("matrix", {}, "missing", "Enter each day"),
    ("date", {}, "missing", "Enter an answer to “When was it?”"),
    ("date", {"day": "1", "month": "1"}, "missing_year", "The date must include a year"),
    ("date", {"year": "2026"}, "missing_parts", "The date must include a day and month"),
    ("date", {"day": "30", "month": "2", "year": "2026"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "32", "month": "1", "year": "2026"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "x", "month": "1", "year": "2026"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "1", "month": "13", "year": "2026"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "1", "month": "ju", "year": "2026"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "1", "month": "1", "year": "26"}, "year_four_digits", "Year must include 4 numbers"),
    ("date", {"day": "1", "month": "1", "year": "now"}, "not_a_date", "The date must be a real date"),
    ("date", {"day": "1", "month": "1", "year": "0000"}, "not_a_date", "The date must be a real date"),
    ("time", "9", "not_a_time", "Enter a time, like 4:30pm or 16:30"),
    ("time", "13pm", "not_a_time", "Enter a time, like 4:30pm or 16:30"),
    ("time", "25:00", "not_a_time", "Enter a time, like 4:30pm or 16:30"),
    ("time", "", "missing", "Enter your answer"),
    ("name", "123", "not_a_name", "Your answer must include at least one letter"),
    ("name", LONG, "too_long", "Your answer must be 200 characters or less"),
    ("split_name", {"last": "Other"}, "missing_first_name", "Enter your first name"),
    ("split_name", {"first": "Ann"}, "missing_last_name", "Enter your last name"),
    ("split_name", {}, "missing", "Enter your answer"),
    ("email", "ann", "not_an_email", "Enter an email address in the correct format, like name@example.com"),
    ("email", f"{LONG}@example.com", "not_an_email", "Enter an email address in the correct format, like name@example.com"),
    ("phone", "not a phone", "not_a_phone", "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"),
    ("phone", "999", "not_a_phone", "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"),
    ("phone", "+44 6", "not_a_phone", "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"),
    ("postcode", "SW1A", "partial_postcode", "Enter the whole postcode: the second part is missing"),
    ("postcode", "12345", "not_a_postcode", "Enter a full UK postcode, like SW1A 2AA"),
    ("declaration", "", "must_agree", "Confirm that you agree before you continue"),
    ("national_insurance", "BG123456A", "not_national_insurance", "Enter a National Insurance number in the correct format, like QQ 12 34 56 C"),
    ("nhs", "943 476 5918", "not_nhs", "Enter a 10-digit NHS number, like 999 123 4560"),
    ("nhs", "943", "not_nhs", "Enter a 10-digit NHS number, like 999 123 4560"),
    ("vehicle", "?", "not_vehicle", "Enter a vehicle registration number, like AB12 CDE"),
    ("uprn", "1234567890123", "not_uprn", "Enter a unique property reference number of up to 12 digits"),
    ("urn", "1", "not_urn", "Enter a 6-digit school number"),
    ("charity", "x", "not_charity", "Enter a registered charity number, like 1234567"),
    ("company", "x", "not_company", "Enter an 8-character company number, like 01234567"),
    ("address", {"": "manual"}, "missing_line_1", "Enter address line 1, typically the building and street"),
    ("address", {"line_1": "1 High Street"}, "missing_town", "Enter a town or city"),
    ("address", {"line_1": LONG, "town": "Sarum"}, "too_long", "Your answer must be 100 characters or less"),
    ("address", {"line_1": "1 High Street", "town": "Sarum", "postcode": "?"}, "not_a_postcode", "Enter a full UK postcode, like SW1A 2AA"),
    ("address", {"": "990001"}, "not_an_option", "Select an answer from the list"),
    ("address", {}, "missing", "Select an address, or enter it"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw", "code", "message"), REFUSED)
def test_what_is_refused_says_what_to_do(
    kind: str, raw: str | dict[str, str], code: str, message: str
) -> None:
    found = read(PLAIN[kind], raw)
    assert refused(found) == (code, message)
    assert code in answers.KINDS[PLAIN[kind].ask].codes


@pytest.mark.parametrize(
    ("kind", "box"),
    [
        ("text", "q"), ("date", "q-day"), ("month", "q-month"), ("year", "q-year"), ("split_name", "q-first"),
        ("matrix", "q-mon"), ("ranking", "q-1"), ("address", "q-line_1"), ("choice", "q"),
    ],
)  # fmt: skip
def test_a_message_about_all_of_a_question_links_to_its_first_box(kind: str, box: str) -> None:
    found = read(PLAIN[kind], {})
    assert isinstance(found, FieldProblem)
    assert found.field == box


def test_an_optional_question_may_be_left_empty() -> None:
    assert read(q.TextQuestion(label=LABEL, optional=True), "") is None
    assert answers.show(TEXT, None) == answers.show(TEXT, None, "cy") == ()
    assert answers.fill("q", TEXT, None) == {}
    assert answers.to_json(TEXT, None) is answers.from_json(TEXT, None) is None


def test_a_field_that_is_sent_twice_counts_once() -> None:
    assert answers.read(asked(TEXT), {"q": ["one", "two"]}) == ("one", ())
    assert answers.read(asked(TEXT), {"q": []})[1][0].code == "missing"


def test_choices_are_kept_in_the_order_of_the_options() -> None:
    assert answers.read(asked(CHOICES), {"q": ["blue", "red", "red"]}) == (("red", "blue"), ())
    assert answers.show(CHOICES, ("red", "blue")) == ("Red", "Blue")


@pytest.mark.parametrize(
    ("sent", "code"),
    [([], "missing"), ([""], "missing"), (["red", "none"], "not_alone"), (["green"], "not_an_option")],
)
def test_choices_that_do_not_go_together(sent: list[str], code: str) -> None:
    assert answers.read(asked(CHOICES), {"q": sent})[1][0].code == code


def test_the_number_of_choices_is_limited_but_none_of_these_stands_alone() -> None:
    two = q.ChoicesQuestion(label=LABEL, options=COLOURS, min=2, max=2)
    assert answers.read(asked(two), {"q": ["red"]})[1][0].message == "Select at least 2"
    assert answers.read(asked(two), {"q": ["none"]}) == (("none",), ())
    one = q.ChoicesQuestion(label=LABEL, options=COLOURS, max=1)
    assert answers.read(asked(one), {"q": ["red", "blue"]})[1][0].message == "Select no more than 1"


def test_a_closed_option_says_why() -> None:
    closed = (
        ShownOption("red", Shown(("Red",)), closed=Shown(("There is no red left.",)), closed_key="gone"),
    )
    assert refused(read(CHOICE, "red", options=closed)) == ("closed", "There is no red left.")


def test_an_item_of_a_list_is_kept_with_its_key_and_label() -> None:
    from_ = q.OptionsFrom(each=q.Expr("bins"), key=q.Expr("item.key"), label=LABEL)
    question = q.ChoiceQuestion(label=LABEL, from_=from_)
    options = (ShownOption("a", Shown(("", "Bin A")), item={"key": "a", "on": dt.date(2026, 12, 24)}),)
    picked = read(question, "a", options=options)
    assert picked == Picked("a", {"key": "a", "on": "2026-12-24"}, "Bin A")
    assert answers.show(question, picked) == ("Bin A",)
    assert answers.show(question, Picked("a", {})) == ("a",)
    assert answers.from_json(question, answers.to_json(question, picked)) == picked
    several = q.ChoicesQuestion(label=LABEL, from_=from_)
    assert answers.from_json(several, answers.to_json(several, (picked,))) == (picked,)


def test_a_birth_lies_in_the_past_and_not_too_far() -> None:
    future = read(BORN, {"day": "25", "month": "11", "year": "2026"})
    assert refused(future) == ("in_future", "Date of birth must be in the past")
    old = read(BORN, {"day": "1", "month": "1", "year": "1890"})
    assert refused(old) == ("too_long_ago", "Check the year of date of birth")
    assert read(BORN, {"day": "2", "month": "3", "year": "1957"}) == dt.date(1957, 3, 2)
    assert answers.show(BORN, dt.date(1957, 3, 2)) == ("2 March 1957",)
    assert answers.show(BORN, dt.date(1957, 3, 2), "cy") == ("2 Mawrth 1957",)


def test_limits_are_said_in_the_readers_language() -> None:
    early = {"day": "1", "month": "1", "year": "2026"}
    limits = {"earliest": dt.date(2026, 2, 1), "latest": dt.date(2026, 3, 1)}
    assert refused(read(WHEN, early, limits=limits))[1] == "The date must be 1 February 2026 or later"
    assert (
        refused(read(WHEN, early, limits=limits, language="cy"))[1]
        == "Rhaid i'r dyddiad fod yn 1 Chwefror 2026 neu'n hwyrach"
    )
    late = {"day": "1", "month": "4", "year": "2026"}
    assert refused(read(WHEN, late, limits=limits))[1] == "The date must be 1 March 2026 or earlier"
    time = q.TimeQuestion(label=text("What time?"))
    times = {"earliest": dt.time(9), "latest": dt.time(17)}
    assert refused(read(time, "8am", limits=times))[1] == "The time must be 9am or later"
    assert refused(read(time, "6pm", limits=times))[1] == "The time must be 5pm or earlier"
    assert read(time, "10am", limits=times) == dt.time(10)
    number = q.NumberQuestion(label=text("Bags"), step=5)
    assert refused(read(number, "1", limits={"min": 2}))[1] == "Bags must be 2 or more"
    assert refused(read(number, "9", limits={"max": 8}))[1] == "Bags must be 8 or less"
    assert refused(read(number, "7"))[1] == "Bags must be a multiple of 5"
    money = q.MoneyQuestion(label=text("Rent"))
    assert refused(read(money, "1", limits={"min": 200}))[1] == "Rent must be £2 or more"


def test_a_pattern_must_match_the_whole_text() -> None:
    question = q.TextQuestion(label=text("Reference"), pattern="[A-Z]{2}[0-9]{3}")
    assert read(question, "AB123") == "AB123"
    assert refused(read(question, "AB1234")) == ("wrong_pattern", "Enter reference in the right format")


def test_a_pattern_that_would_backtrack_ends_at_once() -> None:
    question = q.TextQuestion(label=text("Reference"), max=5000, pattern="(a+)+b")
    assert refused(read(question, "a" * 4000))[0] == "wrong_pattern"


def test_units_stand_after_a_number() -> None:
    assert answers.show(q.NumberQuestion(label=LABEL, unit="metres"), 3) == ("3 metres",)


def test_own_words_come_first() -> None:
    own = {"missing": Shown(("Tell us the town",))}
    assert refused(read(TEXT, "", errors=own))[1] == "Tell us the town"


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert refused(read(q.TextQuestion(label=text("NHS trust")), ""))[1] == "Enter NHS trust"


FOUND = (ShownOption("990001", Shown(("", "1 High Street, Old Sarum")), item={"uprn": "990001", "line": "1 High Street", "town": "Old Sarum", "postcode": "SP4 6BH", "text": "1 High Street, Old Sarum, SP4 6BH"}),)  # fmt: skip


def test_a_chosen_address_is_kept_whole() -> None:
    chosen = read(ADDRESS, "990001", options=FOUND)
    assert isinstance(chosen, dict)
    assert (chosen["uprn"], chosen["how"]) == ("990001", "chosen")
    assert answers.show(ADDRESS, chosen) == ("1 High Street", "Old Sarum", "SP4 6BH")
    assert answers.fill("q", ADDRESS, chosen) == {"q": ["990001"]}
    assert answers.from_json(ADDRESS, answers.to_json(ADDRESS, chosen)) == chosen


def test_an_address_can_be_written_by_hand() -> None:
    raw = {
        "": "manual",
        "line_1": "Flat 2",
        "line_2": "1 High Street",
        "town": "Old Sarum",
        "postcode": "sp46bh",
    }
    written = read(ADDRESS, raw, options=FOUND)
    assert isinstance(written, dict)
    assert written["text"] == "Flat 2, 1 High Street, Old Sarum, SP4 6BH"
    assert "uprn" not in written
    assert answers.show(ADDRESS, written) == ("Flat 2", "1 High Street", "Old Sarum", "SP4 6BH")
    assert answers.read(asked(ADDRESS, options=FOUND), answers.fill("q", ADDRESS, written)) == (written, ())


def test_a_declaration_keeps_the_words_and_may_be_left() -> None:
    may = q.DeclarationQuestion(label=text("Write to me"), must=False)
    assert read(may, "") == Agreed(False, "Write to me")
    assert answers.show(may, Agreed(False, "Write to me"), "cy") == ("Na",)
    assert answers.fill("q", may, Agreed(False, "Write to me")) == {}


def group(*names: str) -> ShownQuestion:
    items = tuple(
        tuple(
            ShownQuestion(
                key,
                f"q-{place}-{key}",
                inner.ask,
                inner,
                Shown((key,)),
                required=not inner.optional,
                today=TODAY,
            )
            for key, inner in GROUP.questions.items()
        )
        for place in range(len(names))
    )
    return ShownQuestion("q", "q", "group", GROUP, Shown(("Children",)), items=items, limits={"max": 2})


def sent(*names: str) -> dict[str, list[str]]:
    return {f"q-{place}-name": [name] for place, name in enumerate(names)}


def test_a_group_reads_each_item_and_leaves_out_empty_ones() -> None:
    value, problems = answers.read(group("Ann", ""), sent("Ann", ""))
    assert (value, problems) == (({"name": "Ann", "born": None},), ())
    assert answers.from_json(GROUP, answers.to_json(GROUP, value)) == value
    assert answers.show(GROUP, ({"name": "Ann", "born": dt.date(2020, 1, 1)},)) == (
        "Ann; Wednesday 1 January 2020",
    )
    assert answers.fill("q", GROUP, value) == {}


@pytest.mark.parametrize(
    ("names", "code"),
    [((), "missing"), (("Ann", "Bob", "Cat"), "too_many_items"), (("Ann", "Ann"), "repeated_item")],
)
def test_a_group_has_limits(names: tuple[str, ...], code: str) -> None:
    assert [problem.code for problem in answers.read(group(*names), sent(*names))[1]] == [code]


def test_a_group_has_a_least_number() -> None:
    few = ShownQuestion(
        "q", "q", "group", GROUP, Shown(("Children",)), items=group("Ann").items, limits={"min": 2}
    )
    assert answers.read(few, sent("Ann"))[1][0].code == "too_few_items"
    assert answers.read(few, {})[1][0].code == "too_few_items"


def test_a_problem_inside_an_item_points_to_its_field() -> None:
    raw = sent("Ann", "Bob") | {"q-1-born-day": ["1"]}
    (problem,) = answers.read(group("Ann", "Bob"), raw)[1]
    assert (problem.question, problem.field, problem.code) == ("born", "q-1-born-month", "missing_parts")


BAD_JSON: list[tuple[q.Question, object]] = [
    (TEXT, 3),
    (PLAIN["number"], "3"),
    (PLAIN["number"], True),
    (PLAIN["decimal"], "x"),
    (PLAIN["yes_no"], "yes"),
    (PLAIN["not_sure"], True),
    (CHOICE, "green"),
    (CHOICES, "red"),
    (MATRIX, ["red"]),
    (MATRIX, {"mon": "red"}),
    (WHEN, "soon"),
    (PLAIN["time"], "soon"),
    (ADDRESS, {"uprn": "1"}),
    (PLAIN["declaration"], True),
    (GROUP, {"name": "Ann"}),
]


@pytest.mark.parametrize(("question", "data"), BAD_JSON)
def test_what_was_not_kept_by_its_kind_is_not_restored(question: q.Question, data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        answers.from_json(question, data)


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,-+:/ \u202e\u200f\x00\ud800", max_size=40),
    st.sampled_from(
        [
            LONG,
            "\u202egnp.exe",
            "\x00",
            "٣",
            "１２",
            "½",
            "𝟛",
            "nan",
            "1e999",
            "red",
            "manual",
            "yes",
            "-",
            "0" * 5000,
        ]
    ),
)
PARTS_SENT = st.sampled_from(
    [
        "q",
        *(
            f"q-{part}"
            for part in (
                "day",
                "month",
                "year",
                "first",
                "last",
                "line_1",
                "town",
                "postcode",
                "1",
                "mon",
                "0-name",
                "999-name",
            )
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    form=st.dictionaries(PARTS_SENT, st.lists(HOSTILE, max_size=3), max_size=8),
    language=st.sampled_from(["en", "cy", "gd"]),
)
@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_whatever_is_sent_reading_never_raises_and_what_is_taken_can_be_kept(
    kind: str, form: dict[str, list[str]], language: str
) -> None:
    question = PLAIN[kind]
    value, problems = answers.read(asked(question, language=language), form)
    assert not (value is not None and problems)
    assert all(problem.message for problem in problems)
    if value is not None:
        assert answers.from_json(question, answers.to_json(question, value)) == value
        shown = "".join(answers.show(question, value, language))
        categories = {unicodedata.category(char) for char in shown if char not in "\u200c\u200d"}
        assert not categories & {"Cc", "Cf", "Cs", "Co"}


def test_every_kind_runs_or_is_listed_as_not_run_yet() -> None:
    declared = {kind.ask for kind in q.QUESTION_KINDS}
    assert set(answers.KINDS) | set(answers.NOT_RUN_YET) | {"hidden"} == declared
    assert not set(answers.KINDS) & set(answers.NOT_RUN_YET)


def test_every_code_has_words_in_english_and_welsh() -> None:
    codes = {code for kind in answers.KINDS.values() for code in kind.codes}
    assert codes <= set(MESSAGES)
    for table in (MESSAGES, MISSING, NOUNS, PARTS):
        assert all(set(words) == {"en", "cy"} for words in table.values())


def test_nobody_is_told_that_something_is_invalid_or_asked_to_please() -> None:
    said = [words for table in (MESSAGES, MISSING) for both in table.values() for words in both.values()]
    assert not [words for words in said if "invalid" in words.lower() or "please" in words.lower()]
