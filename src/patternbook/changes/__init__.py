"""What changed between definitions, and how several variants of one become one again."""

from __future__ import annotations

from patternbook.changes.checked import checked
from patternbook.changes.compare import Comparison, compare
from patternbook.changes.compatibility import Compatibility, Touched, compatibility
from patternbook.changes.describe import Sentence, describe, describe_conflict
from patternbook.changes.diff import diff
from patternbook.changes.following import follow
from patternbook.changes.locks import locked
from patternbook.changes.merge import merge
from patternbook.changes.moving import MovedAnswers, MovedCase, move_answers, move_case
from patternbook.changes.notes import notes
from patternbook.changes.numbers import NotANumber, next_number
from patternbook.changes.parts import ABSENT, SEVERITIES, Change, Conflict, Decision, Merged, Severity
from patternbook.changes.severity import severity
from patternbook.changes.texts import MergedText, merge_texts

__all__ = [
    "ABSENT", "SEVERITIES", "Change", "Comparison", "Compatibility", "Conflict", "Decision", "Merged", "MergedText",
    "MovedAnswers", "MovedCase", "NotANumber", "Sentence", "Severity", "Touched", "checked", "compare", "compatibility",
    "describe", "describe_conflict", "diff", "follow", "locked", "merge", "merge_texts", "move_answers", "move_case", "next_number",
    "notes", "severity",
]  # fmt: skip
