"""Values of definitions: when two say the same, and how they are written as plain data."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any, Literal

from patternbook.changes.parts import ABSENT
from patternbook.language import canonical
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Text
from patternbook.language.plans import DATA, TEXT, Shape

# What stands in a field has a shape; so have the words of one language, what stands in plain data,
# the order of a collection, and a key.
Form = Shape | Literal["wording", "plain", "order", "key"]


def same(one: object, other: object) -> bool:
    """Whether two values say the same; expressions may be spelled differently.

    >>> same(Expr("a&&b"), Expr("a && b"))
    True
    """
    if one is other or one == other:
        return True
    if isinstance(one, Expr) and isinstance(other, Expr):
        return canonical.expression(one.source) == canonical.expression(other.source)
    if isinstance(one, Condition) and isinstance(other, Condition):
        return one.unknown == other.unknown and same(one.if_, other.if_)
    return False


def plain(value: object) -> Any:
    """A value as plain data that says the same for the same value for ever.

    >>> plain(Expr("a&&b")), plain(ABSENT)
    ('a && b', {'absent': True})
    """
    if value is ABSENT:
        return {"absent": True}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Expr):
        return canonical.expression(value.source)
    if isinstance(value, Condition):
        return [plain(value.if_), value.unknown]
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Keyed):
        return {"keyed": [[key, plain(item)] for key, item in value.items()]}
    return _whole(value)


def _whole(value: object) -> Any:
    if isinstance(value, Text):
        return canonical.value_to_json(value, TEXT)
    if isinstance(value, Data):
        return plain(value.value)
    if isinstance(value, Forms):
        return {"by": plain(value.by), "forms": plain(value.forms)}
    return canonical.to_json(value)


def spelled(value: object) -> str:
    """A value as one text, to sort by and to digest."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(*values: object) -> str:
    """Sixteen hex digits for these values."""
    whole = "\n".join(spelled(value) for value in values)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def from_plain(data: Any, form: Form) -> Any:
    """The value that somebody decided on; raises KeyError, TypeError, ValueError, IndexError or
    AttributeError where the data is not one of this form."""
    if form == "wording":
        text = canonical.value_from_json([["en", data]], TEXT)
        return text.wordings["en"]
    if form == "plain":
        return canonical.value_from_json(data, DATA).value
    if form == "order":
        return tuple(str(key) for key in data)
    if form == "key":
        return str(data)
    return canonical.value_from_json(data, form)
