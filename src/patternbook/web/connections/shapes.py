"""Whether data from another system is what its contract promises. Field by field: nothing else gets in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from patternbook.errors import PatternbookError
from patternbook.language.types import Type


class NotAsPromised(PatternbookError):
    """The data breaks the contract at `path`. Says where and what was expected, never what stood there."""

    def __init__(self, path: tuple[str, ...], wanted: str) -> None:
        self.path = path
        self.wanted = wanted
        super().__init__(path, wanted)

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'the answer'} is not a {self.wanted}"


def conform(value: object, wanted: Type, path: tuple[str, ...] = ()) -> object:
    """The data as the contract has it: unknown fields dropped, everything else tested.

    Raises NotAsPromised at the first place that is not as promised.

    >>> from patternbook.language.types import parse_type, record, TEXT, list_of
    >>> conform([{"uprn": "1", "owner": "Ann"}], list_of(record({"uprn": TEXT})))
    [{'uprn': '1'}]
    """
    if value is None:
        if wanted.optional:
            return None
        raise NotAsPromised(path, str(wanted))
    if wanted.kind == "list":
        return _list(value, wanted, path)
    if wanted.fields:
        return _record(value, wanted, path)
    if wanted.kind == "table":
        return _table(value, wanted, path)
    test = _PLAIN.get(wanted.kind)
    if test is None or not test(value, wanted):
        raise NotAsPromised(path, str(wanted))
    return value


def _list(value: object, wanted: Type, path: tuple[str, ...]) -> list[object]:
    if not isinstance(value, list | tuple) or len(value) > wanted.longest:
        raise NotAsPromised(path, str(wanted))
    return [conform(item, wanted.item, (*path, str(number))) for number, item in enumerate(value)]


def _record(value: object, wanted: Type, path: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise NotAsPromised(path, str(wanted))
    return {key: conform(value.get(key), type_, (*path, key)) for key, type_ in wanted.fields}


def _table(value: object, wanted: Type, path: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise NotAsPromised(path, str(wanted))
    return {key: conform(item, wanted.item, (*path, key)) for key, item in value.items()}


def _is_text(value: object, wanted: Type) -> bool:
    return isinstance(value, str) and len(value) <= wanted.longest


def _is_choice(value: object, wanted: Type) -> bool:
    return isinstance(value, str) and value in wanted.choices


def _is_int(value: object, wanted: Type) -> bool:
    low, high = wanted.bounds
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_decimal(value: object, _wanted: Type) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return isinstance(value, int | str | Decimal) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _reads(read: Callable[[str], object]) -> Callable[[object, Type], bool]:
    def test(value: object, _wanted: Type) -> bool:
        try:
            return isinstance(value, str) and read(value) is not None
        except ValueError:
            return False

    return test


def _aware(text: str) -> dt.datetime | None:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else None


_PLAIN: Mapping[str, Callable[[object, Type], bool]] = {
    "bool": lambda value, _wanted: isinstance(value, bool),
    "int": _is_int,
    "money": _is_int,
    "decimal": _is_decimal,
    "text": _is_text,
    "choice": _is_choice,
    "date": _reads(dt.date.fromisoformat),
    "time": _reads(dt.time.fromisoformat),
    "datetime": _reads(_aware),
}
