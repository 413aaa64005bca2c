"""The parts of the staff area, for whoever may see them."""

from __future__ import annotations

from django.urls import reverse

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.kit.pages import Link

# What one must be allowed, the part's first address, and what it is called.
PARTS = (
    ("cases.read", "staff_queue", "Cases"),
    ("cases.read", "staff_search", "Search"),
    ("catalogue.read", "services", "Services"),
    ("audit.read", "staff_sign_ins", "Sign-ins"),
)


def places(by: Actor) -> frozenset[int]:
    """The authorities in which somebody may see a part of the staff area."""
    return frozenset[int]().union(*(by.where(permission) for permission, _, _ in PARTS))


def first_page(authority: Authority, *, by: Actor) -> str:
    """Where somebody begins who has part in `places`."""
    return next(link.href for link in staff_parts(authority, here="", by=by))


def staff_parts(authority: Authority, *, here: str, by: Actor) -> tuple[Link, ...]:
    """The links between the parts that somebody may see; `here` is the one that the page belongs to."""
    return tuple(
        Link(words, reverse(name, args=[authority.slug]), current=name == here)
        for permission, name, words in PARTS
        if by.may(permission, authority.pk)
    )
