"""What the resident is told about an answer, in English and Welsh: one table.

The words follow the error messages of the GOV.UK Design System: what to do, never whose fault.
``{label}`` is the question's own label where that is a noun, such as “Date of birth”, and otherwise
a noun by its kind. The Welsh was drafted here and awaits review by a Welsh speaker.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from patternbook.engine.answers.asking import FieldProblem, ShownQuestion
from patternbook.engine.answers.kind import Wrong
from patternbook.engine.formats import clock_time, day, moment
from patternbook.language.kinds.questions import (
    AddressQuestion,
    DateQuestion,
    MatrixQuestion,
    NameQuestion,
    RankingQuestion,
)

Words = Mapping[str, str]

# By code, or by kind and code where a kind says it in its own way.
MESSAGES: Mapping[str, Words] = {
    "missing": {"en": "Enter {asked}", "cy": "Rhowch {asked}"},
    "too_long": {
        "en": "{Noun} must be {max} characters or less",
        "cy": "Rhaid i {noun} fod yn {max} nod neu lai",
    },
    "too_many_words": {
        "en": "{Noun} must be {max} words or less",
        "cy": "Rhaid i {noun} fod yn {max} gair neu lai",
    },
    "wrong_pattern": {
        "en": "Enter {noun} in the right format",
        "cy": "Rhowch {noun} yn y fformat cywir",
    },
    "not_a_number": {"en": "{Noun} must be a number", "cy": "Rhaid i {noun} fod yn rhif"},
    "not_whole": {"en": "{Noun} must be a whole number", "cy": "Rhaid i {noun} fod yn rhif cyfan"},
    "too_many_places": {
        "en": "{Noun} must have no more than {places} decimal places",
        "cy": "Rhaid i {noun} beidio â chael mwy na {places} lle degol",
    },
    "too_small": {"en": "{Noun} must be {min} or more", "cy": "Rhaid i {noun} fod yn {min} neu fwy"},
    "too_big": {"en": "{Noun} must be {max} or less", "cy": "Rhaid i {noun} fod yn {max} neu lai"},
    "not_in_steps": {
        "en": "{Noun} must be a multiple of {step}",
        "cy": "Rhaid i {noun} fod yn lluosrif o {step}",
    },
    "not_money": {
        "en": "{Noun} must be an amount of money, like 37.50",
        "cy": "Rhaid i {noun} fod yn swm o arian, fel 37.50",
    },
    "not_an_option": {"en": "Select {asked} from the list", "cy": "Dewiswch {asked} o'r rhestr"},
    "closed": {"en": "{because}", "cy": "{because}"},
    "too_few": {"en": "Select at least {min}", "cy": "Dewiswch o leiaf {min}"},
    "too_many": {"en": "Select no more than {max}", "cy": "Dewiswch ddim mwy na {max}"},
    "not_alone": {
        "en": "Select “{option}” or other answers, not both",
        "cy": "Dewiswch “{option}” neu atebion eraill, nid y ddau",
    },
    "missing_day": {"en": "{Noun} must include a day", "cy": "Rhaid i {noun} gynnwys diwrnod"},
    "missing_month": {"en": "{Noun} must include a month", "cy": "Rhaid i {noun} gynnwys mis"},
    "missing_year": {"en": "{Noun} must include a year", "cy": "Rhaid i {noun} gynnwys blwyddyn"},
    "missing_parts": {"en": "{Noun} must include a {parts}", "cy": "Rhaid i {noun} gynnwys {parts}"},
    "not_a_date": {"en": "{Noun} must be a real date", "cy": "Rhaid i {noun} fod yn ddyddiad go iawn"},
    "year_four_digits": {
        "en": "Year must include 4 numbers",
        "cy": "Rhaid i'r flwyddyn gynnwys 4 rhif",
    },
    "too_early": {
        "en": "{Noun} must be {earliest} or later",
        "cy": "Rhaid i {noun} fod yn {earliest} neu'n hwyrach",
    },
    "too_late": {
        "en": "{Noun} must be {latest} or earlier",
        "cy": "Rhaid i {noun} fod yn {latest} neu'n gynharach",
    },
    "in_future": {"en": "{Noun} must be in the past", "cy": "Rhaid i {noun} fod yn y gorffennol"},
    "too_long_ago": {
        "en": "Check the year of {noun}",
        "cy": "Gwiriwch flwyddyn {noun}",
    },
    "not_a_time": {
        "en": "Enter a time, like 4:30pm or 16:30",
        "cy": "Rhowch amser, fel 4.30pm neu 16:30",
    },
    "not_a_name": {
        "en": "{Noun} must include at least one letter",
        "cy": "Rhaid i {noun} gynnwys o leiaf un llythyren",
    },
    "not_an_email": {
        "en": "Enter an email address in the correct format, like name@example.com",
        "cy": "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com",
    },
    "not_a_phone": {
        "en": "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192",
        "cy": "Rhowch rif ffôn, fel 01632 960 001, 07700 900 982 neu +44 808 157 0192",
    },
    "not_a_postcode": {
        "en": "Enter a full UK postcode, like SW1A 2AA",
        "cy": "Rhowch god post llawn yn y DU, fel SW1A 2AA",
    },
    "partial_postcode": {
        "en": "Enter the whole postcode: the second part is missing",
        "cy": "Rhowch y cod post cyfan: mae'r ail ran ar goll",
    },
    "missing_first_name": {"en": "Enter your first name", "cy": "Rhowch eich enw cyntaf"},
    "missing_last_name": {"en": "Enter your last name", "cy": "Rhowch eich enw olaf"},
    "missing_line_1": {
        "en": "Enter address line 1, typically the building and street",
        "cy": "Rhowch linell gyntaf y cyfeiriad, fel arfer yr adeilad a'r stryd",
    },
    "missing_town": {"en": "Enter a town or city", "cy": "Rhowch dref neu ddinas"},
    "must_agree": {
        "en": "Confirm that you agree before you continue",
        "cy": "Cadarnhewch eich bod yn cytuno cyn parhau",
    },
    "not_national_insurance": {
        "en": "Enter a National Insurance number in the correct format, like QQ 12 34 56 C",
        "cy": "Rhowch rif Yswiriant Gwladol yn y fformat cywir, fel QQ 12 34 56 C",
    },
    "not_nhs": {
        "en": "Enter a 10-digit NHS number, like 999 123 4560",
        "cy": "Rhowch rif GIG 10 digid, fel 999 123 4560",
    },
    "not_vehicle": {
        "en": "Enter a vehicle registration number, like AB12 CDE",
        "cy": "Rhowch rif cofrestru cerbyd, fel AB12 CDE",
    },
    "not_uprn": {
        "en": "Enter a unique property reference number of up to 12 digits",
        "cy": "Rhowch gyfeirnod eiddo unigryw o hyd at 12 digid",
    },
    "not_urn": {"en": "Enter a 6-digit school number", "cy": "Rhowch rif ysgol 6 digid"},
    "not_charity": {
        "en": "Enter a registered charity number, like 1234567",
        "cy": "Rhowch rif elusen gofrestredig, fel 1234567",
    },
    "not_company": {
        "en": "Enter an 8-character company number, like 01234567",
        "cy": "Rhowch rif cwmni 8 nod, fel 01234567",
    },
    "too_few_items": {"en": "Add at least {min}", "cy": "Ychwanegwch o leiaf {min}"},
    "too_many_items": {"en": "Add no more than {max}", "cy": "Ychwanegwch ddim mwy na {max}"},
    "repeated_item": {
        "en": "You have already added this one",
        "cy": "Rydych eisoes wedi ychwanegu hwn",
    },
    "missing_row": {"en": "Select an answer for “{row}”", "cy": "Dewiswch ateb ar gyfer “{row}”"},
    "not_now": {
        "en": "You cannot choose this now. Choose another",
        "cy": "Ni allwch ddewis hwn nawr. Dewiswch un arall",
    },
}

# How a kind says that nothing was answered, where the label is a whole question.
MISSING: Mapping[str, Words] = {
    "": {"en": "Enter an answer to “{label}”", "cy": "Rhowch ateb i “{label}”"},
    "name": {"en": "Enter your full name", "cy": "Rhowch eich enw llawn"},
    "email": {"en": "Enter an email address", "cy": "Rhowch gyfeiriad e-bost"},
    "phone": {"en": "Enter a phone number", "cy": "Rhowch rif ffôn"},
    "postcode": {"en": "Enter a postcode", "cy": "Rhowch god post"},
    "address": {"en": "Select an address, or enter it", "cy": "Dewiswch gyfeiriad, neu rhowch ef"},
    "yes_no": {"en": "Select an answer to “{label}”", "cy": "Dewiswch ateb i “{label}”"},
    "choice": {"en": "Select an answer to “{label}”", "cy": "Dewiswch ateb i “{label}”"},
    "choices": {"en": "Select an answer to “{label}”", "cy": "Dewiswch ateb i “{label}”"},
    "signature": {"en": "Enter your full name to sign", "cy": "Rhowch eich enw llawn i lofnodi"},
}

# How it is said there that an answer is none of those offered.
FROM_THE_LIST: Words = {"en": "Select an answer from the list", "cy": "Dewiswch ateb o'r rhestr"}

# What an answer is called where the label is a whole question.
NOUNS: Mapping[str, Words] = {
    "date": {"en": "the date", "cy": "y dyddiad"},
    "time": {"en": "the time", "cy": "yr amser"},
    "number": {"en": "the number", "cy": "y nifer"},
    "money": {"en": "the amount", "cy": "y swm"},
    "name": {"en": "your name", "cy": "eich enw"},
    "email": {"en": "the email address", "cy": "y cyfeiriad e-bost"},
    "": {"en": "your answer", "cy": "eich ateb"},
}

PARTS: Mapping[str, Words] = {
    "day": {"en": "day", "cy": "diwrnod"},
    "month": {"en": "month", "cy": "mis"},
    "year": {"en": "year", "cy": "blwyddyn"},
}


def problem(asked: ShownQuestion, wrong: Wrong) -> FieldProblem:
    """The refusal as the resident reads it: the definition's own words for the code, or ours."""
    name = f"{asked.name}-{wrong.part}" if wrong.part else first_box(asked)
    return FieldProblem(asked.key, name, wrong.code, message(asked, wrong), wrong.parts)


def first_box(asked: ShownQuestion) -> str:
    """The name of a question's first box, to which a message about all of it links."""
    question = asked.question
    part = ""
    if isinstance(question, DateQuestion):
        part = question.parts
    elif isinstance(question, NameQuestion) and question.split:
        part = "first"
    elif isinstance(question, MatrixQuestion) and asked.rows:
        part = asked.rows[0].key
    elif isinstance(question, RankingQuestion):
        part = "1"
    elif isinstance(question, AddressQuestion) and not asked.options:
        part = "line_1"
    return f"{asked.name}-{part}" if part else asked.name


def message(asked: ShownQuestion, wrong: Wrong) -> str:
    """What the resident is told."""
    own = asked.errors.get(wrong.code)
    if own is not None:
        return own.text
    language = asked.language if asked.language in ("en", "cy") else "en"
    words = _table(asked, wrong)[language].format_map(_words(asked, wrong, language))
    return _IR.sub("i'r ", words) if language == "cy" else words


# After “i” the Welsh article joins it: “i'r dyddiad”, never “i y dyddiad”.
_IR = re.compile(r"\bi yr? ")


def _table(asked: ShownQuestion, wrong: Wrong) -> Words:
    """The words of a code. A label that is a whole question cannot stand inside another sentence."""
    if _is_sentence(asked.label.text):
        if wrong.code == "missing":
            return MISSING.get(asked.ask, MISSING[""])
        if wrong.code == "not_an_option":
            return FROM_THE_LIST
    return MESSAGES[wrong.code]


def _words(asked: ShownQuestion, wrong: Wrong, language: str) -> dict[str, str]:
    label = asked.label.text
    noun = NOUNS.get(asked.ask, NOUNS[""])[language] if _is_sentence(label) else label
    words = {
        "label": label,
        "asked": _lower_first(label),
        "noun": _lower_first(noun),
        "Noun": noun[:1].upper() + noun[1:],
        "parts": _parts(wrong.parts, language),
    }
    return words | {key: _in_words(value, language) for key, value in wrong.words.items()}


def _parts(parts: tuple[str, ...], language: str) -> str:
    return {"en": " and ", "cy": " a "}[language].join(
        PARTS[part][language] for part in parts if part in PARTS
    )


def _in_words(value: object, language: str) -> str:
    if isinstance(value, dt.datetime):
        return moment(value, language)
    if isinstance(value, dt.date):
        return day(value, language, weekday=False)
    return clock_time(value, language) if isinstance(value, dt.time) else str(value)


def _is_sentence(label: str) -> bool:
    """Whether a label is a whole question or an order, which cannot stand inside another sentence."""
    return label.rstrip().endswith(("?", ".", ":", "!"))


def _lower_first(label: str) -> str:
    """A label inside a sentence: "Date of birth" becomes "date of birth", "NHS number" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
