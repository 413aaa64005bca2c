"""What a command is, and the three ways in which one can end."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from patternbook.errors import PatternbookError


class Exit(IntEnum):
    """The exit codes: fine, a check failed, misuse."""

    FINE = 0
    FAILED = 1
    MISUSE = 2


class Misuse(PatternbookError):
    """The command cannot do what it was asked; says what to do instead."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a sentence, its arguments, and what runs it."""

    name: str
    says: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Exit]
