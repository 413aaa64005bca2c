"""Whether plain data written in a file has a type: defaults, bounds, council's values, fixtures.

How each type is written: a `date` as ``"2026-12-24"``, a `time` as ``"16:30"``, a `datetime` as
``"2026-12-24 16:30"`` (local to the United Kingdom) or with its offset, `money` as whole pence
(``3750``) or as text (``"£37.50"``), a `decimal` as text (``"4.8"``) or a whole number, a `period`
as ``{length: 2, unit: working_day}``, an optional value that there is not as ``null``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from patternbook.errors import Path, did_you_mean
from patternbook.language import periods
from patternbook.language.types import Type

_MONEY = re.compile(r"-?£?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{2})?")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in plain data that does not have its type: where in the data, and what is wrong."""

    path: Path
    message: str

    def __str__(self) -> str:
        where = ".".join(self.path)
        return f"{where}: {self.message}" if where else self.message


def conforms(data: object, type_: Type, path: Path = ()) -> tuple[Misfit, ...]:
    """Everything in plain data that does not have the type; empty where all has.

    >>> from patternbook.language.types import INT, parse_type
    >>> conforms(5, INT)
    ()
    >>> print(conforms(["2", 3], parse_type("list(int)"))[0])
    0: This must be a whole number.
    """
    return tuple(_misfits(data, type_, path))


def _misfits(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if data is None:
        if not type_.optional:
            yield Misfit(path, f"A value is missing: this must be {named(type_)}.")
        return
    check = _CHECKS.get(type_.kind)
    if check is None:
        yield Misfit(path, f"A {type_.kind} cannot be written here.")
        return
    yield from check(data, type_, path)


_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "bool": "true or false",
        "int": "a whole number",
        "decimal": 'a number, such as 4 or "4.8"',
        "money": 'an amount of money: whole pence, or a text such as "£37.50"',
        "text": "a text",
        "date": 'a date, such as "2026-12-24"',
        "time": 'a time of day, such as "16:30"',
        "datetime": 'a date and time, such as "2026-12-24 16:30"',
        "period": "a period, such as {length: 2, unit: working_day}",
        "point": "a point, such as {lat: 51.5, lon: -0.1}",
        "address": "an address, with its lines",
        "file": "a file, with its name, size and type",
        "list": "a list",
        "table": "a table: values by key",
        "record": "a record: values by field",
    }
)


def named(type_: Type) -> str:
    """A type in words, as in “this must be a whole number”."""
    if type_.kind == "choice":
        return f"one of {', '.join(type_.choices)}"
    return _NAMES.get(type_.kind, str(type_))


def _wrong(type_: Type, path: Path) -> Misfit:
    return Misfit(path, f"This must be {named(type_)}.")


def _is(test: Callable[[object], bool]) -> Callable[[object, Type, Path], Iterator[Misfit]]:
    def check(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
        if not test(data):
            yield _wrong(type_, path)

    return check


def is_whole(data: object) -> bool:
    """Whether data is a whole number; true and false are none."""
    return isinstance(data, int) and not isinstance(data, bool)


def _is_money(data: object) -> bool:
    return is_whole(data) or (isinstance(data, str) and _MONEY.fullmatch(data.strip()) is not None)


def _is_decimal(data: object) -> bool:
    return is_whole(data) or (isinstance(data, str) and _DECIMAL.fullmatch(data) is not None)


def _is_date(data: object) -> bool:
    if isinstance(data, dt.date) and not isinstance(data, dt.datetime):
        return True
    return isinstance(data, str) and len(data) == 10 and _reads(dt.date.fromisoformat, data)


def _is_time(data: object) -> bool:
    return isinstance(data, str) and _TIME.fullmatch(data) is not None


def _is_datetime(data: object) -> bool:
    return isinstance(data, str) and len(data) > 10 and _reads(dt.datetime.fromisoformat, data)


def _reads(read: Callable[[str], object], data: str) -> bool:
    try:
        read(data)
    except ValueError:
        return False
    return True


def _text(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, str):
        yield _wrong(type_, path)
    elif len(data) > type_.longest:
        yield Misfit(path, f"This must be {type_.longest:,} characters or fewer.")


def _choice(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, str) or data not in type_.choices:
        hint = did_you_mean(data, type_.choices) if isinstance(data, str) else ""
        yield Misfit(path, f"This must be {named(type_)}. {hint}".rstrip())


def _period(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, Mapping):
        yield _wrong(type_, path)
        return
    try:
        periods.from_data({str(key): value for key, value in data.items()})
    except periods.PeriodError as error:
        yield Misfit(path, str(error))


def _list(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, tuple | list):
        yield _wrong(type_, path)
        return
    if len(data) > type_.longest:
        yield Misfit(path, f"This list may have at most {type_.longest} items.")
    for number, item in enumerate(data):
        yield from _misfits(item, type_.item, (*path, str(number)))


def _table(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, Mapping):
        yield _wrong(type_, path)
        return
    for key, item in data.items():
        yield from _misfits(item, type_.item, (*path, str(key)))


def _record(data: object, type_: Type, path: Path) -> Iterator[Misfit]:
    if not isinstance(data, Mapping):
        yield _wrong(type_, path)
        return
    known = dict(type_.fields)
    for key in data:
        if key not in known:
            hint = did_you_mean(str(key), known)
            yield Misfit((*path, str(key)), f"There is no field called '{key}'. {hint}".rstrip())
    for key, field in known.items():
        yield from _misfits(data.get(key), field, (*path, key))


_CHECKS: Mapping[str, Callable[[object, Type, Path], Iterator[Misfit]]] = MappingProxyType(
    {
        "bool": _is(lambda data: isinstance(data, bool)),
        "int": _is(is_whole),
        "decimal": _is(_is_decimal),
        "money": _is(_is_money),
        "text": _text,
        "date": _is(_is_date),
        "time": _is(_is_time),
        "datetime": _is(_is_datetime),
        "period": _period,
        "choice": _choice,
        "list": _list,
        "table": _table,
        "record": _record,
        "address": _record,
        "point": _record,
        "file": _record,
    }
)
