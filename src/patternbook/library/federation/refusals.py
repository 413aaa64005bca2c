"""Why something from another library is not taken, in words for whoever runs this one."""

from __future__ import annotations

from patternbook.errors import PatternbookError, Problem


class BundleRefused(PatternbookError):
    """A bundle is not what it says, or not what may be taken. `code` is stable; `problems` are those of its text."""

    def __init__(self, code: str, why: str, problems: tuple[Problem, ...] = ()) -> None:
        self.code, self.why, self.problems = code, why, problems
        super().__init__(code, why, problems)

    def __str__(self) -> str:
        told = "".join(f"\n{problem}" for problem in self.problems[:20])
        return f"{self.code}: {self.why}{told}"


class LibraryRefused(PatternbookError):
    """A library does not prove that it is the one that is trusted, or not that it is as new as before."""

    def __init__(self, code: str, why: str) -> None:
        self.code, self.why = code, why
        super().__init__(code, why)

    def __str__(self) -> str:
        return f"{self.code}: {self.why}"


class LibraryUnreachable(PatternbookError):
    """A library does not answer, or broke off. What was taken so far is kept; the same pull goes on from there."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)

    def __str__(self) -> str:
        return f"{self.address} does not answer, or broke off. Pull again later: it goes on from there."
