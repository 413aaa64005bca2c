"""Answering the engine's calls: from what was kept, or by asking other systems, within limits.

Every call gets a result. Where a system is slow, broken, at rest or answers nonsense the result is
`unavailable`, and the definition says what happens then: nothing is raised, nobody waits longer than
the total limit. Called after validation and before the redirect, outside any transaction.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field

import structlog

from patternbook.engine.facts import Call, Result
from patternbook.language.types import Type
from patternbook.web.audit.actors import SYSTEM, Actor
from patternbook.web.connections import connectors, queries
from patternbook.web.connections.actions import keep
from patternbook.web.connections.breaker import Breaker
from patternbook.web.connections.connectors.base import Asking, Connector, Reply, Unavailable
from patternbook.web.connections.shapes import NotAsPromised, conform

CALL_SECONDS = 4.0
TOTAL_SECONDS = 8.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a contract promises: the type of what is found, and the most items of a list."""

    gives: Type
    most: int = 100


@dataclass(frozen=True, slots=True)
class Via:
    """By which connectors one council's service is connected.

    `connectors` names the connector of each contract, `promises` says what each contract gives,
    `keep` for how many minutes a lookup's result may be used again.
    """

    authority_id: int
    slug: str
    connectors: Mapping[str, str]
    promises: Mapping[str, Promise]
    keep: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_made_up(self) -> bool:
        """Whether any of the connectors answers with made-up data."""
        return any(name in connectors.MADE_UP for name in self.connectors.values())


@dataclass(frozen=True, slots=True)
class Limits:
    """How long answers may take, in seconds. `clock` is monotonic."""

    call: float = CALL_SECONDS
    total: float = TOTAL_SECONDS
    clock: Callable[[], float] = time.monotonic


BREAKER = Breaker()
LIMITS = Limits()
# Shared by all requests: a system that hangs can hold these threads, never those that serve pages.
_THREADS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="connections")


def resolve(
    calls: Sequence[Call],
    *,
    via: Via,
    by: Actor,
    now: dt.datetime,
    afresh: bool = False,
    limits: Limits = LIMITS,
) -> dict[str, Result]:
    """A result for each call, by its id. `afresh` asks again whatever was kept (a recheck at submit)."""
    ids = [call.id for call in calls]
    known = {} if afresh else queries.kept(authority_id=via.authority_id, call_ids=ids, now=now, by=by)
    ends = limits.clock() + limits.total
    asked = [_ask(call, via, now, limits) for call in calls if call.id not in known]
    results = {one.call.id: _settle(one, ends, limits) for one in asked}
    _keep([one.call for one in asked if one.future is not None], results, via, now)
    return {**known, **results}


def _keep(calls: Sequence[Call], results: Mapping[str, Result], via: Via, now: dt.datetime) -> None:
    """Keep what other systems answered for its minutes. That one was unavailable is never kept; what is
    answered in this process is as quick as the copy, and never out of date.
    """
    minutes = {call.id: via.keep.get(call.lookup, 0) for call in calls}
    worth = {
        key: results[key]
        for key, kept in minutes.items()
        if kept > 0 and results[key].outcome != "unavailable"
    }
    if worth:
        until = {key: now + dt.timedelta(minutes=minutes[key]) for key in worth}
        keep(authority_id=via.authority_id, results=worth, until=until, by=SYSTEM)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One call on its way. Without `future` it is answered in this thread (it may read the database)."""

    call: Call
    via: Via
    asking: Asking
    connector: Connector | None
    future: Future[Reply] | None = None

    @property
    def line(self) -> tuple[str, int]:
        return (self.connector.name if self.connector else "", self.via.authority_id)

    def reply(self, seconds: float) -> Reply:
        if self.connector is None:
            raise Unavailable("", "nothing is connected")
        if self.future is not None:
            return self.future.result(timeout=seconds)
        if not self.connector.in_process:
            raise Unavailable(self.connector.name, "at rest after failures")
        return self.connector.ask(self.call.contract, self.call.inputs, self.asking)


def _ask(call: Call, via: Via, now: dt.datetime, limits: Limits) -> _Asked:
    """Set a call on its way, in a thread of its own where another system is asked."""
    promise = via.promises.get(call.contract)
    asking = Asking(via.authority_id, via.slug, now, limits.call, promise.most if promise else 0)
    found = connectors.connector(via.connectors.get(call.contract, ""))
    if promise is None or found is None or not found.answers(call.contract):
        return _Asked(call, via, asking, None)
    future = None
    if not found.in_process and BREAKER.may_ask((found.name, via.authority_id), at=limits.clock()):
        future = _THREADS.submit(found.ask, call.contract, call.inputs, asking)
    return _Asked(call, via, asking, found, future)


def _settle(asked: _Asked, ends: float, limits: Limits) -> Result:
    """The result of a call. What went wrong is logged by contract and system, never with what was asked."""
    name = asked.connector.name if asked.connector else ""
    try:
        reply = asked.reply(max(0.0, min(limits.call, ends - limits.clock())))
        value = _value(reply, asked.via.promises[asked.call.contract])
    except (Unavailable, NotAsPromised, Late) as error:
        return _unavailable(asked, str(error) or "no answer in time", limits)
    except Exception as error:  # noqa: BLE001  # whatever breaks in a connector, the resident goes on without it
        # The kind of the error only: its words may hold what was asked.
        return _unavailable(asked, f"broke off: {type(error).__name__}", limits)
    if asked.future is not None:
        BREAKER.answered(asked.line)
    return Result(reply.outcome, value, asked.asking.now, name)


def _unavailable(asked: _Asked, why: str, limits: Limits) -> Result:
    """The result of a call that nothing came of. The breaker learns of each, or its one try would never end."""
    log.warning("connection.unavailable", contract=asked.call.contract, authority=asked.via.slug, why=why)
    if asked.future is not None:
        asked.future.cancel()
        BREAKER.failed(asked.line, at=limits.clock())
    return Result("unavailable", None, asked.asking.now, asked.connector.name if asked.connector else "")


def _value(reply: Reply, promise: Promise) -> object:
    """What was found, as the contract has it. Raises NotAsPromised."""
    return conform(reply.value, promise.gives) if reply.outcome == "found" else None
