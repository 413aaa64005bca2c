"""Values of expressions as plain data, and back by their type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from patternbook.language import periods
from patternbook.language.periods import Period
from patternbook.language.types import Type
from patternbook.language.unknown import Unknown, is_unknown

LONDON = ZoneInfo("Europe/London")


def to_plain(value: object) -> object:
    """A value of an expression as data that JSON can hold. What is not known is None.

    >>> to_plain({"on": dt.date(2026, 12, 24), "items": (1, 2)})
    {'on': '2026-12-24', 'items': [1, 2]}
    """
    if is_unknown(value):
        return None
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, Period):
        return _plain_period(value)
    return str(value) if isinstance(value, Decimal) else value


def _plain_period(value: Period) -> dict[str, object]:
    plain: dict[str, object] = {"length": value.length, "unit": value.unit}
    for key in ("until", "counts_from"):
        time = getattr(value, key)
        if time is not None:
            plain[key] = f"{time:%H:%M}"
    return plain


def to_value(data: object, type_: Type) -> object:
    """Plain data as a value of that type. What is missing is unknown (`not_asked`), and what does not
    fit the type is unknown (`undefined`): outside data never makes an expression fail.

    >>> from patternbook.language.types import DATE, INT, list_of
    >>> to_value(["2026-12-24"], list_of(DATE))
    (datetime.date(2026, 12, 24),)
    >>> to_value("soon", DATE)
    Unknown('undefined', '')
    """
    if data is None or is_unknown(data):
        return Unknown("not_asked") if data is None else data
    try:
        return _READERS[type_.kind](data, type_)
    except (ValueError, TypeError, InvalidOperation, periods.PeriodError):
        return Unknown("undefined")


def _exactly(*classes: type) -> Callable[[object, Type], object]:
    def read(data: object, _type: Type) -> object:
        if type(data) not in classes:
            raise ValueError("Not of that type.")
        return data

    return read


def _date(data: object, _type: Type) -> dt.date:
    return data if type(data) is dt.date else dt.date.fromisoformat(str(data))


def _time(data: object, _type: Type) -> dt.time:
    return data if isinstance(data, dt.time) else dt.time.fromisoformat(str(data))


def _datetime(data: object, _type: Type) -> dt.datetime:
    found = data if isinstance(data, dt.datetime) else dt.datetime.fromisoformat(str(data))
    return found.astimezone(LONDON) if found.tzinfo else found.replace(tzinfo=LONDON)


def _decimal(data: object, _type: Type) -> Decimal:
    if isinstance(data, bool) or not isinstance(data, (int, str, Decimal, float)):
        raise ValueError("Not a number.")
    found = Decimal(str(data))
    if not found.is_finite():
        raise ValueError("Not a number.")
    return found


def _money(data: object, _type: Type) -> int:
    """Whole pence, or pounds written as text, such as ``£37.50``."""
    if isinstance(data, str):
        pence = Decimal(data.strip().removeprefix("£").replace(",", "")) * 100
        if pence != pence.to_integral_value():
            raise ValueError("Not whole pence.")
        return int(pence)
    if isinstance(data, bool) or not isinstance(data, int):
        raise ValueError("Not whole pence.")
    return data


def _choice(data: object, type_: Type) -> str:
    if not isinstance(data, str) or data not in type_.choices:
        raise ValueError("Not one of the choices.")
    return data


def _period(data: object, _type: Type) -> Period:
    if isinstance(data, Period):
        return data
    if not isinstance(data, Mapping):
        raise ValueError("Not a period.")
    return periods.from_data({str(key): value for key, value in data.items()})


def _list(data: object, type_: Type) -> object:
    if not isinstance(data, (list, tuple)):
        raise ValueError("Not a list.")
    return tuple(to_value(item, type_.item) for item in data)


def _table(data: object, type_: Type) -> object:
    if not isinstance(data, Mapping):
        raise ValueError("Not a table.")
    return {str(key): to_value(item, type_.item) for key, item in data.items()}


def _record(data: object, type_: Type) -> object:
    if not isinstance(data, Mapping):
        raise ValueError("Not a record.")
    return {name: to_value(data.get(name), field) for name, field in type_.fields}


def _as_is(data: object, _type: Type) -> object:
    return data


_READERS: Mapping[str, Callable[[object, Type], object]] = {
    "bool": _exactly(bool),
    "int": _exactly(int),
    "text": _exactly(str),
    "choice": _choice,
    "decimal": _decimal,
    "money": _money,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "period": _period,
    "list": _list,
    "table": _table,
    "record": _record,
    "address": _record,
    "point": _record,
    "file": _record,
    "shape": _as_is,
    "nothing": _as_is,
}
