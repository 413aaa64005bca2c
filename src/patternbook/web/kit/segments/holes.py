"""What may stand in a hole, and how it is made safe for its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from markupsafe import Markup, escape

# A path of this site, a part of this page, or a scheme that runs nothing. `//host` would lead elsewhere.
SAFE_URL = re.compile(r"(?:/(?![/\\])|#|\?|https://|mailto:|tel:|\Z)", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z0-9_\-+/=.:]*\Z")


class Hole(Enum):
    """The kinds of value.

    TEXT: anything, shown as it is; URL: where a link or form leads; HTML: markup that the kit made itself;
    TOKEN: a nonce or a form's token.
    """

    TEXT = "text"
    URL = "url"
    HTML = "html"
    TOKEN = "token"  # noqa: S105  # the name of a kind, no secret


def text(value: object) -> str:
    """Escaped for text and quoted attributes alike."""
    if not isinstance(value, str | int):
        raise TypeError(f"A text hole takes text or a number, not {type(value).__name__}.")
    return str(escape(str(value)))


def url(value: object) -> str:
    """Escaped, once it is known to run nothing. Raises ValueError for another scheme."""
    if not isinstance(value, str) or not SAFE_URL.match(value):
        raise ValueError("A url hole takes a local path, https, mailto or tel.")
    return str(escape(str(value)))


def html(value: object) -> str:
    """As it is, where the kit vouches for it. Raises TypeError for plain text."""
    if not isinstance(value, Markup):
        raise TypeError("An html hole takes Markup, which says that it was made safe.")
    return str(value)


def token(value: object) -> str:
    """As it is, once it is known to need no escaping. Raises ValueError otherwise."""
    if not isinstance(value, str) or not TOKEN.match(value):
        raise ValueError("A token hole takes letters, digits and a few signs.")
    return str(value)


FILL: dict[Hole, Callable[[object], str]] = {
    Hole.TEXT: text,
    Hole.URL: url,
    Hole.HTML: html,
    Hole.TOKEN: token,
}
