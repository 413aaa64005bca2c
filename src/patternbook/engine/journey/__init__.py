"""The journey: which page, with which questions, and when it is ready to submit.

A journey is worked out afresh from the definition, the facts and the context each time it is asked
for: nothing is kept between requests but the facts.
"""

from patternbook.engine.journey.going import ACKNOWLEDGE, at, next_after, path, submit_page, summary
from patternbook.engine.journey.results import (
    CHECK_ANSWERS,
    TASK_LIST,
    Answered,
    Check,
    FieldProblem,
    Lapsed,
    Need,
    Path,
    ReachedEnd,
    Ready,
    Redirect,
    Refused,
    RefusedOption,
    Shown,
    ShownOption,
    ShownQuestion,
    ShowPage,
    SummaryRow,
    TaskList,
    TaskRow,
)
from patternbook.engine.journey.submitting import at_submit

__all__ = [
    "ACKNOWLEDGE", "CHECK_ANSWERS", "TASK_LIST", "Answered", "Check", "FieldProblem", "Lapsed", "Need", "Path",
    "ReachedEnd", "Ready", "Redirect", "Refused", "RefusedOption", "ShowPage", "Shown", "ShownOption",
    "ShownQuestion", "SummaryRow", "TaskList", "TaskRow", "at", "at_submit", "next_after", "path", "submit_page",
    "summary",
]  # fmt: skip
