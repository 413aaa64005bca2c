"""A circuit breaker: a system that keeps failing is not asked for a while, so that residents need not wait.

The state lives in the process: each process learns by itself, which needs no shared store and
costs at most a few slow answers in each.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

FAILURES = 5
REST_SECONDS = 30.0

Line = tuple[str, int]


@dataclass(slots=True)
class _State:
    failures: int = 0
    open_until: float = 0.0
    trying: bool = False


@dataclass(slots=True)
class Breaker:
    """Which connectors may be asked, by connector and council. `at` is a monotonic time in seconds."""

    failures: int = FAILURES
    rest: float = REST_SECONDS
    _lines: dict[Line, _State] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def may_ask(self, line: Line, *, at: float) -> bool:
        """Whether to ask now. After the rest one caller may try; the others wait for what comes of it."""
        with self._lock:
            state = self._lines.setdefault(line, _State())
            if state.failures < self.failures:
                return True
            if at < state.open_until or state.trying:
                return False
            state.trying = True
            return True

    def answered(self, line: Line) -> None:
        """The system answered: all is well."""
        with self._lock:
            self._lines[line] = _State()

    def failed(self, line: Line, *, at: float) -> None:
        """The system did not answer, or not in a way that can be used."""
        with self._lock:
            state = self._lines.setdefault(line, _State())
            state.failures += 1
            state.trying = False
            if state.failures >= self.failures:
                state.open_until = at + self.rest
