"""What stands where there is no value: not asked, not found, several found, unavailable, undefined.

Unknown is not false. Every operator of an `Unknown` raises a private exception, so that quick code
which assumes that all is known cannot go on with one by accident.
"""

from __future__ import annotations

from typing import Final, Literal, NoReturn, TypeGuard, final, get_args

Reason = Literal["not_asked", "not_found", "many", "unavailable", "undefined"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


class Touched(Exception):
    """An operation met an `Unknown`: the careful path must take over."""


@final
class Unknown:
    """A value that there is not. `reason` says why, `source` the name it comes from.

    Two unknowns are compared with `same`, never with ``==``, which raises.

    >>> Unknown("not_asked", "postcode")
    Unknown('not_asked', 'postcode')
    >>> Unknown("not_asked").same(Unknown("not_asked"))
    True
    """

    __slots__ = ("reason", "source")

    reason: Reason
    source: str

    def __init__(self, reason: Reason, source: str = "") -> None:
        object.__setattr__(self, "reason", reason)
        object.__setattr__(self, "source", source)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("An Unknown cannot be changed.")

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r}, {self.source!r})"

    def same(self, other: object) -> bool:
        """Whether the other is an `Unknown` for the same reason from the same source."""
        return is_unknown(other) and (other.reason, other.source) == (self.reason, self.source)

    def __reduce__(self) -> tuple[type[Unknown], tuple[Reason, str]]:
        return (Unknown, (self.reason, self.source))

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Touched

    def _touch(self, *_: object) -> NoReturn:
        raise Touched

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _touch
    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __call__ = _touch
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _touch
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _touch
    __neg__ = __pos__ = __abs__ = __round__ = __int__ = __index__ = __float__ = _touch
    __str__ = __repr__


def is_unknown(value: object) -> TypeGuard[Unknown]:
    """Whether a value is an `Unknown`. Safe on anything."""
    return value.__class__ is Unknown


UNDEFINED: Final = Unknown("undefined")
"""The result of arithmetic without an answer."""
