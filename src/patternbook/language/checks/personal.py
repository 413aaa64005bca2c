"""Personal data is held for a purpose (UK GDPR articles 5(1)(b), 6 and 9)."""

from __future__ import annotations

from collections.abc import Iterator

from patternbook.errors import Problem
from patternbook.language.checks.subject import Subject
from patternbook.language.kinds.questions import (
    AddressQuestion,
    DateQuestion,
    EmailQuestion,
    FileQuestion,
    IdentityQuestion,
    NameQuestion,
    PhoneQuestion,
    Question,
    SignatureQuestion,
)

_ALWAYS = (NameQuestion, EmailQuestion, PhoneQuestion, AddressQuestion, SignatureQuestion)
_OF_PEOPLE = frozenset({"national_insurance", "nhs", "vehicle", "bank_account"})


def personal(subject: Subject) -> Iterator[Problem]:
    """Yields `no-purpose`, and `no-special-condition` for special categories without article 9."""
    for said in subject.said:
        question = said.value
        if not isinstance(question, Question):
            continue
        purpose = subject.service.purposes.get(question.personal or "")
        if question.personal is None and (is_personal(question) or question.special):
            message = f"'{said.path[-1]}' asks for personal data and does not say what for."
            hint = "Add `personal:` with the key of a purpose."
            yield subject.error(said.path, "no-purpose", message, hint)
        elif question.special and purpose is not None and purpose.special is None:
            message = f"'{said.path[-1]}' is special category data; '{question.personal}' names no condition for it."
            hint = "Add `special:` to the purpose, with the condition of article 9."
            yield subject.error(said.path, "no-special-condition", message, hint)


def is_personal(question: Question) -> bool:
    """Whether a question by its kind asks for personal data."""
    if isinstance(question, DateQuestion):
        return question.birth
    if isinstance(question, IdentityQuestion):
        return question.of in _OF_PEOPLE
    if isinstance(question, FileQuestion):
        return question.photo
    return isinstance(question, _ALWAYS)
