"""Officers' notes, and what becomes of a case when its notices do not arrive."""

from __future__ import annotations

from datetime import datetime

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import action, record
from patternbook.web.cases.models import Case, Note
from patternbook.web.cases.search import LONGEST, search_words
from patternbook.web.notices.queries import case_has_trouble

LONGEST_NOTE = 4000


@action("cases.note", on="case")
def add_note(*, case: Case, text: str, now: datetime, by: Actor) -> Note:
    """Keep an officer's note. The caller has checked that it is not empty and not past `LONGEST_NOTE`."""
    assert by.person_id is not None
    note = Note.objects.create(
        authority_id=case.authority_id,
        case=case,
        person_id=by.person_id,
        text=text[:LONGEST_NOTE],
        written=now,
    )
    words = f"{case.search} {search_words(note.text)}"[:LONGEST]
    Case.objects.filter(pk=case.pk).update(search=words)
    record("case.noted", subject=case, facts={"note": note.pk}, values={"text": note.text})
    return note


def note_notice_settled(*, case_id: int) -> None:
    """A notice of this case was sent, failed, or may or may not have been sent.

    Part of the notice's own action: it only sets the flag by which officers find such cases.
    """
    Case.objects.filter(pk=case_id).update(notice_trouble=case_has_trouble(case_id))
