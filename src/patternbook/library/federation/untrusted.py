"""Data from strangers, taken apart with limits: nothing is believed before its shape is checked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from patternbook.library.federation.refusals import BundleRefused

MOST_DEPTH = 20
# Characters that turn the direction of what is read, or that are not seen: a name could look like another.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def parse_json(data: bytes, most: int) -> Any:
    """Plain data from JSON, whose size and depth are bounded. Raises BundleRefused."""
    if len(data) > most:
        raise BundleRefused("too-large", f"It is larger than {most // 1024} KiB.")
    _refuse_depth(data)
    try:
        return json.loads(data, object_pairs_hook=_once, parse_int=_whole, parse_float=_refuse_number,
                          parse_constant=_refuse_number)  # fmt: skip
    except (ValueError, UnicodeDecodeError) as error:
        raise BundleRefused("not-json", "It is not JSON in UTF-8.") from error


_SIGNS = re.compile(rb'\\.|[\[\]{}"]', re.DOTALL)


def _refuse_depth(data: bytes) -> None:
    depth, in_text = 0, False
    for found in _SIGNS.finditer(data):
        sign = found.group()
        if sign == b'"':
            in_text = not in_text
        elif not in_text and len(sign) == 1:
            depth += 1 if sign in b"[{" else -1
            if depth > MOST_DEPTH:
                raise BundleRefused("too-deep", f"It is nested more than {MOST_DEPTH} deep.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BundleRefused("key-twice", "A key stands twice in one object.")
    return found


def _whole(digits: str) -> int:
    if len(digits) > 19:
        raise BundleRefused("number-too-large", "A number has more than 19 digits.")
    return int(digits)


def _refuse_number(_: str) -> Any:
    raise BundleRefused("not-whole", "Numbers in a bundle are whole.")


def _whole_characters(value: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BundleRefused("unseen-characters", "A text holds half a character.")
    return value


class Untrusted:
    """An object from a stranger; each reading checks what is there. Raises BundleRefused."""

    __slots__ = ("_data", "_name")

    def __init__(self, data: Any, name: str) -> None:
        if not isinstance(data, dict):
            raise BundleRefused("wrong-shape", f"The {name} is not an object.")
        self._data, self._name = data, name

    def _get(self, key: str, kind: type) -> Any:
        value = self._data.get(key)
        if not isinstance(value, kind):
            raise BundleRefused("wrong-shape", f"The {self._name} lacks '{key}', or it is of another kind.")
        return value

    def text(self, key: str, *, most: int) -> str:
        """Any text up to a length."""
        value: str = self._get(key, str)
        if len(value) > most:
            raise BundleRefused("too-large", f"'{key}' is longer than {most} characters.")
        return _whole_characters(value)

    def words(self, key: str, *, most: int, may_lack: bool = False, lines: bool = False) -> str:
        """Words that people read: without characters that hide or turn round what is said."""
        value = self.text(key, most=most)
        allowed = "\n" if lines else ""
        if any(unicodedata.category(char) in _UNSEEN and char not in allowed for char in value):
            raise BundleRefused("unseen-characters", f"'{key}' holds characters that cannot be seen.")
        if not lines and value != " ".join(unicodedata.normalize("NFKC", value).split()):
            raise BundleRefused(
                "unseen-characters", f"'{key}' is not written plainly: two such could look alike."
            )
        if not value.strip() and not may_lack:
            raise BundleRefused("wrong-shape", f"'{key}' is empty.")
        return value

    def matching(self, key: str, pattern: re.Pattern[str], *, may_lack: bool = False) -> str:
        """A text in a fixed form."""
        value = self.text(key, most=200)
        if not pattern.fullmatch(value) and not (may_lack and value == ""):
            raise BundleRefused("wrong-shape", f"'{key}' is not written as it should be.")
        return value

    def mapping(self, key: str) -> Mapping[str, Any]:
        """An object within."""
        found: Mapping[str, Any] = self._get(key, dict)
        return found

    def items(self, key: str, *, most: int) -> Iterator[Untrusted]:
        """A list of objects."""
        values: list[Any] = self._get(key, list)
        if len(values) > most:
            raise BundleRefused("too-many", f"'{key}' has more than {most} items.")
        return (Untrusted(value, f"{self._name}'s {key}") for value in values)

    def texts(self, key: str, *, names: re.Pattern[str], most: int) -> dict[str, str]:
        """Texts by name, each name in a fixed form."""
        found = self.mapping(key)
        if len(found) > most:
            raise BundleRefused("too-many", f"'{key}' has more than {most} items.")
        for name, value in found.items():
            if not names.fullmatch(name) or not isinstance(value, str):
                raise BundleRefused("wrong-shape", f"'{key}' holds something that is no text of a fit name.")
            _whole_characters(value)
        return dict(found)
