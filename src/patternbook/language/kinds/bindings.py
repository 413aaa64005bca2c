"""The kinds of bindings, and what a value of each must look like.

A binding says who or where at this council. Its value is text in expressions, whatever its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from patternbook.language.nodes.service import Binding

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(\.[^@\s.]{1,63}){1,8}")
_PHONE = re.compile(r"[+0-9][0-9 ()-]{2,20}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST = 2_000


def _is_email(value: str) -> str:
    return "" if _EMAIL.fullmatch(value) else "This must be an email address, like name@example.org."


def _is_phone(value: str) -> str:
    return "" if _PHONE.fullmatch(value) else "This must be a telephone number, like 01632 960 001."


def _is_url(value: str) -> str:
    is_url = value.startswith("https://") and len(value.split()) == 1 and "." in value
    return "" if is_url else "This must be a web address that begins with https://."


def _is_key(value: str) -> str:
    return "" if _KEY.fullmatch(value) else "This must be a key: small letters, digits and underscores."


def _is_text(value: str) -> str:
    return "" if value.strip() else "This must not be empty."


BINDING_KINDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "team": _is_key,
        "email": _is_email,
        "phone": _is_phone,
        "url": _is_url,
        "address": _is_text,
        "hours": _is_text,
        "text": _is_text,
        "ledger_code": _is_text,
        "connection": _is_key,
    }
)
"""The kinds of bindings: what is wrong with a value, in a sentence; empty where nothing is."""


def wrong_with(binding: Binding, value: str) -> str:
    """What is wrong with a council's value for a binding, in a sentence; empty where nothing is.

    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> inbox = Binding(title=Text(wordings=Keyed([("en", "Inbox")])), type="email")
    >>> wrong_with(inbox, "bins@example.org"), wrong_with(inbox, "bins")
    ('', 'This must be an email address, like name@example.org.')
    """
    if len(value) > _LONGEST:
        return f"This must be {_LONGEST:,} characters or fewer."
    return BINDING_KINDS[binding.type](value)
