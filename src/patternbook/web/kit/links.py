"""Paths of this site as the domain writes them that a request came to: a council's own leaves out its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.urls import reverse

_council: ContextVar[str] = ContextVar("council_of_domain", default="")


@contextmanager
def under_domain_of(slug: str) -> Iterator[None]:
    """Write links for a request to this council's own domain; for an empty text, to the domain of all."""
    token = _council.set(slug)
    try:
        yield
    finally:
        _council.reset(token)


def link_to(name: str, /, *parts: object, **named: object) -> str:
    """The path of a named address. Raises NoReverseMatch for a name that there is not."""
    return shortened(reverse(name, args=parts or None, kwargs=named or None))


def shortened(path: str) -> str:
    """A path without the name of the council under whose own domain it is written.

    >>> with under_domain_of("larkmoor"):
    ...     [shortened(path) for path in ("/larkmoor/", "/larkmoor/bins/", "/larkmoor-town/", "/staff/larkmoor/")]
    ['/', '/bins/', '/larkmoor-town/', '/staff/larkmoor/']
    >>> shortened("/larkmoor/bins/")
    '/larkmoor/bins/'
    """
    slug = _council.get()
    return path.removeprefix(f"/{slug}") if slug and path.startswith(f"/{slug}/") else path
