"""Problems on the screen: one a line, or as JSON for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from patternbook.cli.command import Exit
from patternbook.errors import Problem


def as_json(problem: Problem) -> dict[str, object]:
    """A problem as data."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "path": list(problem.path),
    }


def report(problems: Iterable[Problem], *, json_: bool, fine: str) -> Exit:
    """Prints every problem, and a last line that counts them; `fine` where there is none."""
    listed = tuple(problems)
    errors = sum(1 for problem in listed if problem.severity == "error")
    if json_:
        print(
            json.dumps({"problems": [as_json(problem) for problem in listed]}, indent=2, ensure_ascii=False)
        )
    else:
        for problem in listed:
            print(problem)
        print(summed_up(errors, len(listed) - errors, fine))
    return Exit.FAILED if errors else Exit.FINE


def summed_up(errors: int, warnings: int, fine: str) -> str:
    """The last line of a report.

    >>> summed_up(2, 1, "All is well.")
    '2 errors, 1 warning.'
    """
    if not errors and not warnings:
        return fine
    parts = [_count(errors, "error")] if errors else []
    return ", ".join([*parts, *([_count(warnings, "warning")] if warnings else [])]) + "."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def complain(message: str) -> None:
    """Says on the error stream why nothing was done."""
    print(f"patternbook: {message}", file=sys.stderr)
