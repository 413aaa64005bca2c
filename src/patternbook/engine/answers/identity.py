"""Numbers that identify somebody or something, each checked by its own rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kind import AnswerKind, Wrong, fill_text, line, show_text, text_as_is
from patternbook.language.kinds.questions import IdentityQuestion

Reader = Callable[[str], str | None]

# HMRC's National Insurance Manual, NIM39110: the letters that are never used.
_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")


def national_insurance(text: str) -> str | None:
    """A National Insurance number, in pairs.

    >>> national_insurance("AB123456C"), national_insurance("BG123456C")
    ('AB 12 34 56 C', None)
    """
    if not _NINO.fullmatch(text):
        return None
    return " ".join((text[:2], text[2:4], text[4:6], text[6:8], text[8:]))


def nhs(text: str) -> str | None:
    """An NHS number with the right check digit (modulus 11, NHS Data Dictionary).

    >>> nhs("9434765919"), nhs("9434765918")
    ('943 476 5919', None)
    """
    if not re.fullmatch(r"[0-9]{10}", text):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False))
    if (11 - total % 11) % 11 != int(text[9]):
        return None
    return f"{text[:3]} {text[3:6]} {text[6:]}"


# The forms of registration marks since 1903, DVLA's INF104 and INF53.
_VEHICLE = re.compile(
    r"[A-Z]{2}[0-9]{2}[A-Z]{3}|[A-Z][0-9]{1,3}[A-Z]{3}|[A-Z]{3}[0-9]{1,3}[A-Z]|[A-Z]{1,3}[0-9]{1,4}|[0-9]{1,4}[A-Z]{1,3}"
)


def vehicle(text: str) -> str | None:
    """A registration mark of the United Kingdom.

    >>> vehicle("AB12CDE"), vehicle("AIZ1234"), vehicle("1")
    ('AB12 CDE', 'AIZ1234', None)
    """
    if not _VEHICLE.fullmatch(text):
        return None
    return f"{text[:4]} {text[4:]}" if re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z]{3}", text) else text


def _digits(least: int, most: int) -> Reader:
    def read(text: str) -> str | None:
        return text if re.fullmatch(rf"[0-9]{{{least},{most}}}", text) else None

    return read


def _form(pattern: str) -> Reader:
    def read(text: str) -> str | None:
        return text if re.fullmatch(pattern, text) else None

    return read


READERS: Mapping[str, Reader] = {
    "national_insurance": national_insurance,
    "nhs": nhs,
    "vehicle": vehicle,
    "uprn": _digits(1, 12),
    "urn": _digits(6, 6),
    "charity": _form(r"[0-9]{6,7}|SC[0-9]{6}|NIC[0-9]{6}"),
    "company": _form(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}"),
}
"""By what the question asks for. A bank account needs its sorting-code rules and is not run yet."""

_SHORT_COMPANY = re.compile(r"[0-9]{6,7}")


def read_identity(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A number that identifies."""
    text = re.sub(r"[\s.\-/]", "", line(form, asked.name)).upper()[:40]
    of = asked.question.of if isinstance(asked.question, IdentityQuestion) else "uprn"
    if not text:
        return None
    if of == "company" and _SHORT_COMPANY.fullmatch(text):
        text = text.zfill(8)
    return READERS[of](text) or Wrong(f"not_{of}")


IDENTITY = AnswerKind(
    "identity",
    ("missing", *(f"not_{of}" for of in READERS)),
    read_identity,
    show_text,
    fill_text,
    text_as_is,
    text_as_is,
)
