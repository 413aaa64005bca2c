"""What changed between definitions, and how several variants of one become one again."""

from __future__ import annotations

from patternbook.changes.checked import checked
from patternbook.changes.diff import diff
from patternbook.changes.locks import locked
from patternbook.changes.merge import merge
from patternbook.changes.parts import ABSENT, SEVERITIES, Change, Conflict, Decision, Merged, Severity
from patternbook.changes.texts import MergedText, merge_texts

__all__ = [
    "ABSENT",
    "SEVERITIES",
    "Change",
    "Conflict",
    "Decision",
    "Merged",
    "MergedText",
    "Severity",
    "checked",
    "diff",
    "locked",
    "merge",
    "merge_texts",
]
