"""What changed between definitions, and how several variants of one become one again."""

from __future__ import annotations

from patternbook.changes.diff import diff
from patternbook.changes.merge import merge
from patternbook.changes.parts import ABSENT, SEVERITIES, Change, Conflict, Decision, Merged, Severity

__all__ = ["ABSENT", "SEVERITIES", "Change", "Conflict", "Decision", "Merged", "Severity", "diff", "merge"]
