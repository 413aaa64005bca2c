"""What every connector is: it answers contracts, or says why it cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from patternbook.engine.facts import Outcome
from patternbook.errors import PatternbookError


class Unavailable(PatternbookError):
    """The other system did not answer, or not in a way that can be used. Holds no personal data."""

    def __init__(self, connector: str, why: str) -> None:
        self.connector = connector
        self.why = why
        super().__init__(connector, why)

    def __str__(self) -> str:
        return f"{self.connector}: {self.why}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other system said: `value` is plain data by the contract's type, where it was found."""

    outcome: Outcome
    value: object = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks and when. `seconds` is how long the answer may take, all attempts together."""

    authority_id: int
    slug: str
    now: dt.datetime
    seconds: float
    most: int = 100


class Connector(Protocol):
    """Answers contracts. `in_process` connectors need no time limit, and may read the database."""

    @property
    def name(self) -> str:
        """What the connector is called, in bindings and logs."""
        ...

    @property
    def in_process(self) -> bool:
        """Whether it answers in this process, without asking anybody."""
        ...

    def answers(self, contract: str) -> bool:
        """Whether this connector fills the contract."""
        ...

    def ask(self, contract: str, inputs: Mapping[str, object], asking: Asking) -> Reply:
        """The answer. Raises Unavailable."""
        ...


MakeConnector = Callable[[], Connector]
