"""How to reach somebody: email, telephone, postcode."""

from __future__ import annotations

import re

from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kind import AnswerKind, Wrong, fill_text, line, show_text, text_as_is
from patternbook.language.kinds.questions import Question

LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?")


def email_of(text: str) -> str | None:
    """An email address that a mail server could take, its domain in small letters; or None.

    >>> email_of("Ann.Other@Example.COM"), email_of("ann@localhost"), email_of("a..b@example.com")
    ('Ann.Other@example.com', None, None)
    """
    local, at, domain = text.rpartition("@")
    if not at or len(text) > LONGEST_EMAIL or len(local) > LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        return None
    labels = domain.lower().split(".")
    whole = len(labels) > 1 and len(labels[-1]) > 1 and not labels[-1].isdigit()
    return f"{local}@{domain.lower()}" if whole and all(_LABEL.fullmatch(label) for label in labels) else None


def read_email(asked: ShownQuestion, form: Form) -> object | Wrong:
    """An email address."""
    text = line(form, asked.name).replace(" ", "")
    if not text:
        return None
    return email_of(text) or Wrong("not_an_email")


# Ofcom's numbering plan: numbers of 10 digits after the 0, or 9 in some areas and for 0800 1111 alike.
_GB_NUMBER = re.compile(r"(?:1[0-9]{8,9}|2[03489][0-9]{8}|[357][0-9]{9}|8[0-9]{9}|800[0-9]{6}|9[0-9]{9})")
_WRITTEN = re.compile(r"[0-9+()\-–./ ]+")


def phone_of(text: str) -> str | None:
    """A telephone number with its country code, or None.

    >>> phone_of("07700 900 982"), phone_of("+44 (0)20 7946 0018"), phone_of("0033 1 23 45 67 89"), phone_of("123")
    ('+447700900982', '+442079460018', '+33123456789', None)
    """
    if not _WRITTEN.fullmatch(text):
        return None
    digits = re.sub(r"[^0-9+]", "", text.replace("(0)", "") if re.match(r"\s*(\+|00)", text) else text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("0") and digits[1:2] != "0":
        digits = "+44" + digits[1:]
    elif digits.startswith("44"):
        digits = "+" + digits
    if digits.startswith("+44"):
        return digits if _GB_NUMBER.fullmatch(digits[3:]) else None
    # ITU-T E.164: at most 15 digits.
    return digits if re.fullmatch(r"\+[1-9][0-9]{6,14}", digits) else None


def read_phone(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A telephone number, in the United Kingdom or abroad."""
    text = line(form, asked.name)
    if not text:
        return None
    return phone_of(text[:60]) or Wrong("not_a_phone")


def dialled(number: str) -> str:
    """A number of the United Kingdom as it is dialled there; any other as it is.

    >>> dialled("+447700900982"), dialled("+442079460018")
    ('07700 900982', '020 7946 0018')
    """
    if not number.startswith("+44"):
        return number
    rest = number[3:]
    if rest.startswith("2"):
        return f"0{rest[:2]} {rest[2:6]} {rest[6:]}"
    return f"0{rest[:4]} {rest[4:]}"


def show_phone(_question: Question, value: object, _language: str) -> tuple[str, ...]:
    """A number as it is dialled."""
    return (dialled(str(value)),)


def fill_phone(name: str, value: object) -> dict[str, list[str]]:
    """A number, back in its box as it is dialled."""
    return {name: [dialled(str(value))]}


# Royal Mail's PAF: the letters that each place can hold. The area ZZ is never allotted: it is taken, so
# that made-up places can be told from real ones.
_OUTWARD = (
    r"(?:ZZ[0-9]{1,2}|[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
)
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_WHOLE = re.compile(rf"(GIR|{_OUTWARD})(0AA|{_INWARD})")
_PARTIAL = re.compile(rf"{_OUTWARD}[0-9]?")
_BFPO = re.compile(r"BFPO(?:C/O)?([0-9]{1,4})")


def postcode_of(text: str) -> str | None:
    """A whole postcode with capitals and one space, or None. Forces' numbers are kept as such.

    >>> postcode_of("sw1a1aa"), postcode_of("M1 1ae"), postcode_of("bfpo 58"), postcode_of("SW1A")
    ('SW1A 1AA', 'M1 1AE', 'BFPO 58', None)
    """
    squeezed = re.sub(r"[\s.,\-]", "", text).upper()
    found = _WHOLE.fullmatch(squeezed) or _WHOLE.fullmatch(_letters_and_digits(squeezed))
    if found:
        return f"{found[1]} {found[2]}"
    forces = _BFPO.fullmatch(squeezed)
    return f"BFPO {forces[1]}" if forces else None


def _letters_and_digits(squeezed: str) -> str:
    """The inward code with the letter O in its first place read as nought: a digit must stand there."""
    if squeezed[-3:-2] == "O":
        return f"{squeezed[:-3]}0{squeezed[-2:]}"
    return squeezed


def read_postcode(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A postcode."""
    text = line(form, asked.name)[:40]
    if not text:
        return None
    found = postcode_of(text)
    if found:
        return found
    partial = _PARTIAL.fullmatch(re.sub(r"\s", "", text).upper())
    return Wrong("partial_postcode" if partial else "not_a_postcode")


EMAIL = AnswerKind(
    "email", ("missing", "not_an_email"), read_email, show_text, fill_text, text_as_is, text_as_is
)
PHONE = AnswerKind(
    "phone", ("missing", "not_a_phone"), read_phone, show_phone, fill_phone, text_as_is, text_as_is
)
POSTCODE = AnswerKind(
    "postcode",
    ("missing", "partial_postcode", "not_a_postcode"),
    read_postcode,
    show_text,
    fill_text,
    text_as_is,
    text_as_is,
)
