"""Answers that are numbers or amounts of money."""

from __future__ import annotations

import re
from decimal import Decimal

from patternbook.engine import formats
from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kind import AnswerKind, Wrong, line
from patternbook.language.kinds.questions import NumberQuestion, Question
from patternbook.language.types import INT_LIMIT, MONEY_LIMIT

_NUMBER = re.compile(r"([-−–]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})?(?:\.([0-9]{1,40}))?")
_MONEY = re.compile(r"£?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})?(?:\.([0-9]{1,2}))?")


def decimal_of(text: str) -> Decimal | None:
    """A number as people write it, or None.

    >>> decimal_of("1,200.50"), decimal_of("-3"), decimal_of("three")
    (Decimal('1200.50'), Decimal('-3'), None)
    """
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if found is None or not (found[2] or found[3]):
        return None
    sign = "-" if found[1] else ""
    return Decimal(
        f"{sign}{(found[2] or '0').replace(',', '')}.{found[3] or '0'}"
        if found[3]
        else sign + found[2].replace(",", "")
    )


def read_number(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A whole number, or with `places` a decimal."""
    text = line(form, asked.name)
    places = asked.question.places if isinstance(asked.question, NumberQuestion) else 0
    if not text:
        return None
    found = decimal_of(text)
    if found is None:
        return Wrong("not_a_number")
    if not places and found != found.to_integral_value():
        return Wrong("not_whole")
    if -int(found.as_tuple().exponent) > max(places, 0) and places:
        return Wrong("too_many_places", words={"places": places})
    value = found if places else int(found)
    return _outside(asked, value) or _not_in_steps(asked, value) or value


def _outside(asked: ShownQuestion, value: Decimal | int) -> Wrong | None:
    least, most = _limit(asked, "min", -INT_LIMIT), _limit(asked, "max", INT_LIMIT)
    if value < least:
        return Wrong("too_small", words={"min": formats.number(least)})
    return Wrong("too_big", words={"max": formats.number(most)}) if value > most else None


def _not_in_steps(asked: ShownQuestion, value: Decimal | int) -> Wrong | None:
    step = asked.question.step if isinstance(asked.question, NumberQuestion) else None
    return Wrong("not_in_steps", words={"step": step}) if step and value % step else None


def _limit(asked: ShownQuestion, key: str, otherwise: int) -> int | Decimal:
    limit = asked.limits.get(key)
    return limit if isinstance(limit, (int, Decimal)) else otherwise


def show_number(question: Question, value: object, _language: str) -> tuple[str, ...]:
    """A number with its unit."""
    unit = question.unit if isinstance(question, NumberQuestion) else None
    words = formats.number(value) if isinstance(value, (int, Decimal)) else str(value)
    return (f"{words} {unit}" if unit else words,)


def fill(name: str, value: object) -> dict[str, list[str]]:
    """A number, back in its box."""
    return {name: [str(value)]}


def number_to_json(_question: Question, value: object) -> object:
    """Whole numbers as they are, decimals as text, so that nothing is lost."""
    return str(value) if isinstance(value, Decimal) else value


def number_from_json(question: Question, data: object) -> object:
    """A kept number. Raises ValueError for anything else."""
    if isinstance(question, NumberQuestion) and question.places:
        found = decimal_of(str(data))
        if found is None:
            raise ValueError("A number was expected.")
        return found
    return whole_from_json(question, data)


def whole_from_json(_question: Question, data: object) -> int:
    """A kept whole number. Raises ValueError for anything else."""
    if isinstance(data, bool) or not isinstance(data, int):
        raise ValueError(f"A whole number was expected, not {type(data).__name__}.")
    return data


def read_money(asked: ShownQuestion, form: Form) -> object | Wrong:
    """An amount of money, in pence."""
    text = line(form, asked.name).replace(" ", "")
    if not text:
        return None
    found = _MONEY.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return Wrong("not_money")
    pence = int((found[1] or "0").replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    least, most = _limit(asked, "min", 0), _limit(asked, "max", MONEY_LIMIT)
    if pence < least:
        return Wrong("too_small", words={"min": formats.money(int(least))})
    return Wrong("too_big", words={"max": formats.money(int(most))}) if pence > most else pence


def show_money(_question: Question, value: object, _language: str) -> tuple[str, ...]:
    """An amount in pounds."""
    return (formats.money(value) if isinstance(value, int) else str(value),)


def fill_money(name: str, value: object) -> dict[str, list[str]]:
    """An amount, back in its box, without the pound sign that stands before it."""
    pence = value if isinstance(value, int) else 0
    return {name: [f"{pence // 100}.{pence % 100:02}" if pence % 100 else str(pence // 100)]}


def same(_question: Question, value: object) -> object:
    """Kept as it is."""
    return value


NUMBER = AnswerKind(
    "number",
    ("missing", "not_a_number", "not_whole", "too_many_places", "too_small", "too_big", "not_in_steps"),
    read_number,
    show_number,
    fill,
    number_to_json,
    number_from_json,
)
MONEY = AnswerKind(
    "money",
    ("missing", "not_money", "too_small", "too_big"),
    read_money,
    show_money,
    fill_money,
    same,
    whole_from_json,
)
