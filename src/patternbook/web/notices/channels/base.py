"""What every channel promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

# Called by a channel at the last moment at which stopping still means that nothing was sent.
Handover = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a channel sees it. `idempotency_key` is the same however often it is tried; `council` is
    the authority's short name, as in web addresses."""

    idempotency_key: str
    council: str
    from_name: str
    from_address: str
    address: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took the message; `answer` is what it said, without personal data."""

    answer: str


class ChannelProblem(Exception):
    """The message was certainly not sent. `again` says whether trying later can help."""

    def __init__(self, what: str, *, again: bool) -> None:
        self.what = what
        self.again = again
        super().__init__(what)


class Channel(Protocol):
    """A way of sending.

    `send` calls `handover` right before the step after which it cannot be known from here whether the
    message went out. It returns Sent, raises ChannelProblem where it certainly did not go, and lets any
    other exception through where it cannot say. `repeatable`: sending twice with one key is harmless.
    """

    repeatable: bool

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        """Send one message."""
        ...
