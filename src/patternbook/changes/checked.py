"""Whether the result of a merge holds: written, read back, and put to the checks of the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from patternbook.changes.parts import Merged
from patternbook.errors import Problem
from patternbook.language import checks, reader, writer
from patternbook.language.nodes.example import SharedStep
from patternbook.language.reader import Read

N = TypeVar("N")


def checked(merged: Merged[N], steps: Mapping[str, Read[SharedStep]]) -> tuple[Problem, ...]:
    """Every problem of the result, with its place in the result's canonical text.

    Parts that fit each other on every side need not fit together: one side may use in a condition
    what another took away. `steps` are the shared steps that a service may use.

    >>> from patternbook.language.nodes.base import Lock
    >>> checked(Merged(Lock(law="epa_45")), {})
    ()
    """
    text = writer.write_node(merged.result)
    return checks.check(reader.read(text, kind=type(merged.result), steps=steps))
