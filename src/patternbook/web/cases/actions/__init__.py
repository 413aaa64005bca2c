"""Everything that changes a case. Each action is one transaction and one audit event."""

from patternbook.web.cases.actions.alive import hold_back, worker_seen
from patternbook.web.cases.actions.assign import assign_case, assign_task
from patternbook.web.cases.actions.feedback import give_feedback
from patternbook.web.cases.actions.move import (
    CaseMoved,
    NotPossible,
    Said,
    complete_task,
    fire_timer,
    officer_event,
    outside_event,
    refresh_timers,
    resident_event,
)
from patternbook.web.cases.actions.moving import move_case_to, undo_move
from patternbook.web.cases.actions.notes import LONGEST_NOTE, add_note, note_notice_settled
from patternbook.web.cases.actions.submit import PlaceChanged, submit

__all__ = [
    "LONGEST_NOTE", "CaseMoved", "NotPossible", "PlaceChanged", "Said", "add_note", "assign_case", "assign_task", "complete_task", "fire_timer",
    "give_feedback", "hold_back", "move_case_to", "note_notice_settled", "officer_event", "outside_event", "refresh_timers", "resident_event", "submit",
    "undo_move",    "worker_seen",
]  # fmt: skip
