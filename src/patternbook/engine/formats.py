"""Values as a reader sees them: dates, times, money and lists, in GOV.UK style, in English and Welsh.

English: “Thursday 24 December 2026”, “4:30pm”, “midday”, “£37.50”. Welsh: “dydd Iau 24 Rhagfyr
2026”, “4.30pm”, “canol dydd”. How a value is shown follows its type, for pence and whole numbers
are the same at run time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from patternbook.language.texts import joined
from patternbook.language.types import Type
from patternbook.language.unknown import Unknown

LONDON = ZoneInfo("Europe/London")

# What stands where a value is not known. The checks warn of a hole that can be unknown.
NOT_KNOWN = "–"

DAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"),
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip

# Small words of each language.
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"noon": "midday", "midnight": "midnight", "yes": "Yes", "no": "No", "at": "at"},
    "cy": {"noon": "canol dydd", "midnight": "hanner nos", "yes": "Ie", "no": "Na", "at": "am"},
}

# What a unit of a period is called after each number; under None after every other.
Counted = Mapping[int | None, str]


def _several(one: str) -> Counted:
    return {1: one, None: f"{one}s"}


def _softened(usual: str, after_two: str) -> Counted:
    return {2: after_two, None: usual}


# After a number Welsh keeps the singular, whose first letter softens after two; years have a word of their
# own. As in Unicode CLDR, which counts 4 with 5, though it is "pedair blynedd" and "pum mlynedd".
UNITS: Mapping[str, Mapping[str, Counted]] = {
    "en": {
        "minute": _several("minute"),
        "hour": _several("hour"),
        "working_hour": _several("working hour"),
        "day": _several("day"),
        "weekday": _several("weekday"),
        "working_day": _several("working day"),
        "school_day": _several("school day"),
        "week": _several("week"),
        "month": _several("month"),
        "year": _several("year"),
    },
    "cy": {
        "minute": _softened("munud", "funud"),
        "hour": {None: "awr"},
        "working_hour": {None: "awr waith"},
        "day": _softened("diwrnod", "ddiwrnod"),
        "weekday": _softened("diwrnod o'r wythnos waith", "ddiwrnod o'r wythnos waith"),
        "working_day": _softened("diwrnod gwaith", "ddiwrnod gwaith"),
        "school_day": _softened("diwrnod ysgol", "ddiwrnod ysgol"),
        "week": {None: "wythnos"},
        "month": _softened("mis", "fis"),
        "year": {1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd", None: "mlynedd"},
    },
}


def spoken(language: str) -> str:
    """The language whose conventions are used: English where we have none of its own."""
    return language if language in DAYS else "en"


def day(value: dt.date, language: str = "en", *, weekday: bool = True) -> str:
    """A date in words.

    >>> day(dt.date(2026, 12, 24)), day(dt.date(2026, 12, 24), "cy")
    ('Thursday 24 December 2026', 'dydd Iau 24 Rhagfyr 2026')
    >>> day(dt.date(1957, 3, 2), weekday=False)
    '2 March 1957'
    """
    known = spoken(language)
    words = f"{value.day} {MONTHS[known][value.month - 1]} {value.year}"
    return f"{DAYS[known][value.weekday()]} {words}" if weekday else words


def month(value: dt.date, language: str = "en") -> str:
    """A month and year in words."""
    return f"{MONTHS[spoken(language)][value.month - 1]} {value.year}"


def clock_time(value: dt.time, language: str = "en") -> str:
    """A time of day in words.

    >>> [clock_time(dt.time(hour, minute)) for hour, minute in ((16, 30), (9, 0), (12, 0), (0, 0), (0, 5))]
    ['4:30pm', '9am', 'midday', 'midnight', '12:05am']
    >>> clock_time(dt.time(16, 30), "cy")
    '4.30pm'
    """
    known = spoken(language)
    if (value.hour, value.minute) == (12, 0):
        return WORDS[known]["noon"]
    if (value.hour, value.minute) == (0, 0):
        return WORDS[known]["midnight"]
    half = "am" if value.hour < 12 else "pm"
    hour = value.hour % 12 or 12
    mark = "." if known == "cy" else ":"
    return f"{hour}{mark}{value.minute:02}{half}" if value.minute else f"{hour}{half}"


def moment(value: dt.datetime, language: str = "en") -> str:
    """A date and time as clocks in the United Kingdom show it.

    >>> moment(dt.datetime(2026, 7, 1, 15, 30, tzinfo=dt.UTC))
    'Wednesday 1 July 2026 at 4:30pm'
    """
    local = value.astimezone(LONDON)
    between = WORDS[spoken(language)]["at"]
    return f"{day(local.date(), language)} {between} {clock_time(local.time(), language)}"


def money(pence: int) -> str:
    """An amount in pounds, without pence where there are none.

    >>> money(3750), money(120000), money(-500)
    ('£37.50', '£1,200', '-£5')
    """
    pounds, rest = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{pounds:,}.{rest:02}" if rest else f"{sign}£{pounds:,}"


def number(value: int | Decimal) -> str:
    """A number with commas between thousands.

    >>> number(12000), number(Decimal("4.50"))
    ('12,000', '4.50')
    """
    return f"{value:,}"


def counted(length: int, unit: str, language: str = "en") -> str:
    """So many of a unit of time in words.

    >>> counted(2, "working_day"), counted(2, "working_day", "cy")
    ('2 working days', '2 ddiwrnod gwaith')
    >>> [counted(length, "year", "cy") for length in (1, 2, 3, 4, 5, 6, 7)]
    ['1 flwyddyn', '2 flynedd', '3 blynedd', '4 blynedd', '5 mlynedd', '6 blynedd', '7 mlynedd']
    """
    words = UNITS[spoken(language)][unit]
    return f"{length} {words.get(abs(length), words[None])}"


def period(value: object, language: str = "en") -> str:
    """A length of time in words: "2 working days"."""
    return counted(getattr(value, "length", 0), str(getattr(value, "unit", "day")), language)


def yes_or_no(value: object, language: str = "en") -> str:
    """Yes or no."""
    return WORDS[spoken(language)]["yes" if value else "no"]


def _list(value: object, type_: Type, language: str) -> str:
    items = value if isinstance(value, tuple) else ()
    return joined([shown(item, type_.item, language) for item in items], language)


def _field_text(value: object, type_: Type, language: str) -> str:
    text = value.get("text", value.get("name")) if isinstance(value, Mapping) else None
    return NOT_KNOWN if text is None or isinstance(text, Unknown) else str(text)


# By kind of type: how a value of it is shown.
BY_KIND: Mapping[str, Callable[[object, Type, str], str]] = {
    "date": lambda value, _type, language: day(value, language) if isinstance(value, dt.date) else str(value),
    "datetime": lambda value, _type, language: (
        moment(value, language) if isinstance(value, dt.datetime) else str(value)
    ),
    "time": lambda value, _type, language: (
        clock_time(value, language) if isinstance(value, dt.time) else str(value)
    ),
    "money": lambda value, _type, _language: money(value) if isinstance(value, int) else str(value),
    "int": lambda value, _type, _language: number(value) if isinstance(value, int) else str(value),
    "decimal": lambda value, _type, _language: number(value) if isinstance(value, Decimal) else str(value),
    "choice": lambda value, _type, _language: str(value).replace("_", " "),
    "period": lambda value, _type, language: period(value, language),
    "bool": lambda value, _type, language: yes_or_no(value, language),
    "list": _list,
    "address": _field_text,
    "record": _field_text,
    "file": _field_text,
}


def shown(value: object, type_: Type, language: str = "en") -> str:
    """A value of a type as a reader sees it; an en dash where it is not known.

    >>> from patternbook.language.types import MONEY, TEXT, list_of
    >>> shown(3750, MONEY), shown(("food", "glass"), list_of(TEXT))
    ('£37.50', 'food and glass')
    """
    if isinstance(value, Unknown) or value is None:
        return NOT_KNOWN
    how = BY_KIND.get(type_.kind)
    return str(value) if how is None else how(value, type_, language)
