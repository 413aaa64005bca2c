"""Answers that are dates or times of day, read as people write them.

The rules are those of the GOV.UK Design System's date input: say which part is missing or wrong,
take month names, never guess a century.
"""

from __future__ import annotations

import datetime as dt
import re

from patternbook.engine import formats
from patternbook.engine.answers.asking import Form, ShownQuestion
from patternbook.engine.answers.kind import AnswerKind, Wrong, line
from patternbook.language.kinds.questions import DateQuestion, Question

PARTS = ("day", "month", "year")

# By the smallest part asked: the parts that are asked.
ASKED = {"day": PARTS, "month": ("month", "year"), "year": ("year",)}

# Nobody alive was born longer ago.
OLDEST = 130

_DIGITS = re.compile(r"[0-9]{1,9}")
_SHORTEST_NAME = 3


def month_of(text: str) -> int | None:
    """A month by its number or name, in English or Welsh, whole or its first three letters or more.

    >>> month_of("2"), month_of("Feb"), month_of("chwefror"), month_of("ma"), month_of("13")
    (2, 2, 2, None, None)
    """
    if _DIGITS.fullmatch(text):
        return int(text) if 1 <= int(text) <= 12 else None
    wanted = text.casefold().rstrip(".")
    if len(wanted) < _SHORTEST_NAME:
        return None
    found = {
        place
        for names in formats.MONTHS.values()
        for place, name in enumerate(names, start=1)
        if name.casefold().startswith(wanted)
    }
    return found.pop() if len(found) == 1 else None


def read_date(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A date from the fields `name-day`, `name-month` and `name-year`."""
    question = asked.question
    parts = ASKED[question.parts] if isinstance(question, DateQuestion) else PARTS
    sent = {part: line(form, f"{asked.name}-{part}") for part in parts}
    missing = tuple(part for part in parts if not sent[part])
    if len(missing) == len(parts):
        return None
    if missing:
        code = f"missing_{missing[0]}" if len(missing) == 1 else "missing_parts"
        return Wrong(code, part=missing[0], parts=missing, words={})
    value = _real_date(sent, parts)
    return value if isinstance(value, Wrong) else _outside(asked, value) or value


def _real_date(sent: dict[str, str], parts: tuple[str, ...]) -> dt.date | Wrong:
    if not re.fullmatch(r"[0-9]{4}", sent["year"]):
        code = "year_four_digits" if _DIGITS.fullmatch(sent["year"]) else "not_a_date"
        return Wrong(code, part="year", parts=("year",))
    month = month_of(sent.get("month", "1"))
    if month is None:
        return Wrong("not_a_date", part="month", parts=("month",))
    day = sent.get("day", "1")
    if not _DIGITS.fullmatch(day):
        return Wrong("not_a_date", part="day", parts=("day",))
    try:
        return dt.date(int(sent["year"]), month, int(day))
    except (ValueError, OverflowError):
        return _unreal(day, parts)


def _unreal(day: str, parts: tuple[str, ...]) -> Wrong:
    """A date that does not exist: the day alone is wrong where no month is so long."""
    if "day" in parts and not 1 <= int(day) <= 31:
        return Wrong("not_a_date", part="day", parts=("day",))
    return Wrong("not_a_date", part=parts[0], parts=parts)


def _outside(asked: ShownQuestion, value: dt.date) -> Wrong | None:
    question = asked.question
    parts = ASKED[question.parts] if isinstance(question, DateQuestion) else PARTS
    if isinstance(question, DateQuestion) and question.birth:
        if value > asked.today:
            return Wrong("in_future", part=parts[0], parts=parts)
        if value.year < asked.today.year - OLDEST:
            return Wrong("too_long_ago", part="year", parts=("year",))
    earliest, latest = asked.limits.get("earliest"), asked.limits.get("latest")
    if isinstance(earliest, dt.date) and value < earliest:
        return Wrong("too_early", part=parts[0], parts=parts, words={"earliest": earliest})
    if isinstance(latest, dt.date) and value > latest:
        return Wrong("too_late", part=parts[0], parts=parts, words={"latest": latest})
    return None


def show_date(question: Question, value: object, language: str) -> tuple[str, ...]:
    """A date in words, as much of it as was asked; a date of birth without its weekday."""
    if not isinstance(value, dt.date):
        return (str(value),)
    parts = question.parts if isinstance(question, DateQuestion) else "day"
    if parts == "year":
        return (str(value.year),)
    if parts == "month":
        return (formats.month(value, language),)
    return (formats.day(value, language, weekday=not getattr(question, "birth", False)),)


def fill_date(name: str, value: object) -> dict[str, list[str]]:
    """A date, back in its boxes."""
    if not isinstance(value, dt.date):
        return {}
    return {f"{name}-{part}": [str(getattr(value, part))] for part in PARTS}


def to_json(_question: Question, value: object) -> object:
    """A date or time in ISO 8601."""
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else value


def date_from_json(_question: Question, data: object) -> object:
    """A kept date. Raises ValueError for anything else."""
    return dt.date.fromisoformat(str(data))


_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*([ap])?\.?\s*(m)?\.?")
_NAMED = {
    "noon": dt.time(12),
    "midday": dt.time(12),
    "canol dydd": dt.time(12),
    "midnight": dt.time(0),
    "hanner nos": dt.time(0),
}


def time_of(text: str) -> dt.time | None:
    """A time of day as people write it, or None. A bare number is an hour only with am or pm.

    >>> [str(time_of(text)) for text in ("4:30pm", "4.30 p.m.", "16:30", "1630", "9am", "midday", "9")]
    ['16:30:00', '16:30:00', '16:30:00', '16:30:00', '09:00:00', '12:00:00', 'None']
    """
    wanted = text.casefold().strip()
    if wanted in _NAMED:
        return _NAMED[wanted]
    found = _TIME.fullmatch(wanted)
    if found is None or bool(found[3]) != bool(found[4]) or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and not 1 <= hour <= 12:
        return None
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return dt.time(hour, minute) if hour <= 23 and minute <= 59 else None


def read_time(asked: ShownQuestion, form: Form) -> object | Wrong:
    """A time of day, in one field."""
    text = line(form, asked.name)
    if not text:
        return None
    value = time_of(text)
    if value is None:
        return Wrong("not_a_time")
    earliest, latest = asked.limits.get("earliest"), asked.limits.get("latest")
    if isinstance(earliest, dt.time) and value < earliest:
        return Wrong("too_early", words={"earliest": earliest})
    if isinstance(latest, dt.time) and value > latest:
        return Wrong("too_late", words={"latest": latest})
    return value


def show_time(_question: Question, value: object, language: str) -> tuple[str, ...]:
    """A time in words."""
    return (formats.clock_time(value, language) if isinstance(value, dt.time) else str(value),)


def fill_time(name: str, value: object) -> dict[str, list[str]]:
    """A time, back in its box."""
    return {name: [formats.clock_time(value) if isinstance(value, dt.time) else str(value)]}


def time_from_json(_question: Question, data: object) -> object:
    """A kept time. Raises ValueError for anything else."""
    return dt.time.fromisoformat(str(data))


DATE = AnswerKind(
    "date",
    (
        "missing", "missing_day", "missing_month", "missing_year", "missing_parts", "not_a_date",
        "year_four_digits", "too_early", "too_late", "in_future", "too_long_ago",
    ),
    read_date,
    show_date,
    fill_date,
    to_json,
    date_from_json,
)  # fmt: skip
TIME = AnswerKind(
    "time",
    ("missing", "not_a_time", "too_early", "too_late"),
    read_time,
    show_time,
    fill_time,
    to_json,
    time_from_json,
)
